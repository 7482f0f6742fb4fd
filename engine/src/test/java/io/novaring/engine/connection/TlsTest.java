/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.engine.connection.wire.Frames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TlsTest {
    @TempDir static Path directory;

    private static final int ALERT = 21;

    private static TestCertificates certificates;

    private final BlockingQueue<String> fromClient = new LinkedBlockingQueue<>();
    private final AtomicInteger applicationBytes = new AtomicInteger();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new TestCertificates(directory);
    }

    private static ServerSocket server(final String name, final String... protocols)
            throws Exception {
        final SSLServerSocket server =
                (SSLServerSocket)
                        certificates
                                .server(name)
                                .getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            server.setEnabledProtocols(protocols);
        }
        return server;
    }

    private static ConnectionSettings trusting() throws Exception {
        return IoFixture.SETTINGS.withTls(certificates.client());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, false", "TLSv1.2, false", "TLSv1.3, true", "TLSv1.2, true"})
    void shouldCarryDataBothWays(final String protocol, final boolean select) throws Exception {
        final String large = "0123456789".repeat(20_000);
        final int small = 500;
        final ScriptedServer.Script script =
                ScriptedServer.upgraded(
                        peer -> {
                            peer.out.write(Frames.text(large));
                            for (int i = 0; i < small; i++) {
                                peer.out.write(Frames.text("small " + i));
                            }
                            // One frame over many records.
                            for (final byte one : Frames.text("byte by byte")) {
                                peer.out.write(one);
                            }
                            for (int i = 0; i < 3; i++) {
                                fromClient.add(peer.readFrame().text());
                            }
                            peer.out.write(Frames.close(1001, "done"));
                            fromClient.add("close " + peer.readFrame().closeCode());
                        });
        try (ScriptedServer server = new ScriptedServer(server("good", protocol), script);
                IoFixture io =
                        new IoFixture(
                                trusting(),
                                IoFixture.selector(select),
                                null,
                                new TestClient("wss://localhost:" + server.port()))) {
            io.until(() -> io.sink.texts().size() == small + 2);
            io.send(1, 1, "first");
            io.send(1, 2, large);
            io.send(1, 3, "third");
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(large, io.sink.texts().get(0));
            assertEquals("small 499", io.sink.texts().get(small));
            assertEquals("byte by byte", io.sink.texts().get(small + 1));
            assertEquals(List.of("first", large, "third", "close 1001"), take(4));
            assertEquals(DisconnectReason.CLOSED_BY_PEER, seen.disconnectReason());
            assertEquals(1001, seen.token());
        }
    }

    private List<String> take(final int count) throws InterruptedException {
        final List<String> taken = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(fromClient.poll(5, TimeUnit.SECONDS));
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(strings = {"otherhost", "expired", "stranger"})
    void shouldRefuseACertificateThatIsNotGood(final String name) throws Exception {
        shouldRefuse(server(name), trusting(), "localhost");
    }

    @Test
    void shouldRefuseAnAddressTheCertificateDoesNotName() throws Exception {
        shouldRefuse(server("good"), trusting(), "127.0.0.1");
    }

    @Test
    void shouldTrustNoUnknownAuthorityByDefault() throws Exception {
        shouldRefuse(server("good"), IoFixture.SETTINGS, "localhost");
    }

    @Test
    void shouldRefuseAnOldProtocol() throws Exception {
        shouldRefuse(server("good", "TLSv1.1"), trusting(), "localhost");
    }

    private void shouldRefuse(
            final ServerSocket socket, final ConnectionSettings settings, final String host)
            throws IOException {
        final ScriptedServer.Script script =
                peer -> {
                    while (peer.in.read() >= 0) {
                        applicationBytes.incrementAndGet();
                    }
                };
        try (ScriptedServer server = new ScriptedServer(socket, script);
                IoFixture io =
                        new IoFixture(
                                settings, new TestClient("wss://" + host + ":" + server.port()))) {
            io.until(() -> io.sink.of(Lifecycle.DISCONNECTED).size() == 2);

            assertEquals(DisconnectReason.TLS_FAILED, io.untilDisconnected().disconnectReason());
            assertTrue(io.sink.of(Lifecycle.CONNECTED).isEmpty());
            assertEquals(0, applicationBytes.get());
        }
    }

    @Test
    void shouldReportAServerThatSpeaksNoTls() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.in.readUnsignedByte();
                    peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io =
                        new IoFixture(
                                trusting(), new TestClient("wss://localhost:" + server.port()))) {
            assertEquals(DisconnectReason.TLS_FAILED, io.untilDisconnected().disconnectReason());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReportALossBehindTheHandshake(final boolean reset) throws Exception {
        final ScriptedServer.Script script =
                ScriptedServer.upgraded(
                        peer -> {
                            peer.out.write(Frames.text("last"));
                            peer.readFrame();
                            if (reset) {
                                peer.reset();
                            }
                        });
        try (ScriptedServer server = new ScriptedServer(server("good"), script);
                IoFixture io =
                        new IoFixture(
                                trusting(), new TestClient("wss://localhost:" + server.port()))) {
            io.until(() -> io.sink.texts().size() == 1);
            io.send(1, 1, "go");
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.CONNECTION_LOST, seen.disconnectReason());
            io.until(() -> io.sink.texts().size() == 2);
        }
    }

    /** In TLS 1.2 the kind of a record is readable: 21 is an alert, close_notify the last. */
    @Test
    void shouldSayGoodbyeOnTheTlsLevelToo() throws Exception {
        final ScriptedServer.Script script =
                ScriptedServer.upgraded(peer -> fromClient.add("close " + closeCode(peer)));
        try (ScriptedServer server = new ScriptedServer(server("good", "TLSv1.2"), script);
                Relay relay = new Relay(server.port());
                IoFixture io =
                        new IoFixture(
                                trusting(), new TestClient("wss://localhost:" + relay.port()))) {
            io.untilOpen();
            assertFalse(relay.recordTypes().contains(ALERT));

            io.agent.stopConnections();

            assertEquals("close 1000", fromClient.poll(10, TimeUnit.SECONDS));
            relay.awaitEnd();
            final List<Integer> types = relay.recordTypes();
            assertEquals(ALERT, types.get(types.size() - 1), types.toString());
        }
    }

    private static int closeCode(final ScriptedServer.Peer peer) throws IOException {
        return peer.readFrame().closeCode();
    }

    @Test
    void shouldFlushARecordTheSocketTookHalfOf() throws Exception {
        final int count = 40;
        final java.util.concurrent.CountDownLatch mayRead =
                new java.util.concurrent.CountDownLatch(1);
        final ScriptedServer.Script script =
                ScriptedServer.upgraded(
                        peer -> {
                            mayRead.await();
                            for (int i = 0; i < count; i++) {
                                fromClient.add("" + peer.readFrame().payload().length);
                            }
                            peer.goMute();
                        });
        final ConnectionSettings settings =
                IoFixture.SETTINGS
                        .withWriteStallNs(TimeUnit.SECONDS.toNanos(30))
                        .withSendBufferLength(64 << 20)
                        .withTls(certificates.client());
        final ServerSocket socket = server("good");
        socket.setReceiveBufferSize(4_096);
        try (ScriptedServer server = new ScriptedServer(socket, script);
                IoFixture io =
                        new IoFixture(
                                settings, new TestClient("wss://localhost:" + server.port()))) {
            io.untilOpen();
            final String text = "x".repeat(200_000);
            for (int i = 0; i < count; i++) {
                io.send(1, i, text);
                io.agent.doWork();
            }
            mayRead.countDown();
            io.until(() -> fromClient.size() == count);

            assertTrue(fromClient.stream().allMatch("200000"::equals));
        }
    }
}
