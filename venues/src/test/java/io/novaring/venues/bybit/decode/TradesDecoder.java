/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/**
 * Data of {@code publicTrade.*}: trades, the oldest first. Their {@code seq} rises over all topics
 * of the venue and several trades share one: it is no number of a trade and left out.
 */
final class TradesDecoder {
    private static final int TIME = 0;
    private static final int SYMBOL = 1;
    private static final int SIDE = 2;
    private static final int AMOUNT = 3;
    private static final int PRICE = 4;
    private static final int ID = 5;

    private static final WordTable FIELDS = WordTable.of("T", "s", "S", "v", "p", "i");

    /** In the order of the codes of {@link Side}. */
    private static final WordTable SIDES = WordTable.of("Buy", "Sell");

    private final SymbolTable instruments;
    private final TextDecimals decimals;

    TradesDecoder(final SymbolTable instruments, final TextDecimals decimals) {
        this.instruments = instruments;
        this.decimals = decimals;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final TradeColumns trades = event.trades;
        event.kind = EventKind.TRADES;
        trades.clear();
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            row(cursor, trades);
        }
        event.instrumentId = trades.size() == 0 ? MarketEvent.NONE : trades.instrumentId[0];
        for (int i = 0; i < trades.size(); i++) {
            event.exchangeTimeNs = Math.max(event.exchangeTimeNs, trades.timeNs[i]);
            if (trades.instrumentId[i] != event.instrumentId) {
                // Trades of options come by currency.
                event.instrumentId = MarketEvent.NONE;
            }
        }
    }

    private void row(final JsonCursor cursor, final TradeColumns trades) {
        final int offset = cursor.valueOffset();
        final int row = trades.add();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TIME -> trades.timeNs[row] = cursor.timeOfMillis();
                case SYMBOL -> trades.instrumentId[row] = cursor.symbol(instruments);
                case SIDE -> trades.direction[row] = side(cursor);
                case AMOUNT -> trades.amount[row] = decimals.required(cursor);
                case PRICE -> trades.price[row] = decimals.required(cursor);
                case ID -> trades.tradeId[row] = cursor.text();
                default -> cursor.skip();
            }
        }
        if (trades.price[row] == MarketEvent.ABSENT || trades.amount[row] == MarketEvent.ABSENT) {
            cursor.fail(RejectReason.MISSING_FIELD, offset);
        }
    }

    private static byte side(final JsonCursor cursor) {
        final int offset = cursor.valueOffset();
        final int side = cursor.word(SIDES);
        if (side < 0) {
            cursor.fail(RejectReason.BAD_VALUE, offset);
            return Side.NONE;
        }
        return (byte) side;
    }
}
