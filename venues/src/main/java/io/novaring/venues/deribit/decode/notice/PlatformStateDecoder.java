/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.PlatformStateColumns;

/** Data of {@code platform_state} and {@code platform_state.public_methods_state}. */
final class PlatformStateDecoder {
    private static final int MAINTENANCE = 0;
    private static final int PRICE_INDEX = 1;
    private static final int LOCKED = 2;
    private static final int REASONS = 3;
    private static final int ALLOW_UNAUTHENTICATED = 4;

    private static final WordTable FIELDS =
            WordTable.of(
                    "maintenance",
                    "price_index",
                    "locked",
                    "reasons",
                    "allow_unauthenticated_public_requests");

    private PlatformStateDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final PlatformStateColumns platform = event.notice.claimPlatformState();
        event.kind = EventKind.PLATFORM_STATE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case MAINTENANCE -> platform.maintenance = Notices.flag(cursor);
                case PRICE_INDEX -> platform.indexName = cursor.text();
                case LOCKED -> platform.locked = Notices.flag(cursor);
                case REASONS -> platform.reasons = cursor.rangeOfValue();
                case ALLOW_UNAUTHENTICATED -> platform.allowsUnauthenticated = Notices.flag(cursor);
                default -> cursor.skip();
            }
        }
    }
}
