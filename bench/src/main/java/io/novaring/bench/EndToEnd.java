/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.Origin;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/**
 * Whole clients on the same flood: the simulator sends as fast as each takes. NovaRing decodes,
 * runs its four stages, checks every book's chain and keeps the books; the peer is what one writes
 * first: Java-WebSocket, Jackson's tree, a map of sorted maps, no checks. Rounds alternate, the
 * ratio is taken within each pair. Not included: journal, TLS, a network.
 */
public final class EndToEnd {
    private static final int WARM_UP_SECONDS = 4;
    private static final int INSTRUMENTS = 8;

    private EndToEnd() {}

    /** Arguments: rounds (5), seconds a round (5). */
    public static void main(final String[] arguments) throws Exception {
        final int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        final int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        final double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            final double ours = novaring(seconds);
            final double theirs = stock(seconds);
            ratios[round] = ours / theirs;
            print(
                    "round %d: NovaRing %,.0f msg/s, stock %,.0f msg/s, ratio %.1f",
                    round + 1, ours, theirs, ratios[round]);
        }
        Arrays.sort(ratios);
        print(
                "ratio: median %.1f, min %.1f, max %.1f",
                ratios[rounds / 2], ratios[0], ratios[rounds - 1]);
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static Simulator flood() {
        return Simulator.start(
                SimulatorConfig.builder()
                        .seed(1)
                        .instruments(INSTRUMENTS)
                        .ratePerSecond(SimulatorConfig.UNLIMITED)
                        .rawNeedsLogin(false)
                        .build());
    }

    private static List<String> channels(final Simulator simulator) {
        final List<String> channels = new ArrayList<>();
        for (final String name : simulator.instruments()) {
            channels.add("book." + name + ".raw");
            channels.add("trades." + name + ".raw");
            channels.add("ticker." + name + ".raw");
            channels.add("quote." + name);
        }
        return channels;
    }

    private static double novaring(final int seconds) throws InterruptedException {
        final AtomicLong messages = new AtomicLong();
        try (Simulator simulator = flood();
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(
                                                new DeribitPublicClient(
                                                        DeribitConfig.of(simulator.uri())))
                                        .handler(
                                                "count",
                                                (event, sequence, endOfBatch) -> {
                                                    if (event.origin == Origin.INBOUND) {
                                                        messages.lazySet(messages.getPlain() + 1);
                                                    }
                                                }))) {
            engine.subscribe(0, channels(simulator));
            return rate(messages, seconds);
        }
    }

    private static double stock(final int seconds) throws InterruptedException {
        final AtomicLong messages = new AtomicLong();
        try (Simulator simulator = flood()) {
            final StockClient client = new StockClient(simulator.uri(), messages);
            client.connectBlocking();
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/subscribe\",\"params\":"
                            + "{\"channels\":[\""
                            + String.join("\",\"", channels(simulator))
                            + "\"]}}");
            final double rate = rate(messages, seconds);
            client.close();
            return rate;
        }
    }

    private static double rate(final AtomicLong messages, final int seconds)
            throws InterruptedException {
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        final long before = messages.get();
        final long startNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        return (messages.get() - before) * 1e9 / (System.nanoTime() - startNs);
    }

    private static final class StockClient extends WebSocketClient {
        private final ObjectMapper mapper = new ObjectMapper();
        private final Map<String, TreeMap<Double, Double>> bids = new ConcurrentHashMap<>();
        private final Map<String, TreeMap<Double, Double>> asks = new ConcurrentHashMap<>();
        private final AtomicLong messages;

        StockClient(final URI uri, final AtomicLong messages) {
            super(uri);
            this.messages = messages;
        }

        @Override
        public void onMessage(final String message) {
            try {
                final JsonNode params = mapper.readTree(message).path("params");
                if (params.path("channel").asText().startsWith("book.")) {
                    final JsonNode data = params.path("data");
                    final String name = data.path("instrument_name").asText();
                    apply(bids.computeIfAbsent(name, key -> new TreeMap<>()), data.path("bids"));
                    apply(asks.computeIfAbsent(name, key -> new TreeMap<>()), data.path("asks"));
                }
            } catch (final java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            messages.lazySet(messages.getPlain() + 1);
        }

        private static void apply(final TreeMap<Double, Double> side, final JsonNode levels) {
            for (final JsonNode level : levels) {
                if ("delete".equals(level.get(0).asText())) {
                    side.remove(level.get(1).asDouble());
                } else {
                    side.put(level.get(1).asDouble(), level.get(2).asDouble());
                }
            }
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
