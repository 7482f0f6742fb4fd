/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import io.novaring.engine.connection.wire.Frames;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a session ends, and what comes after it. */
@Timeout(60)
final class SessionEndTest {
    private final BlockingQueue<ScriptedServer.Frame> fromClient = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @CsvSource({
        "1000, ''",
        "1001, maintenance",
        "1007, ''",
        "1008, policy",
        "1011, ''",
        "1012, x",
        "1013, y",
        "4321, own"
    })
    void shouldReportTheServersCloseCode(final int code, final String reason) throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.concat(Frames.text("last"), Frames.close(code, reason)));
                    fromClient.add(peer.readFrame());
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(List.of("last"), io.sink.texts());
            assertEquals(DisconnectReason.CLOSED_BY_PEER, seen.disconnectReason());
            assertEquals(code, seen.token());
            if (!reason.isEmpty()) {
                assertEquals(reason, seen.text());
            }
            final ScriptedServer.Frame echo = fromClient.poll(5, TimeUnit.SECONDS);
            assertEquals(Frames.CLOSE, echo.opcode());
            assertEquals(code, echo.closeCode());
        }
    }

    @Test
    void shouldReportTheCloseCodeOfAPeerThatDoesNotWait() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readFrame();
                    peer.out.write(Frames.close(1008, "banned"));
                    peer.reset();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.untilOpen();
            io.send(1, 1, "request");
            io.agent.doWork();
            // The reset is there before anything is read: writing fails first.
            Thread.sleep(100);
            io.send(1, 2, "too late");
            final RecordingSink.Seen seen = io.untilDisconnected();

            // Linux may or may not keep the bytes before a reset; both are the truth.
            assertTrue(
                    seen.disconnectReason() == DisconnectReason.CLOSED_BY_PEER
                                    && seen.token() == 1008
                            || seen.disconnectReason() == DisconnectReason.CONNECTION_LOST,
                    seen::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldConnectAgainAfterALoss(final boolean reset) throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("hello"));
                    peer.readFrame();
                    if (reset) {
                        peer.reset();
                    }
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                final int session = epoch;
                io.until(() -> io.sink.texts().size() == session);
                io.send(session, session, "go");
                io.until(() -> io.sink.of(Lifecycle.DISCONNECTED).size() == session);
            }

            for (int i = 0; i < 3; i++) {
                final RecordingSink.Seen lost = io.sink.of(Lifecycle.DISCONNECTED).get(i);
                assertEquals(DisconnectReason.CONNECTION_LOST, lost.disconnectReason());
                assertEquals(i + 1, lost.epoch());
                final RecordingSink.Seen again = io.sink.of(Lifecycle.RECONNECT_SCHEDULED).get(i);
                assertEquals(i + 1, again.epoch());
                assertTrue(again.requestId() >= 1_000_000, "a delay: " + again);
                assertEquals(i + 1, io.sink.of(Origin.INBOUND).get(i).epoch());
            }
        }
    }

    @Test
    void shouldDropAPeerThatTakesNoBytes() throws Exception {
        final ScriptedServer.Script script = ScriptedServer.Peer::goMute;
        final ConnectionSettings settings =
                IoFixture.SETTINGS
                        .withWriteStallNs(TimeUnit.MILLISECONDS.toNanos(200))
                        .withSendBufferLength(64 << 20);
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(settings, new TestClient(server.uri()))) {
            io.untilOpen();
            final String text = "x".repeat(100_000);
            for (int i = 0; i < 300; i++) {
                io.send(1, i, text);
                io.agent.doWork();
            }
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.WRITE_STALLED, seen.disconnectReason());
            assertEquals("the peer takes no bytes", seen.text());
        }
    }

    @Test
    void shouldDropAPeerWhenTheSendBufferIsFull() throws Exception {
        final ScriptedServer.Script script = ScriptedServer.Peer::goMute;
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.untilOpen();
            final String text = "x".repeat(100_000);
            for (int i = 0; io.sink.of(Lifecycle.DISCONNECTED).isEmpty(); i++) {
                io.send(1, i, text);
                io.agent.doWork();
            }
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.WRITE_STALLED, seen.disconnectReason());
            assertEquals("the send buffer is full", seen.text());
            final List<RecordingSink.Seen> outbound = io.sink.of(Origin.OUTBOUND);
            assertEquals(MarketEvent.UNSENT, outbound.get(outbound.size() - 1).flags());
            assertEquals(0, outbound.get(outbound.size() - 2).flags());
        }
    }

    @Test
    void shouldRejectTextThatIsNotUtf8AndClose() throws Exception {
        final byte[] bad = {'o', 'k', (byte) 0xFF};
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.frame(true, Frames.TEXT, bad));
                    fromClient.add(peer.readFrame());
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(RejectReason.BAD_UTF8, io.sink.of(Origin.INBOUND).get(0).reject());
            assertEquals(DisconnectReason.PROTOCOL_ERROR, seen.disconnectReason());
            assertEquals(1007, fromClient.poll(5, TimeUnit.SECONDS).closeCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8180, PROTOCOL_ERROR, 1002",
        "C100, PROTOCOL_ERROR, 1002",
        "8300, PROTOCOL_ERROR, 1002",
        "8000, PROTOCOL_ERROR, 1002",
        "0900, PROTOCOL_ERROR, 1002",
        "8801FF, PROTOCOL_ERROR, 1002",
        "88020000, PROTOCOL_ERROR, 1002",
        "880303E8FF, PROTOCOL_ERROR, 1007",
        "817F0000000080000000, MESSAGE_TOO_BIG, 1009",
        "817FFFFFFFFFFFFFFFFF, MESSAGE_TOO_BIG, 1009",
        "817E2711, MESSAGE_TOO_BIG, 1009"
    })
    void shouldEndTheSessionOverWhatNoServerMaySend(
            final String hex, final DisconnectReason reason, final int closeCode) throws Exception {
        final byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(bytes);
                    fromClient.add(peer.readFrame());
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script))) {
            final TestClient client = new TestClient(server.uri());
            client.messageLengthMax = 10_000;
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, client)) {
                final RecordingSink.Seen seen = io.untilDisconnected();

                assertEquals(reason, seen.disconnectReason());
                assertEquals(closeCode, fromClient.poll(5, TimeUnit.SECONDS).closeCode());
            }
        }
    }

    @Test
    void shouldCloseTheSocketWhenItIsAborted() throws IOException, InterruptedException {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("hello"));
                    fromClient.addAll(peer.readFrames());
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.until(() -> io.sink.texts().size() == 1);
            final int before = io.sink.events.size();
            io.agent.onClose();

            assertEquals(1001, fromClient.poll(5, TimeUnit.SECONDS).closeCode());
            assertEquals(before, io.sink.events.size(), "publishes nothing");
        }
    }
}
