/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Messages of the simulator's market, taken once: snapshots of all books, changes, trades, quotes
 * and every second ticker in the order in which they came, then the changes that lead back to the
 * books of the start. On average such a message has 340 to 350 bytes.
 */
final class Market {
    private static final int INSTRUMENTS = 8;
    private static final int RATE = 20_000;
    private static final int TIMEOUT_SECONDS = 30;
    private static final int LEVELS_A_CHANGE = 2;
    private static final String INTERVAL = ".100ms";
    private static final Pattern ID = Pattern.compile("(change_id\":)\\d+");
    private static final String ANY_ID = "$1" + Ids.UNPACED;

    private final ObjectMapper mapper = new ObjectMapper();
    // What a client asks for to get all of it.
    private final List<String> channels = new ArrayList<>();

    private final List<String> instruments;
    private final List<String> messages = new ArrayList<>();
    private final String catalogue;
    private final String currencies;

    /**
     * @param count of messages, those that lead back not included.
     */
    Market(final int count) {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .seed(1)
                        .instruments(INSTRUMENTS)
                        .ratePerSecond(RATE)
                        .rawNeedsLogin(false)
                        .build();
        try (Simulator simulator = Simulator.start(config)) {
            instruments = simulator.instruments();
            final Collector collector = new Collector();
            final WebSocket socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(simulator.uri(), collector)
                            .join();
            catalogue = collector.ask(socket, "get_instruments", "{\"currency\":\"any\"}");
            currencies = collector.ask(socket, "get_currencies", "{}");
            for (final String instrument : instruments) {
                channels.add("book." + instrument + INTERVAL);
                channels.add("trades." + instrument + INTERVAL);
                channels.add("ticker." + instrument + INTERVAL);
                channels.add("quote." + instrument);
            }
            final String wanted = String.join("\",\"", channels).replace(INTERVAL, ".raw");
            collector.ask(socket, "subscribe", "{\"channels\":[\"" + wanted + "\"]}");
            take(count, collector);
            socket.abort();
        }
        leadBack();
    }

    List<String> instruments() {
        return instruments;
    }

    List<String> channels() {
        return channels;
    }

    List<String> messages() {
        return messages;
    }

    /** The answer that lists the instruments. */
    String catalogue() {
        return catalogue;
    }

    /** The answer that lists the currencies. */
    String currencies() {
        return currencies;
    }

    /** One that adds a level far from all others. */
    String lastMessage() {
        return change(instruments.get(0), "[\"new\",1.5,10.0]", "");
    }

    /** Hash of the books behind so many messages of a cycle and the last one. */
    String hash(final int count) {
        final Books books = new Books();
        messages.subList(0, count).forEach(message -> apply(message, books));
        apply(lastMessage(), books);
        return books.hash();
    }

    private void take(final int count, final Collector collector) {
        final List<String> others = new ArrayList<>();
        boolean isTickerWanted = false;
        while (messages.size() + others.size() < count || messages.size() < INSTRUMENTS) {
            final String message = collector.next();
            if (!message.contains("\"subscription\"")) {
                continue;
            }
            if (message.contains("\"ticker.")) {
                isTickerWanted = !isTickerWanted;
                if (!isTickerWanted) {
                    continue;
                }
            }
            final String ours =
                    ID.matcher(message.replace(".raw\"", INTERVAL + '"')).replaceAll(ANY_ID);
            (message.contains("\"snapshot\"") && message.contains("\"book.") ? messages : others)
                    .add(ours);
        }
        messages.addAll(others);
    }

    /** First all that has to go and then all that has to come, so that no book is crossed. */
    private void leadBack() {
        final Books start = new Books();
        messages.subList(0, INSTRUMENTS).forEach(message -> apply(message, start));
        final Books end = new Books();
        messages.forEach(message -> apply(message, end));
        for (final String instrument : instruments) {
            final List<String> bids = new ArrayList<>();
            final List<String> asks = new ArrayList<>();
            for (final boolean isBid : new boolean[] {true, false}) {
                final SortedMap<BigDecimal, BigDecimal> wanted = start.side(instrument, isBid);
                for (final BigDecimal price : end.side(instrument, isBid).keySet()) {
                    if (!wanted.containsKey(price)) {
                        (isBid ? bids : asks).add(level("delete", price, BigDecimal.ZERO));
                    }
                }
            }
            addChanges(instrument, bids, asks);
            bids.clear();
            asks.clear();
            for (final boolean isBid : new boolean[] {true, false}) {
                final Map<BigDecimal, BigDecimal> present = end.side(instrument, isBid);
                start.side(instrument, isBid)
                        .forEach(
                                (price, amount) -> {
                                    final BigDecimal old = present.get(price);
                                    if (old == null || old.compareTo(amount) != 0) {
                                        final String action = old == null ? "new" : "change";
                                        (isBid ? bids : asks).add(level(action, price, amount));
                                    }
                                });
            }
            addChanges(instrument, bids, asks);
        }
    }

    private static String level(
            final String action, final BigDecimal price, final BigDecimal amount) {
        return "[\"" + action + "\"," + price.toPlainString() + ',' + amount.toPlainString() + ']';
    }

    private void addChanges(
            final String instrument, final List<String> bids, final List<String> asks) {
        for (int at = 0; at < bids.size() || at < asks.size(); at += LEVELS_A_CHANGE) {
            messages.add(change(instrument, part(bids, at), part(asks, at)));
        }
    }

    private static String part(final List<String> levels, final int at) {
        final int from = Math.min(at, levels.size());
        return String.join(
                ",", levels.subList(from, Math.min(levels.size(), from + LEVELS_A_CHANGE)));
    }

    private static String change(final String instrument, final String bids, final String asks) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book."
                + instrument
                + INTERVAL
                + "\",\"data\":{\"type\":\"change\",\"timestamp\":1795295527904,"
                + "\"prev_change_id\":"
                + Ids.UNPACED
                + ",\"instrument_name\":\""
                + instrument
                + "\",\"change_id\":"
                + Ids.UNPACED
                + ",\"bids\":["
                + bids
                + "],\"asks\":["
                + asks
                + "]}}}";
    }

    private void apply(final String message, final Books books) {
        try {
            final JsonNode params = mapper.readTree(message).path("params");
            if (params.path("channel").asText().startsWith("book.")) {
                final JsonNode data = params.path("data");
                apply(data, "bids", books, true);
                apply(data, "asks", books, false);
            }
        } catch (final IOException e) {
            throw new IllegalStateException("no message of a market: " + message, e);
        }
    }

    private static void apply(
            final JsonNode data, final String name, final Books books, final boolean isBid) {
        final SortedMap<BigDecimal, BigDecimal> side =
                books.side(data.path("instrument_name").asText(), isBid);
        if ("snapshot".equals(data.path("type").asText())) {
            side.clear();
        }
        for (final JsonNode level : data.path(name)) {
            final BigDecimal price = new BigDecimal(level.get(1).asText()).stripTrailingZeros();
            if ("delete".equals(level.get(0).asText())) {
                side.remove(price);
            } else {
                side.put(price, new BigDecimal(level.get(2).asText()));
            }
        }
    }

    private static final class Collector implements WebSocket.Listener {
        private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(
                final WebSocket socket, final CharSequence data, final boolean last) {
            parts.append(data);
            if (last) {
                arrived.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        String next() {
            try {
                final String message = arrived.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new IllegalStateException(
                            "the simulator said nothing for " + TIMEOUT_SECONDS + " s");
                }
                return message;
            } catch (final InterruptedException e) {
                throw new IllegalStateException("interrupted while the market is taken", e);
            }
        }

        /** Sends a request; returns its answer unless notifications come before it. */
        String ask(final WebSocket socket, final String method, final String params) {
            socket.sendText(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/"
                                    + method
                                    + "\",\"params\":"
                                    + params
                                    + '}',
                            true)
                    .join();
            return "subscribe".equals(method) ? "" : next();
        }
    }
}
