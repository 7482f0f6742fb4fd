/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;

/** An index over the last day; exact numbers scaled by {@link Decimals#SCALE}. */
public final class IndexStatisticsColumns {
    public long low24h = MarketEvent.ABSENT;
    public long high24h = MarketEvent.ABSENT;

    /** Change of the price, as the venue states it. */
    public double change24h = Double.NaN;

    /** 1, 0 or UNKNOWN. */
    public byte highVolatility = UNKNOWN;

    /** Makes every field absent. */
    public void clear() {
        low24h = MarketEvent.ABSENT;
        high24h = MarketEvent.ABSENT;
        change24h = Double.NaN;
        highVolatility = UNKNOWN;
    }

    public void copyFrom(final IndexStatisticsColumns other) {
        low24h = other.low24h;
        high24h = other.high24h;
        change24h = other.change24h;
        highVolatility = other.highVolatility;
    }
}
