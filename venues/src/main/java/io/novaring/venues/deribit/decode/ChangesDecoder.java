/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
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

    private final SymbolTable instruments;
    private final OrderRowDecoder orders;
    private final TradeRowDecoder trades;
    private final PositionRowDecoder positions;

    ChangesDecoder(
            final SymbolTable instruments,
            final OrderRowDecoder orders,
            final TradeRowDecoder trades,
            final PositionRowDecoder positions) {
        this.instruments = instruments;
        this.orders = orders;
        this.trades = trades;
        this.positions = positions;
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
                case POSITIONS, POSITION -> positions.decodeAll(cursor, event.positions);
                default -> cursor.skip();
            }
        }
        event.exchangeTimeNs =
                TradesDecoder.latest(
                        event.trades, OrdersDecoder.latest(event.orders, MarketEvent.ABSENT));
    }
}
