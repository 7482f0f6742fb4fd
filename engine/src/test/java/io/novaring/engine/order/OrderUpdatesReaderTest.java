/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stage 4 wrote on an event, as listeners and futures have it. */
final class OrderUpdatesReaderTest implements OrderListener {
    private static final long HANDLE = 7L << 32;

    private final List<String> seen = new ArrayList<>();
    private final OrderUpdatesReader reader = new OrderUpdatesReader(this);
    private final MarketEvent event = new MarketEvent();

    @Override
    public void onOrder(final OrderUpdate order) {
        seen.add("order " + order.handle() + ' ' + order.previousState() + ' ' + order.state());
    }

    @Override
    public void onFill(final OrderUpdate fill) {
        seen.add("fill " + fill.price() + ' ' + fill.amount() + ' ' + fill.filledAmount());
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        seen.add("refused " + refused.refusal() + ' ' + refused.waitNs());
    }

    @Override
    public void onFailed(final OrderUpdate failed) {
        seen.add("failed " + failed.kind() + ' ' + failed.errorCode());
    }

    @Override
    public void onPosition(final OrderUpdate position) {
        seen.add(
                "position "
                        + position.isDifference()
                        + ' '
                        + position.position()
                        + ' '
                        + position.instrumentId());
    }

    @Override
    public void onReady(final OrderUpdate ready) {
        seen.add("ready");
    }

    @Override
    public void onAccountLock(final OrderUpdate lock) {
        seen.add("lock " + lock.isLocked());
    }

    @Override
    public void onAlarm(final OrderUpdate alarm) {
        seen.add("alarm " + alarm.side() + ' ' + alarm.row());
    }

    @Test
    void shouldCallWhatEachUpdateIsFor() {
        final OrderUpdates updates = event.claimUpdates();
        int at = updates.add(OrderUpdates.ORDER);
        updates.handle[at] = HANDLE;
        updates.state[at] = OrderState.OPEN.code();
        at = updates.add(OrderUpdates.FILL);
        updates.price[at] = 1;
        updates.amount[at] = 2;
        updates.filledAmount[at] = 3;
        at = updates.add(OrderUpdates.REFUSED);
        updates.refusal[at] = OrderRefusal.THROTTLED.code();
        updates.waitNs[at] = 4;
        at = updates.add(OrderUpdates.EDIT_FAILED);
        updates.errorCode[at] = 5;
        at = updates.add(OrderUpdates.CANCEL_FAILED);
        updates.errorCode[at] = 6;
        at = updates.add(OrderUpdates.POSITION);
        updates.position[at] = 7;
        updates.instrumentId[at] = 1;
        at = updates.add(OrderUpdates.POSITION_DIFFERENCE);
        updates.position[at] = 8;
        updates.add(OrderUpdates.READY);
        at = updates.add(OrderUpdates.ACCOUNT_LOCK);
        updates.state[at] = 1;
        at = updates.add(OrderUpdates.ALARM);
        updates.side[at] = Side.SELL;
        updates.add((byte) 99);

        assertEquals(11, reader.read(event));

        assertEquals(
                List.of(
                        "order " + HANDLE + " null OPEN",
                        "fill 1 2 3",
                        "refused THROTTLED 4",
                        "failed 4 5",
                        "failed 5 6",
                        "position false 7 1",
                        "position true 8 -1",
                        "ready",
                        "lock true",
                        "alarm 1 -1"),
                seen);
    }

    @Test
    void shouldCallNobodyForAnEventWithoutUpdates() {
        assertEquals(0, reader.read(event));

        assertEquals(List.of(), seen);
    }

    private OrdersRig rig() {
        return new OrdersRig(OrdersRig.trader());
    }

    private static CompletableFuture<OrderOutcome> submit(final OrdersRig rig) {
        final OrderCommand order = new OrderCommand().instrument("X");
        order.action = OrderCommand.NEW;
        return rig.orders.entry().submitForFuture(order);
    }

    private int update(final byte kind, final OrdersRig rig) {
        event.reset(Origin.INBOUND, EventKind.ORDERS);
        final OrderUpdates updates = event.claimUpdates();
        final int at = updates.add(kind);
        updates.handle[at] = rig.last().handle;
        return at;
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void shouldCompleteAFutureOnceTheOrderIsKnown(final OrderState state) throws Exception {
        final OrdersRig rig = rig();
        final CompletableFuture<OrderOutcome> future = submit(rig);
        final int at = update(OrderUpdates.ORDER, rig);
        event.updates().state[at] = state.code();
        rig.orders.handler().onEvent(event, 0, true);

        final boolean isOpen =
                state == OrderState.PENDING_NEW
                        || state == OrderState.SENT
                        || state == OrderState.UNKNOWN;
        if (!isOpen) {
            assertEquals(state, future.get(20, TimeUnit.SECONDS).state());
            return;
        }
        event.updates().state[at] = OrderState.FILLED.code();
        rig.orders.handler().onEvent(event, 1, true);
        assertEquals(OrderState.FILLED, future.get(20, TimeUnit.SECONDS).state());
    }

    @Test
    void shouldTellTheVenuesOwnIdAndFigures() throws Exception {
        final OrdersRig rig = rig();
        final CompletableFuture<OrderOutcome> future = submit(rig);
        final byte[] raw = "id is ETH-584849853".getBytes(StandardCharsets.US_ASCII);
        final int at = update(OrderUpdates.ORDER, rig);
        event.setRaw(raw, 0, raw.length);
        event.orders.clear();
        event.orders.orderId[event.orders.add()] = Text.of(6, 13);
        final OrderUpdates updates = event.updates();
        updates.state[at] = OrderState.OPEN.code();
        updates.row[at] = 0;
        updates.price[at] = 1;
        updates.amount[at] = 2;
        updates.filledAmount[at] = 3;

        rig.orders.handler().onEvent(event, 0, true);

        assertEquals(
                new OrderOutcome(
                        rig.last().handle,
                        "ETH-584849853",
                        OrderState.OPEN,
                        OrderRefusal.NONE,
                        0,
                        1,
                        2,
                        3,
                        MarketEvent.ABSENT),
                future.get(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldTellWhyTheStageRefused() throws Exception {
        final OrdersRig rig = rig();
        final CompletableFuture<OrderOutcome> future = submit(rig);
        final int at = update(OrderUpdates.REFUSED, rig);
        event.updates().state[at] = OrderState.REFUSED.code();
        event.updates().refusal[at] = OrderRefusal.PRICE_BAND.code();

        rig.orders.handler().onEvent(event, 0, true);

        final OrderOutcome outcome = future.get(20, TimeUnit.SECONDS);
        assertEquals(OrderState.REFUSED, outcome.state());
        assertEquals(OrderRefusal.PRICE_BAND, outcome.refusal());
    }

    @Test
    void shouldLeaveOtherFuturesOpen() throws Exception {
        final OrdersRig rig = rig();
        final CompletableFuture<OrderOutcome> future = submit(rig);
        final int at = update(OrderUpdates.ORDER, rig);
        event.updates().state[at] = OrderState.OPEN.code();
        event.updates().handle[at]++;

        rig.orders.handler().onEvent(event, 0, true);

        assertFalse(future.isDone());
    }
}
