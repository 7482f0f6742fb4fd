/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.AnnouncementColumns;

/** Data of {@code announcements}. */
final class AnnouncementDecoder {
    private static final int ID = 0;
    private static final int ACTION = 1;
    private static final int TITLE = 2;
    private static final int BODY = 3;
    private static final int IMPORTANT = 4;
    private static final int PUBLICATION_TIMESTAMP = 5;
    private static final int CONFIRMATION = 6;
    private static final int UNREAD = 7;

    private static final WordTable FIELDS =
            WordTable.of(
                    "id",
                    "action",
                    "title",
                    "body",
                    "important",
                    "publication_timestamp",
                    "confirmation",
                    "unread");

    private AnnouncementDecoder() {}

    static void decode(final JsonCursor cursor, final MarketEvent event) {
        final AnnouncementColumns announcement = event.notice.claimAnnouncement();
        event.kind = EventKind.ANNOUNCEMENT;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case ID -> announcement.id = cursor.integer();
                case ACTION -> announcement.action = cursor.text();
                case TITLE -> announcement.title = cursor.text();
                case BODY -> announcement.body = cursor.text();
                case IMPORTANT -> announcement.important = Notices.flag(cursor);
                case PUBLICATION_TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case CONFIRMATION -> announcement.confirmation = Notices.flag(cursor);
                case UNREAD -> announcement.unread = cursor.integer();
                default -> cursor.skip();
            }
        }
    }
}
