/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.connection.ConnectionStatus;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret that is easy to find goes through sessions that fail in every way and one that does not;
 * then it is looked for wherever a run leaves traces.
 */
@Timeout(120)
final class SecretsTest {
    private static final String CANARY = "CANARY-5f2b";
    private static final int REFUSED = 13;

    @TempDir Path directory;

    private final List<String> traces = Collections.synchronizedList(new ArrayList<>());

    /** Says the key back, as a good answer, a refusal, half of an answer and twice. */
    private static final class Venue extends WebSocketServer {
        final CountDownLatch started = new CountDownLatch(1);
        final AtomicInteger keysSeen = new AtomicInteger();

        Venue() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            setDaemon(true);
        }

        @Override
        public void onMessage(final WebSocket socket, final String message) {
            assertTrue(message.contains(CANARY));
            final String id = message.split(" ")[1];
            switch (keysSeen.incrementAndGet()) {
                case 1 -> socket.close(4_000, "no");
                case 2 -> {
                    socket.send("bad " + message);
                    socket.close(4_001, "half an answer");
                }
                case 3 -> socket.send("err " + id + ' ' + message);
                default -> {
                    socket.send("ok " + id + ' ' + message);
                    socket.send("ok " + id + ' ' + message);
                    socket.send("last");
                }
            }
        }

        @Override
        public void onOpen(final WebSocket socket, final ClientHandshake handshake) {}

        @Override
        public void onClose(
                final WebSocket socket, final int code, final String why, final boolean remote) {}

        @Override
        public void onError(final WebSocket socket, final Exception e) {}

        @Override
        public void onStart() {
            started.countDown();
        }
    }

    private record Client(URI endpoint)
            implements VenueClient, ConnectionHandler, MessageHandler, AuthHandler {
        @Override
        public String venue() {
            return "test";
        }

        @Override
        public String role() {
            return "private";
        }

        @Override
        public ConnectionHandler connection() {
            return this;
        }

        @Override
        public MessageHandler messages() {
            return this;
        }

        @Override
        public AuthHandler auth() {
            return this;
        }

        @Override
        public FrameDecoder newDecoder(final Symbols symbols) {
            return event -> {
                final String[] words = event.rawText().split(" ");
                switch (words[0]) {
                    case "ok" -> {
                        event.kind = EventKind.RESPONSE;
                        event.requestId = Long.parseLong(words[1]);
                    }
                    case "err" -> {
                        event.kind = EventKind.ERROR;
                        event.requestId = Long.parseLong(words[1]);
                        event.errorCode = REFUSED;
                    }
                    case "last" -> event.kind = EventKind.NOTIFICATION;
                    default -> {
                        event.kind = EventKind.REJECT;
                        event.rejectReason = RejectReason.MALFORMED;
                    }
                }
            };
        }

        @Override
        public void encodeRequest(
                final int requestType,
                final long requestId,
                final byte[] params,
                final int length,
                final JsonEncoder out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String nameOf(final int requestType) {
            return "auth";
        }

        @Override
        public boolean isRequired() {
            return true;
        }

        @Override
        public int encodeRequest(final long requestId, final long nowNs, final JsonEncoder out) {
            out.raw("auth ").integer(requestId).raw(' ').raw(CANARY);
            return 1;
        }

        @Override
        public void encodeRedacted(final long requestId, final JsonEncoder out) {
            out.raw("auth ").integer(requestId).raw(" ***");
        }

        @Override
        public Outcome read(final MarketEvent answer, final long nowNs) {
            final int from = answer.rawText().indexOf(CANARY);
            Arrays.fill(answer.raw, from, from + CANARY.length(), (byte) '*');
            return answer.kind == EventKind.ERROR ? Outcome.REFUSED : Outcome.AUTHENTICATED;
        }
    }

    @Test
    void shouldLeaveNoTraceOfASecret() throws Exception {
        final PrintStream err = System.err;
        final ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        final Venue venue = new Venue();
        venue.start();
        try {
            assertTrue(venue.started.await(20, TimeUnit.SECONDS));
            run(venue);
        } finally {
            System.setErr(err);
            venue.stop(1_000);
        }
        assertEquals(4, venue.keysSeen.get(), "the venue got it every time");
        assertTrue(traces.size() > 20, "events were seen: " + traces);
        assertTrue(log.size() > 0, "something was logged");
        traces.add(log.toString(StandardCharsets.UTF_8));
        for (final String trace : traces) {
            assertFalse(trace.contains(CANARY), trace);
        }
        assertTrue(journalBytes() > 1_000);
    }

    private void run(final Venue venue) throws InterruptedException {
        final URI uri = URI.create("ws://127.0.0.1:" + venue.getPort() + "/");
        final EventHandler<MarketEvent> keeper =
                (event, sequence, endOfBatch) -> {
                    traces.add(event.toString());
                    traces.add(new String(event.raw, StandardCharsets.UTF_8));
                    if (event.kind == EventKind.NOTIFICATION) {
                        throw new IllegalStateException("a handler fails at " + event);
                    }
                };
        final JournalWriter journal =
                JournalWriter.open(directory.resolve("journal"), JournalConfig.DEFAULTS);
        final EngineContext context =
                new EngineContext()
                        .client(new Client(uri))
                        .ioIdle(IdleMode.SELECT)
                        .journal(journal)
                        .handler("keeper", keeper);
        try (journal;
                Engine engine = Engine.launch(context)) {
            await(() -> engine.failure() != null);
            for (final ConnectionStatus status : engine.connections()) {
                assertEquals(4, status.epoch());
                assertNotNull(status.lastReason());
                traces.add(status.toString());
            }
            final StringWriter text = new StringWriter();
            engine.failure().printStackTrace(new PrintWriter(text));
            assertTrue(text.toString().contains("a handler fails"), text.toString());
            traces.add(text.toString());
        }
        assertTrue(
                traces.stream().anyMatch(trace -> trace.startsWith("auth ")), "the redacted one");
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60), "in vain");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Bytes of the journal's files, none of which is the secret's. */
    private long journalBytes() throws IOException {
        long count = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(CANARY), file.toString());
                count += bytes.lines().mapToLong(String::length).sum();
            }
        }
        return count;
    }
}
