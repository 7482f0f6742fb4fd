/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Data of {@code deribit_price_index.*}. */
final class IndexDecoder {
    private static final int TIMESTAMP = 0;
    private static final int PRICE = 1;
    private static final int INDEX_NAME = 2;

    private static final WordTable FIELDS = WordTable.of("timestamp", "price", "index_name");

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final int offset = cursor.valueOffset();
        event.kind = EventKind.INDEX;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.indexName = Text.ABSENT;
        event.indexPrice = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case PRICE -> event.indexPrice = cursor.decimal();
                case INDEX_NAME -> event.indexName = cursor.text();
                default -> cursor.skip();
            }
        }
        if (event.indexPrice == MarketEvent.ABSENT) {
            cursor.fail(RejectReason.MISSING_FIELD, offset);
        }
    }
}
