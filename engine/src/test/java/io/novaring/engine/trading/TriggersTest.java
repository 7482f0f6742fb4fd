/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.novaring.codec.EventKind;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.trading.ModelVenue.Trade;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that waits for a price, and the one that the venue makes of it then. */
final class TriggersTest {
    private static final String LABEL = DeskRig.label(1);
    private static final String TRIGGER_ID = "STOP-1";
    private static final String CHILD_ID = "ID-7";

    private final DeskRig rig = DeskRig.ready();

    @BeforeEach
    void placeAndLose() {
        final byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
        rig.command.clear().instrument("X-PERP").label(label, 0, label.length);
        rig.command.action = OrderCommand.NEW;
        rig.command.type = OrderCommand.STOP_LIMIT;
        rig.command.trigger = OrderCommand.MARK_PRICE;
        rig.command.triggerPrice = 101;
        rig.command.side = Side.SELL;
        rig.command.flags = OrderCommand.ALLOW_STALE_BOOK;
        rig.command.price = 100;
        rig.command.amount = 10;
        rig.command.handle = DeskRig.HANDLE + 1;
        rig.submit();
        rig.outbound();
        rig.close();
        rig.takeRows();
        assertEquals(OrderState.UNKNOWN, rig.state(1));
    }

    private static Trade trade() {
        return new Trade("T-1", CHILD_ID, LABEL, Side.SELL, 100, 10, 1_000);
    }

    private static Deal child(final String state, final long filled) {
        return new Deal(CHILD_ID, LABEL, Side.SELL, 100, 10, filled, state, 1_000);
    }

    private void tellChild(final String state, final long filled) {
        rig.begin(Origin.INBOUND, EventKind.ORDERS);
        rig.orderRow(child(state, filled));
        rig.event.orders.triggerOrderId[0] = rig.text(TRIGGER_ID);
        rig.publish();
    }

    @Test
    void shouldNotTakeATradeOfTheOrderItMadeForItsOwn() {
        rig.notice(trade());

        assertEquals(OrderState.UNKNOWN, rig.state(1));
        assertEquals(0, rig.read(1).filledAmount);
        assertEquals(0, rig.read(1).orderIdLength);
    }

    @Test
    void shouldBeDoneWhenTheOrderItMadeIsTold() {
        rig.notice(trade());
        tellChild("filled", 10);

        assertEquals(OrderState.TRIGGERED, rig.state(1));
        assertEquals(TRIGGER_ID, rig.read(1).orderId());
        assertEquals(0, rig.read(1).filledAmount);
    }

    @Test
    void shouldAlarmNobodyForTheLabelOfBoth() {
        tellChild("open", 0);

        assertEquals(OrderState.TRIGGERED, rig.state(1));
        assertFalse(rig.rows.stream().anyMatch(row -> row.startsWith("ALARM")), rig.rows::toString);
    }

    @Test
    void shouldKnowTheTriggerItselfByItsLabel() {
        rig.begin(Origin.INBOUND, EventKind.ORDERS);
        rig.orderRow(new Deal(TRIGGER_ID, LABEL, Side.SELL, 100, 10, 0, "triggered", 900));
        rig.publish();
        tellChild("open", 0);

        assertEquals(OrderState.TRIGGERED, rig.state(1));
        assertEquals(TRIGGER_ID, rig.read(1).orderId());
    }

    @Test
    void shouldLookForTheTradesOfTheOrderItMadeWhenNobodyToldOfIt() {
        final long timeMs = rig.venue.timeMs;
        final Deal trigger =
                new Deal(TRIGGER_ID, LABEL, Side.SELL, 100, 10, 0, "triggered", timeMs);
        rig.venue.orders.put(TRIGGER_ID, trigger);
        // Its trade and one that makes up for it: the position does not show them.
        rig.venue.trades.add(new Trade("T-1", CHILD_ID, LABEL, Side.SELL, 100, 10, timeMs));
        rig.venue.trades.add(new Trade("T-2", "ID-8", "theirs", Side.BUY, 100, 10, timeMs));
        rig.tick(20 * DeskRig.SECOND_NS);
        final Trade newest = new Trade("T-3", "ID-9", "theirs", Side.BUY, 100, 4, rig.venue.timeMs);
        rig.venue.trades.add(newest);
        rig.notice(newest);
        rig.takeRows();
        rig.open();
        rig.recover();

        assertEquals(OrderState.TRIGGERED, rig.state(1));
        assertEquals(
                List.of("FILL 10", "FILL 10", "READY"),
                rig.takeRows().stream().filter(row -> !row.startsWith("ORDER")).toList());
    }
}
