/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import io.novaring.engine.connection.wire.Frames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class IoAgentTest {
    private final BlockingQueue<ScriptedServer.Frame> fromClient = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCarryTextBothWays(final boolean select) throws Exception {
        final String large = "{\"price\":\"\u20ac\"}".repeat(20_000);
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("hello"));
                    peer.out.write(Frames.text(large));
                    peer.out.write(
                            Frames.frame(
                                    true, Frames.PING, "ping".getBytes(StandardCharsets.UTF_8)));
                    fromClient.add(peer.readFrame());
                    fromClient.add(peer.readFrame());
                    fromClient.addAll(peer.readFrames());
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                IoFixture.selector(select),
                                null,
                                new TestClient(server.uri()))) {
            io.until(() -> io.sink.texts().size() == 2 && fromClient.size() == 1);
            final String request = "request".repeat(20_000);
            io.send(1, 5, request);
            io.until(() -> fromClient.size() == 2);
            io.agent.stopConnections();

            assertEquals(List.of("hello", large), io.sink.texts());
            assertEquals(EventKind.NOTIFICATION, io.sink.of(Origin.INBOUND).get(0).kind());
            final ScriptedServer.Frame pong = fromClient.take();
            assertEquals(Frames.PONG, pong.opcode());
            assertEquals("ping", pong.text());
            assertEquals(request, fromClient.take().text());
            assertEquals(1000, fromClient.poll(5, TimeUnit.SECONDS).closeCode(), "a goodbye");
            final RecordingSink.Seen sent = io.sink.of(Origin.OUTBOUND).get(0);
            assertEquals(0, sent.flags());
            assertEquals(5, sent.requestId());
            assertEquals(request, sent.text());
            assertEquals(
                    List.of(
                            Lifecycle.ENGINE_STARTED.code(),
                            Lifecycle.CONNECTING.code(),
                            Lifecycle.CONNECTED.code(),
                            Lifecycle.DISCONNECTED.code(),
                            Lifecycle.CONNECTION_STOPPED.code()),
                    io.sink.of(Origin.LIFECYCLE).stream().map(RecordingSink.Seen::code).toList());
            assertTrue(io.sink.of(Lifecycle.CONNECTING).get(0).text().endsWith("/path"));
            assertTrue(server.failures.isEmpty());
        }
    }

    @Test
    void shouldDeliverFramesThatComeWithTheUpgradeAnswer() throws Exception {
        final byte[] all =
                Frames.concat(
                        Frames.text("one"), Frames.text("two"), Frames.text("x".repeat(70_000)));
        final ScriptedServer.Script script =
                peer -> {
                    peer.readHead();
                    final byte[] part = java.util.Arrays.copyOf(all, 4_000);
                    peer.out.write(Frames.concat(peer.answerBytes(), part));
                    peer.out.write(all, part.length, all.length - part.length);
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.until(() -> io.sink.texts().size() == 3);

            assertEquals(List.of("one", "two", "x".repeat(70_000)), io.sink.texts());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeAnAnswerByteByByte(final boolean select) throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readHead();
                    final byte[] all = Frames.concat(peer.answerBytes(), Frames.text("late"));
                    for (final byte one : all) {
                        peer.out.write(one);
                    }
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                IoFixture.selector(select),
                                null,
                                new TestClient(server.uri()))) {
            io.until(() -> io.sink.texts().equals(List.of("late")));
        }
    }

    @Test
    void shouldTellWhatWasNotSent() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    fromClient.add(peer.readFrame());
                    fromClient.addAll(peer.readFrames());
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.send(1, 1, "before there is a session");
            io.untilOpen();
            io.send(0, 2, "of an older session");
            io.send(2, 3, "of a later session");
            io.send(1, 4, "now");
            io.stages.disconnect(1, 0, 7, DisconnectReason.PEER_SILENT);
            io.stages.disconnect(1, 0, 1, DisconnectReason.PEER_SILENT);
            io.send(1, 5, "of the session that just ended");
            io.until(() -> io.sink.of(Origin.OUTBOUND).size() == 5);

            final List<Integer> flags =
                    io.sink.of(Origin.OUTBOUND).stream().map(RecordingSink.Seen::flags).toList();
            final int unsent = MarketEvent.UNSENT;
            assertEquals(List.of(unsent, unsent, unsent, 0, unsent), flags);
            assertEquals("now", fromClient.poll(5, TimeUnit.SECONDS).text());
            assertEquals(Frames.CLOSE, fromClient.poll(5, TimeUnit.SECONDS).opcode());
            assertEquals(
                    DisconnectReason.PEER_SILENT,
                    io.sink.of(Lifecycle.DISCONNECTED).get(0).disconnectReason());
        }
    }

    @Test
    void shouldSurviveAFloodOfPingsFromAPeerThatReadsNothing() throws Exception {
        final byte[] pings = new byte[60_000];
        for (int i = 0; i < pings.length; i += 2) {
            pings[i] = (byte) 0x89;
        }
        final ScriptedServer.Script script =
                peer -> {
                    for (int i = 0; i < 50; i++) {
                        peer.out.write(pings);
                    }
                    peer.out.write(Frames.text("end"));
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.until(() -> io.sink.texts().equals(List.of("end")));

            assertEquals(ConnectionState.OPEN, io.agent.state(0));
        }
    }

    @Test
    void shouldRejectBinaryAndGoOn() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.frame(true, Frames.BINARY, new byte[10]));
                    peer.out.write(Frames.text("text"));
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.until(() -> io.sink.texts().size() == 2);

            final RecordingSink.Seen binary = io.sink.of(Origin.INBOUND).get(0);
            assertEquals(EventKind.REJECT, binary.kind());
            assertEquals(RejectReason.BINARY, binary.reject());
            assertEquals("text", io.sink.texts().get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRunSeveralConnectionsOnOneThread(final boolean select) throws Exception {
        final int count = 5;
        final int messages = 2_000;
        final List<ScriptedServer> servers = new ArrayList<>();
        final TestClient[] clients = new TestClient[count];
        for (int i = 0; i < count; i++) {
            final String name = "server " + i + " message ";
            servers.add(
                    new ScriptedServer(
                            upgraded(
                                    peer -> {
                                        for (int j = 0; j < messages; j++) {
                                            peer.out.write(Frames.text(name + j));
                                        }
                                        peer.goMute();
                                    })));
            clients[i] = new TestClient(servers.get(i).uri());
        }
        try (IoFixture io =
                new IoFixture(IoFixture.SETTINGS, IoFixture.selector(select), null, clients)) {
            io.until(() -> io.sink.events.size() >= count * (messages + 2) + 1);

            final int[] next = new int[count];
            for (final RecordingSink.Seen seen : io.sink.of(Origin.INBOUND)) {
                final int id = seen.connectionId();
                assertEquals("server " + id + " message " + next[id]++, seen.text());
            }
            assertArrayEquals(new int[] {messages, messages, messages, messages, messages}, next);
        } finally {
            for (final ScriptedServer server : servers) {
                server.close();
            }
        }
    }

    @Test
    void shouldPublishCommandsAndTicks() throws Exception {
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.untilOpen();
            final byte[] payload = "channel".getBytes(StandardCharsets.UTF_8);
            io.users.offer(0, CommandType.SUBSCRIBE, 3, 4, payload, payload.length);
            io.until(() -> io.sink.of(Origin.COMMAND).size() == 1 && io.sink.ticks > 2);

            final RecordingSink.Seen command = io.sink.of(Origin.COMMAND).get(0);
            assertEquals("channel", command.text());
            assertEquals(CommandType.SUBSCRIBE.code(), command.code());
            assertEquals(1, command.epoch());
            assertEquals(4, command.token());
        }
    }
}
