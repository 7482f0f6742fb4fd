/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.engine.connection.wire.Frames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways in which a server on loopback can fail a connection that are noticed at once: while the
 * clock, which is the test's, stands still, so that no timeout can be what notices them.
 */
@Timeout(60)
final class FailureTableTest {
    private static final ConnectionSettings SETTINGS = ConnectionSettings.DEFAULT;

    @TempDir static Path directory;

    private static TestCertificates certificates;

    private final ManualClock clock = new ManualClock();
    private volatile long faultNs = System.nanoTime();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new TestCertificates(directory);
    }

    @AfterAll
    static void writeTable() throws IOException {
        FailureTable.write();
    }

    /** The clock stands still: no timeout can be what notices it. */
    private void atOnce(
            final String fault,
            final DisconnectReason reason,
            final int code,
            final ConnectionSettings settings,
            final TestClient client) {
        try (IoFixture io = new IoFixture(settings, clock, client)) {
            final RecordingSink.Seen seen = io.untilDisconnected();
            final long tookNs = System.nanoTime() - faultNs;

            assertEquals(reason, seen.disconnectReason(), seen.toString());
            assertEquals(code, seen.token(), seen.toString());
            FailureTable.add(fault, seen, "at once", tookNs);
        }
    }

    private void atOnce(
            final String fault,
            final DisconnectReason reason,
            final int code,
            final ScriptedServer.Script script)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            atOnce(fault, reason, code, SETTINGS, new TestClient(server.uri()));
            assertTrue(server.failures.isEmpty(), server.failures.toString());
        }
    }

    private void fault() {
        faultNs = System.nanoTime();
    }

    @Test
    void shouldNoticeATcpReset() throws IOException {
        atOnce(
                "TCP reset, idle",
                DisconnectReason.CONNECTION_LOST,
                0,
                upgraded(
                        peer -> {
                            fault();
                            peer.reset();
                        }));
    }

    @Test
    void shouldNoticeATcpResetInAFrame() throws IOException {
        atOnce(
                "TCP reset in the middle of a frame",
                DisconnectReason.CONNECTION_LOST,
                0,
                upgraded(
                        peer -> {
                            peer.out.write(Frames.text("x".repeat(500)), 0, 300);
                            fault();
                            peer.reset();
                        }));
    }

    @Test
    void shouldNoticeATcpResetDuringTheUpgrade() throws IOException {
        atOnce(
                "TCP reset during the upgrade",
                DisconnectReason.CONNECT_FAILED,
                0,
                peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 101 Switch");
                    fault();
                    peer.reset();
                });
    }

    @Test
    void shouldNoticeAnEndWithoutACloseFrame() throws IOException {
        atOnce(
                "TCP end without a close frame",
                DisconnectReason.CONNECTION_LOST,
                0,
                upgraded(peer -> fault()));
    }

    @Test
    void shouldNoticeATcpResetWhileSending() throws IOException {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readFrame();
                    fault();
                    peer.reset();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(SETTINGS, clock, new TestClient(server.uri()))) {
            io.untilOpen();
            io.until(
                    () -> {
                        io.send(1, 1, "again and again");
                        return !io.sink.of(Lifecycle.DISCONNECTED).isEmpty();
                    });
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.CONNECTION_LOST, seen.disconnectReason());
            FailureTable.add(
                    "TCP reset while sending", seen, "at once", System.nanoTime() - faultNs);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 1009, 1011, 1012, 1013})
    void shouldNoticeACloseFrame(final int code) throws IOException {
        atOnce(
                "close frame " + code,
                DisconnectReason.CLOSED_BY_PEER,
                code,
                upgraded(
                        peer -> {
                            fault();
                            peer.out.write(Frames.close(code, "x"));
                            peer.goMute();
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "close frame of one byte, 8801FF, 1002",
        "close frame with code 0, 88020000, 1002",
        "close frame with code 1005, 880203ED, 1002",
        "close frame whose reason is not UTF-8, 880303E8FF, 1007"
    })
    void shouldNoticeACloseFrameThatIsNone(final String fault, final String hex, final int code)
            throws IOException {
        atOnce(
                fault,
                DisconnectReason.PROTOCOL_ERROR,
                code,
                upgraded(
                        peer -> {
                            fault();
                            peer.out.write(java.util.HexFormat.of().parseHex(hex));
                            peer.goMute();
                        }));
    }

    @ParameterizedTest
    @CsvSource({"429 Too Many Requests, 429", "503 Service Unavailable, 503", "302 Found, 302"})
    void shouldNoticeAnotherAnswerThanAnUpgrade(final String status, final int code)
            throws IOException {
        atOnce(
                "HTTP " + code + " to the upgrade",
                DisconnectReason.UPGRADE_REFUSED,
                code,
                peer -> {
                    peer.readHead();
                    fault();
                    peer.write("HTTP/1.1 " + status + "\r\nLocation: ws://127.0.0.1:1/\r\n\r\n");
                    peer.goMute();
                });
    }

    @Test
    void shouldNoticeAWrongAcceptKey() throws IOException {
        atOnce(
                "upgrade with a wrong accept key",
                DisconnectReason.UPGRADE_REFUSED,
                101,
                peer -> {
                    peer.readHead();
                    fault();
                    peer.out.write(
                            peer.answerBytes(
                                    "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n"));
                    peer.goMute();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "TLS: certificate expired, expired, TLSv1.3",
        "TLS: certificate of another host, otherhost, TLSv1.3",
        "TLS: certificate of an unknown authority, stranger, TLSv1.3",
        "TLS: version 1.1, good, TLSv1.1"
    })
    void shouldNoticeBadTls(final String fault, final String certificate, final String protocol)
            throws Exception {
        final SSLServerSocket socket =
                (SSLServerSocket)
                        certificates
                                .server(certificate)
                                .getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket.setEnabledProtocols(new String[] {protocol});
        try (ScriptedServer server = new ScriptedServer(socket, peer -> peer.in.read())) {
            fault();
            atOnce(
                    fault,
                    DisconnectReason.TLS_FAILED,
                    0,
                    SETTINGS.withTls(certificates.client()),
                    new TestClient("wss://localhost:" + server.port()));
        }
    }

    @Test
    void shouldNoticeANameThatDoesNotResolve() {
        fault();
        atOnce(
                "DNS: no such name",
                DisconnectReason.CONNECT_FAILED,
                0,
                SETTINGS,
                new TestClient("ws://no-such-host.invalid/"));
    }

    @Test
    void shouldNoticeAPortNobodyListensOn() throws IOException {
        final int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        fault();
        atOnce(
                "nobody listens",
                DisconnectReason.CONNECT_FAILED,
                0,
                SETTINGS,
                new TestClient("ws://127.0.0.1:" + port));
    }
}
