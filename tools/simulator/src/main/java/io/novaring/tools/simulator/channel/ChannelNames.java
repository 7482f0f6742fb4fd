/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a channel's name into the channel, or into nothing when the venue would not know it. */
public final class ChannelNames {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MILLISECOND_NS;
    private static final Map<String, Long> INTERVALS =
            Map.of("raw", Channel.RAW, "100ms", 100 * MILLISECOND_NS, "agg2", SECOND_NS);
    private static final Set<String> KINDS =
            Set.of("future", "option", "spot", "future_combo", "option_combo");
    private static final Set<String> CURRENCIES =
            Set.of("BTC", "ETH", "USDC", "USDT", "EURR", "any");
    private static final Set<String> DEPTHS = Set.of("1", "10", "20");
    private static final Set<String> GROUPS_OF_OTHERS =
            Set.of("none", "1", "2", "5", "10", "25", "100", "250");
    private static final Map<String, Set<String>> GROUPS =
            Map.of(
                    "BTC", Set.of("none", "1", "2", "5", "10"),
                    "ETH", Set.of("none", "5", "10", "25", "100", "250"));

    private final Market market;
    private final Clock clock;
    private final IndexChannels indexes;
    private final BulletinChannels bulletins;

    public ChannelNames(final Market market, final Clock clock, final long seed) {
        this.market = market;
        this.clock = clock;
        this.indexes = new IndexChannels(market, clock);
        this.bulletins = new BulletinChannels(market, clock, seed);
    }

    /** A channel nobody is subscribed to yet, or null. */
    public Channel create(final String name) {
        final String[] parts = name.split("\\.", -1);
        return switch (parts[0]) {
            case "book", "ticker", "quote", "incremental_ticker", "perpetual" ->
                    ofInstrument(name, parts);
            case "chart" -> chart(name, parts);
            case "trades" -> parts.length == 4 ? tradesOfKind(name, parts) : trades(name, parts);
            case "deribit_price_index",
                    "deribit_price_ranking",
                    "deribit_price_statistics",
                    "deribit_volatility_index",
                    "estimated_expiration_price" ->
                    parts.length == 2 ? indexes.create(name, parts[0], parts[1]) : null;
            case "markprice" ->
                    parts.length == 3
                            ? indexes.create(name, parts[0] + "." + parts[1], parts[2])
                            : null;
            case "instrument" -> isInstrumentState(parts) ? quiet(name) : null;
            default -> bulletin(name, parts);
        };
    }

    private Channel bulletin(final String name, final String[] parts) {
        final String last = parts[parts.length - 1];
        final boolean ofCurrency = parts.length > 1 && CURRENCIES.contains(last);
        final String type = ofCurrency ? name.substring(0, name.length() - last.length()) : name;
        return switch (type) {
            case "platform_state" -> bulletins.platformState(name);
            case "platform_state.public_methods_state" -> bulletins.publicMethods(name);
            case "announcements" -> bulletins.announcements(name);
            case "block_rfq.trades." -> bulletins.blockRfqTrades(name, last);
            case "block_trade_confirmations" -> bulletins.blockTrades(name, "any");
            case "block_trade_confirmations." -> bulletins.blockTrades(name, last);
            case "rfq." -> bulletins.rfq(name, last);
            default -> null;
        };
    }

    private Channel chart(final String name, final String[] parts) {
        final Instrument instrument = parts.length == 4 ? market.find(parts[2]) : null;
        if (instrument == null || !"trades".equals(parts[1])) {
            return null;
        }
        return from(ChartChannel.create(name, parts[3], instrument, clock), List.of(instrument));
    }

    /** A channel that is acknowledged and never says anything. */
    static Channel quiet(final String name) {
        return new Channel(name, Channel.RAW) {};
    }

    /** Nanoseconds, or -1 when there is no such interval. */
    private static long interval(final String token) {
        return INTERVALS.getOrDefault(token, -1L);
    }

    private Channel ofInstrument(final String name, final String[] parts) {
        final Instrument instrument = parts.length < 2 ? null : market.find(parts[1]);
        if (instrument == null) {
            return null;
        }
        final Channel channel =
                switch (parts.length) {
                    case 2 -> withoutInterval(name, parts[0], instrument);
                    case 3 -> withInterval(name, parts[0], interval(parts[2]), instrument);
                    case 5 -> "book".equals(parts[0]) ? window(name, parts, instrument) : null;
                    default -> null;
                };
        return from(channel, List.of(instrument));
    }

    private static Channel withoutInterval(
            final String name, final String type, final Instrument instrument) {
        return switch (type) {
            case "quote" -> TickerChannel.quote(name, instrument);
            case "incremental_ticker" -> TickerChannel.incremental(name, SECOND_NS, instrument);
            default -> null;
        };
    }

    private static Channel withInterval(
            final String name,
            final String type,
            final long intervalNs,
            final Instrument instrument) {
        if (intervalNs < 0) {
            return null;
        }
        return switch (type) {
            case "book" -> new BookChannel(name, intervalNs, instrument);
            case "ticker" -> TickerChannel.full(name, intervalNs, instrument);
            case "perpetual" -> new PerpetualChannel(name, intervalNs, instrument);
            default -> null;
        };
    }

    private static Channel window(
            final String name, final String[] parts, final Instrument instrument) {
        final String currency = instrument.currency.name;
        final long intervalNs = interval(parts[4]);
        if (intervalNs <= Channel.RAW
                || !DEPTHS.contains(parts[3])
                || !GROUPS.getOrDefault(currency, GROUPS_OF_OTHERS).contains(parts[2])) {
            return null;
        }
        final int depth = Integer.parseInt(parts[3]);
        final long group =
                "none".equals(parts[2])
                        ? instrument.tick
                        : group(instrument, currency, Long.parseLong(parts[2]));
        return new BookWindowChannel(name, intervalNs, instrument, group, depth);
    }

    // Dollars for BTC, cents for ETH. The venue does not say what it is elsewhere: ticks.
    private static long group(
            final Instrument instrument, final String currency, final long number) {
        return switch (currency) {
            case "BTC" -> Currency.scaled(number);
            case "ETH" -> Currency.scaled(number) / 100;
            default -> instrument.tick * number;
        };
    }

    private Channel trades(final String name, final String[] parts) {
        final Instrument instrument = parts.length == 3 ? market.find(parts[1]) : null;
        if (instrument == null || interval(parts[2]) < 0) {
            return null;
        }
        return from(new TradesChannel(name, interval(parts[2]), any -> false), List.of(instrument));
    }

    private Channel tradesOfKind(final String name, final String[] parts) {
        if (!KINDS.contains(parts[1]) || !CURRENCIES.contains(parts[2]) || interval(parts[3]) < 0) {
            return null;
        }
        final List<Instrument> sources =
                market.instruments().stream()
                        .filter(instrument -> !instrument.state().isFinal())
                        .filter(instrument -> instrument.isOf(parts[2], parts[1]))
                        .toList();
        final Channel channel =
                new TradesChannel(
                        name,
                        interval(parts[3]),
                        instrument -> instrument.isOf(parts[2], parts[1]));
        return from(channel, sources);
    }

    private static boolean isInstrumentState(final String[] parts) {
        return parts.length == 4
                && "state".equals(parts[1])
                && (KINDS.contains(parts[2]) || "any".equals(parts[2]))
                && CURRENCIES.contains(parts[3]);
    }

    private static Channel from(final Channel channel, final List<Instrument> sources) {
        if (channel != null) {
            channel.sources = sources;
        }
        return channel;
    }
}
