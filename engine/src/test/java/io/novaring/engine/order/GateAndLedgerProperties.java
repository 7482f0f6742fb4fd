/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.stage.RateLimitStage;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What the gate admits, the account of stage 2 covers, however the ways to the ring differ. */
final class GateAndLedgerProperties {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int ORDER = 1;

    /** A command that stage 4 sees, or the outbound event of it. */
    private record Due(long timeNs, long number, boolean isOutbound) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(
                    (a, b) ->
                            a.timeNs() == b.timeNs()
                                    ? Long.compare(a.number(), b.number())
                                    : Long.compare(a.timeNs(), b.timeNs()));
    private final MarketEvent event = new MarketEvent();
    private long number;

    @Property(tries = 200)
    void shouldCoverEveryOrderWhenTheWayTakesNoLongerThanTheSlack(
            @ForAll @LongRange(min = 1, max = 20_000) final long refill,
            @ForAll @LongRange(min = 1, max = 500) final long cost,
            @ForAll @LongRange(min = 0, max = 1_000) final long floor,
            @ForAll final Random random) {
        // Deep enough for the slack beside a request.
        final long cap = floor + 4 * cost + refill / 50 + 1;
        final TestTrader client =
                new TestTrader(
                        true,
                        new TestLimits(cap, refill, new long[] {0, cost}, new long[] {0, floor}));
        final CreditGate gate = new CreditGate(client.rateLimits());
        final RateLimitStage stage = new RateLimitStage(List.of(client));
        due.clear();
        long asked = 0;
        long nowNs = START_NS;
        long waysNs = nowNs;
        for (int i = 0; i < 300; i++) {
            nowNs += random.nextInt(3) == 0 ? random.nextInt(60_000_000) : random.nextInt(100_000);
            while (!due.isEmpty() && due.peek().timeNs() <= nowNs) {
                final Due next = due.poll();
                event.reset(
                        next.isOutbound() ? Origin.OUTBOUND : Origin.COMMAND,
                        next.isOutbound() ? EventKind.OUTBOUND : EventKind.COMMAND);
                event.connectionId = 0;
                event.receivedTimeNs = next.timeNs();
                event.code = next.isOutbound() ? ORDER : 0;
                stage.onEvent(event, i, true);
                if (!next.isOutbound()) {
                    final long free = event.credits[0] - asked - floor;
                    assertTrue(free >= cost, () -> "free " + free + ", cost " + cost);
                    asked += cost;
                } else {
                    asked -= cost;
                }
            }
            if (gate.tryTake(ORDER, nowNs) == 0) {
                // In order: events of the ring are.
                waysNs = Math.max(waysNs, nowNs + random.nextInt(5_000_000));
                due.add(new Due(waysNs, number++, false));
                waysNs = Math.min(waysNs + random.nextInt(1_000_000), nowNs + 10_000_000);
                due.add(new Due(waysNs, number++, true));
            }
        }
    }
}
