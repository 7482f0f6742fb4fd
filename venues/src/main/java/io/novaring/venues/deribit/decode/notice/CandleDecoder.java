/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.CandleColumns;

/** Data of {@code chart.trades.*}. */
final class CandleDecoder {
    private static final int TICK = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int COST = 6;
    private static final int STATUS = 7;

    private static final WordTable FIELDS =
            WordTable.of("tick", "open", "high", "low", "close", "volume", "cost", "status");

    private CandleDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final CandleColumns candle = event.notice.claimCandle();
        event.kind = EventKind.CANDLE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TICK -> candle.openTimeNs = cursor.timeOfMillis();
                case OPEN -> candle.open = cursor.decimal();
                case HIGH -> candle.high = cursor.decimal();
                case LOW -> candle.low = cursor.decimal();
                case CLOSE -> candle.close = cursor.decimal();
                case VOLUME -> candle.volume = cursor.analytic();
                case COST -> candle.cost = cursor.analytic();
                case STATUS -> candle.status = cursor.text();
                default -> cursor.skip();
            }
        }
    }
}
