/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.MmpTriggerColumns;

/** Data of {@code user.mmp_trigger.*}. */
final class MmpTriggerDecoder {
    private static final int FROZEN_UNTIL = 0;
    private static final int INDEX_NAME = 1;
    private static final int MMP_GROUP = 2;
    private static final int BLOCK_RFQ = 3;

    private static final WordTable FIELDS =
            WordTable.of("frozen_until", "index_name", "mmp_group", "block_rfq");

    private MmpTriggerDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event, final long indexName) {
        final MmpTriggerColumns columns = event.notice.claimMmpTrigger();
        event.kind = EventKind.MMP_TRIGGER;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        columns.indexName = indexName;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case FROZEN_UNTIL -> columns.frozenUntilNs = cursor.timeOfMillis();
                case INDEX_NAME -> columns.indexName = Notices.textOr(cursor, columns.indexName);
                case MMP_GROUP -> columns.group = cursor.text();
                case BLOCK_RFQ -> columns.blockRequest = Notices.flag(cursor);
                default -> cursor.skip();
            }
        }
    }
}
