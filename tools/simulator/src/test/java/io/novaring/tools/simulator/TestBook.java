/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A book as a client keeps it: slow, obvious and strict about every rule of the channel. */
final class TestBook {
    long changeId = -1;
    int changeCount;

    private String instrument;
    private long timestampMs;
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    void apply(final JsonNode data) {
        if ("snapshot".equals(data.path("type").asText())) {
            bids.clear();
            asks.clear();
            assertFalse(data.has("prev_change_id"));
        } else {
            assertEquals("change", data.path("type").asText());
            assertEquals(changeId, data.path("prev_change_id").asLong(), "chain");
            assertTrue(data.path("bids").size() + data.path("asks").size() > 0);
            changeCount++;
        }
        changeId = data.path("change_id").asLong();
        instrument = data.path("instrument_name").asText();
        timestampMs = data.path("timestamp").asLong();
        apply(data.path("bids"), bids);
        apply(data.path("asks"), asks);
        if (!bids.isEmpty() && !asks.isEmpty()) {
            assertTrue(bids.firstKey().compareTo(asks.firstKey()) < 0, "crossed");
        }
    }

    private static void apply(final JsonNode levels, final TreeMap<BigDecimal, BigDecimal> side) {
        BigDecimal before = null;
        for (final JsonNode level : levels) {
            final BigDecimal price = level.get(1).decimalValue().stripTrailingZeros();
            final BigDecimal amount = level.get(2).decimalValue();
            assertTrue(
                    before == null || side.comparator() == null
                            ? before == null || before.compareTo(price) < 0
                            : before.compareTo(price) > 0,
                    "best first");
            before = price;
            switch (level.get(0).asText()) {
                case "new" -> assertNull(side.put(price, amount), "new level existed");
                case "change" -> assertNotNull(side.put(price, amount), "level did not exist");
                case "delete" -> {
                    assertNotNull(side.remove(price), "level did not exist");
                    assertEquals(0, amount.signum());
                }
                default -> throw new AssertionError("action: " + level);
            }
        }
    }

    BookSnapshot snapshot() {
        return new BookSnapshot(instrument, changeId, timestampMs, levels(bids), levels(asks));
    }

    private static List<BookSnapshot.Level> levels(final Map<BigDecimal, BigDecimal> side) {
        final List<BookSnapshot.Level> levels = new ArrayList<>();
        side.forEach((price, amount) -> levels.add(level(price, amount)));
        return levels;
    }

    static BookSnapshot.Level level(final BigDecimal price, final BigDecimal amount) {
        return new BookSnapshot.Level(scaled(price), scaled(amount));
    }

    static long scaled(final BigDecimal value) {
        return value.movePointRight(9).longValueExact();
    }
}
