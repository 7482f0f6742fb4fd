/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;

/** Market-maker protection that has fired and cancelled quotes. */
public final class MmpTriggerColumns {
    /** Text of the index whose quotes it protects. */
    public long indexName = Text.ABSENT;

    /** Until when quotes are refused; 0 until they are let in again by a request. */
    public long frozenUntilNs = MarketEvent.ABSENT;

    /** Text of the group of mass quotes. */
    public long group = Text.ABSENT;

    /** Whether it concerns requests for block quotes: 1, 0 or UNKNOWN. */
    public byte blockRequest = UNKNOWN;

    /** Makes every field absent. */
    public void clear() {
        indexName = Text.ABSENT;
        frozenUntilNs = MarketEvent.ABSENT;
        group = Text.ABSENT;
        blockRequest = UNKNOWN;
    }

    public void copyFrom(final MmpTriggerColumns other) {
        indexName = other.indexName;
        frozenUntilNs = other.frozenUntilNs;
        group = other.group;
        blockRequest = other.blockRequest;
    }
}
