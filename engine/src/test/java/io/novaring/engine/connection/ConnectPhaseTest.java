/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.Origin;
import io.novaring.engine.venue.ConnectionHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens before messages may flow. */
@Timeout(60)
final class ConnectPhaseTest {
    private static final ConnectionSettings IMPATIENT =
            IoFixture.SETTINGS.withConnectTimeoutNs(TimeUnit.MILLISECONDS.toNanos(300));

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 429 Too Many Requests\\r\\nRetry-After: 40\\r\\n\\r\\n, 429, 40",
        "HTTP/1.1 429 Too Many Requests\\r\\n\\r\\n, 429, 30",
        "HTTP/1.1 429 Too Many Requests\\r\\nRetry-After: 5\\r\\n\\r\\n, 429, 30",
        "HTTP/1.1 503 Busy\\r\\nRetry-After: 7\\r\\n\\r\\n, 503, 7",
        "HTTP/1.1 503 Busy\\r\\nRetry-After: 99999\\r\\n\\r\\n, 503, 600",
        "HTTP/1.1 302 Found\\r\\nLocation: ws://127.0.0.1:1/\\r\\n\\r\\n, 302, 0",
        "HTTP/1.1 101\\r\\n\\r\\n, 101, 0",
        "HTTP/1.1 101 Switching\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n\\r\\n, 101, 0",
        "HTTP/1.1 101 Switching\\r\\nnot a header\\r\\n\\r\\n, 101, 0",
        "SSH-2.0-OpenSSH_9\\r\\n\\r\\n, 0, 0"
    })
    void shouldReportWhatTheServerAnsweredInstead(
            final String answer, final int status, final long waitSeconds) throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readHead();
                    peer.write(answer.replace("\\r", "\r").replace("\\n", "\n"));
                };
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.UPGRADE_REFUSED, seen.disconnectReason());
            assertEquals(status, seen.token());
            final long delayNs = io.sink.of(Lifecycle.RECONNECT_SCHEDULED).get(0).requestId();
            assertTrue(delayNs >= TimeUnit.SECONDS.toNanos(waitSeconds), "waits " + delayNs);
            assertTrue(delayNs <= TimeUnit.SECONDS.toNanos(waitSeconds + 1), "waits " + delayNs);
            assertEquals(1, server.acceptedCount.get(), "follows nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Extensions: permessage-deflate",
                "Sec-WebSocket-Protocol: unasked",
                "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void shouldRefuseAnAnswerWithMoreThanWasAskedFor(final String header) throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readHead();
                    peer.out.write(peer.answerBytes(header + "\r\n"));
                    peer.readFrames();
                };
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.UPGRADE_REFUSED, seen.disconnectReason());
            assertTrue(io.sink.of(Lifecycle.CONNECTED).isEmpty());
        }
    }

    @Test
    void shouldSendTheHeadersAndTakeASubprotocolItAskedFor() throws Exception {
        final Map<String, String> seen = new HashMap<>();
        final ScriptedServer.Script script =
                peer -> {
                    peer.readHead();
                    seen.put("head", peer.head);
                    peer.out.write(peer.answerBytes("Sec-WebSocket-Protocol: v2\r\n"));
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(script)) {
            final TestClient client = new TestClient(server.uri());
            client.headers = Map.of("Sec-WebSocket-Protocol", "v1, v2", "User-Agent", "test");
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, client)) {
                io.untilOpen();

                final String head = seen.get("head");
                assertTrue(head.startsWith("GET /path?key=value HTTP/1.1\r\n"), head);
                assertTrue(head.contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n"), head);
                assertTrue(head.contains("\r\nUser-Agent: test\r\n"), head);
                assertFalse(head.contains("Extensions"), head);
            }
        }
    }

    @Test
    void shouldGiveUpOnAnAnswerThatNeverEnds() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 101 ");
                    while (true) {
                        peer.write("x".repeat(1_000));
                    }
                };
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            assertEquals(
                    DisconnectReason.UPGRADE_REFUSED, io.untilDisconnected().disconnectReason());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ws, UPGRADING, false",
        "wss, SECURING, false",
        "ws, UPGRADING, true",
        "wss, SECURING, true"
    })
    void shouldNotWaitForEver(final String scheme, final String phase, final boolean select)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::goMute);
                IoFixture io =
                        new IoFixture(
                                IMPATIENT,
                                IoFixture.selector(select),
                                null,
                                new TestClient(scheme + "://127.0.0.1:" + server.port()))) {
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.CONNECT_TIMEOUT, seen.disconnectReason());
            assertTrue(seen.text().contains("300 ms; it stopped at " + phase), seen.text());
            io.until(() -> io.sink.of(Lifecycle.CONNECTING).size() == 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"ws, CONNECT_FAILED", "wss, TLS_FAILED"})
    void shouldNoticeAtOnceThatTheServerHangsUp(final String scheme, final DisconnectReason reason)
            throws Exception {
        final ScriptedServer.Script script = peer -> peer.in.readUnsignedByte();
        // A timeout would be reported as one: there is no time to measure.
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                new TestClient(scheme + "://127.0.0.1:" + server.port()))) {
            final DisconnectReason seen = io.untilDisconnected().disconnectReason();

            // Bytes the server never read turn its goodbye into a reset.
            assertTrue(seen == reason || seen == DisconnectReason.CONNECT_FAILED, seen::name);
        }
    }

    @Test
    void shouldReportAPortNobodyListensOn() throws IOException {
        final int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        try (IoFixture io =
                new IoFixture(IoFixture.SETTINGS, new TestClient("ws://127.0.0.1:" + port))) {
            io.until(() -> io.sink.of(Lifecycle.DISCONNECTED).size() == 3);

            assertEquals(
                    DisconnectReason.CONNECT_FAILED, io.untilDisconnected().disconnectReason());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://no-such-host.invalid/",
                "http://127.0.0.1/",
                "ws://under_score/",
                "ws://127.0.0.1:99999/"
            })
    void shouldReportAnEndpointThatCannotBe(final String endpoint) {
        try (IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(endpoint))) {
            io.until(() -> io.sink.of(Lifecycle.DISCONNECTED).size() == 2);

            final RecordingSink.Seen seen = io.untilDisconnected();
            assertEquals(DisconnectReason.CONNECT_FAILED, seen.disconnectReason());
            assertEquals(1, seen.epoch());
        }
    }

    @Test
    void shouldReportAnAddressOfAnotherFamily() {
        // Under preferIPv4Stack the JDK throws no IOException here.
        try (IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient("ws://[::1]:9"))) {
            assertEquals(
                    DisconnectReason.CONNECT_FAILED, io.untilDisconnected().disconnectReason());
        }
    }

    @Test
    void shouldResolveAName() throws Exception {
        final ScriptedServer.Script script = ScriptedServer.upgraded(ScriptedServer.Peer::goMute);
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                new TestClient("ws://localhost:" + server.port()))) {
            io.untilOpen();

            assertTrue(io.sink.of(Lifecycle.DISCONNECTED).isEmpty());
        }
    }

    @Test
    void shouldStopWhenTheHandlerSaysSo() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 403 Forbidden\r\n\r\n");
                };
        try (ScriptedServer server = new ScriptedServer(script)) {
            final TestClient client = new TestClient(server.uri());
            client.reconnectDelayMinNs = ConnectionHandler.STOP;
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, client)) {
                io.until(() -> io.agent.state(0) == ConnectionState.STOPPED);
                io.agent.doWork();

                final RecordingSink.Seen seen = io.sink.of(Lifecycle.CONNECTION_STOPPED).get(0);
                assertEquals(DisconnectReason.UPGRADE_REFUSED, seen.disconnectReason());
                assertEquals(403, seen.token());
                assertTrue(io.sink.of(Lifecycle.RECONNECT_SCHEDULED).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wss, WAITING",
        "ws, RESOLVING",
        "ws, CONNECTING",
        "wss, SECURING",
        "ws, UPGRADING",
    })
    void shouldStopAtOnceInEveryPhase(final String scheme, final ConnectionState phase)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::goMute);
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                new TestClient(scheme + "://127.0.0.1:" + server.port()))) {
            if (phase != ConnectionState.WAITING) {
                io.until(() -> io.agent.state(0).compareTo(phase) >= 0);
            }
            io.agent.stopConnections();
            final int before = io.sink.events.size();
            for (int i = 0; i < 100; i++) {
                io.agent.doWork();
            }

            assertEquals(ConnectionState.STOPPED, io.agent.state(0));
            assertEquals(1, io.sink.of(Lifecycle.CONNECTION_STOPPED).size());
            final long started =
                    io.sink.of(Origin.LIFECYCLE).stream()
                            .filter(seen -> seen.is(Lifecycle.ENGINE_STARTED))
                            .count();
            assertTrue(io.sink.events.size() - before <= started, "no late event");
            final int attempts = io.sink.of(Lifecycle.CONNECTING).size();
            assertEquals(attempts, io.sink.of(Lifecycle.DISCONNECTED).size());
        }
    }
}
