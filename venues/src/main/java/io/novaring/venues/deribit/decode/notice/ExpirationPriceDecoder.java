/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.ExpirationPriceColumns;

/** Data of {@code estimated_expiration_price.*}. */
final class ExpirationPriceDecoder {
    private static final int PRICE = 0;
    private static final int SECONDS = 1;
    private static final int IS_ESTIMATED = 2;
    private static final int LEFT_TICKS = 3;
    private static final int TOTAL_TICKS = 4;
    private static final int TIMESTAMP = 5;
    private static final int INDEX_NAME = 6;

    private static final WordTable FIELDS =
            WordTable.of(
                    "price",
                    "seconds",
                    "is_estimated",
                    "left_ticks",
                    "total_ticks",
                    "timestamp",
                    "index_name");

    private ExpirationPriceDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final ExpirationPriceColumns expiration = event.notice.claimExpirationPrice();
        event.kind = EventKind.EXPIRATION_PRICE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case PRICE -> expiration.price = cursor.decimal();
                case SECONDS -> expiration.secondsLeft = cursor.integer();
                case IS_ESTIMATED -> expiration.isEstimated = Notices.flag(cursor);
                case LEFT_TICKS -> expiration.leftTicks = cursor.integer();
                case TOTAL_TICKS -> expiration.totalTicks = cursor.integer();
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case INDEX_NAME -> event.indexName = Notices.textOr(cursor, event.indexName);
                default -> cursor.skip();
            }
        }
    }
}
