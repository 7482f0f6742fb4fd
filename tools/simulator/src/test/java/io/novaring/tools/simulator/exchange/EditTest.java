/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.ONE;
import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import org.junit.jupiter.api.Test;

final class EditTest {
    private final Bench bench = new Bench();
    private final Account ann = bench.account("ann");
    private final Account bob = bench.account("bob");
    private final Account eve = bench.account("eve");
    private final long tick = bench.instrument(PERPETUAL).tick;
    // Nothing rests there, and everything at better prices is in the way of sellers.
    private final long price = bench.bid();
    private final Order first = bench.limit(ann, true, price, 100);
    private final Order second = bench.limit(bob, true, price, 100);

    /** Takes what the market rested before both, and then so much. */
    private void sell(final long dollars) {
        final long ahead = bench.amountAt(true, price) - 200 * ONE;
        bench.limit(eve, false, price, ahead / ONE + dollars);
    }

    private Outcome edit(final Edit edit) {
        return bench.exchange.edit(ann, edit, Bench.ORIGIN);
    }

    @Test
    void shouldKeepItsPlaceWhenItShrinks() {
        final long ahead = bench.amountAt(true, price) - 200 * ONE;
        assertTrue(edit(Edit.byId(first.id).amount(60 * ONE).price(price)).isAccepted());
        assertEquals(ahead + 160 * ONE, bench.amountAt(true, price));

        bench.limit(eve, false, price, ahead / ONE + 70);

        assertEquals(OrderState.FILLED, first.state());
        assertEquals(10 * ONE, second.filledAmount());
        assertTrue(first.isReplaced());
    }

    @Test
    void shouldLoseItsPlaceWhenItGrows() {
        final long ahead = bench.amountAt(true, price) - 200 * ONE;
        edit(Edit.byId(first.id).amount(110 * ONE));

        bench.limit(eve, false, price, ahead / ONE + 100);

        assertEquals(0, first.filledAmount());
        assertEquals(OrderState.FILLED, second.state());
    }

    @Test
    void shouldLoseItsPlaceWhenItsPriceChanges() {
        final long ahead = bench.amountAt(true, price) - 200 * ONE;
        edit(Edit.byId(first.id).price(price - 40 * tick));
        edit(Edit.byId(first.id).price(price));

        bench.limit(eve, false, price, ahead / ONE + 100);

        assertEquals(0, first.filledAmount());
        assertEquals(2, first.editCount());
    }

    @Test
    void shouldCountWhatIsFilledIntoTheNewAmount() {
        sell(40);

        edit(Edit.byId(first.id).amount(90 * ONE));

        assertEquals(40 * ONE, first.filledAmount());
        assertEquals(50 * ONE, first.remaining());
        assertEquals(
                "10021 invalid_amount", Bench.error(edit(Edit.byId(first.id).amount(40 * ONE))));
    }

    @Test
    void shouldTradeAtOnceWhenTheNewPriceCrosses() {
        final Outcome outcome = edit(Edit.byId(first.id).price(bench.ask()));

        assertEquals(OrderState.FILLED, first.state());
        assertEquals(100 * ONE, outcome.fills().stream().mapToLong(Fill::amount).sum());
    }

    @Test
    void shouldSlideOrCancelAPostOnlyOrder() {
        edit(Edit.byId(first.id).price(bench.ask()).postOnly(true));
        assertEquals(bench.ask() - tick, first.price());

        final Outcome outcome = edit(Edit.byId(first.id).price(bench.ask()).rejectPostOnly(true));

        assertTrue(outcome.isAccepted());
        assertEquals(OrderState.CANCELLED, first.state());
        assertEquals(CancelReason.EDIT_POST_ONLY_REJECT, first.cancelReason());
    }

    @Test
    void shouldLeaveTheOrderAsItIsWhenItRefuses() {
        final long before = bench.amountAt(true, price);
        bench.exchange.deposit(ann, "BTC", -99 * ONE);

        final String error = Bench.error(edit(Edit.byId(first.id).amount(90_000_000 * ONE)));

        assertEquals("10009 not_enough_funds", error);
        assertEquals(100 * ONE, first.amount());
        assertEquals(before, bench.amountAt(true, price));
        assertEquals(0, first.editCount());
    }

    @Test
    void shouldFindAnOrderByItsLabelAndInstrument() {
        final NewOrder labelled =
                NewOrder.buy(PERPETUAL).price(price - tick).amount(10 * ONE).label("q1");
        final Order order = bench.accepted(ann, labelled).order();

        assertTrue(edit(Edit.byLabel("q1", PERPETUAL).amount(20 * ONE)).isAccepted());
        assertEquals(20 * ONE, order.amount());
        bench.accepted(ann, labelled);

        assertEquals(
                "13032 non_unique_order_label",
                Bench.error(edit(Edit.byLabel("q1", PERPETUAL).amount(30 * ONE))));
        assertEquals(
                "10004 order_not_found",
                Bench.error(edit(Edit.byLabel("q2", PERPETUAL).amount(30 * ONE))));
    }

    @Test
    void shouldRefuseAnEditThatWasOvertaken() {
        edit(Edit.byId(first.id).amount(90 * ONE).ifEditCount(0));

        assertEquals(
                "13777 replaced",
                Bench.error(edit(Edit.byId(first.id).amount(80 * ONE).ifEditCount(0))));
        assertEquals(90 * ONE, first.amount());
    }

    @Test
    void shouldSayWhyAnOrderCannotBeEdited() {
        assertEquals(
                "10029 not_owner_of_order",
                Bench.error(edit(Edit.byId(second.id).amount(90 * ONE))));
        assertEquals("10004 order_not_found", Bench.error(edit(Edit.byId("17").amount(90 * ONE))));
        bench.exchange.cancel(ann, first.id);
        assertEquals(
                "10010 already_closed", Bench.error(edit(Edit.byId(first.id).amount(9 * ONE))));
        final Order filled = bench.limit(ann, true, bench.ask(), 10);
        assertEquals(
                "11008 already_filled", Bench.error(edit(Edit.byId(filled.id).amount(9 * ONE))));
    }
}
