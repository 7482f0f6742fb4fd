/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MarketEventTest {
    /** Left alone by reset: set by whoever claims an event, by stage 3, or only where said. */
    private static final Set<String> LEFT =
            Set.of(
                    "sequence",
                    "connectionId",
                    "epoch",
                    "receivedTimeNs",
                    "publishedTimeNs",
                    "changeId",
                    "prevChangeId",
                    "bestBidAmount",
                    "bestAskAmount",
                    "bookState",
                    "indexName",
                    "indexPrice",
                    "idText",
                    "resultText",
                    "usIn",
                    "usOut",
                    "errorCode",
                    "errorMessage",
                    "errorData",
                    "rejectOffset");

    private final MarketEvent event = new MarketEvent();

    /** Numbers and flags of an event; its columns are not. */
    private static Map<String, Object> fields(final MarketEvent source) throws Exception {
        final Map<String, Object> result = new TreeMap<>();
        for (final Field field : MarketEvent.class.getFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive()) {
                field.setAccessible(true);
                result.put(field.getName(), field.get(source));
            }
        }
        return result;
    }

    @Test
    void shouldTakeEveryFieldOfOneMessageBackBeforeTheNext() throws Exception {
        final Map<String, Object> fresh = fields(event);
        for (final String name : fresh.keySet()) {
            final Field field = MarketEvent.class.getField(name);
            field.setAccessible(true);
            if (field.getType() == long.class) {
                field.setLong(event, 77);
            } else if (field.getType() == int.class) {
                field.setInt(event, 77);
            } else {
                field.setBoolean(event, true);
            }
        }
        event.rejectReason = RejectReason.BAD_UTF8;
        event.lostBooks.add(1, 2, 3);
        event.claimUpdates();

        event.reset(Origin.INBOUND, EventKind.BOOK);

        final Map<String, Object> behind = fields(event);
        for (final String name : fresh.keySet()) {
            if (!LEFT.contains(name)) {
                assertEquals(fresh.get(name), behind.get(name), name);
            }
        }
        assertSame(RejectReason.NONE, event.rejectReason);
        assertSame(Origin.INBOUND, event.origin);
        assertSame(EventKind.BOOK, event.kind);
        assertEquals(0, event.lostBooks.size());
        assertEquals(0, event.updates().size());
    }

    @Test
    void shouldTakeASingleRareFieldBack() {
        event.answered = MarketEvent.ANSWERED_ORDERS;
        event.reset(Origin.INBOUND, EventKind.BOOK);
        assertFalse(event.hasAnswered(MarketEvent.ANSWERED_ORDERS));

        event.requestType = 4;
        event.reset(Origin.INBOUND, EventKind.BOOK);
        assertEquals(MarketEvent.NONE, event.requestType);

        event.requestId = 0;
        event.reset(Origin.INBOUND, EventKind.BOOK);
        assertEquals(MarketEvent.ABSENT, event.requestId);
    }

    @Test
    void shouldKeepLevelsBeyondTheirFirstRoom() {
        final LevelColumns levels = new LevelColumns();
        for (int i = 0; i < 100; i++) {
            levels.add((byte) (i % 3), -i, i + 1);
        }
        final LevelColumns copy = new LevelColumns();
        copy.add(LevelColumns.NEW, 1, 1);
        copy.copyFrom(levels);

        assertEquals(100, copy.size());
        for (int i = 0; i < 100; i++) {
            assertEquals(i % 3, copy.action(i));
            assertEquals(-i, copy.price(i));
            assertEquals(i + 1, copy.amount(i));
        }
        copy.clear();
        assertEquals(0, copy.size());
    }

    @Test
    void shouldTakeLevelsThatADecoderCounts() {
        final LevelColumns levels = new LevelColumns();
        for (int i = 0; i < 20; i++) {
            levels.put(i, LevelColumns.CHANGE, i, 2L * i);
            levels.resize(i + 1);
        }

        assertEquals(20, levels.size());
        assertEquals(38, levels.amount(19));
        assertEquals(0, levels.price(0));
    }
}
