/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static io.novaring.tools.simulator.ConnectFaultsTest.assertFiredOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.tls.LoopbackCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TlsTest {
    private static LoopbackCertificate certificate;

    @BeforeAll
    static void make() {
        certificate = LoopbackCertificate.create();
    }

    @Test
    void shouldServeBooksOverTls() throws Exception {
        try (Simulator simulator = start(FaultPlan.none());
                TestClient client = new TestClient(simulator.uri(), trusting())) {
            assertEquals("wss", simulator.uri().getScheme());
            client.subscribe("book.BTC-PERPETUAL.raw", "ticker.BTC-PERPETUAL.raw");
            simulator.setRate(20_000);
            Await.events(simulator, 5_000);
            simulator.pause();

            final TestBook book = new TestBook();
            client.drain(
                    params -> {
                        if (params.path("channel").asText().startsWith("book")) {
                            book.apply(params.path("data"));
                        }
                    });
            final BookSnapshot truth = simulator.book("BTC-PERPETUAL");
            assertEquals(truth.bids(), book.snapshot().bids());
            assertEquals(truth.changeId(), book.changeId);
        }
    }

    @Test
    void shouldTakeRequestsOfManyRecordsOverTls() throws Exception {
        try (Simulator simulator = start(FaultPlan.none());
                TestClient client = new TestClient(simulator.uri(), trusting())) {
            client.send(TestClient.request(1, "public/test", "{}") + " ".repeat(31_000));
            assertTrue(TestClient.JSON.readTree(client.next()).has("result"));
            client.send(TestClient.request(2, "public/test", "{}") + " ".repeat(33_000));
            assertTrue(TestClient.JSON.readTree(client.next()).has("error"));
        }
    }

    @Test
    void shouldBeRefusedByAClientThatTrustsOthers() {
        try (Simulator simulator = start(FaultPlan.none())) {
            assertThrows(
                    CompletionException.class,
                    () -> new TestClient(simulator.uri(), HttpClient.newHttpClient()));
            Await.closes(simulator, CloseCause.CLIENT_LOST);
        }
    }

    @Test
    void shouldMakeAnExpiredCertificate() {
        assertThrows(
                CertificateExpiredException.class,
                () -> LoopbackCertificate.expired().certificate().checkValidity());
    }

    @Test
    void shouldHangInTheHandshake() throws Exception {
        final FaultPlan plan = FaultPlan.builder().onConnection(1, FaultKind.TLS_HANG).build();
        try (Simulator simulator = start(plan);
                SSLSocket socket = handshaking(simulator)) {
            socket.setSoTimeout(300);
            assertThrows(SocketTimeoutException.class, socket::startHandshake);
            assertFiredOnce(simulator, FaultKind.TLS_HANG);
            try (TestClient next = new TestClient(simulator.uri(), trusting())) {
                assertTrue(next.call("public/test", "{}").has("result"));
            }
        }
    }

    @Test
    void shouldAnswerTheHandshakeWithSomethingElse() throws Exception {
        final FaultPlan plan = FaultPlan.builder().onConnection(1, FaultKind.TLS_BROKEN).build();
        try (Simulator simulator = start(plan);
                SSLSocket socket = handshaking(simulator)) {
            assertThrows(SSLException.class, socket::startHandshake);
            assertFiredOnce(simulator, FaultKind.TLS_BROKEN);
        }
    }

    @Test
    void shouldSurviveAClientThatSpeaksNoTls() throws Exception {
        try (Simulator simulator = start(FaultPlan.none());
                RawClient client = new RawClient(simulator.uri().getPort())) {
            assertThrows(IOException.class, () -> client.upgrade(SimulatorServer.PATH));
            try (TestClient next = new TestClient(simulator.uri(), trusting())) {
                assertTrue(next.call("public/test", "{}").has("result"));
            }
        }
    }

    @Test
    void shouldRefuseTlsFaultsWithoutTls() {
        final FaultPlan plan = FaultPlan.builder().onConnection(1, FaultKind.TLS_HANG).build();
        final SimulatorConfig.Builder builder = SimulatorConfig.builder().faults(plan);

        assertThrows(IllegalArgumentException.class, builder::build);
    }

    private static SSLSocket handshaking(final Simulator simulator) throws IOException {
        final Socket plain =
                new Socket(InetAddress.getLoopbackAddress(), simulator.uri().getPort());
        final SSLSocket socket =
                (SSLSocket)
                        certificate
                                .clientContext()
                                .getSocketFactory()
                                .createSocket(plain, "localhost", plain.getPort(), true);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static HttpClient trusting() {
        return HttpClient.newBuilder().sslContext(certificate.clientContext()).build();
    }

    private static Simulator start(final FaultPlan plan) {
        return Simulator.start(
                SimulatorConfig.builder()
                        .rawNeedsLogin(false)
                        .ratePerSecond(0)
                        .tls(certificate.serverContext())
                        .faults(plan)
                        .build());
    }
}
