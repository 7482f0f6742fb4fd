/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;

/**
 * Funding of a perpetual; exact numbers scaled by {@link Decimals#SCALE}. The instrument is in the
 * header.
 */
public final class FundingColumns {
    public long indexPrice = MarketEvent.ABSENT;

    /** Current rate, a fraction. */
    public double rate = Double.NaN;

    /** Makes every field absent. */
    public void clear() {
        indexPrice = MarketEvent.ABSENT;
        rate = Double.NaN;
    }

    public void copyFrom(final FundingColumns other) {
        indexPrice = other.indexPrice;
        rate = other.rate;
    }
}
