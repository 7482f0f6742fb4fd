/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;

/**
 * Trades of one period as of now, sent again with every change; exact numbers scaled by {@link
 * Decimals#SCALE}. The instrument is in the header.
 */
public final class CandleColumns {
    /** When the period began, epoch nanoseconds. */
    public long openTimeNs = MarketEvent.ABSENT;

    public long open = MarketEvent.ABSENT;
    public long high = MarketEvent.ABSENT;
    public long low = MarketEvent.ABSENT;
    public long close = MarketEvent.ABSENT;

    /** In the base currency. */
    public double volume = Double.NaN;

    /** In the quote currency. */
    public double cost = Double.NaN;

    /** Text of the venue's word: whether there were trades or the candle was filled in. */
    public long status = Text.ABSENT;

    /** Text of the length of the period, as the channel has it. */
    public long resolution = Text.ABSENT;

    /** Makes every field absent. */
    public void clear() {
        openTimeNs = MarketEvent.ABSENT;
        open = MarketEvent.ABSENT;
        high = MarketEvent.ABSENT;
        low = MarketEvent.ABSENT;
        close = MarketEvent.ABSENT;
        volume = Double.NaN;
        cost = Double.NaN;
        status = Text.ABSENT;
        resolution = Text.ABSENT;
    }

    public void copyFrom(final CandleColumns other) {
        openTimeNs = other.openTimeNs;
        open = other.open;
        high = other.high;
        low = other.low;
        close = other.close;
        volume = other.volume;
        cost = other.cost;
        status = other.status;
        resolution = other.resolution;
    }
}
