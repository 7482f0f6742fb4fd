/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;

/** What the venue announces, or takes back; when it was published is in the header. */
public final class AnnouncementColumns {
    public long id = MarketEvent.ABSENT;

    /** Text of what happened to it, such as new. */
    public long action = Text.ABSENT;

    public long title = Text.ABSENT;

    /** Text of the message, which may hold markup. */
    public long body = Text.ABSENT;

    /** 1, 0 or UNKNOWN. */
    public byte important = UNKNOWN;

    /** Whether users must confirm it: 1, 0 or UNKNOWN. */
    public byte confirmation = UNKNOWN;

    public long unread = MarketEvent.ABSENT;

    /** Makes every field absent. */
    public void clear() {
        id = MarketEvent.ABSENT;
        action = Text.ABSENT;
        title = Text.ABSENT;
        body = Text.ABSENT;
        important = UNKNOWN;
        confirmation = UNKNOWN;
        unread = MarketEvent.ABSENT;
    }

    public void copyFrom(final AnnouncementColumns other) {
        id = other.id;
        action = other.action;
        title = other.title;
        body = other.body;
        important = other.important;
        confirmation = other.confirmation;
        unread = other.unread;
    }
}
