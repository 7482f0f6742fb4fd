/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.ONE;
import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.Action;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.RefusalEntry;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final Bench bench = new Bench();
    private final Account ann = bench.account("ann");
    private final Ledger ledger = bench.exchange.ledger();

    private NewOrder buy(final String label) {
        return NewOrder.buy(PERPETUAL).price(bench.bid()).amount(100 * ONE).label(label);
    }

    @Test
    void shouldKeepEverythingInItsOrder() {
        final Order order = bench.accepted(ann, buy("a")).order();
        bench.exchange.edit(ann, Edit.byId(order.id).amount(90 * ONE), 3);
        bench.advance(5);
        bench.exchange.cancel(ann, order.id);

        final List<OrderEntry> entries = ledger.all(OrderEntry.class, entry -> true);

        assertEquals(
                List.of(Action.ACCEPTED, Action.EDITED, Action.CANCELLED),
                entries.stream().map(OrderEntry::action).toList());
        assertEquals("user_request", entries.get(2).cause());
        assertEquals(bench.nowMs(), entries.get(2).timestampMs());
        assertEquals("cancelled", ledger.ordersById().get(order.id).state());
        final List<LedgerEntry> all = ledger.entries();
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).number());
        }
    }

    @Test
    void shouldKeepRefusals() {
        bench.refused(ann, buy("a").amount(ONE));
        bench.exchange.cancel(ann, "17");

        final List<RefusalEntry> entries = ledger.all(RefusalEntry.class, entry -> true);

        assertEquals("10002 qty_too_low place", text(entries.get(0)));
        assertEquals("10004 order_not_found cancel", text(entries.get(1)));
        assertEquals("a", entries.get(0).label());
    }

    private static String text(final RefusalEntry entry) {
        return entry.code() + " " + entry.message() + " " + entry.method();
    }

    @Test
    void shouldKeepFillsWithWhatTheyLeft() {
        final Order order = bench.limit(ann, true, bench.ask(), 20);

        final FillEntry fill = ledger.fillsOf(order.id).get(0);

        assertEquals(20 * ONE, fill.positionAfter());
        assertEquals(bench.summary(ann, "BTC").balance(), fill.balanceAfter());
        assertEquals(bench.fills.get(0).id(), fill.tradeId());
        assertEquals(20 * ONE, ledger.position("ann", PERPETUAL));
        assertEquals(Action.FILLED, ledger.ordersById().get(order.id).action());
    }

    @Test
    void shouldFindOrdersThatShareALabel() {
        bench.accepted(ann, buy("once"));
        bench.accepted(ann, buy("twice"));
        bench.accepted(ann, buy("twice"));
        bench.accepted(bench.account("bob"), buy("once"));
        bench.accepted(ann, buy(""));
        bench.accepted(ann, buy(""));

        assertEquals(Map.of("twice", 2), ledger.duplicateLabels("ann"));
        assertEquals(2, ledger.ordersByLabel("ann", "twice").size());
        assertEquals(1, ledger.ordersByLabel("ann", "once").size());
    }

    @Test
    void shouldRefuseToAnswerOnceSomethingWasLost() {
        final Bench small = new Bench(1, Bench.config(FeeSchedule.NONE, 8));
        final Account account = small.account("ann");
        assertEquals(7, small.exchange.ledger().entries().size());
        small.limit(account, true, small.bid(), 10);
        small.limit(account, true, small.bid(), 10);

        final IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> small.exchange.ledger().entries());

        assertTrue(thrown.getMessage().contains("full after 8 entries"), thrown.getMessage());
    }
}
