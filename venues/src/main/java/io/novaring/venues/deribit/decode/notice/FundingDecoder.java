/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.FundingColumns;

/** Data of {@code perpetual.*}. */
final class FundingDecoder {
    private static final int TIMESTAMP = 0;
    private static final int INTEREST = 1;
    private static final int INDEX_PRICE = 2;

    private static final WordTable FIELDS = WordTable.of("timestamp", "interest", "index_price");

    private FundingDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final FundingColumns funding = event.notice.claimFunding();
        event.kind = EventKind.FUNDING;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case INTEREST -> funding.rate = cursor.analytic();
                case INDEX_PRICE -> funding.indexPrice = cursor.decimal();
                default -> cursor.skip();
            }
        }
    }
}
