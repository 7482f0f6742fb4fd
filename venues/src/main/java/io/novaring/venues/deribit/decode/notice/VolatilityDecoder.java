/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Data of {@code deribit_volatility_index.*}. */
final class VolatilityDecoder {
    private static final int TIMESTAMP = 0;
    private static final int VOLATILITY = 1;
    private static final int INDEX_NAME = 2;

    private static final WordTable FIELDS = WordTable.of("timestamp", "volatility", "index_name");

    private VolatilityDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        event.kind = EventKind.VOLATILITY_INDEX;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.notice.volatility = Double.NaN;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case VOLATILITY -> event.notice.volatility = cursor.analytic();
                case INDEX_NAME -> event.indexName = Notices.textOr(cursor, event.indexName);
                default -> cursor.skip();
            }
        }
    }
}
