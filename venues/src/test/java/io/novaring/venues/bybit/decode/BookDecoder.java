/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Data of {@code orderbook.*}: amounts are absolute, and an amount of zero deletes the level. */
final class BookDecoder {
    private static final int SYMBOL = 0;
    private static final int BIDS = 1;
    private static final int ASKS = 2;
    private static final int UPDATE_ID = 3;

    private static final WordTable FIELDS = WordTable.of("s", "b", "a", "u");

    private final SymbolTable instruments;
    private final TextDecimals decimals;

    BookDecoder(final SymbolTable instruments, final TextDecimals decimals) {
        this.instruments = instruments;
        this.decimals = decimals;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final int offset = cursor.valueOffset();
        event.kind = EventKind.BOOK;
        event.bids.clear();
        event.asks.clear();
        event.changeId = MarketEvent.ABSENT;
        event.prevChangeId = MarketEvent.ABSENT;
        event.instrumentId = MarketEvent.NONE;
        int sides = 0;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case SYMBOL -> event.instrumentId = cursor.symbol(instruments);
                case BIDS -> sides |= levels(cursor, event.bids, 1);
                case ASKS -> sides |= levels(cursor, event.asks, 2);
                case UPDATE_ID -> event.changeId = cursor.integer();
                default -> cursor.skip();
            }
        }
        if (sides != 3
                || event.instrumentId == MarketEvent.NONE
                || event.changeId == MarketEvent.ABSENT) {
            cursor.fail(RejectReason.MISSING_FIELD, offset);
        }
    }

    private int levels(final JsonCursor cursor, final LevelColumns levels, final int side) {
        levels.clear();
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            level(cursor, levels);
        }
        return side;
    }

    private void level(final JsonCursor cursor, final LevelColumns levels) {
        final long price = number(cursor, cursor.firstElement());
        final long amount = number(cursor, cursor.nextElement());
        // An amount that only its missing decimals make zero is no delete: the book refuses it.
        final boolean isDelete = amount == 0 && !decimals.isLastInexact();
        while (cursor.nextElement()) {
            cursor.skip();
        }
        levels.add(isDelete ? LevelColumns.DELETE : LevelColumns.CHANGE, price, amount);
    }

    private long number(final JsonCursor cursor, final boolean isThere) {
        if (!isThere) {
            cursor.fail(RejectReason.MISSING_FIELD, cursor.valueOffset());
        }
        return decimals.required(cursor);
    }
}
