/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.Text;

/** Whether an account may trade. */
public final class AccountLockColumns {
    /** Text of the currency, or ALL. */
    public long currency = Text.ABSENT;

    /** 1, 0 or UNKNOWN. */
    public byte locked = UNKNOWN;

    /** Makes every field absent. */
    public void clear() {
        currency = Text.ABSENT;
        locked = UNKNOWN;
    }

    public void copyFrom(final AccountLockColumns other) {
        currency = other.currency;
        locked = other.locked;
    }
}
