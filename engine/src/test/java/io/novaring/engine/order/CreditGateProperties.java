/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What is admitted never exceeds what the venue allows, and what is told is exact. */
final class CreditGateProperties {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int ORDER = 0;
    private static final int CANCEL = 1;

    private record Admitted(long timeNs, long cost) {}

    private static CreditGate gate(
            final long cap,
            final long refill,
            final long cost,
            final long orderFloor,
            final long cancelFloor) {
        return new CreditGate(
                new TestLimits(
                        cap,
                        refill,
                        new long[] {cost, cost},
                        new long[] {orderFloor, cancelFloor}));
    }

    /** Every window, from each admitted request to each later one. */
    private static void checkWindows(
            final List<Admitted> admitted, final long cap, final long refill) {
        for (int from = 0; from < admitted.size(); from++) {
            BigInteger sum = BigInteger.ZERO;
            for (int to = from; to < admitted.size(); to++) {
                sum = sum.add(BigInteger.valueOf(admitted.get(to).cost()));
                final BigInteger elapsedNs =
                        BigInteger.valueOf(admitted.get(to).timeNs() - admitted.get(from).timeNs());
                final BigInteger allowedUnits =
                        BigInteger.valueOf(cap)
                                .multiply(BigInteger.valueOf(SECOND))
                                .add(elapsedNs.multiply(BigInteger.valueOf(refill)));
                assertTrue(
                        sum.multiply(BigInteger.valueOf(SECOND)).compareTo(allowedUnits) <= 0,
                        () -> "too much at a cap of " + cap + " and a refill of " + refill);
            }
        }
    }

    @Property(tries = 300)
    void shouldNeverAdmitMoreThanCapAndRefill(
            @ForAll @LongRange(min = 1, max = 50_000) final long cap,
            @ForAll @LongRange(min = 1, max = 20_000) final long refill,
            @ForAll @LongRange(min = 1, max = 5_000) final long cost,
            @ForAll final Random random) {
        final CreditGate gate = gate(cap, refill, cost, 0, 0);
        final List<Admitted> admitted = new ArrayList<>();
        long nowNs = START_NS;
        for (int i = 0; i < 200; i++) {
            nowNs += random.nextInt(4) == 0 ? random.nextInt(500_000_000) : random.nextInt(1_000);
            if (gate.tryTake(ORDER, nowNs) == 0) {
                admitted.add(new Admitted(nowNs, cost));
            }
        }
        checkWindows(admitted, cap, refill);
    }

    @Property(tries = 300)
    void shouldTellTheWaitExactly(
            @ForAll @LongRange(min = 1, max = 50_000) final long cap,
            @ForAll @LongRange(min = 1, max = 20_000) final long refill,
            @ForAll @LongRange(min = 1, max = 50_000) final long cost,
            @ForAll @LongRange(min = 0, max = 1_000) final long floor,
            @ForAll @IntRange(max = 300_000_000) final int pauseNs) {
        Assume.that(cost <= cap - floor);
        final CreditGate gate = gate(cap, refill, cost, floor, 0);
        int count = 0;
        while (gate.tryTake(ORDER, START_NS) == 0 && count < 100_000) {
            count++;
        }
        assertTrue(count > 0, "a full bucket admits one");
        if (pauseNs % 3 == 0) {
            gate.pause(START_NS + pauseNs, START_NS);
        }

        final long waitNs = gate.tryTake(ORDER, START_NS);

        assertTrue(waitNs > 0);
        assertTrue(gate.tryTake(ORDER, START_NS + waitNs - 1) > 0, "not before");
        assertEquals(0, gate.tryTake(ORDER, START_NS + waitNs), "and not a nanosecond later");
    }

    @Property(tries = 300)
    void shouldLeaveCancelsWhatOrdersMustLeave(
            @ForAll @LongRange(min = 20, max = 50_000) final long cap,
            @ForAll @LongRange(min = 1, max = 20_000) final long refill,
            @ForAll @LongRange(min = 1, max = 100) final long cost,
            @ForAll @LongRange(min = 0, max = 5_000) final long reserve) {
        Assume.that(reserve + cost <= cap);
        final CreditGate gate = gate(cap, refill, cost, reserve, 0);
        long ordered = 0;
        while (gate.tryTake(ORDER, START_NS) == 0) {
            ordered += cost;
        }
        long cancelled = 0;
        while (gate.tryTake(CANCEL, START_NS) == 0) {
            cancelled += cost;
        }

        assertTrue(ordered <= cap - reserve, "orders left the reserve");
        assertTrue(ordered + cancelled <= cap);
        // What is left for the way to the socket, and less than one request.
        final long slack = refill * CreditGate.SLACK_MS / 1_000 + 1;
        assertTrue(cancelled + cost + slack >= reserve, "cancels got the reserve");
    }

    @Property(tries = 200)
    void shouldKeepToNewLimitsFromThenOn(
            @ForAll @LongRange(min = 10, max = 10_000) final long cap,
            @ForAll @LongRange(min = 1, max = 10_000) final long refill,
            @ForAll @LongRange(min = 10, max = 10_000) final long newCap,
            @ForAll @LongRange(min = 1, max = 10_000) final long newRefill,
            @ForAll @IntRange(max = 100) final int taken,
            @ForAll final Random random) {
        final CreditGate gate = gate(cap, refill, 1, 0, 0);
        long spent = 0;
        for (int i = 0; i < taken && gate.tryTake(ORDER, START_NS) == 0; i++) {
            spent++;
        }
        gate.limit(0, newCap, newRefill, START_NS);
        final List<Admitted> admitted = new ArrayList<>();
        long nowNs = START_NS;
        for (int i = 0; i < 200; i++) {
            if (gate.tryTake(ORDER, nowNs) == 0) {
                admitted.add(new Admitted(nowNs, 1));
            }
            nowNs += random.nextInt(100_000_000);
        }

        // As in the ledger: what was in it stays, cut to the new cap.
        checkWindows(admitted, newCap, newRefill);
        final long left = Math.min(newCap, cap - spent);
        final long atOnce = admitted.stream().filter(a -> a.timeNs() == START_NS).count();
        assertTrue(atOnce <= Math.max(left, 0));
    }

    @Property(tries = 20)
    void shouldAdmitNoMoreToManyThreads(
            @ForAll @LongRange(min = 10, max = 5_000) final long cap,
            @ForAll @IntRange(min = 2, max = 4) final int threadCount)
            throws InterruptedException {
        final CreditGate gate = gate(cap, 1, 1, 0, 0);
        final AtomicLong admitted = new AtomicLong();
        final CountDownLatch start = new CountDownLatch(1);
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < threadCount; i++) {
            final Thread thread =
                    new Thread(
                            () -> {
                                long own = 0;
                                try {
                                    start.await();
                                } catch (final InterruptedException e) {
                                    return;
                                }
                                while (gate.tryTake(ORDER, START_NS) == 0) {
                                    own++;
                                }
                                admitted.addAndGet(own);
                            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (final Thread thread : threads) {
            thread.join();
        }

        // The time stands still: what is admitted is what was in it, but for the slack.
        assertEquals(cap, admitted.get(), 1);
        assertTrue(admitted.get() <= cap);
    }

    @Property(tries = 20)
    void shouldKeepToTheLimitsWhileTheyChangeUnderManyThreads(@ForAll final Random random)
            throws InterruptedException {
        final long cap = 1_000;
        final CreditGate gate = gate(cap, 1, 1, 0, 0);
        final AtomicLong admitted = new AtomicLong();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            final Thread thread =
                    new Thread(
                            () -> {
                                while (gate.tryTake(ORDER, START_NS) == 0) {
                                    admitted.incrementAndGet();
                                }
                            });
            threads.add(thread);
            thread.start();
        }
        // The same cap with another refill: what is left must neither grow nor be forgotten.
        for (int i = 0; i < 1_000; i++) {
            gate.limit(0, cap, 1 + random.nextInt(3), START_NS);
        }
        for (final Thread thread : threads) {
            thread.join();
        }

        assertTrue(admitted.get() <= cap, () -> admitted.get() + " admitted");
    }
}
