/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Moves books: every event changes one instrument's book, some of them by a trade that consumes the
 * top. Deterministic: the state depends on the seed and on which instruments were watched when.
 */
public final class Market {
    private static final int FUTURE_LEVELS_MIN = 5;
    private static final int FUTURES_PER_HUNDRED = 40;
    private static final int TRADES_PER_HUNDRED = 8;
    private static final int EVENTS_PER_INDEX_MOVE = 32;

    private long eventCount;
    private final SplittableRandom random;
    private final Step step = new Step();
    private final Interventions interventions = new Interventions(step);
    private final Set<Instrument> held = new HashSet<>();
    private Predicate<Instrument> wanted = instrument -> false;
    private RestingOrders resting = RestingOrders.NONE;
    private final Catalogue catalogue;
    private final List<Instrument> instruments;
    private final List<Currency> currencies;
    private final List<Instrument> watchedFutures = new ArrayList<>();
    private final List<Instrument> watchedOptions = new ArrayList<>();
    private final Map<String, Instrument> byName = new LinkedHashMap<>();

    /**
     * @param clock of the day their expiries are counted from.
     */
    public Market(final long seed, final Listing listing, final Clock clock) {
        catalogue = new Catalogue(seed, listing, clock);
        random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        instruments = catalogue.instruments();
        currencies = catalogue.currencies();
        for (final Instrument instrument : instruments) {
            byName.put(instrument.name, instrument);
        }
    }

    /** Of instruments that were made elsewhere: nothing moves by itself, nothing is listed. */
    Market(final List<Instrument> given, final List<Currency> currencies) {
        catalogue = null;
        random = new SplittableRandom(0);
        this.instruments = given;
        this.currencies = currencies;
        for (final Instrument instrument : given) {
            byName.put(instrument.name, instrument);
        }
    }

    /** In the order they were listed, expired ones included. */
    public List<Instrument> instruments() {
        return instruments;
    }

    /** Lists one more option or dated future of those made here; nobody watches it yet. */
    public Instrument list(final boolean option, final long nowMs) {
        final Instrument instrument =
                option ? catalogue.listOption(nowMs) : catalogue.listFuture(nowMs);
        byName.put(instrument.name, instrument);
        return instrument;
    }

    /**
     * Lists the options of the schedule that are missing; nobody watches them yet.
     *
     * @param today the first day whose options expire in the future.
     */
    public List<Instrument> listDays(
            final ListingSchedule schedule, final LocalDate today, final long nowMs) {
        final List<Instrument> listed =
                catalogue.listDays(schedule, today, byName::containsKey, nowMs);
        listed.forEach(instrument -> byName.put(instrument.name, instrument));
        return listed;
    }

    /** From now on it is in this state; call {@link #watch} afterwards. */
    public void setState(final Instrument instrument, final State state, final long nowMs) {
        instrument.state = state;
        instrument.timestampMs = nowMs;
        resting.onState(instrument);
    }

    /** Who is told what happens to the orders of accounts. */
    public void setResting(final RestingOrders orders) {
        resting = orders;
    }

    /** How orders of accounts change books. */
    public Interventions interventions() {
        return interventions;
    }

    /** From now on it moves, watched or not: an account has an order in its book. */
    public void hold(final Instrument instrument) {
        if (held.add(instrument)) {
            watch(wanted);
        }
    }

    /** Null when there is none, or it has expired. */
    public Instrument find(final String name) {
        final Instrument instrument = byName.get(name);
        return instrument == null || instrument.state.isFinal() ? null : instrument;
    }

    /** Also one that has expired; null when there never was one. */
    public Instrument findEver(final String name) {
        return byName.get(name);
    }

    public List<Currency> currencies() {
        return currencies;
    }

    public long eventCount() {
        return eventCount;
    }

    /**
     * From now on only these instruments and those held move, and of these only those that are
     * open.
     */
    public void watch(final Predicate<Instrument> watched) {
        wanted = watched;
        watchedFutures.clear();
        watchedOptions.clear();
        for (final Instrument instrument : instruments) {
            final boolean moves = held.contains(instrument) || watched.test(instrument);
            if (instrument.state == State.OPEN && moves) {
                (instrument.option ? watchedOptions : watchedFutures).add(instrument);
            }
        }
    }

    public boolean isWatched() {
        return !watchedFutures.isEmpty() || !watchedOptions.isEmpty();
    }

    /** The next event; the result is valid until the one after it. */
    public Step next(final long nowMs) {
        final List<Instrument> from =
                watchedOptions.isEmpty()
                                || !watchedFutures.isEmpty()
                                        && random.nextInt(100) < FUTURES_PER_HUNDRED
                        ? watchedFutures
                        : watchedOptions;
        final Instrument instrument = from.get(random.nextInt(from.size()));
        move(instrument, nowMs);
        eventCount++;
        return step;
    }

    private void move(final Instrument instrument, final long nowMs) {
        final SplittableRandom dice = instrument.random;
        final Currency currency = instrument.currency;
        interventions.open(instrument, nowMs);

        if (dice.nextInt(100) < TRADES_PER_HUNDRED) {
            trade(instrument);
        }
        final int operations = 1 + (dice.nextInt(3) == 0 ? 1 + dice.nextInt(2) : 0);
        for (int i = step.tradeCount; i < operations; i++) {
            quote(instrument, dice.nextBoolean() ? instrument.bids : instrument.asks);
        }
        while (step.isEmpty()) {
            quote(instrument, instrument.asks);
        }

        interventions.close();
        step.tickerChanged = step.topChanged || step.tradeCount > 0 || dice.nextInt(8) == 0;
        if (step.tickerChanged) {
            remark(instrument);
        }
        if (eventCount % EVENTS_PER_INDEX_MOVE == 0) {
            currency.moveIndex(dice.nextInt(201) - 100);
        }
        interventions.remember();
        interventions.raise(1 + dice.nextInt(40));
    }

    /** A taker consumes the top of the other side, sometimes a level beyond it. */
    private void trade(final Instrument instrument) {
        final SplittableRandom dice = instrument.random;
        // Away from the anchor the way back is likelier, so that prices stay in their region.
        final boolean above = instrument.bids.bestPrice() > instrument.anchor;
        step.takerBuys = dice.nextInt(100) < (above ? 42 : 58);
        final BookSide side = step.takerBuys ? instrument.asks : instrument.bids;
        final int spare = side.count() - (instrument.option ? 0 : FUTURE_LEVELS_MIN);
        final int sweep = Math.min(spare, dice.nextInt(10) == 0 ? 2 : 1);
        for (int i = 0; i < sweep; i++) {
            final long price = side.price(0);
            final long amount = side.amount(0);
            final long units = amount / instrument.amountUnit;
            final boolean partial = i == sweep - 1 && units > 1 && dice.nextInt(5) < 3;
            final long taken =
                    partial ? (1 + dice.nextLong(units - 1)) * instrument.amountUnit : amount;
            if (side.shown(0) > 0) {
                resting.onTaken(instrument, side == instrument.bids, price, taken);
                continue;
            }
            side.setOwn(0, amount - taken);
            step.changes(side)
                    .add(
                            side,
                            partial ? LevelChanges.CHANGE : LevelChanges.DELETE,
                            price,
                            amount - taken);
            interventions.trade(price, taken);
        }
    }

    /** One order comes, changes or goes. May do nothing: the level was touched already. */
    private void quote(final Instrument instrument, final BookSide side) {
        final SplittableRandom dice = instrument.random;
        final int count = side.count();
        final int least = instrument.option ? 0 : FUTURE_LEVELS_MIN;
        final int kind = dice.nextInt(100);
        final boolean crowded = count >= instrument.levelTarget;
        if (count == 0 || kind < (crowded ? 18 : 34)) {
            if (!side.isFull()) {
                insert(instrument, side);
            }
            return;
        }
        final int index = Math.min(dice.nextInt(count), dice.nextInt(count));
        final long price = side.price(index);
        final LevelChanges changes = step.changes(side);
        if (changes.touches(price)) {
            return;
        }
        final boolean joined = side.shown(index) > 0;
        if (kind > (crowded ? 65 : 79) && count > least) {
            side.setOwn(index, 0);
            changes.add(side, LevelChanges.DELETE, price, 0);
            tell(instrument, side, joined, price, 0);
            return;
        }
        final long amount = amount(instrument);
        if (amount != side.own(index)) {
            side.setOwn(index, amount);
            changes.add(side, LevelChanges.CHANGE, price, amount);
            tell(instrument, side, joined, price, amount);
        }
    }

    private void tell(
            final Instrument instrument,
            final BookSide side,
            final boolean joined,
            final long price,
            final long amount) {
        if (joined) {
            resting.onOwn(instrument, side == instrument.bids, price, amount);
        }
    }

    private void insert(final Instrument instrument, final BookSide side) {
        final long price = freePrice(instrument, side);
        final LevelChanges changes = step.changes(side);
        if (price <= 0 || changes.touches(price)) {
            return;
        }
        final long amount = amount(instrument);
        side.insert(price, amount);
        changes.add(side, LevelChanges.NEW, price, amount);
    }

    /** A price with no level on it that does not cross, or 0. */
    private static long freePrice(final Instrument instrument, final BookSide side) {
        final SplittableRandom dice = instrument.random;
        final long worse = side == instrument.bids ? -instrument.tick : instrument.tick;
        final BookSide other = instrument.other(side);
        final int count = side.count();
        if (count == 0) {
            return other.count() == 0 ? instrument.anchor : other.price(0) + worse;
        }
        final int position =
                dice.nextInt(4) == 0 ? 0 : Math.min(dice.nextInt(count), dice.nextInt(count)) + 1;
        if (position == 0) {
            return insidePrice(instrument, side, other, -worse);
        }
        // Behind that level, or behind the first one with a gap after it.
        for (int at = position; ; at++) {
            final long price = side.price(at - 1) + worse * (1 + dice.nextInt(3));
            if (at == count || side.isBetter(price, side.price(at))) {
                return price;
            }
        }
    }

    /** A better price than the best, or 0: the wider the spread, the larger the step may be. */
    private static long insidePrice(
            final Instrument instrument,
            final BookSide side,
            final BookSide other,
            final long better) {
        final long best = side.price(0);
        final long gap = other.count() == 0 ? 4 : (other.price(0) - best) / better;
        if (gap < 2) {
            return 0;
        }
        final long price = best + better * (1 + instrument.random.nextLong(gap / 2));
        final long stray = Math.max(instrument.anchor / 8, 8 * instrument.tick);
        final boolean strays =
                side.isBetter(price, instrument.anchor)
                        && Math.abs(price - instrument.anchor) > stray;
        return strays ? 0 : price;
    }

    private static void remark(final Instrument instrument) {
        final long bid = instrument.bids.bestPrice();
        final long ask = instrument.asks.bestPrice();
        final long unit = instrument.tick < 10_000_000L ? 1_000L : 10_000_000L;
        if (bid > 0 && ask > 0) {
            final long middle = (bid + ask) / 2;
            final long noise = instrument.random.nextLong(instrument.tick) - instrument.tick / 2;
            instrument.markPrice = Math.max(unit, (middle + noise / 4) / unit * unit);
        }
        if (instrument.option) {
            instrument.markIv += (instrument.random.nextInt(21) - 10) * 10_000_000L;
            instrument.markIv = Math.max(1_000_000_000L, instrument.markIv);
        } else if (instrument.perpetual) {
            instrument.funding = instrument.random.nextInt(90_000) - 30_000L;
        }
    }

    /** A random resting amount: every third a round one. */
    static long amount(final Instrument instrument) {
        final SplittableRandom dice = instrument.random;
        final int units = 1 + dice.nextInt(dice.nextInt(4) == 0 ? 5_000 : 500);
        final boolean round = dice.nextInt(3) == 0;
        return instrument.amountUnit * (round ? (units + 99) / 100 * 100L : units);
    }
}
