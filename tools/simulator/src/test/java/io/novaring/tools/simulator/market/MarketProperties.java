/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class MarketProperties {
    // One map holds both sides: a price may leave one side and come back on the other in one event.
    private static final long BID = 1;
    private static final long ASK = -1;
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-02T09:00:00Z"), ZoneOffset.UTC);

    @Property(tries = 40)
    void shouldKeepBooksThatNeverCross(@ForAll final long seed) {
        final Market market = market(seed, 12);

        for (int i = 0; i < 3_000; i++) {
            final Instrument moved = market.next(i).instrument;

            if (moved.bids.count() > 0 && moved.asks.count() > 0) {
                assertTrue(moved.bids.bestPrice() < moved.asks.bestPrice(), moved.name);
            }
            assertSound(moved, moved.bids);
            assertSound(moved, moved.asks);
        }
    }

    @Property(tries = 40)
    void shouldReportExactlyWhatChanged(@ForAll final long seed) {
        final Market market = market(seed, 6);
        final Map<String, Map<Long, Long>> replicas = new HashMap<>();
        for (final Instrument instrument : market.instruments()) {
            replicas.put(instrument.name, amounts(instrument));
        }

        for (int i = 0; i < 2_000; i++) {
            final Step step = market.next(i);
            final Map<Long, Long> replica = replicas.get(step.instrument.name);

            assertTrue(step.bids.count() + step.asks.count() > 0, "an event changes the book");
            for (int trade = 0; trade < step.tradeCount; trade++) {
                final long price = step.tradePrices[trade] * (step.takerBuys ? ASK : BID);
                assertTrue(replica.containsKey(price), "traded level existed");
                assertTrue(step.tradeAmounts[trade] <= replica.get(price));
            }
            apply(replica, step.bids, BID);
            apply(replica, step.asks, ASK);
            assertEquals(amounts(step.instrument), replica);
        }
    }

    @Property(tries = 40)
    void shouldFindTheDifferenceOfTwoBooks(@ForAll final long seed) {
        final Market market = market(seed, 4);
        final Instrument instrument = market.instruments().get(3);
        final BookSide before = new BookSide(true);
        before.copyFrom(instrument.bids);
        for (int i = 0; i < 100; i++) {
            market.next(i);
        }
        final LevelChanges changes = new LevelChanges();

        changes.difference(before, instrument.bids);

        final Map<Long, Long> replica = new TreeMap<>();
        add(replica, before, BID);
        apply(replica, changes, BID);
        final Map<Long, Long> expected = new TreeMap<>();
        add(expected, instrument.bids, BID);
        assertEquals(expected, replica);
    }

    @Property(tries = 20)
    void shouldRepeatItselfForTheSameSeed(@ForAll final long seed) {
        final Market one = market(seed, 8);
        final Market two = market(seed, 8);

        for (int i = 0; i < 500; i++) {
            assertEquals(state(one.next(i).instrument), state(two.next(i).instrument));
        }
    }

    @Property(tries = 20)
    void shouldRaiseOneChangeIdPerCurrency(@ForAll final long seed) {
        final Market market = market(seed, 12);
        final Map<Currency, Long> last = new HashMap<>();

        for (int i = 0; i < 500; i++) {
            final Instrument moved = market.next(i).instrument;

            assertTrue(moved.changeId > 1L << 32);
            assertTrue(moved.changeId > last.getOrDefault(moved.currency, 0L));
            last.put(moved.currency, moved.changeId);
        }
    }

    @Example
    void shouldStayRealisticForALongTime() {
        final Market market = market(1, 30);

        for (int i = 0; i < 2_000_000; i++) {
            market.next(i);
        }

        for (final Instrument instrument : market.instruments()) {
            final int levels = instrument.bids.count() + instrument.asks.count();
            if (instrument.option) {
                assertTrue(levels <= 24, instrument.name + " levels=" + levels);
                assertTrue(instrument.markPrice < Currency.scaled(1), instrument.name);
            } else {
                assertTrue(levels >= 40 && levels <= 200, instrument.name + " levels=" + levels);
                final long spread = instrument.asks.bestPrice() - instrument.bids.bestPrice();
                assertTrue(spread <= 40 * instrument.tick, instrument.name + " spread=" + spread);
                final long drift = Math.abs(instrument.markPrice - instrument.anchor);
                assertTrue(drift < instrument.anchor / 4, instrument.name + " drift=" + drift);
            }
        }
    }

    @Example
    void shouldNameInstrumentsAsTheVenueDoes() {
        final List<String> names =
                market(1, 200).instruments().stream().map(instrument -> instrument.name).toList();

        assertEquals("BTC-PERPETUAL", names.get(0));
        assertEquals("ETH-PERPETUAL", names.get(1));
        assertEquals("BTC-29JAN27", names.get(2));
        assertEquals("BTC-6NOV26-60000-C", names.get(3));
        assertEquals("ETH-6NOV26-3000-C", names.get(4));
        assertEquals("BTC-6NOV26-60000-P", names.get(5));
        assertEquals(200, names.stream().distinct().count());
    }

    private static Market market(final long seed, final int instruments) {
        final Market market = new Market(seed, Listing.standard(instruments), CLOCK);
        market.watch(instrument -> true);
        return market;
    }

    private static List<Object> state(final Instrument instrument) {
        return List.of(
                instrument.name, instrument.changeId, instrument.timestampMs, amounts(instrument));
    }

    private static void assertSound(final Instrument instrument, final BookSide side) {
        for (int i = 0; i < side.count(); i++) {
            assertTrue(side.price(i) > 0 && side.price(i) % instrument.tick == 0, "on tick");
            assertTrue(side.amount(i) > 0 && side.amount(i) % instrument.amountUnit == 0);
            assertTrue(i == 0 || side.isBetter(side.price(i - 1), side.price(i)), "sorted");
        }
    }

    private static Map<Long, Long> amounts(final Instrument instrument) {
        final Map<Long, Long> amounts = new TreeMap<>();
        add(amounts, instrument.bids, BID);
        add(amounts, instrument.asks, ASK);
        return amounts;
    }

    private static void add(final Map<Long, Long> amounts, final BookSide side, final long sign) {
        for (int i = 0; i < side.count(); i++) {
            amounts.put(sign * side.price(i), side.amount(i));
        }
    }

    private static void apply(
            final Map<Long, Long> replica, final LevelChanges changes, final long sign) {
        for (int i = 0; i < changes.count(); i++) {
            final long key = sign * changes.price(i);
            final Long before =
                    changes.action(i) == LevelChanges.DELETE
                            ? replica.remove(key)
                            : replica.put(key, changes.amount(i));
            assertEquals(changes.action(i) == LevelChanges.NEW, before == null);
        }
    }
}
