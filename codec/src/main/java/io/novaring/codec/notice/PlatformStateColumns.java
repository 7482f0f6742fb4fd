/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.Text;

/** State of the venue itself: each message has some of these. */
public final class PlatformStateColumns {
    /** 1 when maintenance begins, 0 when it ends, or UNKNOWN. */
    public byte maintenance = UNKNOWN;

    /** Text of the index that was locked or unlocked. */
    public long indexName = Text.ABSENT;

    /** 1, 0 or UNKNOWN. */
    public byte locked = UNKNOWN;

    /** The JSON text of the reasons for a lock. */
    public long reasons = Text.ABSENT;

    /** Whether public requests are answered without a login: 1, 0 or UNKNOWN. */
    public byte allowsUnauthenticated = UNKNOWN;

    /** Makes every field absent. */
    public void clear() {
        maintenance = UNKNOWN;
        indexName = Text.ABSENT;
        locked = UNKNOWN;
        reasons = Text.ABSENT;
        allowsUnauthenticated = UNKNOWN;
    }

    public void copyFrom(final PlatformStateColumns other) {
        maintenance = other.maintenance;
        indexName = other.indexName;
        locked = other.locked;
        reasons = other.reasons;
        allowsUnauthenticated = other.allowsUnauthenticated;
    }
}
