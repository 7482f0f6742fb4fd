/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Makes the listed instruments: names, terms and a first book. */
final class Catalogue {
    private static final int STRIKES = 21;
    private static final LocalTime EXPIRY = LocalTime.of(8, 0);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dMMMyy", Locale.ENGLISH);

    private final SplittableRandom seeds;
    private final LocalDate firstFriday;
    private final Currency btc = Currency.btc();
    private final Currency eth = Currency.eth();
    private final List<Currency> linear = Currency.linear();
    private final List<Currency> currencies = new ArrayList<>(List.of(btc, eth));
    private final List<Instrument> instruments = new ArrayList<>();
    private int optionCount;
    private int futureCount;

    Catalogue(final long seed, final Listing listing, final Clock clock) {
        seeds = new SplittableRandom(seed);
        firstFriday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .plusDays(1)
                        .with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        final long nowMs = clock.millis();
        for (int i = 0; i < listing.standard(); i++) {
            add(make(i), nowMs);
        }
        for (int i = 0; i < listing.datedFutures(); i++) {
            add(nextFuture(), nowMs);
        }
        for (int i = 0; i < listing.linearPerpetuals(); i++) {
            final Currency currency = linear.get(i);
            final Instrument.Terms terms = Instrument.Terms.perpetual(currency);
            add(future(currency.base + "_USDC-PERPETUAL", nextId(), currency, terms), nowMs);
        }
        for (int i = 0; i < listing.spots(); i++) {
            final Currency currency = linear.get(i);
            final Instrument.Terms terms = Instrument.Terms.spot(currency);
            add(future(currency.base + "_USDC", nextId(), currency, terms), nowMs);
        }
        for (int i = 0; i < listing.futureCombos(); i++) {
            add(futureCombo(i), nowMs);
        }
        for (int i = 0; i < listing.optionCombos(); i++) {
            add(optionCombo(i), nowMs);
        }
        final int used = Math.max(listing.linearPerpetuals(), listing.spots());
        currencies.addAll(linear.subList(0, used));
    }

    /** Lists one more option of the chains. */
    Instrument listOption(final long nowMs) {
        return add(option(optionCount), nowMs);
    }

    /** Lists one more dated future. */
    Instrument listFuture(final long nowMs) {
        return add(nextFuture(), nowMs);
    }

    /**
     * Lists the options of the schedule's days that are not listed yet.
     *
     * @param isListed whether there ever was an instrument of this name.
     * @param today the first day whose options expire in the future.
     */
    List<Instrument> listDays(
            final ListingSchedule schedule,
            final LocalDate today,
            final Predicate<String> isListed,
            final long nowMs) {
        final List<Instrument> listed = new ArrayList<>();
        for (int day = 0; day < schedule.expiries(); day++) {
            for (final Currency currency : List.of(btc, eth)) {
                final long step = currency.strikeStep;
                final long middle = (currency.indexPrice + step / 2) / step;
                for (int nth = 0; nth < schedule.strikes(); nth++) {
                    // From the money outwards, as the chains of the start.
                    final long strike = (middle + distance(nth)) * step;
                    for (final boolean call : new boolean[] {true, false}) {
                        final LocalDate expiry = today.plusDays(day);
                        if (strike > 0
                                && !isListed.test(optionName(currency, expiry, strike, call))) {
                            listed.add(add(option(currency, expiry, strike, call), nowMs));
                        }
                    }
                }
            }
        }
        return listed;
    }

    private Instrument add(final Instrument instrument, final long nowMs) {
        fill(instrument, nowMs);
        instrument.createdMs = nowMs;
        instruments.add(instrument);
        return instrument;
    }

    private int nextId() {
        return 124_972 + instruments.size() * 7;
    }

    /** In the order they were listed. */
    List<Instrument> instruments() {
        return instruments;
    }

    List<Currency> currencies() {
        return currencies;
    }

    private Instrument make(final int index) {
        final int id = nextId();
        return switch (index) {
            case 0 -> future("BTC-PERPETUAL", id, btc, Instrument.Terms.perpetual(btc));
            case 1 -> future("ETH-PERPETUAL", id, eth, Instrument.Terms.perpetual(eth));
            case 2 -> {
                final LocalDate day = firstFriday.plusWeeks(12);
                final Instrument.Terms terms = Instrument.Terms.future(btc, millis(day));
                yield future("BTC-" + dayName(day), id, btc, terms);
            }
            default -> option(index - 3);
        };
    }

    private Instrument future(
            final String name,
            final int id,
            final Currency currency,
            final Instrument.Terms terms) {
        final SplittableRandom random = seeds.split();
        final int levels = terms.kind().isPerpetual() ? 60 : 30;
        return new Instrument(name, id, currency, terms, currency.anchor, levels, random);
    }

    private Instrument nextFuture() {
        final Currency currency = futureCount % 2 == 0 ? btc : eth;
        final int weeks = 1 + futureCount / 2;
        futureCount++;
        // The twelfth is the one that is always there.
        final LocalDate day = firstFriday.plusWeeks(weeks < 12 ? weeks : weeks + 1L);
        final Instrument.Terms terms = Instrument.Terms.future(currency, millis(day));
        return future(currency.name + "-" + dayName(day), nextId(), currency, terms);
    }

    /** A dated future bought, the perpetual sold: its price is the premium. */
    private Instrument futureCombo(final int index) {
        final Currency currency = index % 2 == 0 ? btc : eth;
        final int weeks = 1 + index / 2;
        final LocalDate day = firstFriday.plusWeeks(weeks);
        final List<Instrument.Leg> legs =
                List.of(
                        new Instrument.Leg(currency.name + "-" + dayName(day), 1),
                        new Instrument.Leg(currency.name + "-PERPETUAL", -1));
        final Instrument.Terms terms = Instrument.Terms.futureCombo(currency, millis(day), legs);
        final long premium = currency.anchor / 100 / currency.tick * currency.tick;
        return new Instrument(
                currency.name + "-FS-" + dayName(day) + "_PERP",
                nextId(),
                currency,
                terms,
                premium,
                20,
                seeds.split());
    }

    /** The lower call bought, the upper one sold. */
    private Instrument optionCombo(final int index) {
        final Currency currency = index % 2 == 0 ? btc : eth;
        final LocalDate day = firstFriday.plusWeeks(index / 2);
        final long lower = currency.anchor;
        final long upper = lower + currency.strikeStep;
        final String expiry = currency.name + "-" + dayName(day) + "-";
        final List<Instrument.Leg> legs =
                List.of(
                        new Instrument.Leg(expiry + lower / Currency.scaled(1) + "-C", 1),
                        new Instrument.Leg(expiry + upper / Currency.scaled(1) + "-C", -1));
        final Instrument.Terms terms = Instrument.Terms.optionCombo(millis(day), legs);
        return new Instrument(
                currency.name
                        + "-CS-"
                        + dayName(day)
                        + "-"
                        + lower / Currency.scaled(1)
                        + "_"
                        + upper / Currency.scaled(1),
                nextId(),
                currency,
                terms,
                60 * terms.tick(),
                12,
                seeds.split());
    }

    private Instrument option(final int index) {
        optionCount = index + 1;
        final Currency currency = index % 2 == 0 ? btc : eth;
        final boolean call = index / 2 % 2 == 0;
        final long distance = distance(index / 4 % STRIKES);
        final long strike = currency.anchor + distance * currency.strikeStep;
        return option(currency, firstFriday.plusWeeks(index / 4 / STRIKES), strike, call);
    }

    /** From the money outwards: 0, +1, -1, +2, ... */
    private static long distance(final int nth) {
        return (nth % 2 == 0 ? -1 : 1) * ((nth + 1L) / 2);
    }

    private static String optionName(
            final Currency currency, final LocalDate day, final long strike, final boolean call) {
        return currency.name
                + "-"
                + dayName(day)
                + "-"
                + strike / Currency.scaled(1)
                + (call ? "-C" : "-P");
    }

    private Instrument option(
            final Currency currency, final LocalDate day, final long strike, final boolean call) {
        final String name = optionName(currency, day, strike, call);
        final SplittableRandom random = seeds.split();
        final Instrument.Terms terms = Instrument.Terms.option(millis(day), strike, call);
        // In ticks of the coin: near 0.04 at the money, the intrinsic value inside it.
        final long distance = (strike - currency.anchor) / currency.strikeStep;
        final long inside = call ? -distance : distance;
        final long ticks = Math.max(4, 80 + inside * (inside > 0 ? 60 : 9));
        final int levels = 5 + random.nextInt(6);
        return new Instrument(
                name, nextId(), currency, terms, ticks * terms.tick(), levels, random);
    }

    private static void fill(final Instrument instrument, final long nowMs) {
        final SplittableRandom random = instrument.random;
        long bid = instrument.anchor - instrument.tick;
        long ask = instrument.anchor;
        for (int i = 0; i < instrument.levelTarget; i++) {
            if (bid > 0) {
                instrument.bids.insert(bid, Market.amount(instrument));
            }
            instrument.asks.insert(ask, Market.amount(instrument));
            bid -= instrument.tick * (1 + random.nextInt(3));
            ask += instrument.tick * (1 + random.nextInt(3));
        }
        final Currency.Counters counters = instrument.currency.counters;
        counters.changeId += 1 + random.nextInt(50);
        instrument.changeId = counters.changeId;
        instrument.timestampMs = nowMs;
        instrument.tradeSequence = 1_000 + random.nextInt(90_000);
        instrument.lastPrice = instrument.anchor;
        instrument.lowPrice = instrument.anchor;
        instrument.highPrice = instrument.anchor;
        instrument.markPrice = instrument.anchor;
        instrument.openInterest = instrument.amountUnit * random.nextInt(10_000);
        instrument.funding = random.nextInt(60_000);
        instrument.markIv = 10_000_000L * (4_000 + random.nextInt(4_000));
        instrument.delta = 10_000L * (30_000 + random.nextInt(40_000));
    }

    private static long millis(final LocalDate day) {
        return day.atTime(EXPIRY).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static String dayName(final LocalDate day) {
        return DAY.format(day).toUpperCase(Locale.ROOT);
    }
}
