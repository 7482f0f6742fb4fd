/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The channels that tell of things other than books: announcements, block trades, requests for
 * quotes, the platform's state. They start with the next event and speak every few seconds, from
 * the seed.
 */
final class BulletinChannels {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long RARE_NS = 30 * SECOND_NS;
    private static final long OFTEN_NS = 5 * SECOND_NS;

    private final Market market;
    private final Clock clock;
    private final SplittableRandom random;
    private long number;

    BulletinChannels(final Market market, final Clock clock, final long seed) {
        this.market = market;
        this.clock = clock;
        this.random = new SplittableRandom(seed ^ 0x27D4EB2FL);
    }

    Channel announcements(final String name) {
        return new PeriodicChannel(name, RARE_NS, false, this::announcement);
    }

    Channel blockRfqTrades(final String name, final String currency) {
        return new PeriodicChannel(name, OFTEN_NS, false, out -> blockRfqTrade(currency, out));
    }

    Channel blockTrades(final String name, final String currency) {
        return new PeriodicChannel(name, OFTEN_NS, false, out -> confirmation(currency, out));
    }

    Channel rfq(final String name, final String currency) {
        return new PeriodicChannel(name, OFTEN_NS, false, out -> request(currency, out));
    }

    /** One message for each index after the subscription, then events only. */
    Channel platformState(final String name) {
        final int[] next = new int[1];
        return new PeriodicChannel(
                name,
                SECOND_NS,
                true,
                out -> {
                    final List<Currency> currencies = market.currencies();
                    if (next[0] >= currencies.size()) {
                        return false;
                    }
                    final Currency currency = currencies.get(next[0]++);
                    out.ascii("{\"reasons\":[],\"price_index\":\"").raw(currency.indexBytes);
                    out.ascii("\",\"locked\":").ascii(Boolean.toString(isLocked(currency)));
                    out.octet('}');
                    return true;
                });
    }

    /** Unauthenticated calls are always allowed: said once, on subscription. */
    Channel publicMethods(final String name) {
        final boolean[] said = new boolean[1];
        return new PeriodicChannel(
                name,
                RARE_NS,
                true,
                out -> {
                    out.ascii("{\"allow_unauthenticated_public_requests\":true}");
                    return !said[0] && (said[0] = true);
                });
    }

    private boolean isLocked(final Currency currency) {
        return market.instruments().stream()
                .filter(instrument -> instrument.currency == currency)
                .allMatch(instrument -> instrument.state() == State.LOCKED);
    }

    private boolean announcement(final FrameWriter out) {
        number++;
        out.ascii("{\"title\":\"Notice ").integer(number);
        out.ascii("\",\"publication_timestamp\":").integer(clock.millis());
        out.ascii(",\"important\":false,\"id\":").integer(1_700_000_000L + number);
        out.ascii(",\"body\":\"<p>A notice of the <b>simulated</b> venue.</p>\"");
        out.ascii(",\"action\":\"new\"}");
        return true;
    }

    private boolean blockRfqTrade(final String currency, final FrameWriter out) {
        final Instrument instrument = any(currency);
        if (instrument == null) {
            return false;
        }
        final long amount = instrument.amountUnit * (1_000 + random.nextInt(1_000));
        final String direction = random.nextBoolean() ? "buy" : "sell";
        out.ascii("{\"trades\":[{\"price\":").decimal(instrument.markPrice());
        out.ascii(",\"direction\":\"").ascii(direction);
        out.ascii("\",\"amount\":").decimal(amount).ascii("}],\"timestamp\":");
        out.integer(clock.millis()).ascii(",\"mark_price\":").decimal(instrument.markPrice());
        out.ascii(",\"legs\":[{\"ratio\":1,\"price\":").decimal(instrument.markPrice()).octet(',');
        Channel.writeName(instrument, out);
        out.ascii("\"direction\":\"buy\"}],\"id\":").integer(++number);
        out.ascii(",\"direction\":\"").ascii(direction);
        out.ascii("\",\"combo_id\":null,\"amount\":").decimal(amount).octet('}');
        return true;
    }

    private boolean confirmation(final String currency, final FrameWriter out) {
        final Instrument instrument = any(currency);
        if (instrument == null) {
            return false;
        }
        out.ascii("{\"user_id\":7,\"trades\":[{\"price\":").decimal(instrument.markPrice());
        out.octet(',');
        Channel.writeName(instrument, out);
        out.ascii("\"direction\":\"buy\",\"amount\":").decimal(instrument.amountUnit * 1_000);
        out.ascii("}],\"timestamp\":").integer(clock.millis());
        out.ascii(",\"state\":{\"value\":\"executed\",\"timestamp\":").integer(clock.millis());
        out.ascii("},\"role\":\"taker\",\"nonce\":\"").integer(++number).ascii("\"}");
        return true;
    }

    private boolean request(final String currency, final FrameWriter out) {
        final Instrument instrument = any(currency);
        if (instrument == null) {
            return false;
        }
        out.ascii("{\"state\":true,\"side\":\"").ascii(random.nextBoolean() ? "buy" : "sell");
        out.ascii("\",\"last_rfq_timestamp\":").integer(clock.millis()).octet(',');
        Channel.writeName(instrument, out);
        out.ascii("\"amount\":").decimal(instrument.amountUnit * (1 + random.nextInt(500)));
        out.octet('}');
        return true;
    }

    /** Null when the currency has none. */
    private Instrument any(final String currency) {
        final List<Instrument> open =
                market.instruments().stream()
                        .filter(i -> i.state() == State.OPEN && i.isOf(currency, "any"))
                        .toList();
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }
}
