/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.queue.QueueModel;
import io.novaring.tools.simulator.market.Instrument;

/**
 * Who is first at one price of a recorded book that shows orders of accounts. A recording tells of
 * a trade and of the change it made to the level in two messages, in either order. So that neither
 * counts twice:
 *
 * <ul>
 *   <li>a trade that comes first takes from the front at once; the next decrease of the level is
 *       that trade, as far as it goes;
 *   <li>a decrease that comes first waits: it becomes the trade that follows, and what no trade has
 *       claimed within the window was cancelled, and the model says where;
 *   <li>a trade that no decrease has followed within the window was filled up again, from behind.
 * </ul>
 *
 * So what is kept here is what the level shows, plus decreases that wait, less trades that wait.
 */
final class RecordedQueue extends LevelQueue {
    // Times of trades are cut to this.
    private static final long STAMP_NS = 1_000_000L;

    private final QueueModel model;
    private final Instrument instrument;
    private final long windowNs;
    private long decreased;
    private long decreasedNs;
    private long traded;
    private long tradedNs;

    /**
     * @param own what the recording shows there already.
     */
    RecordedQueue(
            final Instrument instrument,
            final long own,
            final QueueModel model,
            final long windowNs) {
        super(own);
        this.model = model;
        this.instrument = instrument;
        this.windowNs = windowNs;
    }

    /** The level shows {@code amount} of the recording's own now. */
    void change(final long amount, final long nowNs) {
        settle(nowNs);
        final long shown = own() - decreased + traded;
        if (amount >= shown) {
            tail += amount - shown;
            return;
        }
        final long explained = Math.min(shown - amount, traded);
        traded -= explained;
        final long open = shown - amount - explained;
        if (open > 0 && decreased == 0) {
            decreasedNs = nowNs;
        }
        decreased += open;
    }

    /**
     * Somebody took from the level: notes in {@link Order#due} what each order gets of it.
     *
     * @param budget how much of the trade is not given to orders at better prices.
     * @param tradeNs orders that came later have no part in it.
     */
    void trade(final long amount, final long budget, final long tradeNs, final long nowNs) {
        settle(nowNs);
        long before = 0;
        long given = 0;
        long front = 0;
        boolean any = false;
        for (final Order order : orders) {
            order.due = 0;
            if (!isAfter(order, tradeNs)) {
                break;
            }
            any = true;
            before += order.ahead;
            front = before;
            final long first = model.isFilledByTouch() ? 0 : before;
            final long most = Math.min(amount - first, budget) - given;
            order.due = Math.max(0, Math.min(order.shown, most));
            given += order.due;
        }
        if (any) {
            final boolean all = isAfter(orders.get(orders.size() - 1), tradeNs);
            take(Math.min(amount, all ? own() : front), nowNs);
        }
    }

    /** Whether a trade of that time, cut to its millisecond, may have met the order. */
    static boolean isAfter(final Order order, final long tradeNs) {
        return tradeNs + STAMP_NS > order.restedNs;
    }

    private void take(final long amount, final long nowNs) {
        final long explained = Math.min(amount, decreased);
        decreased -= explained;
        final long open = amount - explained;
        if (open > 0 && traded == 0) {
            tradedNs = nowNs;
        }
        traded += open;
        long left = amount;
        for (int i = 0; i < orders.size() && left > 0; i++) {
            final Order order = orders.get(i);
            final long less = Math.min(order.ahead, left);
            order.ahead -= less;
            left -= less;
        }
        tail -= left;
    }

    /** Decides on what has waited long enough. */
    private void settle(final long nowNs) {
        if (decreased > 0 && nowNs - decreasedNs > windowNs) {
            final long gone = decreased;
            decreased = 0;
            cancel(gone);
        }
        if (traded > 0 && nowNs - tradedNs > windowNs) {
            tail += traded;
            traded = 0;
        }
    }

    private void cancel(final long gone) {
        final long all = own();
        long before = 0;
        long beforeNow = 0;
        for (final Order order : orders) {
            before += order.ahead;
            final long back = all - before;
            final long wished =
                    before == 0
                            ? 0
                            : model.cancelledInFront(before, back, gone, instrument.amountUnit);
            // No more than there is on either side, and nobody overtakes.
            final long inFront =
                    Math.max(Math.max(0, gone - back), Math.min(wished, Math.min(before, gone)));
            final long now = Math.max(beforeNow, before - inFront);
            order.ahead = now - beforeNow;
            beforeNow = now;
        }
        tail = all - gone - beforeNow;
    }

    /** The estimate of what stands before an order; decisions that are due are taken first. */
    long before(final Order order, final long nowNs) {
        settle(nowNs);
        return before(order);
    }

    /** The book is not known any more. */
    void lose() {
        decreased = 0;
        traded = 0;
    }

    /** It is known again: what stood before an order has not grown, unless it came meanwhile. */
    void rejoin(final long amount) {
        long left = amount;
        for (final Order order : orders) {
            order.ahead = order.unplaced ? left : Math.min(order.ahead, left);
            order.unplaced = false;
            left -= order.ahead;
        }
        tail = left;
    }
}
