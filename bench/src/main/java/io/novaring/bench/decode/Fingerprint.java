/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;

/**
 * A hash over what every decoder has to fill: kind, flags, ids, times, exact numbers, doubles by
 * their bits. Texts, which an event holds as ranges of the raw bytes, are not in it: most libraries
 * cannot say where in the input a value stood. The same function stands in native/event.h of the
 * resources.
 */
final class Fingerprint {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int ROTATION = 27;

    private Fingerprint() {}

    static long of(final MarketEvent event) {
        long hash = mix(0, event.kind.ordinal());
        hash = mix(hash, event.flags);
        hash = mix(hash, event.channelId);
        hash = mix(hash, event.instrumentId);
        hash = mix(hash, event.exchangeTimeNs);
        return switch (event.kind) {
            case BOOK -> book(hash, event);
            case TRADES -> trades(hash, event.trades);
            case TICKER -> ticker(quote(hash, event.ticker), event.ticker);
            case QUOTE -> quote(hash, event.ticker);
            default -> hash;
        };
    }

    /** Of many in their order. */
    static long mix(final long hash, final long value) {
        return Long.rotateLeft(hash ^ value, ROTATION) * MULTIPLIER;
    }

    private static long mix(final long hash, final double value) {
        return mix(hash, Double.doubleToLongBits(value));
    }

    private static long book(final long seed, final MarketEvent event) {
        long hash = mix(seed, event.changeId);
        hash = mix(hash, event.prevChangeId);
        return levels(levels(hash, event.bids), event.asks);
    }

    private static long levels(final long seed, final LevelColumns levels) {
        long hash = mix(seed, levels.size());
        for (int i = 0; i < levels.size(); i++) {
            hash = mix(hash, levels.action(i));
            hash = mix(hash, levels.price(i));
            hash = mix(hash, levels.amount(i));
        }
        return hash;
    }

    private static long trades(final long seed, final TradeColumns trades) {
        long hash = mix(seed, trades.size());
        for (int i = 0; i < trades.size(); i++) {
            hash = mix(hash, trades.tradeSeq[i]);
            hash = mix(hash, trades.timeNs[i]);
            hash = mix(hash, trades.tickDirection[i]);
            hash = mix(hash, trades.price[i]);
            hash = mix(hash, trades.markPrice[i]);
            hash = mix(hash, trades.iv[i]);
            hash = mix(hash, trades.instrumentId[i]);
            hash = mix(hash, trades.indexPrice[i]);
            hash = mix(hash, trades.direction[i]);
            hash = mix(hash, trades.contracts[i]);
            hash = mix(hash, trades.amount[i]);
        }
        return hash;
    }

    private static long quote(final long seed, final TickerColumns ticker) {
        long hash = mix(seed, ticker.bestBidPrice);
        hash = mix(hash, ticker.bestBidAmount);
        hash = mix(hash, ticker.bestAskPrice);
        return mix(hash, ticker.bestAskAmount);
    }

    private static long ticker(final long seed, final TickerColumns ticker) {
        long hash = mix(seed, ticker.underlyingPrice);
        hash = mix(hash, ticker.volumeUsd);
        hash = mix(hash, ticker.volume);
        hash = mix(hash, ticker.priceChange);
        hash = mix(hash, ticker.lowPrice);
        hash = mix(hash, ticker.highPrice);
        hash = mix(hash, ticker.settlementPrice);
        hash = mix(hash, ticker.openInterest);
        hash = mix(hash, ticker.minPrice);
        hash = mix(hash, ticker.maxPrice);
        hash = mix(hash, ticker.markPrice);
        hash = mix(hash, ticker.markIv);
        hash = mix(hash, ticker.lastPrice);
        hash = mix(hash, ticker.interestValue);
        hash = mix(hash, ticker.interestRate);
        hash = mix(hash, ticker.indexPrice);
        hash = mix(hash, ticker.vega);
        hash = mix(hash, ticker.theta);
        hash = mix(hash, ticker.rho);
        hash = mix(hash, ticker.gamma);
        hash = mix(hash, ticker.delta);
        hash = mix(hash, ticker.funding8h);
        hash = mix(hash, ticker.estimatedDeliveryPrice);
        hash = mix(hash, ticker.currentFunding);
        hash = mix(hash, ticker.bidIv);
        return mix(hash, ticker.askIv);
    }
}
