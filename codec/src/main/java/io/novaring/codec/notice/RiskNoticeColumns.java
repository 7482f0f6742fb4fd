/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Text;

/** What the venue does about the risk of an account. */
public final class RiskNoticeColumns {
    /** Text of what tells one message from another: the state of a liquidation, or a type. */
    public long state = Text.ABSENT;

    /** The JSON text of the whole: its fields hang on the state. */
    public long data = Text.ABSENT;

    /** Makes every field absent. */
    public void clear() {
        state = Text.ABSENT;
        data = Text.ABSENT;
    }

    public void copyFrom(final RiskNoticeColumns other) {
        state = other.state;
        data = other.data;
    }
}
