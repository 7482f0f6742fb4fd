/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Data of {@code book.*}: snapshots and changes, and grouped windows. */
final class BookDecoder {
    private static final int BIDS = 0;
    private static final int ASKS = 1;
    private static final int TYPE = 2;
    private static final int TIMESTAMP = 3;
    private static final int INSTRUMENT_NAME = 4;
    private static final int CHANGE_ID = 5;
    private static final int PREV_CHANGE_ID = 6;

    private static final WordTable FIELDS =
            WordTable.of(
                    "bids",
                    "asks",
                    "type",
                    "timestamp",
                    "instrument_name",
                    "change_id",
                    "prev_change_id");

    private static final WordTable TYPES = WordTable.of("snapshot", "change");
    private static final int SNAPSHOT = 0;

    /** In the order of the codes of {@link LevelColumns}. */
    private static final WordTable ACTIONS = WordTable.of("new", "change", "delete");

    private final SymbolTable instruments;

    BookDecoder(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    void decode(final JsonCursor cursor, final MarketEvent event, final boolean isWindow) {
        final int offset = cursor.valueOffset();
        event.bids.clear();
        event.asks.clear();
        event.changeId = MarketEvent.ABSENT;
        event.prevChangeId = MarketEvent.ABSENT;
        event.instrumentId = MarketEvent.NONE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        int type = JsonCursor.ABSENT;
        boolean hasSides = false;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case BIDS -> hasSides |= levels(cursor, event.bids);
                case ASKS -> hasSides |= levels(cursor, event.asks);
                case TYPE -> type = type(cursor);
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case INSTRUMENT_NAME -> event.instrumentId = cursor.symbol(instruments);
                case CHANGE_ID -> event.changeId = cursor.integer();
                case PREV_CHANGE_ID -> event.prevChangeId = cursor.integer();
                default -> cursor.skip();
            }
        }
        if (!hasSides || event.instrumentId == MarketEvent.NONE) {
            cursor.fail(RejectReason.MISSING_FIELD, offset);
        }
        event.kind = EventKind.BOOK;
        event.flags |= flag(isWindow, type, event.prevChangeId);
    }

    private static int flag(final boolean isWindow, final int type, final long prevChangeId) {
        if (isWindow) {
            return MarketEvent.WINDOW;
        }
        final boolean isSnapshot =
                type == JsonCursor.ABSENT ? prevChangeId == MarketEvent.ABSENT : type == SNAPSHOT;
        return isSnapshot ? MarketEvent.SNAPSHOT : MarketEvent.CHANGE;
    }

    private static int type(final JsonCursor cursor) {
        final int offset = cursor.valueOffset();
        final int type = cursor.word(TYPES);
        if (type == WordTable.UNKNOWN) {
            cursor.fail(RejectReason.BAD_VALUE, offset);
        }
        return type;
    }

    /** False when the side is null: nothing is said about it then. */
    private static boolean levels(final JsonCursor cursor, final LevelColumns levels) {
        levels.clear();
        if (cursor.isNull()) {
            cursor.skip();
            return false;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            level(cursor, levels);
        }
        return true;
    }

    /** {@code [action, price, amount]}, or {@code [price, amount]} in a window. */
    private static void level(final JsonCursor cursor, final LevelColumns levels) {
        int action = LevelColumns.NEW;
        boolean more = cursor.firstElement();
        if (more && cursor.isText()) {
            final int offset = cursor.valueOffset();
            action = cursor.word(ACTIONS);
            if (action == WordTable.UNKNOWN) {
                cursor.fail(RejectReason.BAD_VALUE, offset);
            }
            more = cursor.nextElement();
        }
        final long price = number(cursor, more);
        final long amount = number(cursor, cursor.nextElement());
        while (cursor.nextElement()) {
            cursor.skip();
        }
        levels.add((byte) action, price, amount);
    }

    private static long number(final JsonCursor cursor, final boolean isThere) {
        if (!isThere) {
            cursor.fail(RejectReason.MISSING_FIELD, cursor.valueOffset());
        }
        return cursor.requiredDecimal();
    }
}
