/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.connection.wire.Frames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the I/O thread does about a kill, with the test's thread as the I/O thread. */
@Timeout(60)
final class KillSwitchTest {
    private final BlockingQueue<String> fromClient = new LinkedBlockingQueue<>();
    private final KillSwitch kill = new KillSwitch(new TestTrading("BTC", "ETH"), true, () -> {});

    private IoFixture fixture(final ScriptedServer server) {
        return new IoFixture(IoFixture.SETTINGS, null, kill, new TestClient(server.uri()));
    }

    /** Writes down what comes; answers when it is told to. */
    private ScriptedServer.Script noting(final boolean answers) {
        return upgraded(
                peer -> {
                    while (true) {
                        final String text = peer.readFrame().text();
                        fromClient.add(text);
                        final String[] words = text.split(" ");
                        if (answers && "cancelall".equals(words[0])) {
                            peer.out.write(Frames.text("ok " + words[1] + " 2"));
                        }
                    }
                });
    }

    private List<String> take(final int count) throws InterruptedException {
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(fromClient.poll(20, TimeUnit.SECONDS));
        }
        return texts;
    }

    private static void send(final IoFixture io, final int type, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        io.stages.send(4, 0, 1, type, 4, 0, bytes, bytes.length);
    }

    private static void offer(final IoFixture io, final byte action) {
        final OrderCommand command = new OrderCommand().instrument("X");
        command.action = action;
        final byte[] bytes = new byte[OrderCommand.LENGTH_MAX];
        io.users.offer(0, CommandType.ORDER, 0, 0, bytes, command.encode(bytes));
    }

    @Test
    void shouldCancelBeforeWhatWaitsAndHoldOrdersBack() throws Exception {
        try (ScriptedServer server = new ScriptedServer(noting(true));
                IoFixture io = fixture(server)) {
            io.untilOpen();
            send(io, TestTrading.ORDER, "an order");
            send(io, 99, "a heartbeat");
            send(io, TestTrading.CANCEL, "a cancel");
            final long ticket = kill.turnOn();
            io.until(() -> kill.answered() == ticket);

            assertEquals(
                    List.of("cancelall 13 BTC", "cancelall 21 ETH", "a heartbeat", "a cancel"),
                    take(4));
            assertEquals(4, kill.cancelledCount());
            final List<String> outbound =
                    io.sink.of(Origin.OUTBOUND).stream()
                            .map(
                                    seen ->
                                            (seen.flags() == MarketEvent.UNSENT ? "-" : "+")
                                                    + seen.text())
                            .toList();
            assertEquals(
                    List.of(
                            "+cancelall 13 BTC",
                            "+cancelall 21 ETH",
                            "-an order",
                            "+a heartbeat",
                            "+a cancel"),
                    outbound);
        }
    }

    @Test
    void shouldRefuseCommandsThatWereOnTheirWay() throws Exception {
        try (ScriptedServer server = new ScriptedServer(noting(true));
                IoFixture io = fixture(server)) {
            io.untilOpen();
            offer(io, OrderCommand.NEW);
            offer(io, OrderCommand.CANCEL_ALL);
            kill.turnOn();
            io.until(() -> io.sink.of(Origin.COMMAND).size() == 3);
            kill.turnOff();
            offer(io, OrderCommand.NEW);
            io.until(() -> io.sink.of(Origin.COMMAND).size() == 5);

            final List<RecordingSink.Seen> commands = io.sink.of(Origin.COMMAND);
            assertEquals(CommandType.KILL.code(), commands.get(0).code());
            assertEquals("1", commands.get(0).text());
            assertEquals(OrderRefusal.KILLED.code(), commands.get(1).text().charAt(7));
            assertEquals(OrderRefusal.NONE.code(), commands.get(2).text().charAt(7));
            assertEquals("0", commands.get(3).text());
            assertEquals(OrderRefusal.NONE.code(), commands.get(4).text().charAt(7));
        }
    }

    @Test
    void shouldTellThatOrdersAreTakenAgainBeforeTheNextOne() throws Exception {
        try (ScriptedServer server = new ScriptedServer(noting(true));
                IoFixture io = fixture(server)) {
            io.untilOpen();
            kill.turnOn();
            io.until(() -> io.sink.of(Origin.COMMAND).size() == 1);
            kill.turnOff();
            offer(io, OrderCommand.NEW);

            // As when the switch is turned behind the look at it and before the commands' turn.
            io.users.drain(io.agent);

            final List<RecordingSink.Seen> commands = io.sink.of(Origin.COMMAND);
            assertEquals(CommandType.KILL.code(), commands.get(1).code());
            assertEquals("0", commands.get(1).text());
            assertEquals(CommandType.ORDER.code(), commands.get(2).code());
        }
    }

    @Test
    void shouldCancelOnTheNextSessionWhenThisOneEndsFirst() throws Exception {
        final ScriptedServer.Script script =
                upgraded(
                        peer -> {
                            fromClient.add(peer.readFrame().text());
                            peer.reset();
                        });
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = fixture(server)) {
            io.untilOpen();
            kill.turnOn();
            io.until(() -> fromClient.size() == 2);

            assertEquals(List.of("cancelall 13 BTC", "cancelall 29 BTC"), take(2));
            assertEquals(0, kill.answered());
            kill.turnOff();
        }
    }

    @Test
    void shouldSayThatThereIsNoSession() {
        final TestClient nobody = new TestClient("ws://127.0.0.1:1/");
        try (IoFixture io = new IoFixture(IoFixture.SETTINGS, null, kill, nobody)) {
            final long ticket = kill.turnOn();
            io.until(() -> kill.looked() == ticket);

            assertEquals(0, kill.sent());
        }
    }

    @Test
    void shouldResetTheSocketOfASessionThatIsGivenUp() throws Exception {
        final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        final ScriptedServer.Script script =
                upgraded(
                        peer -> {
                            peer.readFrame();
                            try {
                                final int opcode = peer.readFrame().opcode();
                                ends.add("frame " + opcode);
                            } catch (final java.io.IOException e) {
                                ends.add(String.valueOf(e.getMessage()));
                            }
                        });
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = fixture(server)) {
            io.untilOpen();
            send(io, TestTrading.ORDER, "an order");
            io.agent.doWork();
            io.stages.disconnect(1, 0, 1, DisconnectReason.PEER_SILENT);
            io.untilDisconnected();

            assertEquals("Connection reset", ends.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldSayGoodbyeWhenItEndsInOrder() throws Exception {
        final BlockingQueue<Integer> opcodes = new LinkedBlockingQueue<>();
        final ScriptedServer.Script script =
                upgraded(peer -> opcodes.add(peer.readFrame().opcode()));
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = fixture(server)) {
            io.untilOpen();
            io.agent.stopConnections();

            assertEquals(Frames.CLOSE, opcodes.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldResetTheSocketWhenBytesWaitAtTheEnd() throws Exception {
        final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        final java.util.concurrent.CountDownLatch full = new java.util.concurrent.CountDownLatch(1);
        final ScriptedServer.Script script =
                upgraded(
                        peer -> {
                            full.await();
                            try {
                                while (true) {
                                    peer.readFrame();
                                }
                            } catch (final java.io.IOException e) {
                                ends.add(String.valueOf(e.getMessage()));
                            }
                        });
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = fixture(server)) {
            io.untilOpen();
            // Until neither the peer's buffer nor the kernel's takes more, and some wait in ours.
            final byte[] frame = new byte[60_000];
            final long[] before = {-1};
            io.until(
                    () -> {
                        io.stages.send(4, 0, 1, 99, 4, 0, frame, frame.length);
                        io.agent.doWork();
                        final long bytesOut = io.agent.status(0).bytesOut();
                        final boolean isFull = bytesOut == before[0];
                        before[0] = bytesOut;
                        return isFull;
                    });
            io.agent.stopConnections();
            full.countDown();

            assertEquals("Connection reset", ends.poll(20, TimeUnit.SECONDS));
            assertTrue(before[0] > 0);
        }
    }
}
