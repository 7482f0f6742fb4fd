/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.PortfolioColumns;
import io.novaring.codec.notice.NoticeColumns;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.risk.RiskDesk;
import io.novaring.engine.trading.OrderTransitions.Input;
import io.novaring.engine.trading.Orders.Source;
import io.novaring.engine.trading.Queries.Query;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.engine.venue.VenueClient;

/**
 * The orders, trades, positions and accounts of one connection. An order is sent once or not at
 * all, and its fate is never guessed: what was under way when a session ended is UNKNOWN until the
 * venue has said what became of it.
 *
 * <p>Stage 4's thread, except where it says any. What it decides is a function of the events it
 * saw; it stands in {@link MarketEvent#updates} of the event it was decided at, and in the stage's
 * hash. Allocates nothing after construction but to grow.
 */
public final class TradingDesk {
    /** Orders kept in mind by default: open ones, and the last of those that are done. */
    public static final int ORDERS_MAX = 16_384;

    private final SequenceLock lock = new SequenceLock();
    private final OrderTable table;
    private final Orders orders;
    private final Positions positions;
    private final Accounts accounts;
    private final Trades trades;
    private final Queries queries;
    private final TradeHistory history;
    private final Recovery recovery;
    private final Cancels cancels;
    private final OrderCommands commands;
    private final Answers answers;
    private final DeskRows rows;
    private final DeskCounters counters;

    /** As below, with {@link #ORDERS_MAX} orders. */
    public TradingDesk(final VenueClient client, final RiskDesk risk, final DeskOutput out) {
        this(client, risk, out, ORDERS_MAX);
    }

    /**
     * @param client one whose messages support trading.
     * @param risk looks at orders before they are sent; has seen each event before this does.
     * @param ordersMax most orders kept in mind, at most 131,072.
     */
    public TradingDesk(
            final VenueClient client,
            final RiskDesk risk,
            final DeskOutput out,
            final int ordersMax) {
        final TradingMessages messages = client.messages().trading();
        counters = new DeskCounters(out);
        rows = new DeskRows(out, counters);
        table = new OrderTable(ordersMax, lock);
        final Watchlist watchlist = new Watchlist(ordersMax);
        orders = new Orders(table, watchlist, rows, counters, messages);
        positions = new Positions(lock, rows, counters);
        accounts = new Accounts(lock);
        trades = new Trades(table, orders, positions, rows, counters);
        queries = new Queries(table, orders, messages, out, counters);
        history = new TradeHistory(queries, trades, messages);
        final Inquiries inquiries = new Inquiries(table, orders, watchlist, queries, history);
        recovery =
                new Recovery(
                        table, orders, positions, queries, history, inquiries, messages, rows,
                        counters);
        cancels = new Cancels(table, orders, recovery, messages, out, rows, counters);
        commands =
                new OrderCommands(
                        table, orders, positions, recovery, cancels, risk, messages, out, rows,
                        counters);
        answers =
                new Answers(
                        table,
                        orders,
                        trades,
                        positions,
                        accounts,
                        queries,
                        history,
                        inquiries,
                        recovery,
                        messages,
                        client.errors(),
                        rows,
                        counters);
    }

    /** True for a token of a desk's request, false for one of the program's own. Any thread. */
    public static boolean isToken(final long token) {
        return DeskTokens.isOurs(token);
    }

    /** True for a token of a desk's request that places an order. Any thread. */
    public static boolean isPlacing(final long token) {
        return token > 0 && DeskTokens.isOurs(token);
    }

    /** True for a token of a desk's request that cancels. Any thread. */
    public static boolean isCancel(final long token) {
        final int kind = token < 0 ? DeskTokens.kind(token) : 0;
        return kind == DeskTokens.CANCEL || kind == DeskTokens.MASS_CANCEL;
    }

    /** True for a token of a desk's request that changes an order. Any thread. */
    public static boolean isEdit(final long token) {
        return token < 0 && DeskTokens.kind(token) == DeskTokens.EDIT;
    }

    /** How many orders are in a state that is not final, those of others included. Any thread. */
    public long liveCount(final OrderState state) {
        return table.open().count(state);
    }

    /**
     * Copies what is known of one order, as it was between two events. Any thread, without lock or
     * allocation; the stage is never held up. In a handler behind the stages it is what the event
     * made of it, or newer.
     *
     * @return false when there is no such order, or none any more.
     */
    public boolean read(final long handle, final OrderReport into) {
        return table.read(handle, into);
    }

    /**
     * Copies the handles of the orders that are not done; below zero are those that the program did
     * not place. Any thread, as {@link #read}.
     *
     * @return how many there are, which may be more than fit.
     */
    public int liveHandles(final long[] into) {
        return table.liveHandles(into);
    }

    /** Above zero is long; ABSENT when the venue has not told it yet. Any thread. */
    public long position(final int instrumentId) {
        return positions.read(instrumentId);
    }

    /**
     * Copies the account of a currency without its name. Any thread, as {@link #read}.
     *
     * @return false when the venue never told it.
     */
    public boolean readAccount(final byte[] currency, final PortfolioColumns into) {
        return accounts.read(currency, into);
    }

    /** True when the session has recovered: orders are not refused for that. Any thread. */
    public boolean isReady() {
        return recovery.phase() == Recovery.Phase.READY;
    }

    /** Any thread. */
    public DeskCounters counters() {
        return counters;
    }

    /** A session may be used from this event on. */
    public void onOpened(final MarketEvent event) {
        begin(event);
        history.onFirstEvent(event.receivedTimeNs);
        recovery.open(event.receivedTimeNs);
        lock.end();
    }

    /**
     * The session that was open is over: what it carried is unknown.
     *
     * @param epoch of that session.
     */
    public void onClosed(final MarketEvent event, final int epoch) {
        begin(event);
        recovery.close();
        cancels.close();
        final long nowNs = event.receivedTimeNs;
        for (int place = 0; place < table.usedCount(); place++) {
            final Order order = table.at(place);
            if (order != null) {
                onClosed(order, epoch, nowNs);
            }
        }
        lock.end();
    }

    private void onClosed(final Order order, final int epoch, final long nowNs) {
        order.pending = 0;
        order.editToken = 0;
        order.cancelToken = 0;
        final boolean isSeenElsewhere = order.state == OrderState.UNKNOWN && order.epoch != epoch;
        if (order.state.mayTrade() && !isSeenElsewhere) {
            orders.lose(order, Input.ANSWER_LOST, nowNs, MarketEvent.ABSENT);
        }
        orders.pendingAmount(order, MarketEvent.ABSENT);
    }

    /** The answer to a request with this token will not come, though the session goes on. */
    public void onLost(final MarketEvent event, final long token) {
        begin(event);
        answers.onLost(token, event.receivedTimeNs);
        lock.end();
    }

    /** Every event of the connection, behind the calls above. */
    public void onEvent(final MarketEvent event) {
        begin(event);
        history.onFirstEvent(event.receivedTimeNs);
        switch (event.origin) {
            case INBOUND -> onInbound(event);
            case OUTBOUND -> onOutbound(event);
            case COMMAND -> onCommand(event);
            default -> {
                // Only time passes.
            }
        }
        if (recovery.phase() != Recovery.Phase.CLOSED) {
            cancels.flush(event);
            recovery.onEvent(event);
            for (Query query = queries.ask(event); query != null; query = queries.ask(event)) {
                answers.onNotAsked(query, event.receivedTimeNs);
            }
        }
        lock.end();
    }

    private void begin(final MarketEvent event) {
        lock.begin();
        rows.begin(event);
        orders.begin(event.receivedTimeNs);
    }

    private void onInbound(final MarketEvent event) {
        switch (event.kind) {
            case RESPONSE, ERROR -> {
                if (event.requestType != RequestType.NONE && isToken(event.token)) {
                    answers.onAnswer(event);
                }
            }
            case ORDERS -> onOrders(event);
            case USER_TRADES -> onTrades(event);
            case CHANGES -> {
                onOrders(event);
                onTrades(event);
                positions.onTold(event.positions, event.receivedTimeNs);
            }
            case PORTFOLIO -> accounts.onTold(event);
            case ACCOUNT_LOCK -> {
                if (event.notice.accountLock.locked != NoticeColumns.UNKNOWN) {
                    rows.accountLock(event.notice.accountLock.locked == 1);
                }
            }
            default -> {
                // Nothing of ours.
            }
        }
    }

    private void onOrders(final MarketEvent event) {
        for (int row = 0; row < event.orders.size(); row++) {
            orders.merge(event, row, Source.NOTICE, null);
        }
    }

    private void onTrades(final MarketEvent event) {
        for (int row = 0; row < event.trades.size(); row++) {
            trades.count(event, row);
        }
    }

    private void onOutbound(final MarketEvent event) {
        if (!isToken(event.token)) {
            return;
        }
        final boolean isUnsent = event.hasFlag(MarketEvent.UNSENT);
        if (event.token > 0) {
            final Order order = table.ofHandle(event.token);
            if (order != null) {
                orders.learn(order, isUnsent ? Input.NOT_HANDED : Input.HANDED, MarketEvent.ABSENT);
            }
        } else if (isUnsent) {
            onUnsent(event.token, event.receivedTimeNs);
        }
    }

    private void onUnsent(final long token, final long nowNs) {
        final int kind = DeskTokens.kind(token);
        if (kind == DeskTokens.QUERY) {
            final Query query = queries.asked(token);
            if (query != null) {
                queries.repeat(query, nowNs);
            }
        } else if (kind == DeskTokens.EDIT || kind == DeskTokens.CANCEL) {
            answers.onUnsent(token);
        } else if (kind == DeskTokens.MASS_CANCEL) {
            rows.refuseMassCancel(OrderRefusal.UNSENT);
        }
    }

    private void onCommand(final MarketEvent event) {
        if (event.code == CommandType.ORDER.code()) {
            commands.onCommand(event);
        } else if (event.code == CommandType.KILL.code()) {
            // Whoever throws the switch cancels everything; see what is left.
            recovery.listSoon(event.receivedTimeNs);
        }
    }
}
