/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novaring.bench.client.ClientProcess.Connector;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every client ends with the same books, also when it was flooded, paced and flooded again. */
class ClientsTest {
    private static final int MESSAGES = 400;
    private static final int TIMEOUT_SECONDS = 60;
    private static final double RATE = 5_000;

    private static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();
    private static FeedServer server;

    @TempDir private Path folder;

    @BeforeAll
    static void startServer() {
        server = new FeedServer(MESSAGES, LOG::add);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void shouldKeepBooksWithEngine() throws Exception {
        check("engine", "", EngineClient::connect, server.hash());
    }

    @Test
    void shouldKeepBooksWithEngineAndJournal() throws Exception {
        check("journal", folder.toString(), EngineClient::connect, server.hash());
    }

    @Test
    void shouldKeepBooksWithPlainClient() throws Exception {
        check("plain", "", PlainClient::connect, server.hash());
    }

    @Test
    void shouldKeepBooksWithClientOfJdk() throws Exception {
        check("jdk", "", JdkClient::connect, server.hash());
    }

    @Test
    void shouldKeepBooksWithXChange() throws Exception {
        check("xchange", "", XChangeClient::connect, server.hash());
    }

    @Test
    void shouldCountEveryFrameWithoutDecoding() throws Exception {
        check("walk", "", WalkClient::connect, "-");
    }

    @Test
    void shouldKeepBooksWithCcxt() throws Exception {
        assumeTrue(Ccxt.isInstalled(), "npm ci was not run in bench/ccxt");
        final Setup setup =
                new Setup(server.uri("ccxt"), server.baseNs(), server.instruments(), "");
        final Process process = Ccxt.process(setup).start();
        try {
            final CompletableFuture<String> end = new CompletableFuture<>();
            final Thread reader = new Thread(() -> read(process, end), "ccxt-output");
            reader.start();
            drive("ccxt", server.hash(), end);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void read(final Process process, final CompletableFuture<String> end) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("end ")) {
                    end.complete(line.substring(4));
                }
            }
        } catch (final IOException e) {
            end.completeExceptionally(e);
        }
    }

    private static void check(
            final String name, final String option, final Connector connector, final String hash)
            throws Exception {
        final Setup setup =
                new Setup(server.uri(name), server.baseNs(), server.instruments(), option);
        final Meter meter = new Meter(server.baseNs());
        try (Closeable client = connector.connect(setup, meter)) {
            assertNotEquals(null, client);
            drive(name, hash, meter.end());
            final Window window = Window.parse(meter.close().toText());
            assertTrue(window.latencies().getTotalCount() > 0, "no latency was taken");
        }
    }

    private static void drive(
            final String name, final String hash, final CompletableFuture<String> end)
            throws Exception {
        await("subscribed " + name);
        server.flood(name);
        TimeUnit.MILLISECONDS.sleep(20);
        server.stop();
        await("stopped " + name);
        server.paced(name, RATE);
        TimeUnit.MILLISECONDS.sleep(20);
        server.stop();
        await("stopped " + name);
        server.end(name);
        final String sent = await("ended " + name);
        assertEquals(hash + ' ' + sent, end.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }

    /** The rest of the next line that begins so. */
    private static String await(final String words) throws InterruptedException {
        for (; ; ) {
            final String line = LOG.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            assertNotEquals(null, line, "the server never said: " + words);
            if (line.startsWith(words)) {
                return line.substring(words.length()).strip();
            }
        }
    }
}
