/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.trading.ModelVenue.Trade;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A true history at the venue, told in random order, twice, in part not at all, and cut off by
 * disconnects: what the desk makes of it is the truth in the end.
 */
final class DeskProperties {
    private static final int STEPS = 150;

    @Property(tries = 200)
    void shouldEndWithTheTruth(@ForAll final long seed) {
        final History history = new History(seed);
        history.play(STEPS);
        history.settle();
        final DeskRig rig = history.rig;

        long known = 0;
        for (long number = 1; number <= rig.handles; number++) {
            final OrderReport report = rig.read(number);
            final Deal deal = rig.venue.ofLabel(DeskRig.label(number));
            if (report == null) {
                assertEquals(null, deal, "a refused order of number " + number);
            } else if (deal == null) {
                assertTrue(
                        report.state == OrderState.UNSENT
                                || report.state == OrderState.NOT_FOUND
                                || report.state == OrderState.REJECTED,
                        number + " is " + report.state);
            } else {
                known++;
                assertTruth(deal, report);
            }
        }
        assertEquals(rig.venue.trades.size(), rig.count(Counter.FILLS));
        final long fills = rig.rows.stream().filter(row -> row.startsWith("FILL")).count();
        assertEquals(rig.venue.trades.size(), fills);
        assertEquals(rig.venue.position(), rig.desk.position(DeskRig.INSTRUMENT));
        final long open = rig.venue.orders.values().stream().filter(Deal::isOpen).count();
        assertEquals(open, rig.desk.liveHandles(new long[8]));
        assertTrue(known <= rig.venue.orders.size());
        assertEquals(0, rig.count(Counter.ANOMALIES));
        assertEquals(0, rig.count(Counter.UNUSABLE_TRADES));
    }

    private static void assertTruth(final Deal deal, final OrderReport report) {
        final String state = report.state.name().toLowerCase(java.util.Locale.ROOT);
        assertEquals(deal.state(), state, deal.toString());
        assertEquals(deal.filled(), report.filledAmount, deal.toString());
        assertEquals(deal.filled(), report.tradedAmount, deal.toString());
        assertEquals(deal.price(), report.price, deal.toString());
        assertEquals(deal.amount(), report.amount, deal.toString());
        assertEquals(deal.id(), report.orderId());
        assertFalse(report.hasPendingEdit, deal.toString());
        assertFalse(report.hasPendingCancel, deal.toString());
    }

    @Property(tries = 50)
    void shouldNeverSendAnOrderTwice(@ForAll final long seed) {
        final History history = new History(seed);
        history.play(STEPS);
        history.settle();

        final long[] tokens =
                history.rig.sent.stream()
                        .filter(sent -> sent.type() == TestTrading.NEW)
                        .mapToLong(DeskRig.Sent::token)
                        .toArray();
        assertEquals(tokens.length, java.util.Arrays.stream(tokens).distinct().count());
    }

    @Property(tries = 30)
    void shouldDecideTheSameFromTheSameEvents(@ForAll final long seed) {
        final History first = new History(seed);
        first.play(STEPS);
        final History second = new History(seed);
        second.play(STEPS);

        assertEquals(first.rig.hash, second.rig.hash);
        assertEquals(first.rig.rows, second.rig.rows);
        assertEquals(first.rig.sent, second.rig.sent);
        // One trade more, and nothing else.
        final Deal deal = second.rig.venue.place("", io.novaring.codec.Side.BUY, 1, 1);
        final Trade trade = second.rig.venue.fill(deal.id(), 1);
        second.rig.notice(trade);
        assertNotEquals(first.rig.hash, second.rig.hash);
    }
}
