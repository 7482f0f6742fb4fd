/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The book behind a recorded channel against one that is kept in the plainest way. */
final class RecordedBookProperties {
    private static final String CHANNEL = "book.BTC-PERPETUAL.100ms";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] ACTIONS = {"new", "change", "delete"};

    /** One level of one message: halves, so that a price can be spelt in several ways. */
    record Step(boolean bid, int action, int halves, int amount, int spelling) {
        double price() {
            return halves / 2.0;
        }

        String json() {
            return "[\"%s\",%s,%s]"
                    .formatted(ACTIONS[action], spelt(price()), action == 2 ? "0" : spelt(amount));
        }

        private String spelt(final double value) {
            return switch (spelling) {
                case 0 -> Double.toString(value);
                case 1 -> value + "0";
                case 2 -> value * 10 + "e-1";
                default -> value == Math.rint(value) ? Long.toString((long) value) : "" + value;
            };
        }
    }

    @Provide
    static Arbitrary<List<List<Step>>> messages() {
        final Arbitrary<Step> step =
                Combinators.combine(
                                Arbitraries.of(true, false),
                                Arbitraries.integers().between(0, 2),
                                Arbitraries.integers().between(1, 12),
                                Arbitraries.integers().between(1, 500),
                                Arbitraries.integers().between(0, 3))
                        .as(Step::new);
        return step.list().ofMaxSize(6).list().ofMinSize(1).ofMaxSize(30);
    }

    @Property(tries = 500)
    void shouldWriteTheBookThatAPlainOneComesTo(@ForAll("messages") final List<List<Step>> messages)
            throws Exception {
        final RecordedBook book = new RecordedBook(CHANNEL);
        final Map<Double, Double> bids = new HashMap<>();
        final Map<Double, Double> asks = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            apply(book, i == 0 ? "snapshot" : "change", i, messages.get(i));
            for (final Step step : messages.get(i)) {
                final Map<Double, Double> side = step.bid ? bids : asks;
                if (step.action == 2) {
                    side.remove(step.price());
                } else {
                    side.put(step.price(), (double) step.amount);
                }
            }
        }

        final JsonNode written = written(book);

        assertEquals(CHANNEL, written.at("/params/channel").asText());
        assertEquals("subscription", written.path("method").asText());
        final JsonNode data = written.at("/params/data");
        assertEquals("snapshot", data.path("type").asText());
        assertEquals(100 + messages.size() - 1, data.path("change_id").asLong());
        assertFalse(data.has("prev_change_id"));
        assertEquals(levels(bids, -1), levels(data.path("bids")));
        assertEquals(levels(asks, 1), levels(data.path("asks")));
    }

    @Example
    void shouldKeepTheSpellingOfNumbers() throws Exception {
        final RecordedBook book = new RecordedBook(CHANNEL);
        apply(book, "snapshot", "10", null, "[[\"new\",2.70e3,1.0]]", "[]");
        apply(book, "change", "11", "10", "[[\"change\",2700.00,5E+1]]", "[]");

        final FrameWriter out = new FrameWriter();
        assertTrue(book.writeFirst(out));

        final String text = new String(out.payload(), StandardCharsets.UTF_8);
        assertTrue(text.contains("\"bids\":[[\"new\",2700.00,5E+1]],\"asks\":[]"), text);
    }

    @Example
    void shouldNotKnowABookWhoseChainBroke() {
        final RecordedBook book = new RecordedBook(CHANNEL);
        assertFalse(book.writeFirst(new FrameWriter()));

        assertTrue(apply(book, "snapshot", "10", null, "[]", "[]"));
        assertFalse(apply(book, "change", "12", "11", "[]", "[]"));
        assertFalse(book.isKnown());
        assertFalse(apply(book, "change", "13", "12", "[]", "[]"));
        assertFalse(book.isKnown());

        assertTrue(apply(book, "snapshot", "14", null, "[]", "[]"));
        assertTrue(book.isKnown());
        assertFalse(apply(book, "change", "14", "13", "[]", "[]"), "told twice");
        assertTrue(book.isKnown());
        assertFalse(apply(book, "change", "15", "14", "[[\"new\",", "[]"), "cut");
        assertFalse(book.isKnown());
    }

    private static void apply(
            final RecordedBook book, final String type, final int number, final List<Step> steps) {
        apply(
                book,
                type,
                Integer.toString(100 + number),
                number == 0 ? null : Integer.toString(99 + number),
                side(steps, true),
                side(steps, false));
    }

    private static String side(final List<Step> steps, final boolean bid) {
        final List<String> levels = new ArrayList<>();
        for (final Step step : steps) {
            if (step.bid == bid) {
                levels.add(step.json());
            }
        }
        return "[" + String.join(",", levels) + "]";
    }

    private static boolean apply(
            final RecordedBook book,
            final String type,
            final String changeId,
            final String previousId,
            final String bids,
            final String asks) {
        final byte[] bytes =
                book(CHANNEL, type, changeId, previousId, bids, asks)
                        .getBytes(StandardCharsets.UTF_8);
        return book.apply(bytes, bytes.length);
    }

    static String book(
            final String channel,
            final String type,
            final String changeId,
            final String previousId,
            final String bids,
            final String asks) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                + channel
                + "\",\"data\":{\"type\":\""
                + type
                + "\",\"timestamp\":1700000000000,"
                + (previousId == null ? "" : "\"prev_change_id\":" + previousId + ",")
                + "\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":"
                + changeId
                + ",\"bids\":"
                + bids
                + ",\"asks\":"
                + asks
                + "}}}";
    }

    private static JsonNode written(final RecordedBook book) throws Exception {
        final FrameWriter out = new FrameWriter();
        assertTrue(book.writeFirst(out));
        return MAPPER.readTree(out.payload());
    }

    /** Price and amount of each level, the best first. */
    private static List<List<Double>> levels(final Map<Double, Double> side, final int sign) {
        return side.entrySet().stream()
                .sorted((a, b) -> sign * Double.compare(a.getKey(), b.getKey()))
                .map(level -> List.of(level.getKey(), level.getValue()))
                .toList();
    }

    private static List<List<Double>> levels(final JsonNode side) {
        final List<List<Double>> levels = new ArrayList<>();
        for (final JsonNode level : side) {
            assertEquals("new", level.get(0).asText());
            levels.add(List.of(level.get(1).asDouble(), level.get(2).asDouble()));
        }
        return levels;
    }
}
