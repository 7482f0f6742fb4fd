/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the engine told of orders, fills and positions, put down row by row as any handler behind
 * the stages could: it knows nothing of the exchange, and of the engine only events. One thread
 * calls {@link #onEvent}, any reads.
 */
final class EngineRecord implements OrderListener {
    private final OrderUpdatesReader updates = new OrderUpdatesReader(this);
    private final OrderCommand command = new OrderCommand();
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final List<Long> answerNs = new ArrayList<>();
    private long positionMax;
    private long readyCount;
    private long unknownCount;
    private long refusedCount;
    private long failedCount;
    private long alarmCount;
    private long differenceCount;

    /** One order as last told. */
    static final class Order {
        final long handle;
        String label = "";
        String orderId = "";
        OrderState state;
        byte side = Side.NONE;
        long price = MarketEvent.ABSENT;
        long amount = MarketEvent.ABSENT;
        long filled;
        private long askedNs;

        private Order(final long handle) {
            this.handle = handle;
        }

        /** What of it is told apart from time. */
        @Override
        public String toString() {
            return handle + " " + label + " " + orderId + " " + state + " " + side + " " + price
                    + " " + amount + " " + filled;
        }
    }

    /** One trade as told; the text of an absent id is empty. */
    record Fill(
            String tradeId,
            String orderId,
            long handle,
            int instrumentId,
            byte side,
            long price,
            long amount,
            long fee) {}

    synchronized void onEvent(final MarketEvent event) {
        if (event.kind == EventKind.COMMAND && event.code == CommandType.ORDER.code()) {
            onCommand(event);
        }
        updates.read(event);
    }

    private void onCommand(final MarketEvent event) {
        if (command.decode(event.raw, event.rawLength)
                && (command.action == OrderCommand.NEW
                        || command.action == OrderCommand.CLOSE_POSITION)) {
            final Order order = order(command.handle);
            order.label =
                    new String(command.label, 0, command.labelLength, StandardCharsets.US_ASCII);
            order.askedNs = event.receivedTimeNs;
        }
    }

    private Order order(final long handle) {
        return orders.computeIfAbsent(handle, Order::new);
    }

    @Override
    public void onOrder(final OrderUpdate update) {
        final Order order = order(update.handle());
        final OrderState before = order.state;
        order.state = update.state();
        order.side = update.side();
        order.price = update.price();
        order.amount = update.amount();
        order.filled = update.filledAmount();
        final MarketEvent event = update.event();
        if (update.row() != MarketEvent.NONE) {
            order.orderId = text(event, event.orders.orderId[update.row()], order.orderId);
            order.label = text(event, event.orders.label[update.row()], order.label);
        }
        final boolean isUnknown = order.state == OrderState.UNKNOWN;
        if (isUnknown != (before == OrderState.UNKNOWN)) {
            unknownCount += isUnknown ? 1 : -1;
        }
        final boolean isAnswered = isUnknown || order.state.code() > OrderState.SENT.code();
        if (isAnswered && order.askedNs > 0) {
            if (!isUnknown) {
                answerNs.add(event.receivedTimeNs - order.askedNs);
            }
            order.askedNs = 0;
        }
    }

    @Override
    public void onFill(final OrderUpdate update) {
        final MarketEvent event = update.event();
        final int row = update.row();
        fills.add(
                new Fill(
                        text(event, event.trades.tradeId[row], ""),
                        text(event, event.trades.orderId[row], ""),
                        update.handle(),
                        update.instrumentId(),
                        update.side(),
                        update.price(),
                        update.amount(),
                        event.trades.fee[row]));
        onPosition(update);
    }

    @Override
    public void onPosition(final OrderUpdate update) {
        if (update.position() != MarketEvent.ABSENT) {
            positions.put(update.instrumentId(), update.position());
            positionMax = Math.max(positionMax, Math.abs(update.position()));
        }
        differenceCount += update.isDifference() ? 1 : 0;
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        refusedCount++;
        if (refused.state() == OrderState.REFUSED) {
            order(refused.handle()).state = OrderState.REFUSED;
        }
    }

    @Override
    public void onFailed(final OrderUpdate failed) {
        failedCount++;
    }

    @Override
    public void onReady(final OrderUpdate ready) {
        readyCount++;
    }

    @Override
    public void onAlarm(final OrderUpdate alarm) {
        alarmCount++;
    }

    private static String text(final MarketEvent event, final long text, final String otherwise) {
        return text == Text.ABSENT ? otherwise : Text.toString(event.raw, text);
    }

    /** In the order they were asked for. Their fields change with the next event. */
    synchronized List<Order> orders() {
        return List.copyOf(orders.values());
    }

    synchronized List<Fill> fills() {
        return List.copyOf(fills);
    }

    /** By the number of the instrument; above zero is long. */
    synchronized Map<Integer, Long> positions() {
        return new TreeMap<>(positions);
    }

    /** The label of an open order with a price, null when there is none. */
    synchronized String anyQuote() {
        String label = null;
        for (final Order order : orders.values()) {
            if (order.state == OrderState.OPEN && order.price != MarketEvent.ABSENT) {
                label = order.label;
            }
        }
        return label;
    }

    /** The price of the open order of a side, ABSENT when there is none. */
    synchronized long quote(final byte side) {
        long price = MarketEvent.ABSENT;
        for (final Order order : orders.values()) {
            if (order.state == OrderState.OPEN && order.side == side) {
                price = order.price;
            }
        }
        return price;
    }

    /** From the moment an order was taken to the venue's first word on it, in nanoseconds. */
    synchronized List<Long> answerNs() {
        return List.copyOf(answerNs);
    }

    synchronized Counts counts() {
        return new Counts(
                readyCount,
                unknownCount,
                refusedCount,
                failedCount,
                alarmCount,
                differenceCount,
                positionMax);
    }

    /**
     * @param unknown orders that are UNKNOWN now.
     * @param failed edits and cancels that the venue refused.
     * @param differences positions that were not the venue's.
     * @param positionMax largest that a position ever was, to either side.
     */
    record Counts(
            long ready,
            long unknown,
            long refused,
            long failed,
            long alarms,
            long differences,
            long positionMax) {}

    /** Everything but times, a line each: two runs that took the same decisions have the same. */
    synchronized List<String> lines() {
        final List<String> lines = new ArrayList<>();
        orders.values().forEach(order -> lines.add(order.toString()));
        fills.forEach(fill -> lines.add(fill.toString()));
        lines.add(positions.toString());
        lines.add(counts().toString());
        return lines;
    }
}
