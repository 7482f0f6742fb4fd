/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.AccessLogColumns;

/** Data of {@code user.access_log}. */
final class AccessLogDecoder {
    private static final int ID = 0;
    private static final int IP = 1;
    private static final int COUNTRY = 2;
    private static final int CITY = 3;
    private static final int TIMESTAMP = 4;
    private static final int LOG = 5;
    private static final int DATA = 6;

    private static final WordTable FIELDS =
            WordTable.of("id", "ip", "country", "city", "timestamp", "log", "data");

    private AccessLogDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final AccessLogColumns columns = event.notice.claimAccessLog();
        event.kind = EventKind.ACCESS_LOG;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case ID -> columns.id = cursor.integer();
                case IP -> columns.ip = cursor.text();
                case COUNTRY -> columns.country = cursor.text();
                case CITY -> columns.city = cursor.text();
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case LOG -> columns.log = cursor.text();
                case DATA -> columns.data = cursor.rangeOfValue();
                default -> cursor.skip();
            }
        }
    }
}
