/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.IndexRankingColumns;

/** Data of {@code deribit_price_ranking.*}: the latest row tells the time of the whole. */
final class IndexRankingDecoder {
    private static final int IDENTIFIER = 0;
    private static final int ENABLED = 1;
    private static final int WEIGHT = 2;
    private static final int PRICE = 3;
    private static final int ORIGINAL_PRICE = 4;
    private static final int TIMESTAMP = 5;

    private static final WordTable FIELDS =
            WordTable.of("identifier", "enabled", "weight", "price", "original_price", "timestamp");

    private IndexRankingDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final IndexRankingColumns ranking = event.notice.claimIndexRanking();
        event.kind = EventKind.INDEX_RANKING;
        long latestNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final int row = ranking.add();
            decode(cursor, ranking, row);
            latestNs = Math.max(latestNs, ranking.timeNs[row]);
        }
        event.exchangeTimeNs = latestNs;
    }

    private static void decode(
            final JsonCursor cursor, final IndexRankingColumns ranking, final int row) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case IDENTIFIER -> ranking.source[row] = cursor.text();
                case ENABLED -> ranking.enabled[row] = Notices.flag(cursor);
                case WEIGHT -> ranking.weight[row] = cursor.analytic();
                case PRICE -> ranking.price[row] = cursor.decimal();
                case ORIGINAL_PRICE -> ranking.originalPrice[row] = cursor.decimal();
                case TIMESTAMP -> ranking.timeNs[row] = cursor.timeOfMillis();
                default -> cursor.skip();
            }
        }
    }
}
