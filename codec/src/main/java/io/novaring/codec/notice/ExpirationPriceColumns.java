/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;

/**
 * Price at which the next expiry would settle now; exact numbers scaled by {@link Decimals#SCALE}.
 */
public final class ExpirationPriceColumns {
    public long price = MarketEvent.ABSENT;

    /** Until the next expiry. */
    public long secondsLeft = MarketEvent.ABSENT;

    /** 1 while prices are being averaged, 0 before, or UNKNOWN. */
    public byte isEstimated = UNKNOWN;

    /** Prices still to be averaged, ABSENT when nothing is estimated. */
    public long leftTicks = MarketEvent.ABSENT;

    /** Prices to be averaged in all, ABSENT when nothing is estimated. */
    public long totalTicks = MarketEvent.ABSENT;

    /** Makes every field absent. */
    public void clear() {
        price = MarketEvent.ABSENT;
        secondsLeft = MarketEvent.ABSENT;
        isEstimated = UNKNOWN;
        leftTicks = MarketEvent.ABSENT;
        totalTicks = MarketEvent.ABSENT;
    }

    public void copyFrom(final ExpirationPriceColumns other) {
        price = other.price;
        secondsLeft = other.secondsLeft;
        isEstimated = other.isEstimated;
        leftTicks = other.leftTicks;
        totalTicks = other.totalTicks;
    }
}
