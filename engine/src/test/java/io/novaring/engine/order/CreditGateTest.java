/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CreditGateTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long MS = 1_000_000L;

    /** Orders cost 500 and leave 5,000, cancels leave 1,000, a query costs 2,000. */
    private final CreditGate gate =
            new CreditGate(
                    new TestLimits(
                            50_000,
                            10_000,
                            new long[] {500, 500, 2_000, 60_000, 0},
                            new long[] {5_000, 1_000, 10_000, 0, 0}));

    private int take(final int requestType, final long nowNs) {
        int count = 0;
        while (gate.tryTake(requestType, nowNs) == 0) {
            count++;
        }
        return count;
    }

    @Test
    void shouldAdmitABurstAndThenTheRefill() {
        // 45,000 are for orders, of which 100 are left for the way to the socket.
        assertEquals(89, take(0, START_NS));
        assertEquals(10 * MS, gate.tryTake(0, START_NS));
        assertEquals(20, take(0, START_NS + 1_000 * MS));
    }

    @Test
    void shouldLetCancelsUseWhatOrdersLeave() {
        take(0, START_NS);

        assertEquals(8, take(1, START_NS));
    }

    @Test
    void shouldCountWhatOthersSend() {
        gate.debit(2, START_NS);

        assertEquals(85, take(0, START_NS));
    }

    @Test
    void shouldNotGoBelowEmptyForWhatOthersSend() {
        for (int i = 0; i < 100; i++) {
            gate.debit(2, START_NS);
        }

        // Empty, as the ledger then is: the floor, the order and the slack have to come back.
        assertEquals(560 * MS, gate.tryTake(0, START_NS));
    }

    @Test
    void shouldBeEmptyAndPausedBehindAThrottleAnswer() {
        gate.pause(START_NS + 200 * MS, START_NS);

        assertEquals(560 * MS, gate.tryTake(0, START_NS));
        assertEquals(200 * MS, gate.tryTake(4, START_NS));
        assertEquals(0, gate.tryTake(4, START_NS + 200 * MS));
        assertEquals(0, gate.tryTake(0, START_NS + 560 * MS));
    }

    @Test
    void shouldKeepTheSameShareBackOfASmallerPool() {
        gate.limit(0, 4_000, 10_000, START_NS);

        // A tenth of 4,000 stays for cancels, and some of the rest for the way to the socket.
        final int taken = 500 * take(0, START_NS + 60_000 * MS);
        assertTrue(taken <= 3_600 && taken > 2_500, taken + " taken");
        gate.limit(0, 600, 10_000, START_NS + 60_000 * MS);
        assertEquals(1, take(0, START_NS + 120_000 * MS), "as long as one request fits at all");
    }

    @Test
    void shouldSayThatSomethingNeverPasses() {
        assertEquals(CreditGate.NEVER, gate.tryTake(3, START_NS));
        gate.limit(0, 70_000, 10_000, START_NS);
        assertTrue(gate.tryTake(3, START_NS) > 0);
        assertEquals(0, gate.tryTake(3, START_NS + 10_000 * MS));
    }

    @Test
    void shouldRoundAgainstTheCaller() {
        final CreditGate small =
                new CreditGate(new TestLimits(1, 3, new long[] {1}, new long[] {0}));

        assertEquals(0, small.tryTake(0, START_NS));
        assertEquals(333_333_334, small.tryTake(0, START_NS));
    }
}
