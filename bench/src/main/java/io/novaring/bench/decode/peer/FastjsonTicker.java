/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import static io.novaring.bench.decode.peer.FastjsonDecoder.decimal;
import static io.novaring.bench.decode.peer.FastjsonDecoder.skip;
import static io.novaring.bench.decode.peer.FastjsonName.matches;

import com.alibaba.fastjson2.JSONReader;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;

/** Tickers and quotes of {@link FastjsonDecoder}. */
final class FastjsonTicker {
    private static final FastjsonName BEST_BID_PRICE = FastjsonName.of("best_bid_price");
    private static final FastjsonName BEST_BID_AMOUNT = FastjsonName.of("best_bid_amount");
    private static final FastjsonName BEST_ASK_PRICE = FastjsonName.of("best_ask_price");
    private static final FastjsonName BEST_ASK_AMOUNT = FastjsonName.of("best_ask_amount");
    private static final FastjsonName LAST_PRICE = FastjsonName.of("last_price");
    private static final FastjsonName MARK_PRICE = FastjsonName.of("mark_price");
    private static final FastjsonName INDEX_PRICE = FastjsonName.of("index_price");
    private static final FastjsonName OPEN_INTEREST = FastjsonName.of("open_interest");
    private static final FastjsonName CURRENT_FUNDING = FastjsonName.of("current_funding");
    private static final FastjsonName FUNDING_8H = FastjsonName.of("funding_8h");
    private static final FastjsonName MARK_IV = FastjsonName.of("mark_iv");
    private static final FastjsonName BID_IV = FastjsonName.of("bid_iv");
    private static final FastjsonName ASK_IV = FastjsonName.of("ask_iv");
    private static final FastjsonName MIN_PRICE = FastjsonName.of("min_price");
    private static final FastjsonName MAX_PRICE = FastjsonName.of("max_price");
    private static final FastjsonName SETTLEMENT_PRICE = FastjsonName.of("settlement_price");
    private static final FastjsonName ESTIMATED_DELIVERY_PRICE =
            FastjsonName.of("estimated_delivery_price");
    private static final FastjsonName UNDERLYING_PRICE = FastjsonName.of("underlying_price");
    private static final FastjsonName INTEREST_RATE = FastjsonName.of("interest_rate");
    private static final FastjsonName INTEREST_VALUE = FastjsonName.of("interest_value");
    private static final FastjsonName VOLUME = FastjsonName.of("volume");
    private static final FastjsonName HIGH = FastjsonName.of("high");
    private static final FastjsonName PRICE_CHANGE = FastjsonName.of("price_change");
    private static final FastjsonName VOLUME_USD = FastjsonName.of("volume_usd");
    private static final FastjsonName DELTA = FastjsonName.of("delta");
    private static final FastjsonName GAMMA = FastjsonName.of("gamma");
    private static final FastjsonName VEGA = FastjsonName.of("vega");
    private static final FastjsonName THETA = FastjsonName.of("theta");
    private static final FastjsonName TIMESTAMP = FastjsonName.of("timestamp");
    private static final FastjsonName INSTRUMENT_NAME = FastjsonName.of("instrument_name");
    private static final FastjsonName STATS = FastjsonName.of("stats");
    private static final FastjsonName GREEKS = FastjsonName.of("greeks");

    private final NameIds instruments;

    FastjsonTicker(final NameIds instruments) {
        this.instruments = instruments;
    }

    void quote(final JSONReader reader, final MarketEvent event) {
        event.kind = EventKind.QUOTE;
        event.ticker.clear();
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
            final int name = reader.getRawInt();
            if (!best(reader, event, name)) {
                skip(reader);
            }
        }
    }

    void ticker(final JSONReader reader, final MarketEvent event) {
        event.kind = EventKind.TICKER;
        event.flags |= MarketEvent.SNAPSHOT;
        event.ticker.clear();
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
            final int name = reader.getRawInt();
            if (!best(reader, event, name)) {
                figure(reader, event.raw, event.ticker, name);
            }
        }
    }

    private boolean best(final JSONReader reader, final MarketEvent event, final int name) {
        final TickerColumns ticker = event.ticker;
        final byte[] raw = event.raw;
        switch (name) {
            case '"' | 'b' << 8 | 'e' << 16 | 's' << 24 -> {
                if (matches(reader, BEST_BID_PRICE)) {
                    ticker.bestBidPrice = decimal(reader, raw);
                } else if (matches(reader, BEST_BID_AMOUNT)) {
                    ticker.bestBidAmount = decimal(reader, raw);
                } else if (matches(reader, BEST_ASK_PRICE)) {
                    ticker.bestAskPrice = decimal(reader, raw);
                } else if (matches(reader, BEST_ASK_AMOUNT)) {
                    ticker.bestAskAmount = decimal(reader, raw);
                } else {
                    return false;
                }
                return true;
            }
            case '"' | 't' << 8 | 'i' << 16 | 'm' << 24 -> {
                if (!matches(reader, TIMESTAMP)) {
                    return false;
                }
                event.exchangeTimeNs = reader.readInt64Value() * FastjsonDecoder.NS_PER_MS;
                return true;
            }
            case '"' | 'i' << 8 | 'n' << 16 | 's' << 24 -> {
                if (!matches(reader, INSTRUMENT_NAME)) {
                    return false;
                }
                event.instrumentId = FastjsonDecoder.id(reader, instruments);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private static void figure(
            final JSONReader reader, final byte[] raw, final TickerColumns ticker, final int name) {
        switch (name) {
            case '"' | 'l' << 8 | 'a' << 16 | 's' << 24 -> {
                if (matches(reader, LAST_PRICE)) {
                    ticker.lastPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'm' << 8 | 'a' << 16 | 'r' << 24 -> {
                if (matches(reader, MARK_PRICE)) {
                    ticker.markPrice = decimal(reader, raw);
                    return;
                }
                if (matches(reader, MARK_IV)) {
                    ticker.markIv = number(reader);
                    return;
                }
            }
            case '"' | 'i' << 8 | 'n' << 16 | 'd' << 24 -> {
                if (matches(reader, INDEX_PRICE)) {
                    ticker.indexPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'o' << 8 | 'p' << 16 | 'e' << 24 -> {
                if (matches(reader, OPEN_INTEREST)) {
                    ticker.openInterest = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'c' << 8 | 'u' << 16 | 'r' << 24 -> {
                if (matches(reader, CURRENT_FUNDING)) {
                    ticker.currentFunding = number(reader);
                    return;
                }
            }
            case '"' | 'f' << 8 | 'u' << 16 | 'n' << 24 -> {
                if (matches(reader, FUNDING_8H)) {
                    ticker.funding8h = number(reader);
                    return;
                }
            }
            case '"' | 'b' << 8 | 'i' << 16 | 'd' << 24 -> {
                if (matches(reader, BID_IV)) {
                    ticker.bidIv = number(reader);
                    return;
                }
            }
            case '"' | 'a' << 8 | 's' << 16 | 'k' << 24 -> {
                if (matches(reader, ASK_IV)) {
                    ticker.askIv = number(reader);
                    return;
                }
            }
            case '"' | 'm' << 8 | 'i' << 16 | 'n' << 24 -> {
                if (matches(reader, MIN_PRICE)) {
                    ticker.minPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'm' << 8 | 'a' << 16 | 'x' << 24 -> {
                if (matches(reader, MAX_PRICE)) {
                    ticker.maxPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 's' << 8 | 'e' << 16 | 't' << 24 -> {
                if (matches(reader, SETTLEMENT_PRICE)) {
                    ticker.settlementPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'e' << 8 | 's' << 16 | 't' << 24 -> {
                if (matches(reader, ESTIMATED_DELIVERY_PRICE)) {
                    ticker.estimatedDeliveryPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'u' << 8 | 'n' << 16 | 'd' << 24 -> {
                if (matches(reader, UNDERLYING_PRICE)) {
                    ticker.underlyingPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'i' << 8 | 'n' << 16 | 't' << 24 -> {
                if (matches(reader, INTEREST_RATE)) {
                    ticker.interestRate = number(reader);
                    return;
                }
                if (matches(reader, INTEREST_VALUE)) {
                    ticker.interestValue = number(reader);
                    return;
                }
            }
            case '"' | 's' << 8 | 't' << 16 | 'a' << 24 -> {
                if (matches(reader, STATS)) {
                    stats(reader, raw, ticker);
                    return;
                }
            }
            case '"' | 'g' << 8 | 'r' << 16 | 'e' << 24 -> {
                if (matches(reader, GREEKS)) {
                    greeks(reader, ticker);
                    return;
                }
            }
            default -> {}
        }
        skip(reader);
    }

    private static void stats(
            final JSONReader reader, final byte[] raw, final TickerColumns ticker) {
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
            stat(reader, raw, ticker);
        }
        reader.nextIfComma();
    }

    private static void stat(
            final JSONReader reader, final byte[] raw, final TickerColumns ticker) {
        switch (reader.getRawInt()) {
            case '"' | 'v' << 8 | 'o' << 16 | 'l' << 24 -> {
                if (matches(reader, VOLUME)) {
                    ticker.volume = number(reader);
                    return;
                }
                if (matches(reader, VOLUME_USD)) {
                    ticker.volumeUsd = number(reader);
                    return;
                }
            }
            case '"' | 'l' << 8 | 'o' << 16 | 'w' << 24 -> {
                if (reader.nextIfName4Match3()) {
                    ticker.lowPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'h' << 8 | 'i' << 16 | 'g' << 24 -> {
                if (matches(reader, HIGH)) {
                    ticker.highPrice = decimal(reader, raw);
                    return;
                }
            }
            case '"' | 'p' << 8 | 'r' << 16 | 'i' << 24 -> {
                if (matches(reader, PRICE_CHANGE)) {
                    ticker.priceChange = number(reader);
                    return;
                }
            }
            default -> {}
        }
        skip(reader);
    }

    private static void greeks(final JSONReader reader, final TickerColumns ticker) {
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
            greek(reader, ticker);
        }
        reader.nextIfComma();
    }

    private static void greek(final JSONReader reader, final TickerColumns ticker) {
        switch (reader.getRawInt()) {
            case '"' | 'd' << 8 | 'e' << 16 | 'l' << 24 -> {
                if (matches(reader, DELTA)) {
                    ticker.delta = number(reader);
                    return;
                }
            }
            case '"' | 'g' << 8 | 'a' << 16 | 'm' << 24 -> {
                if (matches(reader, GAMMA)) {
                    ticker.gamma = number(reader);
                    return;
                }
            }
            case '"' | 'v' << 8 | 'e' << 16 | 'g' << 24 -> {
                if (matches(reader, VEGA)) {
                    ticker.vega = number(reader);
                    return;
                }
            }
            case '"' | 't' << 8 | 'h' << 16 | 'e' << 24 -> {
                if (matches(reader, THETA)) {
                    ticker.theta = number(reader);
                    return;
                }
            }
            case '"' | 'r' << 8 | 'h' << 16 | 'o' << 24 -> {
                if (reader.nextIfName4Match3()) {
                    ticker.rho = number(reader);
                    return;
                }
            }
            default -> {}
        }
        skip(reader);
    }

    static double number(final JSONReader reader) {
        if (reader.isNull()) {
            reader.readNull();
            return Double.NaN;
        }
        return reader.readDoubleValue();
    }
}
