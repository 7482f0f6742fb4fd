/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Interventions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The orders that rest in the market's books, by instrument, side and price. */
final class Books {
    private final Interventions interventions;
    private final Map<Instrument, Map<Long, LevelQueue>> bids = new HashMap<>();
    private final Map<Instrument, Map<Long, LevelQueue>> asks = new HashMap<>();

    private Queues queues = (instrument, own) -> new LevelQueue(own);
    private Consumer<Order> onRest = order -> {};
    private Takes takes = (instrument, atBids, price, amount) -> {};

    Books(final Interventions interventions) {
        this.interventions = interventions;
    }

    /** Before any order rests: how queues are made, and who is told of what rests in them. */
    void setQueues(final Queues maker, final Consumer<Order> listener) {
        queues = maker;
        onRest = listener;
    }

    /** Who is told before the market's own part of a level is traded away. */
    void setTakes(final Takes listener) {
        takes = listener;
    }

    /** The market's own part of a level is traded away. */
    void take(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        takes.onTake(instrument, atBids, price, amount);
        interventions.take(instrument, atBids, price, amount);
    }

    /** Null when only the market itself is there. */
    LevelQueue find(final Instrument instrument, final boolean atBids, final long price) {
        final Map<Long, LevelQueue> queues = (atBids ? bids : asks).get(instrument);
        return queues == null ? null : queues.get(price);
    }

    /** Behind everything at its price; shows what may be seen of it. */
    void rest(final Order order) {
        final BookSide side = order.instrument.side(order.isBuy);
        final LevelQueue queue =
                (order.isBuy ? bids : asks)
                        .computeIfAbsent(order.instrument, i -> new HashMap<>())
                        .computeIfAbsent(
                                order.price,
                                price -> {
                                    final int level = side.find(price);
                                    final long own = level < 0 ? 0 : side.own(level);
                                    return queues.make(order.instrument, own);
                                });
        queue.add(order);
        onRest.accept(order);
        order.resting = true;
        order.shown =
                order.isIceberg()
                        ? Math.min(order.displayAmount, order.remaining())
                        : order.remaining();
        interventions.show(order.instrument, order.isBuy, order.price, order.shown);
    }

    /** Takes it out of the book; nothing when it does not rest. */
    void remove(final Order order) {
        if (!order.resting) {
            return;
        }
        final Map<Long, LevelQueue> queues = (order.isBuy ? bids : asks).get(order.instrument);
        final LevelQueue queue = queues.get(order.price);
        queue.remove(order);
        if (queue.isEmpty()) {
            queues.remove(order.price);
        }
        order.resting = false;
        show(order, -order.shown);
    }

    /** Keeps its place and shows more, or with a negative change less of it. */
    void show(final Order order, final long change) {
        order.shown += change;
        interventions.show(order.instrument, order.isBuy, order.price, change);
    }

    /** Makes the queue of a price at which the market itself shows {@code own}. */
    @FunctionalInterface
    interface Queues {
        LevelQueue make(Instrument instrument, long own);
    }

    /** Is told of what orders take from the market itself. */
    @FunctionalInterface
    interface Takes {
        void onTake(Instrument instrument, boolean atBids, long price, long amount);
    }
}
