/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;

/**
 * Somebody asks for quotes; exact numbers scaled by {@link Decimals#SCALE}. The instrument is in
 * the header.
 */
public final class QuoteRequestColumns {
    /** A {@link Side} code. */
    public byte direction = Side.NONE;

    public long amount = MarketEvent.ABSENT;

    /** 1 while it stands, 0 once it is over, or UNKNOWN. */
    public byte isActive = UNKNOWN;

    /** 1, 0 or UNKNOWN. */
    public byte isNewInstrument = UNKNOWN;

    /** Makes every field absent. */
    public void clear() {
        direction = Side.NONE;
        amount = MarketEvent.ABSENT;
        isActive = UNKNOWN;
        isNewInstrument = UNKNOWN;
    }

    public void copyFrom(final QuoteRequestColumns other) {
        direction = other.direction;
        amount = other.amount;
        isActive = other.isActive;
        isNewInstrument = other.isNewInstrument;
    }
}
