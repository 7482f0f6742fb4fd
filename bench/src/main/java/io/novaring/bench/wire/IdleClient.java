/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.VenueClient;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A process with an engine that hears little: how long until a message is decoded, and what the I/O
 * thread takes of a core while nothing comes.
 */
public final class IdleClient implements VenueClient, ConnectionHandler, MessageHandler {
    private static final int WARM_UP_SECONDS = 2;

    private final URI uri;
    // Written by the I/O thread; read when it has ended.
    private final Histogram latency = new Histogram(3);
    private volatile boolean isMeasuring;

    private IdleClient(final URI uri) {
        this.uri = uri;
    }

    /** Arguments: mode, port, seconds. Tells p50 and p99 in ns, count, percent of a core. */
    public static void main(final String[] arguments) throws Exception {
        final IdleMode mode = IdleMode.valueOf(arguments[0]);
        final IdleClient client = new IdleClient(URI.create("ws://127.0.0.1:" + arguments[1]));
        System.out.println("idle " + client.run(mode, Integer.parseInt(arguments[2])));
        Runtime.getRuntime().halt(0);
    }

    private String run(final IdleMode mode, final int seconds) throws InterruptedException {
        final double cpu;
        try (Engine engine = Engine.launch(new EngineContext().client(this).ioIdle(mode))) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            final long threadId = engine.threads().get(0).getId();
            final long startNs = System.nanoTime();
            final long cpuBefore = cpuNs(threadId);
            isMeasuring = true;
            TimeUnit.SECONDS.sleep(seconds);
            isMeasuring = false;
            cpu = 100.0 * (cpuNs(threadId) - cpuBefore) / (System.nanoTime() - startNs);
        }
        return String.format(
                Locale.ROOT,
                "%d %d %d %.1f",
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getTotalCount(),
                cpu);
    }

    private static long cpuNs(final long threadId) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(threadId);
    }

    @Override
    public String venue() {
        return "idle";
    }

    @Override
    public String role() {
        return "public";
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
    public URI endpoint() {
        return uri;
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        return event -> {
            event.kind = EventKind.NOTIFICATION;
            if (isMeasuring) {
                latency.recordValue(Math.max(0, FrameServer.sinceNs(event.raw)));
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
        throw new IllegalStateException("nothing is asked for");
    }

    @Override
    public String nameOf(final int requestType) {
        return "none";
    }
}
