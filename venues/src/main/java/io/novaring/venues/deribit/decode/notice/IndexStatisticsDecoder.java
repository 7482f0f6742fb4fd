/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.IndexStatisticsColumns;

/** Data of {@code deribit_price_statistics.*}. */
final class IndexStatisticsDecoder {
    private static final int INDEX_NAME = 0;
    private static final int LOW24H = 1;
    private static final int HIGH24H = 2;
    private static final int CHANGE24H = 3;
    private static final int HIGH_VOLATILITY = 4;
    private static final int TIMESTAMP = 5;

    private static final WordTable FIELDS =
            WordTable.of(
                    "index_name", "low24h", "high24h", "change24h", "high_volatility", "timestamp");

    private IndexStatisticsDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final IndexStatisticsColumns statistics = event.notice.claimIndexStatistics();
        event.kind = EventKind.INDEX_STATISTICS;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case INDEX_NAME -> event.indexName = Notices.textOr(cursor, event.indexName);
                case LOW24H -> statistics.low24h = cursor.decimal();
                case HIGH24H -> statistics.high24h = cursor.decimal();
                case CHANGE24H -> statistics.change24h = cursor.analytic();
                case HIGH_VOLATILITY -> statistics.highVolatility = Notices.flag(cursor);
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                default -> cursor.skip();
            }
        }
    }
}
