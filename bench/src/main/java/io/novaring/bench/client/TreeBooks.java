/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Books as one keeps them first: a map of sorted maps, doubles, no check of the chain. One thread
 * writes.
 */
final class TreeBooks {
    private final Map<String, TreeMap<Double, Double>> bids = new ConcurrentHashMap<>();
    private final Map<String, TreeMap<Double, Double>> asks = new ConcurrentHashMap<>();
    private final Supplier<String> hash = this::hash;
    private final Meter meter;

    TreeBooks(final Meter meter) {
        this.meter = meter;
    }

    /** Handles a whole message; those that are no notification are passed over. */
    void onMessage(final JsonNode message) {
        final JsonNode params = message.path("params");
        if (params.isMissingNode()) {
            return;
        }
        if (params.path("channel").asText().startsWith("book.")) {
            onBook(params.path("data"));
        }
        meter.onMessage();
    }

    private void onBook(final JsonNode data) {
        final String name = data.path("instrument_name").asText();
        final TreeMap<Double, Double> bidSide = bids.computeIfAbsent(name, k -> new TreeMap<>());
        final TreeMap<Double, Double> askSide = asks.computeIfAbsent(name, k -> new TreeMap<>());
        if ("snapshot".equals(data.path("type").asText())) {
            bidSide.clear();
            askSide.clear();
        }
        apply(bidSide, data.path("bids"));
        apply(askSide, data.path("asks"));
        meter.onBook(data.path("change_id").asLong(), hash);
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

    private String hash() {
        final Books books = new Books();
        bids.forEach((name, levels) -> books.put(name, true, levels));
        asks.forEach((name, levels) -> books.put(name, false, levels));
        return books.hash();
    }
}
