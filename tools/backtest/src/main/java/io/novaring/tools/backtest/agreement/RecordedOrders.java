/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import io.novaring.tools.backtest.timeline.Recording;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends the orders that were sent when the journal was recorded, each at its time, whatever becomes
 * of them. What the venue model does with them is then all that a backtest can differ by: a
 * strategy of its own would quote otherwise from the first difference on.
 *
 * <p>A command goes out with the event that is nearest to its time of those that are recorded. An
 * order that was done when it was recorded and still is open here is taken back after a while; what
 * is to be changed and is done here is left alone. What the engine refused then is not sent. One
 * thread.
 */
public final class RecordedOrders implements Strategy, OrderListener, AutoCloseable {
    private final RecordedActions recorded;
    private final OrderCommand command = new OrderCommand();
    private final OrderUpdatesReader updates = new OrderUpdatesReader(this);

    // Handles of then to those of now, and back.
    private final Map<Long, Long> handles = new HashMap<>();
    private final Map<Long, Long> recordedHandles = new HashMap<>();
    private OrderEntry orders;
    private boolean isStopping;
    private boolean isStopped;
    private long sent;
    private long left;

    /**
     * @param recording whose orders are sent; the one that is backtested.
     * @param graceNs so long an order stays open that was done when it was recorded.
     */
    public RecordedOrders(final Recording recording, final long graceNs) {
        this.recorded = new RecordedActions(recording, graceNs);
    }

    /** Commands that were sent again. */
    public long sent() {
        return sent;
    }

    /** Commands that were not, since the order they are about is done or unknown here. */
    public long left() {
        return left;
    }

    @Override
    public void start(final StrategyContext context) {
        orders = context.orders();
    }

    @Override
    public void stop() {
        isStopping = true;
    }

    @Override
    public boolean isFlat() {
        return isStopped;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        updates.read(event);
        if (orders == null || isStopped) {
            return;
        }
        if (isStopping) {
            isStopped = true;
            orders.cancelAll();
            return;
        }
        for (RecordedActions.Action action = recorded.next(event.receivedTimeNs);
                action != null;
                action = recorded.next(event.receivedTimeNs)) {
            if (action.command() == null) {
                takeBack(action.handle());
            } else if (command.decode(action.command(), action.command().length)) {
                send();
            }
        }
    }

    /** It was done when it was recorded. */
    private void takeBack(final long handle) {
        final Long now = handles.remove(handle);
        if (now != null) {
            recordedHandles.remove(now);
            orders.cancel(now);
        }
    }

    private void send() {
        final long handle = command.handle;
        final boolean isNew =
                command.action == OrderCommand.NEW || command.action == OrderCommand.CLOSE_POSITION;
        final boolean isOfOne =
                command.action == OrderCommand.EDIT || command.action == OrderCommand.CANCEL;
        final Long now = handles.get(handle);
        if (isOfOne && now == null || command.action == OrderCommand.CANCEL_LABEL) {
            left++;
            return;
        }
        if (isOfOne) {
            command.handle = now;
            command.orderIdLength = 0;
        }
        final long result = orders.submit(command);
        sent++;
        if (isNew && result > 0) {
            handles.put(handle, result);
            recordedHandles.put(result, handle);
        }
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        final OrderState state = order.state();
        if (state != null && state.isFinal()) {
            forget(order.handle());
        }
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        if (refused.state() == null || refused.state().isFinal()) {
            forget(refused.handle());
        }
    }

    private void forget(final long handle) {
        final Long then = recordedHandles.remove(handle);
        if (then != null) {
            handles.remove(then);
        }
    }

    @Override
    public void close() {
        recorded.close();
    }
}
