/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/**
 * One ticker or quote. Exact numbers are scaled by {@link Decimals#SCALE}, absent ones {@link
 * MarketEvent#ABSENT}; analytics are doubles, absent ones NaN.
 */
public final class TickerColumns {
    // Bits of nullFields.
    public static final long BEST_BID_PRICE_BIT = 1L << 0;
    public static final long BEST_BID_AMOUNT_BIT = 1L << 1;
    public static final long BEST_ASK_PRICE_BIT = 1L << 2;
    public static final long BEST_ASK_AMOUNT_BIT = 1L << 3;
    public static final long LAST_PRICE_BIT = 1L << 4;
    public static final long MARK_PRICE_BIT = 1L << 5;
    public static final long INDEX_PRICE_BIT = 1L << 6;
    public static final long OPEN_INTEREST_BIT = 1L << 7;
    public static final long STATE_BIT = 1L << 8;
    public static final long CURRENT_FUNDING_BIT = 1L << 9;
    public static final long FUNDING_8H_BIT = 1L << 10;
    public static final long MARK_IV_BIT = 1L << 11;
    public static final long BID_IV_BIT = 1L << 12;
    public static final long ASK_IV_BIT = 1L << 13;
    public static final long DELTA_BIT = 1L << 14;
    public static final long GAMMA_BIT = 1L << 15;
    public static final long VEGA_BIT = 1L << 16;
    public static final long THETA_BIT = 1L << 17;
    public static final long RHO_BIT = 1L << 18;
    public static final long MIN_PRICE_BIT = 1L << 19;
    public static final long MAX_PRICE_BIT = 1L << 20;
    public static final long SETTLEMENT_PRICE_BIT = 1L << 21;
    public static final long DELIVERY_PRICE_BIT = 1L << 22;
    public static final long ESTIMATED_DELIVERY_PRICE_BIT = 1L << 23;
    public static final long UNDERLYING_PRICE_BIT = 1L << 24;
    public static final long UNDERLYING_INDEX_BIT = 1L << 25;
    public static final long INTEREST_RATE_BIT = 1L << 26;
    public static final long INTEREST_VALUE_BIT = 1L << 27;
    public static final long LOW_PRICE_BIT = 1L << 28;
    public static final long HIGH_PRICE_BIT = 1L << 29;
    public static final long VOLUME_BIT = 1L << 30;
    public static final long VOLUME_USD_BIT = 1L << 31;
    public static final long VOLUME_NOTIONAL_BIT = 1L << 32;
    public static final long PRICE_CHANGE_BIT = 1L << 33;

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

    // From here on fields that only a full ticker has.
    /** Lowest price at which an order is taken. */
    public long minPrice;

    /** Highest price at which an order is taken. */
    public long maxPrice;

    /** Of the last settlement, while the instrument is open. */
    public long settlementPrice;

    /** Once the instrument is closed. */
    public long deliveryPrice;

    public long estimatedDeliveryPrice;

    /** Of an option. */
    public long underlyingPrice;

    /** Text of the name of what an option is on. */
    public long underlyingIndex;

    public double interestRate;
    public double interestValue;

    /** Lowest price of the last day. */
    public long lowPrice;

    /** Highest price of the last day. */
    public long highPrice;

    /** Of the last day, in the base currency. */
    public double volume;

    public double volumeUsd;
    public double volumeNotional;

    /** Over the last day, in percent. */
    public double priceChange;

    /**
     * Fields that stood as null in the message, by the {@code _BIT} constants. Of use in a ticker
     * that says only what changed: there null means that a value is gone, and absence that it
     * stays.
     */
    public long nullFields;

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
        minPrice = MarketEvent.ABSENT;
        maxPrice = MarketEvent.ABSENT;
        settlementPrice = MarketEvent.ABSENT;
        deliveryPrice = MarketEvent.ABSENT;
        estimatedDeliveryPrice = MarketEvent.ABSENT;
        underlyingPrice = MarketEvent.ABSENT;
        underlyingIndex = Text.ABSENT;
        interestRate = Double.NaN;
        interestValue = Double.NaN;
        lowPrice = MarketEvent.ABSENT;
        highPrice = MarketEvent.ABSENT;
        volume = Double.NaN;
        volumeUsd = Double.NaN;
        volumeNotional = Double.NaN;
        priceChange = Double.NaN;
        nullFields = 0;
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
        minPrice = other.minPrice;
        maxPrice = other.maxPrice;
        settlementPrice = other.settlementPrice;
        deliveryPrice = other.deliveryPrice;
        estimatedDeliveryPrice = other.estimatedDeliveryPrice;
        underlyingPrice = other.underlyingPrice;
        underlyingIndex = other.underlyingIndex;
        interestRate = other.interestRate;
        interestValue = other.interestValue;
        lowPrice = other.lowPrice;
        highPrice = other.highPrice;
        volume = other.volume;
        volumeUsd = other.volumeUsd;
        volumeNotional = other.volumeNotional;
        priceChange = other.priceChange;
        nullFields = other.nullFields;
    }

    /**
     * Applies a ticker that says only what changed: what it has replaces what is here, what it has
     * as null becomes absent. Texts become ranges of the other message.
     */
    public void merge(final TickerColumns change) {
        bestBidPrice = change.merged(bestBidPrice, change.bestBidPrice, BEST_BID_PRICE_BIT);
        bestBidAmount = change.merged(bestBidAmount, change.bestBidAmount, BEST_BID_AMOUNT_BIT);
        bestAskPrice = change.merged(bestAskPrice, change.bestAskPrice, BEST_ASK_PRICE_BIT);
        bestAskAmount = change.merged(bestAskAmount, change.bestAskAmount, BEST_ASK_AMOUNT_BIT);
        lastPrice = change.merged(lastPrice, change.lastPrice, LAST_PRICE_BIT);
        markPrice = change.merged(markPrice, change.markPrice, MARK_PRICE_BIT);
        indexPrice = change.merged(indexPrice, change.indexPrice, INDEX_PRICE_BIT);
        openInterest = change.merged(openInterest, change.openInterest, OPEN_INTEREST_BIT);
        state = change.mergedText(state, change.state, STATE_BIT);
        currentFunding = change.merged(currentFunding, change.currentFunding, CURRENT_FUNDING_BIT);
        funding8h = change.merged(funding8h, change.funding8h, FUNDING_8H_BIT);
        markIv = change.merged(markIv, change.markIv, MARK_IV_BIT);
        bidIv = change.merged(bidIv, change.bidIv, BID_IV_BIT);
        askIv = change.merged(askIv, change.askIv, ASK_IV_BIT);
        delta = change.merged(delta, change.delta, DELTA_BIT);
        gamma = change.merged(gamma, change.gamma, GAMMA_BIT);
        vega = change.merged(vega, change.vega, VEGA_BIT);
        theta = change.merged(theta, change.theta, THETA_BIT);
        rho = change.merged(rho, change.rho, RHO_BIT);
        minPrice = change.merged(minPrice, change.minPrice, MIN_PRICE_BIT);
        maxPrice = change.merged(maxPrice, change.maxPrice, MAX_PRICE_BIT);
        settlementPrice =
                change.merged(settlementPrice, change.settlementPrice, SETTLEMENT_PRICE_BIT);
        deliveryPrice = change.merged(deliveryPrice, change.deliveryPrice, DELIVERY_PRICE_BIT);
        estimatedDeliveryPrice =
                change.merged(
                        estimatedDeliveryPrice,
                        change.estimatedDeliveryPrice,
                        ESTIMATED_DELIVERY_PRICE_BIT);
        underlyingPrice =
                change.merged(underlyingPrice, change.underlyingPrice, UNDERLYING_PRICE_BIT);
        underlyingIndex =
                change.mergedText(underlyingIndex, change.underlyingIndex, UNDERLYING_INDEX_BIT);
        interestRate = change.merged(interestRate, change.interestRate, INTEREST_RATE_BIT);
        interestValue = change.merged(interestValue, change.interestValue, INTEREST_VALUE_BIT);
        lowPrice = change.merged(lowPrice, change.lowPrice, LOW_PRICE_BIT);
        highPrice = change.merged(highPrice, change.highPrice, HIGH_PRICE_BIT);
        volume = change.merged(volume, change.volume, VOLUME_BIT);
        volumeUsd = change.merged(volumeUsd, change.volumeUsd, VOLUME_USD_BIT);
        volumeNotional = change.merged(volumeNotional, change.volumeNotional, VOLUME_NOTIONAL_BIT);
        priceChange = change.merged(priceChange, change.priceChange, PRICE_CHANGE_BIT);
    }

    private long merged(final long before, final long now, final long bit) {
        return now != MarketEvent.ABSENT || (nullFields & bit) != 0 ? now : before;
    }

    private long mergedText(final long before, final long now, final long bit) {
        return now != Text.ABSENT || (nullFields & bit) != 0 ? now : before;
    }

    private double merged(final double before, final double now, final long bit) {
        return !Double.isNaN(now) || (nullFields & bit) != 0 ? now : before;
    }
}
