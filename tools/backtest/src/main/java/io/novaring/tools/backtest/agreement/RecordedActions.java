/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.backtest.timeline.Recording;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What a recorded run asked for and when its orders were done, in the order of time: a plain replay
 * that is stepped along, a little ahead. One thread.
 */
final class RecordedActions implements EventHandler<MarketEvent>, OrderListener, AutoCloseable {
    private final Recording recording;
    private final long graceNs;
    private final OrderUpdatesReader updates = new OrderUpdatesReader(this);
    private final OrderCommand command = new OrderCommand();
    private final PriorityQueue<Action> actions =
            new PriorityQueue<>(
                    Comparator.comparingLong(Action::timeNs).thenComparingLong(Action::number));
    private final EventSource source;
    private final Replay replay;
    private final boolean[] trades;
    private long number;
    private long nowNs;

    // Times of events that a backtest sees, too.
    private long seenNs = Long.MIN_VALUE;
    private boolean isOver;

    /**
     * @param command null for an order that was done.
     * @param handle of that.
     * @param number by which those of one time are told apart.
     */
    record Action(long timeNs, byte[] command, long handle, long number) {}

    RecordedActions(final Recording recording, final long graceNs) {
        this.recording = recording;
        this.graceNs = graceNs;
        final List<VenueClient> clients = recording.clients().get();
        trades = new boolean[clients.size()];
        final EngineContext context = new EngineContext();
        for (int i = 0; i < trades.length; i++) {
            trades[i] = clients.get(i).messages().trading().isSupported();
            context.client(clients.get(i));
        }
        context.handler("orders", this);
        source = recording.source().get();
        replay = new Replay(context, source);
    }

    /** What is next and nearer to this moment than to the next recorded event; else null. */
    Action next(final long momentNs) {
        while (!isOver && seenNs <= momentNs) {
            isOver = !replay.step();
        }
        final Action first = actions.peek();
        final boolean isDue =
                first != null
                        && (first.timeNs <= momentNs
                                || !isOver && first.timeNs - momentNs < seenNs - first.timeNs);
        return isDue ? actions.remove() : null;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        nowNs = event.receivedTimeNs + recording.offsetNs();
        updates.read(event);
        if (event.origin == Origin.COMMAND && event.code == CommandType.ORDER.code()) {
            final boolean isSent =
                    command.decode(event.raw, event.rawLength)
                            && command.refusal == OrderRefusal.NONE.code();
            if (isSent) {
                add(nowNs, Arrays.copyOf(event.raw, event.rawLength), 0);
            }
        } else if (event.origin == Origin.INBOUND && !trades[event.connectionId]) {
            seenNs = Math.max(seenNs, nowNs);
        }
    }

    private void add(final long timeNs, final byte[] bytes, final long handle) {
        actions.add(new Action(timeNs, bytes, handle, number++));
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        final OrderState state = order.state();
        if (state != null && state.isFinal()) {
            add(nowNs + graceNs, null, order.handle());
        }
    }

    @Override
    public void close() {
        Recording.close(source);
    }
}
