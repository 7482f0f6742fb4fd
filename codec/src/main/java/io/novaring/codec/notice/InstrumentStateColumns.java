/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Text;

/** A new state of an instrument; the instrument is in the header as well. */
public final class InstrumentStateColumns {
    /** Text of the name. */
    public long name = Text.ABSENT;

    /** Text of the venue's word for the state. */
    public long state = Text.ABSENT;

    /** Makes every field absent. */
    public void clear() {
        name = Text.ABSENT;
        state = Text.ABSENT;
    }

    public void copyFrom(final InstrumentStateColumns other) {
        name = other.name;
        state = other.state;
    }
}
