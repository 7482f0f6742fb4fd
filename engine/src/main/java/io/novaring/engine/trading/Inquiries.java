/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.OrderTransitions.Input;
import io.novaring.engine.trading.Queries.Query;
import io.novaring.engine.venue.AccountQuery;

/**
 * Asks the venue about single orders: those of which nobody knows, those it did not list, and those
 * whose trades are missing. That it does not know an order is no proof the first time: a request
 * may still be on its way through the venue. Only when it said so {@link #EMPTY_ANSWERS_MIN} times,
 * at last so long after the order could have come as {@link #PROOF_AFTER_NS}, and no trade of a
 * history asked for as late belongs to it, the order is NOT_FOUND.
 */
final class Inquiries {
    static final int EMPTY_ANSWERS_MIN = 3;
    static final long PROOF_AFTER_NS = 5_000_000_000L;
    static final long ASK_EVERY_NS = 1_500_000_000L;

    /** So often the trades of an order are asked for before a person has to look. */
    static final int TRADE_QUERIES_MAX = 3;

    private static final long LOOK_AGAIN_NS = 100_000_000L;

    /** So soon it is looked whether the history that a proof needs has been read. */
    private static final long PROVE_AGAIN_NS = 1_000_000L;

    private static final long TRADES_EVERY_NS = 2_000_000_000L;

    private final OrderTable table;
    private final Orders orders;
    private final Watchlist watchlist;
    private final Queries queries;
    private final TradeHistory history;
    private boolean isOpen;

    Inquiries(
            final OrderTable table,
            final Orders orders,
            final Watchlist watchlist,
            final Queries queries,
            final TradeHistory history) {
        this.table = table;
        this.orders = orders;
        this.watchlist = watchlist;
        this.queries = queries;
        this.history = history;
    }

    /** Questions may be asked from now on. */
    void open(final long nowNs) {
        isOpen = true;
        for (int i = 0; i < watchlist.size(); i++) {
            final Order order = table.at(watchlist.place(i));
            watchlist.add(order, Math.min(order.dueNs, nowNs));
        }
    }

    /** The session is over, and with it what was asked. */
    void close() {
        isOpen = false;
        for (int i = 0; i < watchlist.size(); i++) {
            final Order order = table.at(watchlist.place(i));
            order.isAsked = false;
            order.isDoubted = false;
        }
    }

    /** An order may not be what it is taken for: ask for it alone, at this time at the latest. */
    void doubt(final Order order, final long dueNs) {
        order.isDoubted = true;
        // Not later than it is due already: who repeats a cancel would put it off for ever.
        watchlist.add(order, order.isWatched ? Math.min(order.dueNs, dueNs) : dueNs);
    }

    /** Looks at the orders that are due. */
    void look(final long nowNs) {
        if (!isOpen || !watchlist.isDue(nowNs)) {
            return;
        }
        watchlist.startRound();
        for (int i = watchlist.size() - 1; i >= 0; i--) {
            final Order order = table.at(watchlist.place(i));
            if (order.dueNs <= nowNs) {
                order.dueNs = lookAt(order, nowNs);
            }
            if (order.dueNs == Long.MAX_VALUE && !order.isAsked) {
                watchlist.removeAt(i, order);
            } else {
                watchlist.keep(order);
            }
        }
    }

    /** When to look at the order again; MAX_VALUE when that is not needed, or told elsewhere. */
    private long lookAt(final Order order, final long nowNs) {
        if (order.isAsked) {
            return Long.MAX_VALUE;
        }
        if (order.state == OrderState.UNKNOWN) {
            return isProofNear(order) ? prove(order, nowNs) : ask(order, nowNs);
        }
        if (order.isDoubted && !order.isFinal()) {
            return ask(order, nowNs);
        }
        if (!Orders.needsTrades(order)) {
            return Long.MAX_VALUE;
        }
        if (order.tradeQueries == TRADE_QUERIES_MAX) {
            orders.alarm(order, MarketEvent.NONE);
            return Long.MAX_VALUE;
        }
        if (order.orderIdLength == 0 || !queries.hasRoomForInquiry()) {
            order.tradeQueries += order.orderIdLength == 0 ? 1 : 0;
            return nowNs + LOOK_AGAIN_NS;
        }
        order.tradeQueries++;
        add(AccountQuery.TRADES_OF_ORDER, order);
        return Long.MAX_VALUE;
    }

    private static boolean isProofNear(final Order order) {
        return order.emptyAnswers >= EMPTY_ANSWERS_MIN && order.isAbsentLate;
    }

    private long prove(final Order order, final long nowNs) {
        if (!isHistoryLate(order)) {
            readHistory(order, nowNs);
            return nowNs + PROVE_AGAIN_NS;
        }
        final boolean isAllTraded =
                order.amount != MarketEvent.ABSENT
                        && order.amount > 0
                        && order.traded >= order.amount;
        orders.learn(
                order, isAllTraded ? Input.VENUE_FILLED : Input.PROVEN_ABSENT, MarketEvent.ABSENT);
        return Long.MAX_VALUE;
    }

    /** The trades were read late enough for the order to be among them. */
    private boolean isHistoryLate(final Order order) {
        return history.completedNs() != MarketEvent.ABSENT
                && history.completedNs() >= order.lostNs + PROOF_AFTER_NS;
    }

    private void readHistory(final Order order, final long nowNs) {
        history.read(order.sentNs == 0 ? MarketEvent.ABSENT : order.sentNs, nowNs);
    }

    private long ask(final Order order, final long nowNs) {
        final boolean hasId = order.orderIdLength > 0;
        if (!hasId && (order.labelLength == 0 || !order.isOwn())) {
            // Nothing to ask by: what is left are the listing of open orders and the trades.
            onAbsent(order, nowNs, nowNs);
            return order.dueNs;
        }
        if (!queries.hasRoomForInquiry()) {
            return nowNs + LOOK_AGAIN_NS;
        }
        add(hasId ? AccountQuery.ORDER_BY_ID : AccountQuery.ORDERS_BY_LABEL, order);
        final boolean mayProve =
                order.emptyAnswers + 1 >= EMPTY_ANSWERS_MIN
                        && nowNs >= order.lostNs + PROOF_AFTER_NS;
        if (mayProve && !isHistoryLate(order)) {
            // What the proof needs beside the answer is on its way meanwhile.
            readHistory(order, nowNs);
        }
        return Long.MAX_VALUE;
    }

    private void add(final AccountQuery kind, final Order order) {
        final Query query = queries.add(kind, 0);
        query.orderPlace = order.place;
        query.orderBornNumber = order.bornNumber;
        order.isAsked = true;
    }

    /** The venue told the order. */
    void onFound(final Order order, final long nowNs) {
        order.isAsked = false;
        order.isDoubted = false;
        final boolean isOpenQuestion = order.state == OrderState.UNKNOWN;
        if (isOpenQuestion && !order.isPuzzling) {
            // The venue answers with a word that is not known: it is asked on, and somebody told.
            order.isPuzzling = true;
            orders.alarm(order, MarketEvent.NONE);
        }
        if (order.state == OrderState.TRIGGERED) {
            // Nobody told of the order that it made, which may have traded and be done.
            history.want(order.timeNs == MarketEvent.ABSENT ? order.sentNs : order.timeNs);
        }
        watchlist.add(order, isOpenQuestion ? nowNs + ASK_EVERY_NS : dueOf(order, nowNs));
    }

    /** The venue does not know the order. */
    void onAbsent(final Order order, final long askedNs, final long nowNs) {
        order.isAsked = false;
        order.isDoubted = false;
        if (order.isFinal()) {
            watchlist.add(order, dueOf(order, nowNs));
            return;
        }
        if (order.state != OrderState.UNKNOWN) {
            orders.lose(order, Input.ANSWER_LOST, nowNs, MarketEvent.ABSENT);
            watchlist.add(order, nowNs + ASK_EVERY_NS);
            return;
        }
        order.emptyAnswers++;
        order.isAbsentLate |= askedNs >= order.lostNs + PROOF_AFTER_NS;
        watchlist.add(order, isProofNear(order) ? nowNs : askAgainNs(order, nowNs));
    }

    /** The question that may prove something is asked as soon as it may, in place of one before. */
    private static long askAgainNs(final Order order, final long nowNs) {
        final long proofNs = order.lostNs + PROOF_AFTER_NS;
        final long dueNs = nowNs + ASK_EVERY_NS;
        final boolean isProofNext = !order.isAbsentLate && proofNs < dueNs + ASK_EVERY_NS / 2;
        return isProofNext ? Math.max(nowNs, proofNs) : dueNs;
    }

    /** The venue told all trades of the order, which were counted where they were new. */
    void onTrades(final Order order, final long amount, final long nowNs) {
        order.isAsked = false;
        orders.onAllTrades(order, amount);
        watchlist.add(order, nowNs + (Orders.needsTrades(order) ? TRADES_EVERY_NS : 0));
    }

    private static long dueOf(final Order order, final long nowNs) {
        return nowNs + (Orders.needsTrades(order) ? Orders.TRADES_WITHIN_NS : 0);
    }
}
