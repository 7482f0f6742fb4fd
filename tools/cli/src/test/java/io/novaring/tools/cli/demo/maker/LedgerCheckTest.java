/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.Action;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerCheckTest {
    private static final String ACCOUNT = "demo";
    private static final String INSTRUMENT = "BTC-PERPETUAL";
    private static final int INSTRUMENT_ID = 3;
    private static final long AMOUNT = 100_000_000_000L;
    private static final long PRICE = 60_000_000_000_000L;
    private static final long FIRST = (1L << 32) + 1;
    private static final long SECOND = FIRST + 1;

    private final EngineRecord engine = new EngineRecord();
    private final Ledger ledger = new Ledger(100);

    @Test
    void shouldAgreeAboutARoundTrip() {
        roundTrip();

        final LedgerCheck.Result result = compare();

        assertEquals(List.of(), result.disagreements());
        assertEquals(2, result.orders());
        assertEquals(2, result.fills());
        assertEquals(1, result.positions());
    }

    @Test
    void shouldMissAnOrderTheEngineNeverHeardOf() {
        roundTrip();
        accepted("o-9", "nr-9", true, "cancelled", 0);

        assertDiffers("order o-9: engine says no such order; ledger says cancelled");
    }

    @Test
    void shouldMissAnOrderTheExchangeNeverTook() {
        roundTrip();
        asked(9, "nr-9");
        told(9, OrderState.CANCELLED, Side.BUY, 0);

        assertDiffers(
                "order nr-9: engine says cancelled, 0 of 100 filled at 60000; ledger says no");
    }

    @Test
    void shouldTakeOrdersThatNeverWereForWhatTheyAre() {
        roundTrip();
        asked(9, "nr-9");
        told(9, OrderState.NOT_FOUND, Side.BUY, 0);

        assertEquals(List.of(), compare().disagreements());
        assertEquals(1, compare().unaccepted());
    }

    @Test
    void shouldNotTakeAnUnknownOrderForSettled() {
        roundTrip();
        asked(9, "nr-9");
        told(9, OrderState.UNKNOWN, Side.BUY, 0);

        assertDiffers("order nr-9: engine says unknown");
    }

    @Test
    void shouldSeeAnotherStateOrFilledAmount() {
        roundTrip();
        told(FIRST, OrderState.CANCELLED, Side.BUY, AMOUNT / 2);

        assertDiffers(
                "order o-1: engine says cancelled, 50 of 100 filled at 60000; ledger says filled, 100"
                        + " of 100");
    }

    @Test
    void shouldSeeATradeToldTwice() {
        roundTrip();
        traded("t-1", "o-1", FIRST, Side.BUY, PRICE, 0);

        assertDiffers("trade t-1: engine says told twice");
    }

    @Test
    void shouldSeeATradeNeverToldAndThePositionItLeaves() {
        roundTrip();
        ledger.append(number -> fill(number, "t-9", "o-1", true, PRICE));

        assertDiffers("trade t-9: engine says never told");
        assertDiffers("position in BTC-PERPETUAL: engine says 0; ledger says 100");
        assertDiffers("at the end: engine says flat");
    }

    @Test
    void shouldSeeAnotherPriceOfATrade() {
        order(FIRST, "nr-1", "o-1", Side.BUY, "t-1", PRICE + 1, AMOUNT);
        order(SECOND, "nr-2", "o-2", Side.SELL, "t-2", PRICE, 0);

        assertDiffers("trade t-1: engine says Fill");
    }

    @Test
    void shouldSeeWhatIsOpenAtTheEnd() {
        accepted("o-1", "nr-1", true, "open", 0);
        asked(FIRST, "nr-1");
        told(FIRST, OrderState.OPEN, Side.BUY, 0);

        assertDiffers("at the end: engine says nothing open; ledger says open");
    }

    @Test
    void shouldSeeALabelUsedTwice() {
        roundTrip();
        accepted("o-3", "nr-1", true, "filled", AMOUNT);

        assertDiffers("label nr-1: engine says one order; ledger says 2 orders");
    }

    private void roundTrip() {
        order(FIRST, "nr-1", "o-1", Side.BUY, "t-1", PRICE, AMOUNT);
        order(SECOND, "nr-2", "o-2", Side.SELL, "t-2", PRICE, 0);
    }

    private void order(
            final long handle,
            final String label,
            final String orderId,
            final byte side,
            final String tradeId,
            final long toldPrice,
            final long position) {
        final boolean isBuy = side == Side.BUY;
        accepted(orderId, label, isBuy, "filled", AMOUNT);
        ledger.append(number -> fill(number, tradeId, orderId, isBuy, PRICE));
        asked(handle, label);
        told(handle, OrderState.FILLED, side, AMOUNT);
        traded(tradeId, orderId, handle, side, toldPrice, position);
    }

    private void accepted(
            final String orderId,
            final String label,
            final boolean isBuy,
            final String state,
            final long filled) {
        ledger.append(
                number ->
                        new OrderEntry(
                                number,
                                0,
                                ACCOUNT,
                                Action.ACCEPTED,
                                "",
                                orderId,
                                "",
                                label,
                                INSTRUMENT,
                                isBuy,
                                "limit",
                                state,
                                PRICE,
                                AMOUNT,
                                filled,
                                0));
    }

    private static FillEntry fill(
            final long number,
            final String tradeId,
            final String orderId,
            final boolean isBuy,
            final long price) {
        return new FillEntry(
                number,
                0,
                ACCOUNT,
                tradeId,
                orderId,
                "",
                INSTRUMENT,
                isBuy,
                price,
                AMOUNT,
                0,
                "BTC",
                true,
                0,
                0);
    }

    private void asked(final long handle, final String label) {
        final OrderCommand command = new OrderCommand();
        command.action = OrderCommand.NEW;
        command.handle = handle;
        final byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        command.label(bytes, 0, bytes.length);
        final MarketEvent event = new MarketEvent();
        event.kind = EventKind.COMMAND;
        event.code = CommandType.ORDER.code();
        event.ensureRaw(OrderCommand.LENGTH_MAX);
        event.rawLength = command.encode(event.raw);
        engine.onEvent(event);
    }

    private void told(
            final long handle, final OrderState state, final byte side, final long filled) {
        final MarketEvent event = new MarketEvent();
        event.kind = EventKind.ORDERS;
        final OrderUpdates updates = event.claimUpdates();
        final int at = updates.add(OrderUpdates.ORDER);
        updates.handle[at] = handle;
        updates.state[at] = state.code();
        updates.side[at] = side;
        updates.price[at] = PRICE;
        updates.amount[at] = AMOUNT;
        updates.filledAmount[at] = filled;
        engine.onEvent(event);
    }

    private void traded(
            final String tradeId,
            final String orderId,
            final long handle,
            final byte side,
            final long price,
            final long position) {
        final MarketEvent event = new MarketEvent();
        event.kind = EventKind.USER_TRADES;
        final byte[] raw = (tradeId + orderId).getBytes(StandardCharsets.US_ASCII);
        event.ensureRaw(raw.length);
        System.arraycopy(raw, 0, event.raw, 0, raw.length);
        event.rawLength = raw.length;
        final int row = event.trades.addOwn();
        event.trades.tradeId[row] = Text.of(0, tradeId.length());
        event.trades.orderId[row] = Text.of(tradeId.length(), orderId.length());
        event.trades.fee[row] = 0;
        final OrderUpdates updates = event.claimUpdates();
        final int at = updates.add(OrderUpdates.FILL);
        updates.handle[at] = handle;
        updates.row[at] = row;
        updates.side[at] = side;
        updates.instrumentId[at] = INSTRUMENT_ID;
        updates.price[at] = price;
        updates.amount[at] = AMOUNT;
        updates.position[at] = position;
        engine.onEvent(event);
    }

    private LedgerCheck.Result compare() {
        return LedgerCheck.compare(engine, ledger, ACCOUNT, id -> INSTRUMENT);
    }

    private void assertDiffers(final String beginning) {
        final List<String> found = compare().disagreements();
        assertTrue(found.stream().anyMatch(text -> text.startsWith(beginning)), found::toString);
    }
}
