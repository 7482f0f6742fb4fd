/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandsTest implements StageCommands.Receiver, UserCommands.Receiver {
    private static final int CAPACITY = 64 << 10;

    private final List<String> received = new ArrayList<>();
    private int wakeUps;

    @Test
    void shouldHandStagesWishesOverInOrder() {
        final StageCommands commands = new StageCommands(CAPACITY, () -> wakeUps++);
        final byte[] message = bytes("message");

        commands.send(1, 2, 3, 4, 5, 6, message, 7);
        commands.disconnect(1, 2, 3, DisconnectReason.PEER_SILENT);
        commands.reauthenticate(4, 2, 3);
        commands.send(1, 2, 4, 4, 6, 0, bytes("x".repeat(6_000)), 6_000);
        commands.send(1, 2, 4, 4, 7, 0, message, 0);
        commands.drain(this);

        assertEquals(
                List.of(
                        "send 2 3 4 5 6 message",
                        "disconnect 2 3 PEER_SILENT",
                        "reauthenticate 2 3",
                        "send 2 4 4 6 0 " + "x".repeat(6_000),
                        "send 2 4 4 7 0 "),
                received);
        assertEquals(5, wakeUps);
    }

    @Test
    void shouldThrowWhenTheStagesRingIsFull() {
        final StageCommands commands = new StageCommands(CAPACITY, () -> {});
        final byte[] message = new byte[1_000];

        assertThrows(
                IllegalStateException.class,
                () -> {
                    for (int i = 0; i < CAPACITY; i++) {
                        commands.send(1, 0, 1, 1, i, 0, message, message.length);
                    }
                });
        while (commands.drain(this) > 0) {
            // Until there is nothing.
        }
        commands.send(1, 0, 1, 1, 9, 0, message, 0);
        commands.drain(this);

        assertEquals("send 0 1 1 9 0 ", received.get(received.size() - 1));
    }

    @Test
    void shouldHandUserCommandsOverInOrderAndAFewACycle() {
        final UserCommands commands = new UserCommands(CAPACITY, () -> wakeUps++);
        for (int i = 0; i < 40; i++) {
            assertTrue(commands.offer(1, CommandType.REQUEST, 2, i, bytes("p" + i), 2));
        }

        final int drained = commands.drain(this);
        while (commands.drain(this) > 0) {
            // Until there is nothing.
        }

        assertEquals(16, drained);
        assertEquals(40, received.size());
        assertEquals("command 1 REQUEST 2 0 p0", received.get(0));
        assertEquals("command 1 REQUEST 2 39 p3", received.get(39));
        assertEquals(40, wakeUps);
    }

    @Test
    void shouldAnswerFalseWhenTheUsersRingIsFull() {
        final UserCommands commands = new UserCommands(CAPACITY, () -> {});
        final byte[] payload = new byte[commands.payloadLengthMax()];
        int count = 0;
        while (commands.offer(0, CommandType.SUBSCRIBE, 0, 0, payload, payload.length)) {
            count++;
        }

        assertTrue(count >= 6, "took " + count);
        assertFalse(commands.offer(0, CommandType.SUBSCRIBE, 0, 0, payload, payload.length));
        assertEquals(count, commands.drain(this));
        assertTrue(commands.offer(0, CommandType.SUBSCRIBE, 0, 0, payload, payload.length));
    }

    @Test
    void shouldNotBlockTheRingWhenALengthIsWrong() {
        final UserCommands user = new UserCommands(CAPACITY, () -> {});
        final StageCommands stage = new StageCommands(CAPACITY, () -> {});
        final byte[] payload = new byte[4];

        assertThrows(
                IndexOutOfBoundsException.class,
                () -> user.offer(0, CommandType.SUBSCRIBE, 0, 0, payload, 5));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> user.offer(0, CommandType.SUBSCRIBE, 0, 0, payload, -1));
        assertThrows(
                IndexOutOfBoundsException.class, () -> stage.send(1, 0, 0, 0, 0, 0, payload, 5));
        user.offer(0, CommandType.SUBSCRIBE, 0, 0, payload, 0);
        stage.send(1, 0, 0, 0, 0, 0, payload, 0);

        assertEquals(1, user.drain(this));
        assertEquals(1, stage.drain(this));
    }

    @Override
    public void onSend(
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final String text = new String(message, 0, length, StandardCharsets.UTF_8);
        received.add(
                String.format(
                        "send %d %d %d %d %d %s",
                        connectionId, epoch, requestType, requestId, token, text));
    }

    @Override
    public void onDisconnect(
            final int connectionId, final int epoch, final DisconnectReason reason) {
        received.add(String.format("disconnect %d %d %s", connectionId, epoch, reason));
    }

    @Override
    public void onReauthenticate(final int connectionId, final int epoch) {
        received.add("reauthenticate " + connectionId + ' ' + epoch);
    }

    @Override
    public void onCommand(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload,
            final int length) {
        final String text = new String(payload, 0, length, StandardCharsets.UTF_8);
        received.add(
                String.format(
                        "command %d %s %d %d %s", connectionId, type, requestType, token, text));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
