/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.lmax.disruptor.EventHandler;
import com.sun.management.ThreadMXBean;
import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/**
 * From a strategy's decision to its order's bytes at the other end of a loopback socket: the time
 * is taken in the handler, before the order is filled in, and by the server, behind the read that
 * brought it. NovaRing checks the order, gives it a label, keeps it in mind and puts it on the
 * ring; the peer is what one writes first: Java-WebSocket and Jackson, no checks, nothing kept.
 * Both get a change of a book every 1.2 ms and answer it with an order. Rounds alternate. Not
 * included: journal, TLS, a network.
 */
public final class OrderOut {
    /** A round's, when nothing else is asked for. */
    static final int SECONDS = 10;

    /** Of a JVM that has measured none yet. */
    static final int WARM_UP_SECONDS = 5;

    private static final int PER_SECOND_MAX = 1000;
    private static final long PRICE = 50_000 * Decimals.SCALE;
    private static final long AMOUNT = 10 * Decimals.SCALE;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int warmUpSeconds;
    private final Histogram latency = new Histogram(TimeUnit.SECONDS.toNanos(1), 3);

    // Written by the strategy's thread before the order leaves, read by the server's behind it.
    private volatile long decidedNs;

    // Set by the main thread, read by the server's.
    private volatile boolean isMeasuring;

    OrderOut(final int warmUpSeconds) {
        this.warmUpSeconds = warmUpSeconds;
    }

    /** Arguments: rounds (5), seconds a round (10). */
    public static void main(final String[] arguments) throws Exception {
        final int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        final int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SECONDS;
        final double[] ratios = new double[rounds];
        final double[] tailRatios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            final Figures ours = new OrderOut(WARM_UP_SECONDS).novaring(seconds);
            final Figures theirs = new OrderOut(WARM_UP_SECONDS).stock(seconds);
            ratios[round] = (double) theirs.p50Ns / ours.p50Ns;
            tailRatios[round] = (double) theirs.p99Ns / ours.p99Ns;
            print("round %d: NovaRing %s", round + 1, ours);
            print("         stock    %s", theirs);
        }
        Arrays.sort(ratios);
        Arrays.sort(tailRatios);
        print(
                "ratio of p50: median %.1f, min %.1f, max %.1f; of p99: median %.1f",
                ratios[rounds / 2], ratios[0], ratios[rounds - 1], tailRatios[rounds / 2]);
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** What one round gave; bytes allocated by the threads between socket and socket. */
    record Figures(long count, long p50Ns, long p99Ns, long p999Ns, double bytesPerOrder) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d orders, p50 %.1f us, p99 %.1f us, p99.9 %.1f us, %,.1f B an order",
                    count,
                    p50Ns / 1e3,
                    p99Ns / 1e3,
                    p999Ns / 1e3,
                    bytesPerOrder);
        }
    }

    private void onOrder(final long nowNs) {
        if (isMeasuring) {
            latency.recordValue(Math.max(0, nowNs - decidedNs));
        }
    }

    Figures novaring(final int seconds) throws Exception {
        final Strategy strategy = new Strategy();
        try (OrderServer server = new OrderServer(this::onOrder);
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(client(server.uri()))
                                        .ioIdle(IdleMode.SPIN)
                                        .handler("strategy", strategy))) {
            final OrderEntry orders = engine.orders();
            orders.rules(
                    new InstrumentRules(
                            OrderServer.INSTRUMENT, Decimals.SCALE / 2, AMOUNT, AMOUNT));
            orders.limits(
                    RiskLimits.builder()
                            .ordersPerSecondMax(RiskLimits.ORDERS_PER_SECOND_MAX)
                            .build());
            strategy.orders = orders;
            engine.subscribe(OrderServer.CHANNEL);
            return measure(seconds, engine.threads());
        }
    }

    static DeribitPrivateClient client(final URI uri) {
        final DeribitAccount account =
                DeribitAccount.of(List.of("BTC"))
                        .withCancelReservePercent(0)
                        .withTradingRate(PER_SECOND_MAX, PER_SECOND_MAX);
        final Secret secret = Secret.copyOf("bench".getBytes(StandardCharsets.US_ASCII));
        return new DeribitPrivateClient(
                DeribitConfig.of(uri), DeribitCredentials.of("bench", secret), account);
    }

    Figures stock(final int seconds) throws Exception {
        try (OrderServer server = new OrderServer(this::onOrder)) {
            final StockClient client = new StockClient(server.uri());
            client.setTcpNoDelay(true);
            client.connectBlocking();
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/subscribe\",\"params\":"
                            + "{\"channels\":[\""
                            + OrderServer.CHANNEL
                            + "\"]}}");
            final List<Thread> threads =
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("WebSocket"))
                            .toList();
            final Figures figures = measure(seconds, threads);
            client.close();
            return figures;
        }
    }

    private Figures measure(final int seconds, final List<Thread> threads)
            throws InterruptedException {
        TimeUnit.SECONDS.sleep(warmUpSeconds);
        final long before = allocated(threads);
        isMeasuring = true;
        TimeUnit.SECONDS.sleep(seconds);
        isMeasuring = false;
        final long bytes = allocated(threads) - before;
        // The server may be in the middle of one.
        TimeUnit.MILLISECONDS.sleep(10);
        final long count = latency.getTotalCount();
        return new Figures(
                count,
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9),
                (double) bytes / Math.max(1, count));
    }

    private static long allocated(final List<Thread> threads) {
        return threads.stream().mapToLong(t -> THREADS.getThreadAllocatedBytes(t.getId())).sum();
    }

    /** Answers each change of the book with an order. */
    private final class Strategy implements EventHandler<MarketEvent> {
        private final byte[] instrument =
                OrderServer.INSTRUMENT.getBytes(StandardCharsets.US_ASCII);
        private final OrderCommand order = new OrderCommand();

        private volatile OrderEntry orders;

        @Override
        public void onEvent(final MarketEvent event, final long sequence, final boolean last) {
            if (event.kind != EventKind.BOOK || event.bookState != BookState.LIVE) {
                return;
            }
            decidedNs = System.nanoTime();
            order.clear().instrument(instrument);
            order.action = OrderCommand.NEW;
            order.side = Side.BUY;
            order.price = PRICE;
            order.amount = AMOUNT;
            order.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL;
            orders.submit(order);
        }
    }

    /** The same with what one writes first. */
    private final class StockClient extends WebSocketClient {
        private final ObjectMapper mapper = new ObjectMapper();
        private long requestId = 10;

        StockClient(final URI uri) {
            super(uri);
        }

        @Override
        public void onMessage(final String message) {
            try {
                final JsonNode params = mapper.readTree(message).path("params");
                if (OrderServer.CHANNEL.equals(params.path("channel").asText())) {
                    decidedNs = System.nanoTime();
                    send(mapper.writeValueAsString(order(++requestId)));
                }
            } catch (final java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private ObjectNode order(final long id) {
            final ObjectNode request = mapper.createObjectNode();
            request.put("jsonrpc", "2.0").put("id", id).put("method", "private/buy");
            request.putObject("params")
                    .put("instrument_name", OrderServer.INSTRUMENT)
                    .put("amount", 10)
                    .put("type", "limit")
                    .put("price", 50_000)
                    .put("label", "stock-" + id)
                    .put("time_in_force", "immediate_or_cancel")
                    .put("post_only", false);
            return request;
        }

        @Override
        public void onOpen(final ServerHandshake handshake) {
            // Subscribed by the caller.
        }

        @Override
        public void onClose(final int code, final String reason, final boolean remote) {
            // The round is over.
        }

        @Override
        public void onError(final Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
