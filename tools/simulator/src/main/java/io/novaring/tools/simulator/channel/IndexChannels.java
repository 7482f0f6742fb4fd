/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Clock;
import java.util.List;

/** The channels of an index, each once a second. */
final class IndexChannels {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_MS = 86_400_000L;
    // A delivery price is the mean of the last half hour.
    private static final long ESTIMATE_SECONDS = 1_800;
    private static final List<String> SOURCES =
            List.of("binance", "bitfinex", "bitstamp", "coinbase", "gemini", "kraken");
    private static final long HIGH_VOLATILITY = Currency.scaled(100);

    private final Market market;
    private final Clock clock;

    IndexChannels(final Market market, final Clock clock) {
        this.market = market;
        this.clock = clock;
    }

    /** Null when the venue has no such channel of that index. */
    Channel create(final String name, final String type, final String indexName) {
        for (final Currency currency : market.currencies()) {
            if (currency.indexName.equals(indexName)) {
                final PeriodicChannel.Body body = body(type, currency);
                return body == null ? null : new PeriodicChannel(name, SECOND_NS, true, body);
            }
        }
        return null;
    }

    private PeriodicChannel.Body body(final String type, final Currency currency) {
        return switch (type) {
            case "deribit_price_index" -> out -> price(currency, out);
            case "deribit_price_ranking" -> out -> ranking(currency, out);
            case "deribit_price_statistics" -> out -> statistics(currency, out);
            case "deribit_volatility_index" ->
                    currency.hasVolatilityIndex() ? out -> volatility(currency, out) : null;
            case "estimated_expiration_price" -> out -> expiration(currency, out);
            case "markprice.options" -> out -> markPrices(currency, out);
            default -> null;
        };
    }

    private boolean price(final Currency currency, final FrameWriter out) {
        out.ascii("{\"timestamp\":").integer(clock.millis());
        out.ascii(",\"price\":").decimal(currency.indexPrice());
        out.ascii(",\"index_name\":\"").raw(currency.indexBytes).ascii("\"}");
        return true;
    }

    /** The weights add up to 100; the index is within the sources' prices. */
    private boolean ranking(final Currency currency, final FrameWriter out) {
        final int enabled = SOURCES.size() - 1;
        out.octet('[');
        for (int i = 0; i < SOURCES.size(); i++) {
            final long price = currency.indexPrice() + (i - 2) * (currency.indexPrice() / 50_000);
            out.ascii("{\"identifier\":\"").ascii(SOURCES.get(i));
            out.ascii("\",\"enabled\":").ascii(Boolean.toString(i < enabled));
            out.ascii(",\"weight\":").decimal(i < enabled ? Currency.scaled(100) / enabled : 0);
            out.ascii(",\"price\":").decimal(price / 10_000 * 10_000);
            out.ascii(",\"original_price\":").decimal(price / 10_000 * 10_000);
            out.ascii(",\"timestamp\":").integer(clock.millis()).octet('}').octet(',');
        }
        out.dropLast(',').octet(']');
        return true;
    }

    private boolean statistics(final Currency currency, final FrameWriter out) {
        final long change = currency.indexPrice() - currency.indexOpen();
        out.ascii("{\"low24h\":").decimal(currency.indexLow());
        out.ascii(",\"index_name\":\"").raw(currency.indexBytes);
        out.ascii("\",\"high_volatility\":");
        out.ascii(Boolean.toString(currency.volatility() > HIGH_VOLATILITY));
        out.ascii(",\"high24h\":").decimal(currency.indexHigh());
        out.ascii(",\"change24h\":");
        out.decimal(change * 10_000 / currency.indexOpen() * 10_000_000L).octet('}');
        return true;
    }

    private boolean volatility(final Currency currency, final FrameWriter out) {
        out.ascii("{\"volatility\":").decimal(currency.volatility());
        out.ascii(",\"timestamp\":").integer(clock.millis());
        out.ascii(",\"index_name\":\"").raw(currency.indexBytes).ascii("\"}");
        return true;
    }

    private boolean expiration(final Currency currency, final FrameWriter out) {
        final long nowMs = clock.millis();
        long expiryMs = Long.MAX_VALUE;
        for (final Instrument instrument : market.instruments()) {
            if (instrument.currency == currency && !instrument.state().isFinal()) {
                expiryMs = Math.min(expiryMs, instrument.expiryMs);
            }
        }
        // Without a dated instrument the venue counts down to its daily settlement.
        final long dailyMs = (nowMs / DAY_MS + 1) * DAY_MS + DAY_MS / 3;
        final long seconds = Math.max(0, (Math.min(expiryMs, dailyMs) - nowMs) / 1_000);
        final boolean estimated = seconds < ESTIMATE_SECONDS;
        out.ascii("{\"seconds\":").integer(seconds);
        out.ascii(",\"price\":").decimal(currency.indexPrice());
        if (estimated) {
            out.ascii(",\"total_ticks\":").integer(ESTIMATE_SECONDS);
            out.ascii(",\"left_ticks\":").integer(seconds);
        }
        out.ascii(",\"is_estimated\":").ascii(Boolean.toString(estimated)).octet('}');
        return true;
    }

    private boolean markPrices(final Currency currency, final FrameWriter out) {
        out.octet('[');
        for (final Instrument instrument : market.instruments()) {
            if (instrument.option
                    && instrument.currency == currency
                    && !instrument.state().isFinal()) {
                out.ascii("{\"timestamp\":").integer(clock.millis());
                out.ascii(",\"mark_price\":").decimal(instrument.markPrice());
                // A fraction here, percent in tickers.
                out.ascii(",\"iv\":").decimal(instrument.markIv() / 100).octet(',');
                Channel.writeName(instrument, out);
                out.dropLast(',').octet('}').octet(',');
            }
        }
        out.dropLast(',').octet(']');
        return true;
    }
}
