/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.OrderTransitions.Input;
import io.novaring.engine.trading.Orders.Source;
import io.novaring.engine.trading.Queries.Query;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.engine.venue.TradingMessages;

/**
 * Makes what it means of each answer to a request of the desk, late ones included, and of answers
 * that will not come.
 */
final class Answers {
    /** So often a question may fail: then it is given up, or a person told if orders need it. */
    static final int FAILURES_MAX = 4;

    private final OrderTable table;
    private final Orders orders;
    private final Trades trades;
    private final Positions positions;
    private final Accounts accounts;
    private final Queries queries;
    private final TradeHistory history;
    private final Inquiries inquiries;
    private final Recovery recovery;
    private final TradingMessages messages;
    private final ErrorHandler errors;
    private final DeskRows rows;
    private final DeskCounters counters;
    private final TradingAnswer answer = new TradingAnswer();
    private long nowNs;

    Answers(
            final OrderTable table,
            final Orders orders,
            final Trades trades,
            final Positions positions,
            final Accounts accounts,
            final Queries queries,
            final TradeHistory history,
            final Inquiries inquiries,
            final Recovery recovery,
            final TradingMessages messages,
            final ErrorHandler errors,
            final DeskRows rows,
            final DeskCounters counters) {
        this.table = table;
        this.orders = orders;
        this.trades = trades;
        this.positions = positions;
        this.accounts = accounts;
        this.queries = queries;
        this.history = history;
        this.inquiries = inquiries;
        this.recovery = recovery;
        this.messages = messages;
        this.errors = errors;
        this.rows = rows;
        this.counters = counters;
    }

    /** A response or an error that has one of our tokens. */
    void onAnswer(final MarketEvent event) {
        nowNs = event.receivedTimeNs;
        final boolean isError = event.kind == EventKind.ERROR;
        answer.clear();
        if (!isError) {
            messages.readAnswer(event.requestType, event, answer);
        }
        if (event.token > 0) {
            onPlaced(event, table.ofHandle(event.token), isError);
            return;
        }
        switch (DeskTokens.kind(event.token)) {
            case DeskTokens.EDIT -> onEdited(event, isError);
            case DeskTokens.CANCEL -> onCancelled(event, isError);
            case DeskTokens.QUERY -> onQuery(event, queries.asked(event.token), isError);
            default -> onMassCancelled(event, isError);
        }
    }

    private void onPlaced(final MarketEvent event, final Order order, final boolean isError) {
        if (!isError) {
            merge(event, order, Source.ANSWER);
            if (order != null && order.state == OrderState.SENT) {
                // Answered, and yet nothing was said of it.
                counters.increment(Counter.UNREADABLE_ANSWERS);
                orders.lose(order, Input.ANSWER_LOST, order.sentNs, MarketEvent.ABSENT);
            }
        } else if (order != null) {
            if (errors.classify(event) == ErrorClass.UNKNOWN_OUTCOME) {
                orders.lose(order, Input.ERROR_UNCERTAIN, order.sentNs, event.errorCode);
            } else if (order.orderIdLength > 0 || order.filled > 0) {
                // The venue told the order: whatever was refused, it was not all of it.
                counters.increment(Counter.ANOMALIES);
                orders.alarm(order, MarketEvent.NONE);
            } else {
                orders.learn(order, Input.ERROR_CERTAIN, event.errorCode);
            }
        }
    }

    private void onEdited(final MarketEvent event, final boolean isError) {
        final Order order = table.ofToken(event.token);
        if (!isError) {
            merge(event, order, Source.ANSWER);
        } else {
            onChangeRefused(event, order, OrderUpdates.EDIT_FAILED);
        }
        if (order != null) {
            settle(order, event.token);
            if (!isError && !answer.hasOrders && !order.isFinal()) {
                counters.increment(Counter.UNREADABLE_ANSWERS);
                inquiries.doubt(order, nowNs);
            }
        }
    }

    private void onCancelled(final MarketEvent event, final boolean isError) {
        final Order order = table.ofToken(event.token);
        if (order != null) {
            settle(order, event.token);
        }
        if (isError) {
            onChangeRefused(event, order, OrderUpdates.CANCEL_FAILED);
            return;
        }
        merge(event, order, Source.ANSWER);
        if (order != null && !order.isFinal()) {
            if (answer.cancelledCount == 0) {
                rows.failed(OrderUpdates.CANCEL_FAILED, order, MarketEvent.ABSENT);
            }
            // A number, nothing that can be read, or a state before the cancel: ask what it is.
            inquiries.doubt(order, nowNs + Orders.TRADES_WITHIN_NS);
        }
    }

    private void onChangeRefused(final MarketEvent event, final Order order, final byte kind) {
        if (order == null) {
            return;
        }
        final ErrorClass errorClass = errors.classify(event);
        if (errorClass == ErrorClass.UNKNOWN_OUTCOME) {
            if (!order.isFinal()) {
                orders.lose(order, Input.ANSWER_LOST, nowNs, event.errorCode);
            }
            return;
        }
        rows.failed(kind, order, event.errorCode);
        if (errorClass == ErrorClass.ALREADY_DONE && !order.isFinal()) {
            inquiries.doubt(order, nowNs);
        }
    }

    private void onMassCancelled(final MarketEvent event, final boolean isError) {
        if (isError && errors.classify(event) != ErrorClass.UNKNOWN_OUTCOME) {
            rows.failed(OrderUpdates.CANCEL_FAILED, null, event.errorCode);
        } else {
            merge(event, null, Source.ANSWER);
            recovery.listSoon(nowNs);
        }
    }

    /**
     * Takes everything that the answer tells; true when it told {@code about}.
     *
     * @param about the order it is about, or null.
     */
    private boolean merge(final MarketEvent event, final Order about, final Source source) {
        boolean isTold = false;
        if (answer.hasOrders) {
            for (int row = 0; row < event.orders.size(); row++) {
                // Only a request that places an order names one that has no name yet.
                final boolean isNamed = source == Source.ANSWER && row == 0;
                final Order order = orders.merge(event, row, source, isNamed ? about : null);
                if (order != null) {
                    isTold |= order == about;
                    recovery.onListed(order);
                }
            }
        }
        if (answer.hasTrades) {
            for (int row = 0; row < event.trades.size(); row++) {
                trades.count(event, row);
            }
        }
        if (answer.hasAccount) {
            accounts.onTold(event);
        }
        return isTold;
    }

    private void onQuery(final MarketEvent event, final Query query, final boolean isError) {
        if (query == null) {
            // Late, and asked again since; what it tells is true all the same.
            merge(event, null, Source.ANSWER);
        } else if (isError) {
            onQueryRefused(event, query);
        } else if (!isReadable(query.kind)) {
            counters.increment(Counter.UNREADABLE_ANSWERS);
            fail(query, false);
        } else {
            onQueryAnswered(event, query);
        }
    }

    private boolean isReadable(final AccountQuery kind) {
        return switch (kind) {
            case OPEN_ORDERS, ORDERS_BY_LABEL, ORDER_BY_ID -> answer.hasOrders;
            case TRADES_OF_TIME, TRADES_OF_ORDER -> answer.hasTrades;
            case POSITIONS -> answer.hasPositions;
            default -> true;
        };
    }

    private void onQueryAnswered(final MarketEvent event, final Query query) {
        switch (query.kind) {
            case CANCEL_ON_DISCONNECT_SET -> recovery.onProtectionSet(query);
            case CANCEL_ON_DISCONNECT_READ -> {
                if (answer.cancelOnDisconnect == 1) {
                    queries.remove(query);
                } else {
                    recovery.onUnprotected(query);
                }
            }
            case OPEN_ORDERS -> {
                merge(event, null, Source.ANSWER);
                recovery.onListing(query);
            }
            case ORDERS_BY_LABEL, ORDER_BY_ID -> onInquiry(event, query);
            case TRADES_OF_TIME -> history.onPage(query, event, answer.hasMore);
            case TRADES_OF_ORDER -> onTradesOfOrder(event, query);
            case POSITIONS -> {
                positions.onAnswer(event);
                recovery.onBalance(query, nowNs);
            }
            default -> {
                merge(event, null, Source.ANSWER);
                queries.remove(query);
            }
        }
    }

    private void onInquiry(final MarketEvent event, final Query query) {
        final Order order = queries.orderOf(query);
        queries.remove(query);
        final boolean isTold = merge(event, order, Source.INQUIRY);
        if (order != null && isTold) {
            inquiries.onFound(order, nowNs);
        } else if (order != null) {
            inquiries.onAbsent(order, query.askedNs, nowNs);
        }
    }

    private void onTradesOfOrder(final MarketEvent event, final Query query) {
        final Order order = queries.orderOf(query);
        queries.remove(query);
        merge(event, null, Source.INQUIRY);
        if (order != null) {
            long amount = 0;
            for (int row = 0; row < event.trades.size(); row++) {
                amount += Math.max(0, event.trades.amount[row]);
            }
            inquiries.onTrades(order, amount, nowNs);
        }
    }

    private void onQueryRefused(final MarketEvent event, final Query query) {
        final ErrorClass errorClass = errors.classify(event);
        final boolean isNotKnown =
                errorClass == ErrorClass.FIX_REQUEST || errorClass == ErrorClass.ALREADY_DONE;
        final boolean isOfOrder =
                query.kind == AccountQuery.ORDER_BY_ID
                        || query.kind == AccountQuery.ORDERS_BY_LABEL;
        if (isOfOrder && isNotKnown) {
            final Order order = queries.orderOf(query);
            queries.remove(query);
            if (order != null) {
                inquiries.onAbsent(order, query.askedNs, nowNs);
            }
        } else {
            fail(query, isNotKnown || errorClass == ErrorClass.STOP);
        }
    }

    /**
     * @param isForGood the same question will be refused again.
     */
    private void fail(final Query query, final boolean isForGood) {
        final boolean isGivenUp = isForGood || query.failures >= FAILURES_MAX;
        switch (query.kind) {
            case CANCEL_ON_DISCONNECT_SET, CANCEL_ON_DISCONNECT_READ -> {
                if (isGivenUp) {
                    recovery.onUnprotected(query);
                    return;
                }
            }
            case ACCOUNT -> {
                if (isGivenUp) {
                    queries.remove(query);
                    return;
                }
            }
            default -> {
                if (query.failures == FAILURES_MAX) {
                    orders.alarm(queries.orderOf(query), MarketEvent.NONE);
                }
            }
        }
        queries.repeat(query, nowNs);
    }

    /** The venue has no request for this, or what it is about is gone. */
    void onNotAsked(final Query query, final long eventNs) {
        nowNs = eventNs;
        final Order order = queries.orderOf(query);
        switch (query.kind) {
            case TRADES_OF_TIME -> history.remove(query);
            case POSITIONS -> {
                queries.remove(query);
                positions.giveUp();
            }
            case TRADES_OF_ORDER -> {
                queries.remove(query);
                if (order != null) {
                    inquiries.onTrades(order, 0, nowNs);
                }
            }
            case ORDERS_BY_LABEL, ORDER_BY_ID -> {
                queries.remove(query);
                if (order != null) {
                    inquiries.onAbsent(order, nowNs, nowNs);
                }
            }
            default -> queries.remove(query);
        }
    }

    /** The answer to a request of ours will not come, and the session goes on. */
    void onLost(final long token, final long eventNs) {
        nowNs = eventNs;
        if (token > 0) {
            final Order order = table.ofHandle(token);
            if (order != null && order.state == OrderState.SENT) {
                orders.lose(order, Input.ANSWER_LOST, order.sentNs, MarketEvent.ABSENT);
            }
            return;
        }
        if (DeskTokens.kind(token) == DeskTokens.QUERY) {
            final Query query = queries.asked(token);
            if (query != null) {
                fail(query, false);
            }
            return;
        }
        if (DeskTokens.kind(token) == DeskTokens.MASS_CANCEL) {
            recovery.listSoon(nowNs);
            return;
        }
        final Order order = table.ofToken(token);
        if (order != null && order.isPending(token)) {
            if (!order.isFinal()) {
                orders.lose(order, Input.ANSWER_LOST, nowNs, MarketEvent.ABSENT);
            }
            settle(order, token);
        }
    }

    /** An edit or cancel was never handed to the socket. */
    void onUnsent(final long token) {
        final Order order = table.ofToken(token);
        if (order != null) {
            settle(order, token);
            rows.refuseChange(order, OrderRefusal.UNSENT);
        }
    }

    /** The edit or cancel with this token is no longer pending. */
    private void settle(final Order order, final long token) {
        if (order.editToken == token) {
            order.editToken = 0;
            order.pending &= ~Order.EDIT;
            orders.pendingAmount(order, MarketEvent.ABSENT);
        } else if (order.cancelToken == token) {
            order.cancelToken = 0;
            order.pending &= ~Order.CANCEL;
        }
    }
}
