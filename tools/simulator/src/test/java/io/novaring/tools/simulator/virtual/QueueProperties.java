/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.queue.QueueModels;
import io.novaring.tools.simulator.limit.AccountTier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Queues of random histories: against a naive model, and the models against each other. */
final class QueueProperties {
    private static final List<String> MODELS =
            List.of("pessimistic", "optimistic", "proportional", "log", "power");
    private static final int STEPS = 60;
    private static final VirtualConfig CONFIG =
            VirtualConfig.DEFAULT.withTier(AccountTier.UNLIMITED);

    private static VirtualBench bench(final String model) {
        return new VirtualBench(CONFIG.withQueue(QueueModels.of(model))).ready();
    }

    @Property(tries = 100)
    void shouldAgreeWithANaiveQueueOnOnePrice(@ForAll @LongRange(min = 0) final long seed) {
        for (final String model : MODELS) {
            final SplittableRandom random = new SplittableRandom(seed);
            final VirtualBench bench = bench(model);
            final NaiveLevel naive = new NaiveLevel(model, CONFIG.tradeWindow().toNanos());
            naive.change(50, bench.nowNs());
            final Map<String, NaiveLevel.Resting> placed = new LinkedHashMap<>();
            for (int step = 0; step < STEPS; step++) {
                move(random, bench, naive, placed);
                naive.settle(bench.nowNs());
                for (final NaiveLevel.Resting order : placed.values()) {
                    final String at = model + " seed " + seed + " step " + step + " " + order.id;
                    assertEquals(order.filled.doubleValue(), filled(bench, order.id), 1e-6, at);
                    final long ahead = bench.exchange.queueAhead(order.id);
                    if (ahead != VirtualExchange.NOT_RESTING) {
                        assertEquals(naive.ahead(order), ahead / 1e9, 1e-6, at);
                    }
                }
            }
        }
    }

    // A queue of fractions of dollars: proportional shares are not whole ones.
    private static double filled(final VirtualBench bench, final String id) {
        return bench.fills().stream()
                        .filter(fill -> fill.orderId().equals(id))
                        .mapToLong(FillEntry::amount)
                        .sum()
                / 1e9;
    }

    private static void move(
            final SplittableRandom random,
            final VirtualBench bench,
            final NaiveLevel naive,
            final Map<String, NaiveLevel.Resting> placed) {
        final long amount = 10 * random.nextLong(1, 9);
        switch (random.nextInt(9)) {
            case 8 -> {
                // Others keep what they have: the level shows more or less of the account's own.
                final long change = naive.own() == 0 ? 10 : -naive.own();
                bench.ignore(true, "100", change);
                naive.own(change, bench.nowNs());
            }
            case 0, 1 -> {
                bench.bid("100", amount - 10);
                naive.change(amount - 10, bench.nowNs());
            }
            case 2 -> {
                bench.sells("100", amount);
                naive.trade(amount, stamp(bench), bench.nowNs());
            }
            case 3 -> {
                if (naive.isInBetween(bench.nowNs())) {
                    bench.pass(6);
                    naive.settle(bench.nowNs());
                }
                final String id = bench.buy("100", amount);
                placed.put(id, naive.place(id, amount, bench.nowNs()));
            }
            case 4 -> {
                if (!placed.isEmpty()) {
                    final List<String> ids = new ArrayList<>(placed.keySet());
                    final String id = ids.get(random.nextInt(ids.size()));
                    bench.ask("private/cancel", "{\"order_id\":\"" + id + "\"}");
                    naive.cancel(placed.get(id));
                }
            }
            case 5 -> bench.pass(random.nextInt(3));
            default -> bench.pass(random.nextInt(20));
        }
    }

    @Property(tries = 200)
    void shouldStandTheSameInWhicheverOrderItIsToldOfTheRecordedAccount(
            @ForAll @LongRange(min = 0) final long seed) {
        for (final String model : MODELS) {
            final SplittableRandom random = new SplittableRandom(seed);
            final VirtualBench without = bench(model);
            final VirtualBench with = bench(model);
            final String expected = without.buy("100", 20);
            final String order = with.buy("100", 20);
            long own = 0;
            long others = 50;
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) {
                    others = 10 * random.nextLong(1, 9);
                    without.bid("100", others);
                    with.bid("100", others + own);
                } else {
                    final long change = own == 0 ? 30 : -30;
                    own += change;
                    final boolean bookFirst = random.nextBoolean();
                    if (bookFirst) {
                        with.bid("100", others + own);
                    }
                    final long between = random.nextLong(4);
                    with.passUnseen(between);
                    with.ignore(true, "100", change);
                    if (!bookFirst) {
                        with.bid("100", others + own);
                    }
                    without.passUnseen(between);
                }
                with.pass(20);
                without.pass(20);
                assertEquals(
                        without.exchange.queueAhead(expected),
                        with.exchange.queueAhead(order),
                        model + " seed " + seed + " step " + step);
            }
        }
    }

    private static long stamp(final VirtualBench bench) {
        return bench.nowNs() / VirtualBench.MS * VirtualBench.MS;
    }

    @Property(tries = 500)
    void shouldFillEarlierByTheOptimisticModelAndNeverMoreThanWasTraded(
            @ForAll @LongRange(min = 0) final long seed) {
        final Run early = new Run("optimistic", seed);
        final Run late = new Run("pessimistic", seed);
        for (int step = 0; step < STEPS; step++) {
            early.move();
            late.move();
            for (int order = 0; order < late.orders.size(); order++) {
                final int which = order;
                final double first = filled(early.bench, early.orders.get(order));
                final double second = filled(late.bench, late.orders.get(order));
                assertTrue(second <= first, () -> "seed " + seed + " order " + which);
            }
            assertTrue(late.filled() <= late.offered, () -> "seed " + seed);
            assertTrue(early.filled() <= early.offered, () -> "seed " + seed);
        }
        assertEquals(new Run("pessimistic", seed).all(), late.all());
    }

    /** A random history of three prices, the same for every model. */
    private static final class Run {
        private final SplittableRandom random;
        private final VirtualBench bench;
        private final List<String> orders = new ArrayList<>();
        private int steps;

        /** Traded at our prices or worse, and shown by the other side at ours or better. */
        private double offered;

        private long lowAsk;

        private Run(final String model, final long seed) {
            random = new SplittableRandom(seed);
            bench = QueueProperties.bench(model);
        }

        private void move() {
            steps++;
            final long price = 98 + random.nextInt(3);
            final long amount = 10 * random.nextLong(1, 9);
            switch (random.nextInt(7)) {
                case 0, 1 -> bench.bid(Long.toString(price), amount - 10);
                case 2 -> {
                    bench.sells(Long.toString(price), amount);
                    offered += amount;
                }
                case 3 -> orders.add(bench.buy(Long.toString(price), amount));
                case 4 -> {
                    // A level is taken away before it comes again: what it shows is new.
                    if (lowAsk > 0) {
                        bench.ask(Long.toString(lowAsk), 0);
                        lowAsk = 0;
                    } else {
                        lowAsk = price + 1;
                        bench.bid(Long.toString(lowAsk), 0);
                        bench.ask(Long.toString(lowAsk), amount);
                        offered += amount;
                    }
                }
                default -> bench.passUnseen(random.nextInt(20));
            }
        }

        private double filled() {
            return bench.fills().stream().mapToLong(FillEntry::amount).sum() / 1e9;
        }

        private List<String> all() {
            while (steps < STEPS) {
                move();
            }
            return bench.frames;
        }
    }
}
