/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import static java.lang.Double.longBitsToDouble;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import java.util.Arrays;

/** Where a template keeps the fields of a ticker or quote. Doubles are kept as their bits. */
final class TickerColumn {
    static final int TIME = 0;
    static final int INSTRUMENT = 1;
    static final int BEST_BID_PRICE = 2;
    static final int BEST_BID_AMOUNT = 3;
    static final int BEST_ASK_PRICE = 4;
    static final int BEST_ASK_AMOUNT = 5;
    static final int LAST_PRICE = 6;
    static final int MARK_PRICE = 7;
    static final int INDEX_PRICE = 8;
    static final int OPEN_INTEREST = 9;
    static final int STATE = 10;
    static final int CURRENT_FUNDING = 11;
    static final int FUNDING_8H = 12;
    static final int MARK_IV = 13;
    static final int BID_IV = 14;
    static final int ASK_IV = 15;
    static final int DELTA = 16;
    static final int GAMMA = 17;
    static final int VEGA = 18;
    static final int THETA = 19;
    static final int RHO = 20;
    static final int MIN_PRICE = 21;
    static final int MAX_PRICE = 22;
    static final int SETTLEMENT_PRICE = 23;
    static final int DELIVERY_PRICE = 24;
    static final int ESTIMATED_DELIVERY_PRICE = 25;
    static final int UNDERLYING_PRICE = 26;
    static final int UNDERLYING_INDEX = 27;
    static final int INTEREST_RATE = 28;
    static final int INTEREST_VALUE = 29;
    static final int LOW_PRICE = 30;
    static final int HIGH_PRICE = 31;
    static final int VOLUME = 32;
    static final int VOLUME_USD = 33;
    static final int VOLUME_NOTIONAL = 34;
    static final int PRICE_CHANGE = 35;
    private static final int[] DOUBLES = {
        CURRENT_FUNDING,
        FUNDING_8H,
        MARK_IV,
        BID_IV,
        ASK_IV,
        DELTA,
        GAMMA,
        VEGA,
        THETA,
        RHO,
        INTEREST_RATE,
        INTEREST_VALUE,
        VOLUME,
        VOLUME_USD,
        VOLUME_NOTIONAL,
        PRICE_CHANGE,
    };

    private TickerColumn() {}

    static long[] absent() {
        final long[] values = new long[Template.NO_COLUMN + 1];
        Arrays.fill(values, MarketEvent.ABSENT);
        for (final int column : DOUBLES) {
            values[column] = Double.doubleToRawLongBits(Double.NaN);
        }
        values[INSTRUMENT] = MarketEvent.NONE;
        values[STATE] = Text.ABSENT;
        values[UNDERLYING_INDEX] = Text.ABSENT;
        return values;
    }

    /** Fills every column: what the message does not have is absent in {@code values}. */
    static void commit(final long[] values, final MarketEvent event) {
        event.instrumentId = (int) values[INSTRUMENT];
        event.exchangeTimeNs = values[TIME];
        final TickerColumns ticker = event.ticker;
        ticker.bestBidPrice = values[BEST_BID_PRICE];
        ticker.bestBidAmount = values[BEST_BID_AMOUNT];
        ticker.bestAskPrice = values[BEST_ASK_PRICE];
        ticker.bestAskAmount = values[BEST_ASK_AMOUNT];
        ticker.lastPrice = values[LAST_PRICE];
        ticker.markPrice = values[MARK_PRICE];
        ticker.indexPrice = values[INDEX_PRICE];
        ticker.openInterest = values[OPEN_INTEREST];
        ticker.state = values[STATE];
        ticker.currentFunding = longBitsToDouble(values[CURRENT_FUNDING]);
        ticker.funding8h = longBitsToDouble(values[FUNDING_8H]);
        ticker.markIv = longBitsToDouble(values[MARK_IV]);
        ticker.bidIv = longBitsToDouble(values[BID_IV]);
        ticker.askIv = longBitsToDouble(values[ASK_IV]);
        ticker.delta = longBitsToDouble(values[DELTA]);
        ticker.gamma = longBitsToDouble(values[GAMMA]);
        ticker.vega = longBitsToDouble(values[VEGA]);
        ticker.theta = longBitsToDouble(values[THETA]);
        ticker.rho = longBitsToDouble(values[RHO]);
        ticker.minPrice = values[MIN_PRICE];
        ticker.maxPrice = values[MAX_PRICE];
        ticker.settlementPrice = values[SETTLEMENT_PRICE];
        ticker.deliveryPrice = values[DELIVERY_PRICE];
        ticker.estimatedDeliveryPrice = values[ESTIMATED_DELIVERY_PRICE];
        ticker.underlyingPrice = values[UNDERLYING_PRICE];
        ticker.underlyingIndex = values[UNDERLYING_INDEX];
        ticker.interestRate = longBitsToDouble(values[INTEREST_RATE]);
        ticker.interestValue = longBitsToDouble(values[INTEREST_VALUE]);
        ticker.lowPrice = values[LOW_PRICE];
        ticker.highPrice = values[HIGH_PRICE];
        ticker.volume = longBitsToDouble(values[VOLUME]);
        ticker.volumeUsd = longBitsToDouble(values[VOLUME_USD]);
        ticker.volumeNotional = longBitsToDouble(values[VOLUME_NOTIONAL]);
        ticker.priceChange = longBitsToDouble(values[PRICE_CHANGE]);
        ticker.nullFields = 0;
    }
}
