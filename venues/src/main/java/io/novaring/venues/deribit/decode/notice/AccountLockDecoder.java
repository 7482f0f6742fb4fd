/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.AccountLockColumns;

/** Data of {@code user.lock}. */
final class AccountLockDecoder {
    private static final int CURRENCY = 0;
    private static final int LOCKED = 1;

    private static final WordTable FIELDS = WordTable.of("currency", "locked");

    private AccountLockDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final AccountLockColumns columns = event.notice.claimAccountLock();
        event.kind = EventKind.ACCOUNT_LOCK;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case CURRENCY -> columns.currency = cursor.text();
                case LOCKED -> columns.locked = Notices.flag(cursor);
                default -> cursor.skip();
            }
        }
    }
}
