/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Interventions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Price, then time: who comes meets who rests. Every trade is one with one who rested. */
final class Matcher {
    private static final long STOPPED = -1;

    private final Books books;
    private final Interventions interventions;
    private final Registry registry;
    private final Accounting accounting;
    private final Set<Account> traded = new LinkedHashSet<>();

    Matcher(
            final Books books,
            final Interventions interventions,
            final Registry registry,
            final Accounting accounting) {
        this.books = books;
        this.interventions = interventions;
        this.registry = registry;
        this.accounting = accounting;
    }

    /** Whether an order of that side and limit trades with a level of that price. */
    static boolean reaches(final boolean isBuy, final long limit, final long price) {
        return isBuy ? price <= limit : price >= limit;
    }

    /** Whether it would trade at once. */
    static boolean crosses(final Order order) {
        final BookSide side = order.instrument.side(!order.isBuy);
        return side.count() > 0 && reaches(order.isBuy, order.price, side.bestPrice());
    }

    /** Whether the first it meets is its own account's, and that stops it. */
    boolean meetsItself(final Order order) {
        if (!crosses(order) || order.account.selfTrading != SelfTrading.REJECT_TAKER) {
            return false;
        }
        final BookSide side = order.instrument.side(!order.isBuy);
        final LevelQueue queue = books.find(order.instrument, !order.isBuy, side.bestPrice());
        if (queue == null) {
            return false;
        }
        final Order first = queue.orders().get(0);
        return first.ahead == 0 && first.account == order.account;
    }

    /** Whether all of it can be had at once. */
    boolean canFill(final Order order) {
        final BookSide side = order.instrument.side(!order.isBuy);
        final Map<Account, Long> reduced = new HashMap<>();
        long left = order.remaining();
        for (int i = 0; i < side.count() && left > 0; i++) {
            if (!reaches(order.isBuy, order.price, side.price(i))) {
                return false;
            }
            final LevelQueue queue = books.find(order.instrument, !order.isBuy, side.price(i));
            left -= side.own(i);
            if (queue == null) {
                continue;
            }
            long ownBehind = side.own(i);
            for (final Order maker : queue.orders()) {
                ownBehind -= maker.ahead;
                if (maker.account != order.account) {
                    left -= available(maker, reduced);
                } else if (order.account.selfTrading == SelfTrading.REJECT_TAKER) {
                    return left + ownBehind <= 0;
                }
            }
        }
        return left <= 0;
    }

    private static long available(final Order maker, final Map<Account, Long> reduced) {
        if (!maker.reduceOnly) {
            return maker.remaining();
        }
        final long before = reduced.getOrDefault(maker.account, 0L);
        final long amount = Math.min(maker.remaining(), Math.max(0, reducible(maker) - before));
        reduced.put(maker.account, before + amount);
        return amount;
    }

    /** Trades up to its price; false when an order of its own account stopped it. */
    boolean match(final Order taker) {
        final Instrument instrument = taker.instrument;
        final BookSide side = instrument.side(!taker.isBuy);
        while (taker.remaining() > 0
                && side.count() > 0
                && reaches(taker.isBuy, taker.price, side.bestPrice())) {
            final long most = taker.remaining();
            if (bite(instrument, !taker.isBuy, side.bestPrice(), most, taker) == STOPPED) {
                return false;
            }
        }
        return true;
    }

    /** Somebody of the market takes from one level. */
    void taken(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        final BookSide side = instrument.side(atBids);
        long left = amount;
        while (left > 0 && side.find(price) >= 0) {
            left -= bite(instrument, atBids, price, left, null);
        }
    }

    /** One trade with the first at a level, or a cancel of it; returns the amount. */
    private long bite(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long most,
            final Order taker) {
        final LevelQueue queue = books.find(instrument, atBids, price);
        final Order maker = queue == null ? null : queue.orders().get(0);
        final BookSide side = instrument.side(atBids);
        final long there = side.own(side.find(price));
        // Of a recorded book less may be there than is thought to stand in front.
        final long own = maker == null ? there : Math.min(there, maker.ahead);
        if (own > 0) {
            return takeOwn(instrument, atBids, price, Math.min(most, own), maker, taker);
        }
        if (taker != null && taker.account == maker.account) {
            if (taker.account.selfTrading == SelfTrading.REJECT_TAKER) {
                return STOPPED;
            }
            cancel(maker, CancelReason.SELF_MATCH_PREVENTION);
            return 0;
        }
        return meet(maker, taker, most);
    }

    /** Within an intervention: somebody of the market trades with an order wherever it stands. */
    long fill(final Order maker, final long most) {
        return meet(maker, null, most);
    }

    private long meet(final Order maker, final Order taker, final long most) {
        final long ready = maker.reduceOnly ? Math.min(maker.shown, reducible(maker)) : maker.shown;
        if (ready <= 0) {
            cancel(maker, CancelReason.REDUCE_ONLY);
            return 0;
        }
        final long amount = Math.min(most, ready);
        books.show(maker, -amount);
        record(maker, taker, maker.price, amount);
        if (maker.remaining() == 0) {
            books.remove(maker);
        } else if (maker.shown == 0) {
            books.remove(maker);
            maker.refreshed = true;
            books.rest(maker);
        }
        return amount;
    }

    private long takeOwn(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount,
            final Order behind,
            final Order taker) {
        if (behind != null) {
            behind.ahead -= amount;
        }
        books.take(instrument, atBids, price, amount);
        record(null, taker, price, amount);
        return amount;
    }

    private void record(final Order maker, final Order taker, final long price, final long amount) {
        final int trade = interventions.trade(price, amount);
        if (maker != null || taker != null) {
            accounting.trade(maker, taker, interventions.step(), trade);
        }
        note(maker);
        note(taker);
    }

    private void note(final Order order) {
        if (order != null && order.account.reduceOnlyCount > 0) {
            traded.add(order.account);
        }
    }

    /** Within an intervention. */
    void cancel(final Order order, final CancelReason reason) {
        books.remove(order);
        registry.cancelled(order, reason);
    }

    /** After trades: orders that may only reduce, with nothing left to reduce, go. */
    void tidy(final Instrument instrument) {
        for (final Account account : traded) {
            final List<Order> idle = new ArrayList<>(account.open.values());
            idle.removeIf(
                    order ->
                            order.instrument != instrument
                                    || !order.reduceOnly
                                    || order.type.isTrigger()
                                    || reducible(order) > 0);
            idle.forEach(order -> cancel(order, CancelReason.REDUCE_ONLY));
        }
        traded.clear();
    }

    /** How much of the position an order can take away. */
    static long reducible(final Order order) {
        final long size = order.account.purse.holding(order.instrument).size();
        return order.isBuy ? Math.max(0, -size) : Math.max(0, size);
    }
}
