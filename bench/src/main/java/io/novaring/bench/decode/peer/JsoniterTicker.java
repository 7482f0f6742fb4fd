/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import static io.novaring.bench.decode.peer.JsoniterDecoder.decimal;
import static io.novaring.bench.decode.peer.JsoniterDecoder.is;
import static io.novaring.bench.decode.peer.JsoniterDecoder.number;

import com.github.plokhotnyuk.jsoniter_scala.core.JsonReader;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;

/** Tickers and quotes of {@link JsoniterDecoder}. */
final class JsoniterTicker {
    // The hash of a name is that of its String.
    private static final int TIMESTAMP = 55126294;
    private static final int INSTRUMENT_NAME = 542517219;
    private static final int STATS = 109757599;
    private static final int GREEKS = -1237773965;
    private static final int BEST_BID_PRICE = -733928724;
    private static final int BEST_BID_AMOUNT = -1710812395;
    private static final int BEST_ASK_PRICE = -1055648920;
    private static final int BEST_ASK_AMOUNT = 1200763417;
    private static final int LAST_PRICE = -2015371680;
    private static final int MARK_PRICE = 942673239;
    private static final int INDEX_PRICE = 1683347356;
    private static final int OPEN_INTEREST = -1514789505;
    private static final int CURRENT_FUNDING = -257515977;
    private static final int FUNDING_8H = 514157490;
    private static final int MARK_IV = 839244767;
    private static final int BID_IV = -1389267025;
    private static final int ASK_IV = -1408452429;
    private static final int MIN_PRICE = 535311644;
    private static final int MAX_PRICE = -237166930;
    private static final int SETTLEMENT_PRICE = -151561549;
    private static final int ESTIMATED_DELIVERY_PRICE = 1907972001;
    private static final int UNDERLYING_PRICE = 545563111;
    private static final int INTEREST_RATE = -1949546283;
    private static final int INTEREST_VALUE = -302705636;
    private static final int VOLUME = -810883302;
    private static final int LOW = 107348;
    private static final int HIGH = 3202466;
    private static final int PRICE_CHANGE = -2143024282;
    private static final int VOLUME_USD = -1552236831;
    private static final int DELTA = 95468472;
    private static final int GAMMA = 98120615;
    private static final int VEGA = 3615689;
    private static final int THETA = 110327454;
    private static final int RHO = 112889;

    private final JsoniterDecoder parent;

    JsoniterTicker(final JsoniterDecoder parent) {
        this.parent = parent;
    }

    void quote(final JsonReader in, final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        event.kind = EventKind.QUOTE;
        ticker.clear();
        if (in.isNextToken((byte) '{')) {
            if (in.isNextToken((byte) '}')) {
                return;
            }
            in.rollbackToken();
            do {
                final int length = in.readKeyAsCharBuf();
                switch (in.charBufToHashCode(length)) {
                    case TIMESTAMP -> {
                        if (is(in, length, "timestamp")) {
                            event.exchangeTimeNs = in.readLong() * JsoniterDecoder.NS_PER_MS;
                        }
                    }
                    case INSTRUMENT_NAME -> {
                        if (is(in, length, "instrument_name")) {
                            event.instrumentId = parent.instrument(in);
                        }
                    }
                    case BEST_BID_PRICE -> {
                        if (is(in, length, "best_bid_price")) {
                            ticker.bestBidPrice = decimal(in);
                        }
                    }
                    case BEST_BID_AMOUNT -> {
                        if (is(in, length, "best_bid_amount")) {
                            ticker.bestBidAmount = decimal(in);
                        }
                    }
                    case BEST_ASK_PRICE -> {
                        if (is(in, length, "best_ask_price")) {
                            ticker.bestAskPrice = decimal(in);
                        }
                    }
                    case BEST_ASK_AMOUNT -> {
                        if (is(in, length, "best_ask_amount")) {
                            ticker.bestAskAmount = decimal(in);
                        }
                    }
                    default -> in.skip();
                }
            } while (in.isNextToken((byte) ','));
        }
    }

    void ticker(final JsonReader in, final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        event.kind = EventKind.TICKER;
        event.flags |= MarketEvent.SNAPSHOT;
        ticker.clear();
        if (!in.isNextToken((byte) '{') || in.isNextToken((byte) '}')) {
            return;
        }
        in.rollbackToken();
        do {
            final int length = in.readKeyAsCharBuf();
            switch (in.charBufToHashCode(length)) {
                case TIMESTAMP -> {
                    if (is(in, length, "timestamp")) {
                        event.exchangeTimeNs = in.readLong() * JsoniterDecoder.NS_PER_MS;
                    }
                }
                case INSTRUMENT_NAME -> {
                    if (is(in, length, "instrument_name")) {
                        event.instrumentId = parent.instrument(in);
                    }
                }
                case STATS -> {
                    if (is(in, length, "stats")) {
                        stats(in, ticker);
                    }
                }
                case GREEKS -> {
                    if (is(in, length, "greeks")) {
                        greeks(in, ticker);
                    }
                }
                case BEST_BID_PRICE -> {
                    if (is(in, length, "best_bid_price")) {
                        ticker.bestBidPrice = decimal(in);
                    }
                }
                case BEST_BID_AMOUNT -> {
                    if (is(in, length, "best_bid_amount")) {
                        ticker.bestBidAmount = decimal(in);
                    }
                }
                case BEST_ASK_PRICE -> {
                    if (is(in, length, "best_ask_price")) {
                        ticker.bestAskPrice = decimal(in);
                    }
                }
                case BEST_ASK_AMOUNT -> {
                    if (is(in, length, "best_ask_amount")) {
                        ticker.bestAskAmount = decimal(in);
                    }
                }
                case LAST_PRICE -> {
                    if (is(in, length, "last_price")) {
                        ticker.lastPrice = decimal(in);
                    }
                }
                case MARK_PRICE -> {
                    if (is(in, length, "mark_price")) {
                        ticker.markPrice = decimal(in);
                    }
                }
                case INDEX_PRICE -> {
                    if (is(in, length, "index_price")) {
                        ticker.indexPrice = decimal(in);
                    }
                }
                case OPEN_INTEREST -> {
                    if (is(in, length, "open_interest")) {
                        ticker.openInterest = decimal(in);
                    }
                }
                case CURRENT_FUNDING -> {
                    if (is(in, length, "current_funding")) {
                        ticker.currentFunding = number(in);
                    }
                }
                case FUNDING_8H -> {
                    if (is(in, length, "funding_8h")) {
                        ticker.funding8h = number(in);
                    }
                }
                case MARK_IV -> {
                    if (is(in, length, "mark_iv")) {
                        ticker.markIv = number(in);
                    }
                }
                case BID_IV -> {
                    if (is(in, length, "bid_iv")) {
                        ticker.bidIv = number(in);
                    }
                }
                case ASK_IV -> {
                    if (is(in, length, "ask_iv")) {
                        ticker.askIv = number(in);
                    }
                }
                case MIN_PRICE -> {
                    if (is(in, length, "min_price")) {
                        ticker.minPrice = decimal(in);
                    }
                }
                case MAX_PRICE -> {
                    if (is(in, length, "max_price")) {
                        ticker.maxPrice = decimal(in);
                    }
                }
                case SETTLEMENT_PRICE -> {
                    if (is(in, length, "settlement_price")) {
                        ticker.settlementPrice = decimal(in);
                    }
                }
                case ESTIMATED_DELIVERY_PRICE -> {
                    if (is(in, length, "estimated_delivery_price")) {
                        ticker.estimatedDeliveryPrice = decimal(in);
                    }
                }
                case UNDERLYING_PRICE -> {
                    if (is(in, length, "underlying_price")) {
                        ticker.underlyingPrice = decimal(in);
                    }
                }
                case INTEREST_RATE -> {
                    if (is(in, length, "interest_rate")) {
                        ticker.interestRate = number(in);
                    }
                }
                case INTEREST_VALUE -> {
                    if (is(in, length, "interest_value")) {
                        ticker.interestValue = number(in);
                    }
                }
                default -> in.skip();
            }
        } while (in.isNextToken((byte) ','));
    }

    private static void stats(final JsonReader in, final TickerColumns ticker) {
        if (in.isNextToken((byte) '{')) {
            if (in.isNextToken((byte) '}')) {
                return;
            }
            in.rollbackToken();
            do {
                final int length = in.readKeyAsCharBuf();
                switch (in.charBufToHashCode(length)) {
                    case VOLUME -> {
                        if (is(in, length, "volume")) {
                            ticker.volume = number(in);
                        }
                    }
                    case LOW -> {
                        if (is(in, length, "low")) {
                            ticker.lowPrice = decimal(in);
                        }
                    }
                    case HIGH -> {
                        if (is(in, length, "high")) {
                            ticker.highPrice = decimal(in);
                        }
                    }
                    case PRICE_CHANGE -> {
                        if (is(in, length, "price_change")) {
                            ticker.priceChange = number(in);
                        }
                    }
                    case VOLUME_USD -> {
                        if (is(in, length, "volume_usd")) {
                            ticker.volumeUsd = number(in);
                        }
                    }
                    default -> in.skip();
                }
            } while (in.isNextToken((byte) ','));
        }
    }

    private static void greeks(final JsonReader in, final TickerColumns ticker) {
        if (in.isNextToken((byte) '{')) {
            if (in.isNextToken((byte) '}')) {
                return;
            }
            in.rollbackToken();
            do {
                final int length = in.readKeyAsCharBuf();
                switch (in.charBufToHashCode(length)) {
                    case DELTA -> {
                        if (is(in, length, "delta")) {
                            ticker.delta = number(in);
                        }
                    }
                    case GAMMA -> {
                        if (is(in, length, "gamma")) {
                            ticker.gamma = number(in);
                        }
                    }
                    case VEGA -> {
                        if (is(in, length, "vega")) {
                            ticker.vega = number(in);
                        }
                    }
                    case THETA -> {
                        if (is(in, length, "theta")) {
                            ticker.theta = number(in);
                        }
                    }
                    case RHO -> {
                        if (is(in, length, "rho")) {
                            ticker.rho = number(in);
                        }
                    }
                    default -> in.skip();
                }
            } while (in.isNextToken((byte) ','));
        }
    }
}
