/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.MarkPriceColumns;

/** Data of {@code markprice.options.*}: the latest row tells the time of the whole. */
final class MarkPricesDecoder {
    private static final int INSTRUMENT_NAME = 0;
    private static final int MARK_PRICE = 1;
    private static final int IV = 2;
    private static final int TIMESTAMP = 3;

    private static final WordTable FIELDS =
            WordTable.of("instrument_name", "mark_price", "iv", "timestamp");

    private MarkPricesDecoder() {}

    static void decode(
            final JsonCursor cursor, final MarketEvent event, final SymbolTable instruments) {
        final MarkPriceColumns prices = event.notice.claimMarkPrices();
        event.kind = EventKind.MARK_PRICES;
        long latestNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final int row = prices.add();
            decode(cursor, prices, row, instruments);
            latestNs = Math.max(latestNs, prices.timeNs[row]);
        }
        event.exchangeTimeNs = latestNs;
    }

    private static void decode(
            final JsonCursor cursor,
            final MarkPriceColumns prices,
            final int row,
            final SymbolTable instruments) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case INSTRUMENT_NAME -> prices.instrumentId[row] = cursor.symbol(instruments);
                case MARK_PRICE -> prices.markPrice[row] = cursor.decimal();
                case IV -> prices.iv[row] = cursor.analytic();
                case TIMESTAMP -> prices.timeNs[row] = cursor.timeOfMillis();
                default -> cursor.skip();
            }
        }
    }
}
