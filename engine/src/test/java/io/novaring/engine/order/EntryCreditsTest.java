/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.stage.RequestIds;
import org.junit.jupiter.api.Test;

/** What credits make of orders and cancels at the entry. */
final class EntryCreditsTest {
    private static final long MS = 1_000_000L;

    private final OrdersRig rig = new OrdersRig(OrdersRig.trader());
    private final OrderEntry entry = rig.orders.entry();

    private static OrderCommand order() {
        final OrderCommand order = new OrderCommand().instrument("BTC-PERPETUAL");
        order.action = OrderCommand.NEW;
        order.price = 5;
        order.amount = 7;
        return order;
    }

    private void assertRefused(final OrderRefusal refusal, final long result) {
        assertTrue(result < 0);
        assertEquals(refusal, OrderEntry.refusalOf(result));
        assertEquals(refusal.code(), rig.last().refusal);
    }

    @Test
    void shouldTellHowLongToWaitForCredits() {
        for (int i = 0; i < 8; i++) {
            assertTrue(entry.submit(order()) > 0);
        }
        final OrderCommand order = order();

        final long result = entry.submit(order);

        assertRefused(OrderRefusal.THROTTLED, result);
        // Nine are for orders, of which a hundredth of a second is left for the way.
        assertEquals(10 * MS, OrderEntry.waitNs(result));
        assertEquals(10 * MS, rig.last().waitNs);
        assertTrue(order.handle > 0);
        assertEquals(OrderEntry.TAKEN, entry.cancelAll());
        rig.nowNs += 110 * MS;
        assertTrue(entry.submit(order) > 0);
        assertEquals(0, rig.last().waitNs);
    }

    @Test
    void shouldCountWhatGoesOutWithoutHavingEnteredHere() {
        final long ofStage = 1L << 3 | 4;
        final long ofIoThread = 1L << 3 | RequestIds.IO;
        for (int i = 0; i < 4; i++) {
            assertTrue(entry.submit(order()) > 0);
            // What was submitted goes out: it was counted already.
            rig.orders.onDebit(0, TestTrader.ORDER, ofStage, rig.nowNs);
        }
        // A mass cancel of the I/O thread, and a request of no order: both are news.
        rig.orders.onDebit(0, TestTrader.CANCEL, ofIoThread, rig.nowNs);
        rig.orders.onDebit(0, TestTrader.OTHER, ofStage, rig.nowNs);

        assertTrue(entry.submit(order()) > 0);
        assertTrue(entry.submit(order()) > 0);
        assertRefused(OrderRefusal.THROTTLED, entry.submit(order()));
    }

    @Test
    void shouldTakeNoOrderWhileTheVenueWantsAPause() {
        rig.orders.onPause(0, rig.nowNs + 700 * MS, rig.nowNs);

        final long refused = entry.submit(order());
        assertRefused(OrderRefusal.THROTTLED, refused);
        assertEquals(700 * MS, OrderEntry.waitNs(refused));
        rig.nowNs += 700 * MS;
        assertTrue(entry.submit(order()) > 0);
    }

    @Test
    void shouldLetCancelsWaitForCreditsAtTheDesk() {
        for (int i = 0; i < 20; i++) {
            assertEquals(5L << 32, entry.cancel(5L << 32));
            assertEquals(OrderRefusal.NONE.code(), rig.last().refusal);
            assertEquals(0, rig.last().waitNs);
        }
        // They go out before whatever comes behind them: no order finds these credits.
        assertRefused(OrderRefusal.THROTTLED, entry.submit(order()));
        rig.orders.onPause(0, rig.nowNs + 700 * MS, rig.nowNs);
        assertEquals(OrderEntry.TAKEN, entry.cancelAll());
    }

    @Test
    void shouldTakeOrdersThoughTheVenueTellsLessThanIsKeptBack() {
        final OrdersRig large =
                new OrdersRig(
                        new TestTrader(
                                true,
                                new TestLimits(100, 10, new long[] {1, 1}, new long[] {25, 0})));
        large.orders.onLimit(0, 0, 20, 5, large.nowNs);

        assertTrue(large.orders.entry().submit(order()) > 0);
        large.orders.onLimit(0, 0, 1, 5, large.nowNs);
        large.nowNs += 1_000 * MS;
        assertTrue(large.orders.entry().submit(order()) > 0);
        final long wait = OrderEntry.waitNs(large.orders.entry().submit(order()));
        assertTrue(wait > 0 && wait <= 200 * MS, "of one order: " + wait);
    }

    @Test
    void shouldKeepToNewLimits() {
        rig.orders.onLimit(0, 0, 4, 1, rig.nowNs);

        assertTrue(entry.submit(order()) > 0);
        assertTrue(entry.submit(order()) > 0);
        assertRefused(OrderRefusal.THROTTLED, entry.submit(order()));
    }
}
