/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.queue.QueueModel;
import io.novaring.tools.simulator.exchange.queue.TakenLevels;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Interventions;
import io.novaring.tools.simulator.market.RecordedMarket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The market's side of an exchange whose books are a recording's: what the recording shows is set
 * from outside, what it traded fills the orders that rest. Orders that come take what is shown;
 * what they took nobody has again, though the recording shows it still. One thread.
 */
public final class RecordedBooks {
    private boolean open;
    private final Exchange exchange;
    private final Books books;
    private final Matcher matcher;
    private final Interventions interventions;
    private final RecordedMarket market;
    private final LongSupplier nowNs;
    private final QueueModel model;
    private final Set<Instrument> unknown = new HashSet<>();
    private final Map<Instrument, TakenLevels> takenBids = new HashMap<>();
    private final Map<Instrument, TakenLevels> takenAsks = new HashMap<>();

    /**
     * No book is known yet.
     *
     * @param exchange on {@code market}; nobody has placed an order yet.
     * @param windowNs within which a trade and the change it made are told of.
     */
    public RecordedBooks(
            final Exchange exchange,
            final RecordedMarket market,
            final QueueModel model,
            final long windowNs,
            final LongSupplier nowNs) {
        this.exchange = exchange;
        this.books = exchange.books();
        this.matcher = exchange.matcher;
        this.interventions = market.market().interventions();
        this.market = market;
        this.model = model;
        this.nowNs = nowNs;
        unknown.addAll(market.market().instruments());
        books.setQueues(
                (instrument, own) -> new RecordedQueue(instrument, own, model, windowNs, nowNs),
                order -> order.unplaced = unknown.contains(order.instrument));
        books.setTakes(this::onTake);
    }

    private void onTake(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        final BookSide side = instrument.side(atBids);
        (atBids ? takenBids : takenAsks)
                .computeIfAbsent(instrument, of -> new TakenLevels(model, of.amountUnit))
                .take(price, side.own(side.find(price)), amount);
    }

    private TakenLevels taken(final Instrument instrument, final boolean atBids) {
        return (atBids ? takenBids : takenAsks).get(instrument);
    }

    /** What there is to be had of what the recording shows. */
    private long left(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        final TakenLevels taken = taken(instrument, atBids);
        return taken == null ? amount : taken.left(price, amount);
    }

    /** What the recording shows at a price, whoever took of it. */
    public long displayed(final Instrument instrument, final boolean atBids, final long price) {
        final BookSide side = instrument.side(atBids);
        final int level = side.find(price);
        final long own = level < 0 ? 0 : side.own(level);
        final TakenLevels taken = taken(instrument, atBids);
        return taken == null ? own : taken.displayed(price, own);
    }

    public boolean isKnown(final Instrument instrument) {
        return !unknown.contains(instrument);
    }

    /** The book is not known any more: nothing trades until {@link #endSnapshot}. */
    public void lose(final Instrument instrument) {
        unknown.add(instrument);
        market.clear(instrument);
        forEachTaken(instrument, TakenLevels::clear);
        forEachQueue(instrument, (queue, own) -> queue.lose());
    }

    private void forEachTaken(final Instrument instrument, final Consumer<TakenLevels> action) {
        for (int i = 0; i < 2; i++) {
            final TakenLevels taken = taken(instrument, i == 0);
            if (taken != null) {
                action.accept(taken);
            }
        }
    }

    /** What follows by {@link #setLevel} is the whole book. */
    public void beginSnapshot(final Instrument instrument) {
        market.clear(instrument);
        forEachTaken(instrument, TakenLevels::beginSnapshot);
    }

    /** A level of a snapshot. */
    public void setLevel(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        market.setLevel(instrument, atBids, price, left(instrument, atBids, price, amount));
    }

    public void endSnapshot(final Instrument instrument) {
        forEachTaken(instrument, TakenLevels::endSnapshot);
        if (unknown.remove(instrument)) {
            forEachQueue(instrument, RecordedQueue::rejoin);
        } else {
            forEachQueue(instrument, (queue, own) -> queue.change(own, nowNs.getAsLong()));
        }
    }

    /** A level of a known book has another amount; 0 for none. */
    public void change(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        change(instrument, atBids, price, amount, 0);
    }

    /**
     * @param hidden how much of the amount nobody can have for now.
     */
    public void change(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount,
            final long hidden) {
        final long left = left(instrument, atBids, price, amount);
        if (market.setLevel(instrument, atBids, price, Math.max(0, left - hidden))) {
            queue(instrument, atBids, price).change(left, nowNs.getAsLong());
        }
    }

    /** As {@link #change}, because orders that count for nobody came or went. */
    public void ignore(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount,
            final long hidden) {
        final long left = left(instrument, atBids, price, amount);
        if (market.setLevel(instrument, atBids, price, Math.max(0, left - hidden))) {
            queue(instrument, atBids, price).ignore(left, nowNs.getAsLong());
        }
    }

    private RecordedQueue queue(
            final Instrument instrument, final boolean atBids, final long price) {
        return (RecordedQueue) books.find(instrument, atBids, price);
    }

    private void forEachQueue(final Instrument instrument, final QueueAction action) {
        for (int i = 0; i < 2 && instrument.isJoined(); i++) {
            final boolean atBids = i == 0;
            final BookSide side = instrument.side(atBids);
            for (int level = 0; level < side.count(); level++) {
                if (side.shown(level) > 0) {
                    action.accept(queue(instrument, atBids, side.price(level)), side.own(level));
                }
            }
        }
    }

    /**
     * Somebody took from the recorded book. Orders at that price stand in its queue; those at
     * better prices would have come first, and share the amount.
     *
     * @param tradeNs when, cut to the millisecond.
     */
    public void trade(
            final Instrument instrument,
            final boolean takerBuys,
            final long price,
            final long amount,
            final long tradeNs) {
        if (!instrument.isJoined() || unknown.contains(instrument)) {
            return;
        }
        final BookSide side = instrument.side(!takerBuys);
        long left = amount;
        int level = 0;
        while (level < side.count() && !side.isBetter(price, side.price(level))) {
            final long at = side.price(level);
            if (side.shown(level) > 0) {
                final LevelQueue queue = books.find(instrument, !takerBuys, at);
                if (at == price) {
                    ((RecordedQueue) queue).trade(amount, left, tradeNs, nowNs.getAsLong());
                } else {
                    share(queue, left, tradeNs);
                }
                left -= fill(queue, takerBuys);
            }
            level += level < side.count() && side.price(level) == at ? 1 : 0;
        }
        close(instrument);
    }

    private static void share(final LevelQueue queue, final long most, final long tradeNs) {
        long left = most;
        for (final Order order : queue.orders()) {
            order.due = RecordedQueue.isAfter(order, tradeNs) ? Math.min(left, order.shown) : 0;
            left -= order.due;
        }
    }

    private long fill(final LevelQueue queue, final boolean takerBuys) {
        long filled = 0;
        for (final Order order : List.copyOf(queue.orders())) {
            final long due = order.due;
            order.due = 0;
            if (due > 0) {
                open(order.instrument, takerBuys);
                filled += matcher.fill(order, due);
            }
        }
        return filled;
    }

    /** After changes: orders that rest trade with what the recording shows at their price. */
    public void cross(final Instrument instrument) {
        if (instrument.isJoined() && !unknown.contains(instrument)) {
            cross(instrument, true);
            cross(instrument, false);
            close(instrument);
        }
    }

    private void cross(final Instrument instrument, final boolean atBids) {
        final BookSide side = instrument.side(atBids);
        final BookSide other = instrument.side(!atBids);
        int level = 0;
        int otherLevel = 0;
        while (level < side.count() && otherLevel < other.count()) {
            if (!Matcher.reaches(atBids, side.price(level), other.price(otherLevel))) {
                return;
            }
            if (side.shown(level) == 0) {
                level++;
            } else if (other.own(otherLevel) == 0) {
                otherLevel++;
            } else {
                final Order order =
                        books.find(instrument, atBids, side.price(level)).orders().get(0);
                open(instrument, !atBids);
                final long amount = matcher.fill(order, other.own(otherLevel));
                books.take(instrument, !atBids, other.price(otherLevel), amount);
                // Levels may have gone on both sides.
                level = 0;
                otherLevel = 0;
            }
        }
    }

    private void open(final Instrument instrument, final boolean takerBuys) {
        if (!open) {
            open = true;
            exchange.begin();
            interventions.begin(instrument, takerBuys, exchange.registry.nowMs());
        }
    }

    private void close(final Instrument instrument) {
        if (open) {
            open = false;
            matcher.tidy(instrument);
            interventions.end();
            exchange.end();
        }
    }

    /** What stands in front of it by the model; -1 when it does not rest. */
    public long amountBefore(final Order order) {
        if (!order.resting) {
            return -1;
        }
        final LevelQueue queue = books.find(order.instrument, order.isBuy, order.price);
        return ((RecordedQueue) queue).before(order, nowNs.getAsLong());
    }

    @FunctionalInterface
    private interface QueueAction {
        /**
         * @param own what the recording shows at the price.
         */
        void accept(RecordedQueue queue, long own);
    }
}
