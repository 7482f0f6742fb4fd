/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.RiskNoticeColumns;

/**
 * Data of {@code user.liquidation}, told apart by a state, and of {@code user.lsp}, told apart by a
 * type. What else they hold hangs on that.
 */
final class RiskNoticeDecoder {
    private static final int STATE = 0;
    private static final int TYPE = 1;
    private static final int TIMESTAMP = 2;

    private static final WordTable FIELDS = WordTable.of("state", "type", "timestamp");

    private RiskNoticeDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event, final EventKind kind) {
        final RiskNoticeColumns columns = event.notice.claimRiskNotice();
        final int word = kind == EventKind.LIQUIDATION ? STATE : TYPE;
        final int start = cursor.valueOffset();
        event.kind = kind;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(FIELDS);
            if (field == word) {
                columns.state = cursor.text();
            } else if (field == TIMESTAMP) {
                event.exchangeTimeNs = cursor.timeOfMillis();
            } else {
                cursor.skip();
            }
        }
        // The reader stands on the closing bracket now.
        columns.data =
                cursor.failed() ? Text.ABSENT : Text.of(start, cursor.valueOffset() + 1 - start);
    }
}
