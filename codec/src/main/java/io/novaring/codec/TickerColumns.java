/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/**
 * One ticker or quote. Exact numbers are scaled by {@link Decimals#SCALE}, absent ones {@link
 * MarketEvent#ABSENT}; analytics are doubles, absent ones NaN.
 */
public final class TickerColumns {
    public long bestBidPrice;
    public long bestBidAmount;
    public long bestAskPrice;
    public long bestAskAmount;
    public long lastPrice;
    public long markPrice;
    public long indexPrice;
    public long openInterest;

    /** Text of the instrument's state, such as open. */
    public long state;

    public double currentFunding;
    public double funding8h;
    public double markIv;
    public double bidIv;
    public double askIv;
    public double delta;
    public double gamma;
    public double vega;
    public double theta;
    public double rho;

    /** Makes every field absent. */
    public void clear() {
        bestBidPrice = MarketEvent.ABSENT;
        bestBidAmount = MarketEvent.ABSENT;
        bestAskPrice = MarketEvent.ABSENT;
        bestAskAmount = MarketEvent.ABSENT;
        lastPrice = MarketEvent.ABSENT;
        markPrice = MarketEvent.ABSENT;
        indexPrice = MarketEvent.ABSENT;
        openInterest = MarketEvent.ABSENT;
        state = Text.ABSENT;
        currentFunding = Double.NaN;
        funding8h = Double.NaN;
        markIv = Double.NaN;
        bidIv = Double.NaN;
        askIv = Double.NaN;
        delta = Double.NaN;
        gamma = Double.NaN;
        vega = Double.NaN;
        theta = Double.NaN;
        rho = Double.NaN;
    }

    public void copyFrom(final TickerColumns other) {
        bestBidPrice = other.bestBidPrice;
        bestBidAmount = other.bestBidAmount;
        bestAskPrice = other.bestAskPrice;
        bestAskAmount = other.bestAskAmount;
        lastPrice = other.lastPrice;
        markPrice = other.markPrice;
        indexPrice = other.indexPrice;
        openInterest = other.openInterest;
        state = other.state;
        currentFunding = other.currentFunding;
        funding8h = other.funding8h;
        markIv = other.markIv;
        bidIv = other.bidIv;
        askIv = other.askIv;
        delta = other.delta;
        gamma = other.gamma;
        vega = other.vega;
        theta = other.theta;
        rho = other.rho;
    }
}
