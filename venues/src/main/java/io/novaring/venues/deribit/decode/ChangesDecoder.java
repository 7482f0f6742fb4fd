/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.PositionColumns;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Data of {@code user.changes.*}: the orders, trades and positions of one cause. */
final class ChangesDecoder {
    private static final int INSTRUMENT_NAME = 0;
    private static final int ORDERS = 1;
    private static final int TRADES = 2;
    private static final int POSITIONS = 3;

    /** The venue's schema says position, its messages say positions. */
    private static final int POSITION = 4;

    private static final WordTable FIELDS =
            WordTable.of("instrument_name", "orders", "trades", "positions", "position");

    private static final int SIZE = 1;
    private static final int DIRECTION = 2;
    private static final int AVERAGE_PRICE = 3;
    private static final int FLOATING_PROFIT_LOSS = 4;

    private static final WordTable POSITION_FIELDS =
            WordTable.of(
                    "instrument_name",
                    "size",
                    "direction",
                    "average_price",
                    "floating_profit_loss");

    private final SymbolTable instruments;
    private final OrderRowDecoder orders;
    private final TradeRowDecoder trades;

    ChangesDecoder(
            final SymbolTable instruments,
            final OrderRowDecoder orders,
            final TradeRowDecoder trades) {
        this.instruments = instruments;
        this.orders = orders;
        this.trades = trades;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        event.kind = EventKind.CHANGES;
        event.instrumentId = MarketEvent.NONE;
        event.orders.clear();
        event.trades.clear();
        event.positions.clear();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case INSTRUMENT_NAME -> event.instrumentId = cursor.symbol(instruments);
                case ORDERS -> orders.decodeAll(cursor, event.orders);
                case TRADES -> trades.decodeAll(cursor, event.trades, true);
                case POSITIONS, POSITION -> positions(cursor, event.positions);
                default -> cursor.skip();
            }
        }
        event.exchangeTimeNs =
                TradesDecoder.latest(
                        event.trades, OrdersDecoder.latest(event.orders, MarketEvent.ABSENT));
    }

    private void positions(final JsonCursor cursor, final PositionColumns positions) {
        positions.clear();
        if (cursor.isNull()) {
            cursor.skip();
        } else if (cursor.isObject()) {
            position(cursor, positions);
        } else {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                position(cursor, positions);
            }
        }
    }

    private void position(final JsonCursor cursor, final PositionColumns positions) {
        final int row = positions.add();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(POSITION_FIELDS)) {
                case INSTRUMENT_NAME -> positions.instrumentId[row] = cursor.symbol(instruments);
                case SIZE -> positions.positionSize[row] = cursor.decimal();
                case DIRECTION -> positions.direction[row] = Words.side(cursor);
                case AVERAGE_PRICE -> positions.averagePrice[row] = cursor.decimal();
                case FLOATING_PROFIT_LOSS -> positions.floatingProfitLoss[row] = cursor.decimal();
                default -> cursor.skip();
            }
        }
    }
}
