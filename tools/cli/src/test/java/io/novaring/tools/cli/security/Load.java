/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import io.novaring.codec.Decimals;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.Engine;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import io.novaring.venues.deribit.DeribitPrivateRequests;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program that never rests: places an order, changes it, cancels it, and asks a question, over
 * and over. One thread calls {@link #step}; the listener's calls come on a handler's thread.
 */
final class Load implements OrderListener {
    static final String INSTRUMENT = "BTC-PERPETUAL";
    static final long AMOUNT = 10 * Decimals.SCALE;

    final OrderUpdatesReader reader = new OrderUpdatesReader(this);
    final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    final AtomicLong questionsAnswered = new AtomicLong();
    final AtomicLong questionsFailed = new AtomicLong();
    volatile boolean isReady;

    /** Each order is changed once and cancelled once. */
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    private final Queue<Long> opened = new ConcurrentLinkedQueue<>();
    private final Queue<Long> edited = new ConcurrentLinkedQueue<>();
    private final OrderCommand command = new OrderCommand();
    private long price;
    private int turn;
    private int questionTurn;

    /** Far below the market, on the tick. */
    void priceFrom(final long bestBid) {
        price = bestBid / Decimals.SCALE * 7 / 10 * Decimals.SCALE;
    }

    @Override
    public void onReady(final OrderUpdate ready) {
        isReady = true;
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        final boolean isEdited = order.amount() != AMOUNT;
        if (order.state() == OrderState.OPEN
                && seen.add(isEdited ? -order.handle() : order.handle())) {
            (isEdited ? edited : opened).add(order.handle());
        } else if (order.state() == OrderState.FILLED) {
            refusals.merge("FILLED", 1, Integer::sum);
        }
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        refusals.merge(refused.refusal().name(), 1, Integer::sum);
    }

    @Override
    public void onFailed(final OrderUpdate failed) {
        refusals.merge("FAILED " + failed.kind(), 1, Integer::sum);
    }

    /** One wish, whichever is next. */
    void step(final Engine engine) {
        if (++questionTurn % 4 == 0) {
            ask(engine);
        } else {
            step(engine.orders());
        }
    }

    /** As {@link #step(Engine)}, without questions. */
    void step(final OrderEntry orders) {
        switch (turn++ % 3) {
            case 0 -> place(orders);
            case 1 -> {
                final Long handle = opened.poll();
                if (handle != null) {
                    taken(orders.edit(handle, price + Decimals.SCALE, 2 * AMOUNT));
                }
            }
            default -> {
                final Long handle = edited.poll();
                if (handle != null) {
                    taken(orders.cancel(handle));
                }
            }
        }
    }

    private void place(final OrderEntry orders) {
        command.clear().instrument(INSTRUMENT);
        command.action = OrderCommand.NEW;
        command.side = Side.BUY;
        command.price = price;
        command.amount = AMOUNT;
        command.flags = OrderCommand.POST_ONLY;
        taken(orders.submit(command));
    }

    private void taken(final long result) {
        if (result < 0) {
            refusals.merge(OrderEntry.refusalOf(result).name(), 1, Integer::sum);
        }
    }

    /** Asks what the positions are. */
    void ask(final Engine engine) {
        engine.request(Account.PRIVATE, DeribitPrivateRequests.getPositions())
                .whenComplete(
                        (text, failure) ->
                                (failure == null ? questionsAnswered : questionsFailed)
                                        .incrementAndGet());
    }
}
