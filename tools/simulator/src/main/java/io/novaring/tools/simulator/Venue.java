/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.ListingSchedule;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.schedule.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** The venue's day: listings, expiries, settlement, locks, maintenance. Simulator thread only. */
final class Venue {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final LocalTime SETTLEMENT = LocalTime.of(8, 0);
    private static final long PERPETUAL_MS = 32_503_708_800_000L;

    private boolean inMaintenance;
    private final Market market;
    private final Channels channels;
    private final Timers timers;
    private final Clock clock;
    private final ListingSchedule schedule;
    private final SimulatorClock time;
    private final Runnable dropAll;
    private final LongConsumer closePort;

    /**
     * @param dropAll resets every connection.
     * @param closePort closes the port until the given nanosecond.
     */
    Venue(
            final SimulatorConfig config,
            final Market market,
            final Channels channels,
            final Timers timers,
            final Runnable dropAll,
            final LongConsumer closePort) {
        this.market = market;
        this.channels = channels;
        this.timers = timers;
        this.clock = config.clock();
        this.schedule = config.schedule();
        this.time = config.time();
        this.dropAll = dropAll;
        this.closePort = closePort;
        if (schedule.isEmpty()) {
            scheduleExpiry();
        } else {
            scheduleDay();
            listDays();
        }
    }

    /** Whether every request is answered with 11051. */
    boolean isInMaintenance() {
        return inMaintenance;
    }

    /** Tells of it, then drops everybody, then is away. */
    void maintenance(final Duration notice, final Duration down) {
        inMaintenance = true;
        channels.emit("platform_state", "{\"maintenance\":true}", time.nanoTime());
        timers.at(
                time.nanoTime() + notice.toNanos(),
                () -> {
                    dropAll.run();
                    inMaintenance = false;
                    closePort.accept(time.nanoTime() + down.toNanos());
                });
    }

    /** Every open instrument settles; after the pause it is open again. */
    void settle(final Duration pause) {
        final List<Instrument> settled = inState(State.OPEN);
        enter(settled, State.SETTLEMENT);
        openAgain(settled, pause);
    }

    private void openAgain(final List<Instrument> settled, final Duration pause) {
        timers.at(
                time.nanoTime() + pause.toNanos(),
                () -> {
                    settled.removeIf(instrument -> instrument.state() != State.SETTLEMENT);
                    enter(settled, State.OPEN);
                });
    }

    void lock(final Instrument instrument, final boolean locked) {
        if (instrument.state() == (locked ? State.OPEN : State.LOCKED)) {
            enter(List.of(instrument), locked ? State.LOCKED : State.OPEN);
        }
    }

    /** Locks everything of an index: told by {@code platform_state} alone, as on the venue. */
    void lockIndex(final String indexName, final boolean locked) {
        final List<Instrument> own = inState(locked ? State.OPEN : State.LOCKED);
        own.removeIf(instrument -> !instrument.currency.indexName.equals(indexName));
        move(own, locked ? State.LOCKED : State.OPEN);
        channels.emit(
                "platform_state",
                "{\"reasons\":[],\"price_index\":\"" + indexName + "\",\"locked\":" + locked + "}",
                time.nanoTime());
    }

    boolean hasIndex(final String indexName) {
        return market.currencies().stream()
                .map((final Currency currency) -> currency.indexName)
                .anyMatch(indexName::equals);
    }

    /** Lists one more option or dated future; returns its name. */
    String list(final boolean option) {
        final Instrument instrument = market.list(option, clock.millis());
        channels.add(instrument);
        tell(instrument);
        scheduleExpiry();
        return instrument.name;
    }

    void expire(final Instrument instrument) {
        enter(List.of(instrument), State.SETTLEMENT);
        enter(List.of(instrument), State.DELIVERED);
    }

    // The day's own timer comes before that of the expiries at the same time, which finds all done.
    private void scheduleDay() {
        final long leftMs = nextDay().toInstant().toEpochMilli() - clock.millis();
        timers.at(time.nanoTime() + leftMs * MILLISECOND_NS, this::beginDay);
    }

    /** The next 08:00 UTC; at 08:00 the one of tomorrow. */
    private ZonedDateTime nextDay() {
        final ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        final ZonedDateTime today = now.toLocalDate().atTime(SETTLEMENT).atZone(ZoneOffset.UTC);
        return today.isAfter(now) ? today : today.plusDays(1);
    }

    /** Everything settles; what has expired is delivered, what is new is listed. */
    private void beginDay() {
        final long nowMs = clock.millis();
        final List<Instrument> settled = inState(State.OPEN);
        final List<Instrument> expired = new ArrayList<>(market.instruments());
        expired.removeIf(one -> one.state().isFinal() || one.expiryMs > nowMs);
        settled.removeAll(expired);
        enter(expired, State.SETTLEMENT);
        enter(settled, State.SETTLEMENT);
        enter(expired, State.DELIVERED);
        openAgain(settled, schedule.pause());
        scheduleDay();
        listDays();
    }

    private void listDays() {
        final List<Instrument> listed =
                market.listDays(schedule, nextDay().toLocalDate(), clock.millis());
        for (final Instrument instrument : listed) {
            channels.add(instrument);
            tell(instrument);
        }
        scheduleExpiry();
    }

    // One timer for the earliest: the next is looked for when it has come.
    private void scheduleExpiry() {
        long nextMs = PERPETUAL_MS;
        for (final Instrument instrument : market.instruments()) {
            if (!instrument.state().isFinal()) {
                nextMs = Math.min(nextMs, instrument.expiryMs);
            }
        }
        final long leftMs = Math.max(0, nextMs - clock.millis());
        if (nextMs < PERPETUAL_MS) {
            timers.at(time.nanoTime() + leftMs * MILLISECOND_NS, this::expireDue);
        }
    }

    private void expireDue() {
        final long nowMs = clock.millis();
        boolean any = false;
        for (final Instrument instrument : List.copyOf(market.instruments())) {
            if (!instrument.state().isFinal() && instrument.expiryMs <= nowMs) {
                expire(instrument);
                any = true;
            }
        }
        if (any) {
            scheduleExpiry();
        }
    }

    private List<Instrument> inState(final State state) {
        final List<Instrument> found = new ArrayList<>(market.instruments());
        found.removeIf(instrument -> instrument.state() != state);
        return found;
    }

    private void enter(final List<Instrument> instruments, final State state) {
        move(instruments, state);
        instruments.forEach(this::tell);
    }

    private void move(final List<Instrument> instruments, final State state) {
        for (final Instrument instrument : instruments) {
            market.setState(instrument, state, clock.millis());
        }
        channels.onState(instruments, time.nanoTime());
    }

    private void tell(final Instrument instrument) {
        final String data =
                "{\"timestamp\":"
                        + clock.millis()
                        + ",\"state\":\""
                        + instrument.state().word()
                        + "\",\"instrument_name\":\""
                        + instrument.name
                        + "\"}";
        final Set<String> names = new LinkedHashSet<>();
        for (final String kind : List.of(instrument.kind.venueName(), "any")) {
            for (final String currency : List.of(instrument.currency.name, "any")) {
                names.add("instrument.state." + kind + "." + currency);
            }
        }
        names.forEach(name -> channels.emit(name, data, time.nanoTime()));
    }
}
