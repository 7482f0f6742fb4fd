/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.queue.QueueModel;
import io.novaring.tools.simulator.exchange.queue.Waiting;
import io.novaring.tools.simulator.market.Instrument;
import java.util.function.LongSupplier;

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
 * <p>Orders that count for nobody come and go in two messages as well: they are neither behind nor
 * in front of anybody, in whichever order these come.
 *
 * <p>So what is kept here is what the level shows, plus decreases that wait, less trades that wait,
 * less what left without showing it yet, plus what came without showing it yet.
 */
final class RecordedQueue extends LevelQueue {
    // Times of trades are cut to this.
    private static final long STAMP_NS = 1_000_000L;

    private final QueueModel model;
    private final Instrument instrument;
    private final long windowNs;
    private final LongSupplier nowNs;
    private final Waiting decreased = new Waiting();
    private final Waiting traded = new Waiting();
    private final Waiting left = new Waiting();
    private final Waiting come = new Waiting();

    /**
     * @param own what the recording shows there already.
     */
    RecordedQueue(
            final Instrument instrument,
            final long own,
            final QueueModel model,
            final long windowNs,
            final LongSupplier nowNs) {
        super(own);
        this.model = model;
        this.instrument = instrument;
        this.windowNs = windowNs;
        this.nowNs = nowNs;
    }

    @Override
    void add(final Order order) {
        order.restedNs = nowNs.getAsLong();
        settle(order.restedNs);
        super.add(order);
    }

    @Override
    void remove(final Order order) {
        settle(nowNs.getAsLong());
        super.remove(order);
    }

    /** The level shows {@code amount} of the recording's own now. */
    void change(final long amount, final long nowNs) {
        settle(nowNs);
        final long change = amount - shown();
        if (change >= 0) {
            tail += change - come.claim(change);
            return;
        }
        long gone = -change;
        gone -= left.claim(gone);
        gone -= traded.claim(gone);
        if (gone > 0) {
            decreased.add(gone, nowNs);
        }
    }

    /** It shows that now because orders that count for nobody came or went. */
    void ignore(final long amount, final long nowNs) {
        settle(nowNs);
        final long change = amount - shown();
        if (change >= 0) {
            long more = change - come.claim(change);
            more -= decreased.claim(more);
            if (more > 0) {
                left.add(more, nowNs);
            }
        } else {
            final long less = -change - left.claim(-change);
            if (less > 0) {
                come.add(less, nowNs);
            }
        }
    }

    private long shown() {
        return own() - decreased.total() + traded.total() + left.total() - come.total();
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
        final long open = amount - decreased.claim(amount);
        if (open > 0) {
            traded.add(open, nowNs);
        }
        long rest = amount;
        for (int i = 0; i < orders.size() && rest > 0; i++) {
            final Order order = orders.get(i);
            final long less = Math.min(order.ahead, rest);
            order.ahead -= less;
            rest -= less;
        }
        tail -= rest;
    }

    /** Decides on what has waited long enough, in the order in which it began to wait. */
    private void settle(final long nowNs) {
        while (true) {
            final long decreasedNs = decreased.oldestNs();
            final long tradedNs = traded.oldestNs();
            final long leftNs = left.oldestNs();
            final long comeNs = come.oldestNs();
            final long oldestNs =
                    Math.min(Math.min(decreasedNs, tradedNs), Math.min(leftNs, comeNs));
            if (oldestNs >= nowNs - windowNs) {
                return;
            }
            if (decreasedNs == oldestNs) {
                cancel(decreased.takeOldest());
            } else if (tradedNs == oldestNs) {
                tail += traded.takeOldest();
            } else if (leftNs == oldestNs) {
                tail += left.takeOldest();
            } else {
                hide(come.takeOldest());
            }
        }
    }

    /** Part of the level counts for nobody: the last that came. */
    private void hide(final long amount) {
        final long last = Math.min(amount, tail);
        tail -= last;
        if (amount > last) {
            cancel(amount - last);
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
        decreased.clear();
        traded.clear();
        left.clear();
        come.clear();
    }

    /** It is known again: what stood before an order has not grown, unless it came meanwhile. */
    void rejoin(final long amount) {
        long rest = amount;
        for (final Order order : orders) {
            order.ahead = order.unplaced ? rest : Math.min(order.ahead, rest);
            order.unplaced = false;
            rest -= order.ahead;
        }
        tail = rest;
    }
}
