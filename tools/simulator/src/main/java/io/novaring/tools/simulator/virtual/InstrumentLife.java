/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import io.novaring.tools.simulator.exchange.money.Values;
import io.novaring.tools.simulator.market.Contract;
import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.RecordedMarket;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.schedule.Timers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The states of instruments: those that are recorded, the lock of books that are not known if that
 * is wanted, the settlement of each day, and the delivery of contracts that expire. One thread.
 */
final class InstrumentLife {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * SECOND_NS;
    private static final long DAY_NS = 24 * HOUR_NS;

    // The venue settles and delivers at eight, UTC.
    private static final long SETTLEMENT_NS = 8 * HOUR_NS;

    // What contracts are delivered at is the average over this time before.
    private static final long AVERAGE_NS = HOUR_NS / 2;

    private final boolean isLockedWhenUnknown;
    private final RecordedMarket market;
    private final Timers timers;
    private final VirtualClock clock;
    private final Runnable onState;
    private final Collection<RecordedFeed> feeds;
    private final Map<Currency, Map<Long, Average>> averages = new HashMap<>();

    /**
     * @param onState called when a book may take orders again, or never will.
     */
    InstrumentLife(
            final boolean isLockedWhenUnknown,
            final RecordedMarket market,
            final Timers timers,
            final VirtualClock clock,
            final Collection<RecordedFeed> feeds,
            final Runnable onState) {
        this.isLockedWhenUnknown = isLockedWhenUnknown;
        this.market = market;
        this.timers = timers;
        this.clock = clock;
        this.feeds = feeds;
        this.onState = onState;
    }

    /** To be called once, when the time is known. */
    void start() {
        for (final RecordedFeed feed : feeds) {
            final Instrument instrument = feed.instrument;
            if (instrument.expiryMs < Contract.NEVER_MS) {
                averages.computeIfAbsent(instrument.currency, of -> new HashMap<>())
                        .computeIfAbsent(
                                instrument.expiryMs, at -> new Average(instrument.currency, at));
                timers.at(instrument.expiryMs * MILLISECOND_NS, () -> deliver(instrument));
            }
        }
        final long days = Math.floorDiv(clock.nanoTime() - SETTLEMENT_NS, DAY_NS);
        settleAt((days + 1) * DAY_NS + SETTLEMENT_NS);
    }

    /** The recording tells of a state. */
    void onState(final RecordedFeed feed, final State state) {
        feed.recordedState = state;
        if (state == State.DELIVERED && feed.instrument.expiryMs < Contract.NEVER_MS) {
            deliver(feed.instrument);
        } else {
            update(feed);
            onState.run();
        }
    }

    /** What is recorded holds; a book that is open there may be locked for want of it. */
    void update(final RecordedFeed feed) {
        final State recorded = feed.recordedState == null ? State.OPEN : feed.recordedState;
        final boolean locked = isLockedWhenUnknown && recorded == State.OPEN && !feed.isKnown();
        final State state = locked ? State.LOCKED : recorded;
        if (feed.instrument.state() != state && !feed.instrument.state().isFinal()) {
            market.market().setState(feed.instrument, state, clock.millis());
        }
    }

    private void settleAt(final long atNs) {
        timers.at(
                atNs,
                () -> {
                    settleAt(atNs + DAY_NS);
                    feeds.forEach(this::settle);
                });
    }

    /** The session of a day ends, unless the recording itself tells when. */
    private void settle(final RecordedFeed feed) {
        final State state = feed.instrument.state();
        final boolean trades = state == State.OPEN || state == State.LOCKED;
        if (trades && feed.recordedState == null) {
            market.market().setState(feed.instrument, State.SETTLEMENT, clock.millis());
            market.market().setState(feed.instrument, state, clock.millis());
        }
    }

    private void deliver(final Instrument instrument) {
        if (instrument.state().isFinal()) {
            return;
        }
        final long average = averages.get(instrument.currency).get(instrument.expiryMs).price();
        market.setDeliveryIndex(instrument, average);
        market.market().setState(instrument, State.SETTLEMENT, clock.millis());
        market.market().setState(instrument, State.DELIVERED, clock.millis());
        onState.run();
    }

    /** Of an index before an expiry: what it is each second, as far as it is known by then. */
    private final class Average {
        private long sum;
        private long count;
        private final Currency currency;
        private final long endNs;

        private Average(final Currency currency, final long endMs) {
            this.currency = currency;
            this.endNs = endMs * MILLISECOND_NS;
            timers.at(endNs - AVERAGE_NS, this::sample);
        }

        private void sample() {
            final long nowNs = clock.nanoTime();
            if (nowNs >= endNs) {
                return;
            }
            if (currency.indexPrice() > 0) {
                sum += currency.indexPrice();
                count++;
            }
            timers.at(nowNs + SECOND_NS, this::sample);
        }

        private long price() {
            return count == 0 ? currency.indexPrice() : Values.over(sum, 1, count);
        }
    }
}
