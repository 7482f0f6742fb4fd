/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.telemetry.PrometheusText.Series;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class MetricsServerTest {
    private static final String TOKEN = "correct-horse-battery";
    private static EngineFixture fixture;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        fixture = new EngineFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static HttpResponse<String> send(
            final URI uri, final String method, final String... headers) throws Exception {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldShowWhatTheEngineCounts() throws Exception {
        try (MetricsServer server = MetricsServer.start(fixture.engine, 0)) {
            final long before = fixture.value("novaring_messages_received", "connection", "0");
            final List<Series> series = PrometheusText.parse(DashboardTest.get(server.uri()));
            final long after = fixture.value("novaring_messages_received", "connection", "0");

            final double shown = value(series, "novaring_messages_received_total");
            assertTrue(before > 0 && shown >= before && shown <= after, before + " " + shown);
            final double publishedNow = fixture.engine.eventCount();
            assertTrue(value(series, "novaring_events_published_total") <= publishedNow);
            assertEquals(1, value(series, "novaring_connection_open"));
            final double lastSeconds = value(series, "novaring_last_received_seconds");
            assertTrue(Math.abs(lastSeconds - System.currentTimeMillis() / 1e3) < 3600, "seconds");
            assertTrue(
                    series.stream()
                            .anyMatch(s -> "odd \"name\"\n\\".equals(s.labels().get("handler"))),
                    "names are escaped, not broken");
            for (final Series one : series) {
                assertTrue(one.name().startsWith("novaring_"), one.name());
            }
        }
    }

    private static double value(final List<Series> series, final String name) {
        return series.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name))
                .value();
    }

    @Test
    void shouldAnswerNothingElse() throws Exception {
        try (MetricsServer server = MetricsServer.start(fixture.engine, 0)) {
            final URI uri = server.uri();
            assertEquals("127.0.0.1", uri.getHost());
            assertAll(
                    () -> assertEquals(404, send(uri.resolve("/"), "GET").statusCode()),
                    () -> assertEquals(404, send(uri.resolve("/metrics/x"), "GET").statusCode()),
                    () -> assertEquals(405, send(uri, "POST").statusCode()),
                    () -> assertEquals(405, send(uri, "DELETE").statusCode()),
                    () -> assertEquals(405, send(uri, "HEAD").statusCode()),
                    () -> assertEquals(200, send(uri, "GET").statusCode()));
        }
    }

    @Test
    void shouldWantTheToken() throws Exception {
        final MetricsToken token = MetricsToken.read(tokenFile("rw-------"));
        final InetSocketAddress any =
                new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 0);
        try (MetricsServer server = MetricsServer.start(fixture.engine, any, token)) {
            final URI uri = URI.create("http://127.0.0.1:" + server.uri().getPort() + "/metrics");
            assertEquals(401, send(uri, "GET").statusCode());
            assertEquals(
                    401, send(uri, "GET", "Authorization", "Bearer " + TOKEN + "x").statusCode());
            assertEquals(401, send(uri, "GET", "Authorization", TOKEN).statusCode());
            assertEquals(200, send(uri, "GET", "Authorization", "Bearer " + TOKEN).statusCode());
        }
        assertFalse(token.toString().contains(TOKEN));
    }

    private Path tokenFile(final String permissions) throws IOException {
        final Path file = folder.resolve("token");
        Files.writeString(file, TOKEN + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @Test
    void shouldRefuseToBeOpenToOthers() throws Exception {
        final InetSocketAddress any =
                new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 0);

        assertThrows(
                IllegalArgumentException.class,
                () -> MetricsServer.start(fixture.engine, any, null));
    }

    @Test
    void shouldNameTheAddressThatIsTaken() throws Exception {
        try (MetricsServer first = MetricsServer.start(fixture.engine, 0)) {
            final int port = first.uri().getPort();
            final IOException taken =
                    assertThrows(
                            IOException.class, () -> MetricsServer.start(fixture.engine, port));

            assertTrue(taken.getMessage().contains(":" + port + ": "), taken.getMessage());
        }
    }

    @Test
    void shouldRefuseATokenOthersMayReadAndOneThatIsNone() throws Exception {
        final Path open = tokenFile("rw-r-----");
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> MetricsToken.read(open))
                        .getMessage()
                        .contains("chmod 600"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-------"));
        final Path link = Files.createSymbolicLink(folder.resolve("link"), open);
        assertThrows(IllegalArgumentException.class, () -> MetricsToken.read(link));
        Files.writeString(open, "short\n");
        final IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> MetricsToken.read(open));
        assertFalse(failure.getMessage().contains("short"), failure.getMessage());
    }

    @Test
    void shouldOutliveThoseWhoOnlyHoldConnections() throws Exception {
        try (MetricsServer server = MetricsServer.start(fixture.engine, 0)) {
            final URI uri = server.uri();
            final List<Socket> idlers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                final Socket socket = new Socket(uri.getHost(), uri.getPort());
                socket.getOutputStream()
                        .write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
                idlers.add(socket);
            }
            EngineFixture.until(() -> isAnswered(uri), "an honest scraper gets an answer");
            for (final Socket idler : idlers) {
                idler.close();
            }
        }
    }

    private static boolean isAnswered(final URI uri) {
        try {
            return send(uri, "GET").statusCode() == 200;
        } catch (final Exception e) {
            return false;
        }
    }

    @Test
    void shouldLeaveNothingRunning() throws Exception {
        final URI uri;
        try (MetricsServer server = MetricsServer.start(fixture.engine, 0)) {
            uri = server.uri();
            DashboardTest.get(uri);
        }
        assertThrows(IOException.class, () -> send(uri, "GET"));
        EngineFixture.until(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(t -> t.getName().startsWith("novaring-metrics-")),
                "its threads end");
    }
}
