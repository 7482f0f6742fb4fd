/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.Queries.Query;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.TradingMessages;

/**
 * Learns how things stand when a session begins, and looks again every {@link #EVERY_NS}. In this
 * order: what becomes of our orders when the connection is lost, the channels, open orders and
 * trades, each order that is still unknown, positions and accounts. No order goes out before.
 */
final class Recovery {
    static final long CHANNELS_WITHIN_NS = 5_000_000_000L;
    static final long EVERY_NS = 60_000_000_000L;
    private static final long SOON_NS = 1_000_000_000L;

    /** How far the session has come. */
    enum Phase {
        /** No session. */
        CLOSED,
        /** Cancel-on-disconnect is asked for and read back. */
        PROTECTING,
        /** Channels are being granted. */
        SETTLING,
        /** Open orders and trades are asked for. */
        LISTING,
        /** Orders nobody knows of are asked for one by one. */
        INQUIRING,
        /** Positions and accounts are asked for. */
        BALANCING,
        /** Orders may go out. */
        READY
    }

    private final OrderTable table;
    private final Orders orders;
    private final Positions positions;
    private final Queries queries;
    private final TradeHistory history;
    private final Inquiries inquiries;
    private final TradingMessages messages;
    private final DeskRows rows;
    private final DeskCounters counters;

    // Written by the stage's thread, read by any.
    private volatile Phase phase = Phase.CLOSED;
    private long openedNs;
    private long listingNumber;
    private long listingNs;
    private long nextListingNs;
    private long balancedNs;

    /** When the venue was asked for positions that then were ours: what led to them is known. */
    private long agreedNs;

    Recovery(
            final OrderTable table,
            final Orders orders,
            final Positions positions,
            final Queries queries,
            final TradeHistory history,
            final Inquiries inquiries,
            final TradingMessages messages,
            final DeskRows rows,
            final DeskCounters counters) {
        this.table = table;
        this.orders = orders;
        this.positions = positions;
        this.queries = queries;
        this.history = history;
        this.inquiries = inquiries;
        this.messages = messages;
        this.rows = rows;
        this.counters = counters;
    }

    /** Any thread. */
    Phase phase() {
        return phase;
    }

    void open(final long nowNs) {
        queries.clear();
        openedNs = nowNs;
        phase = Phase.PROTECTING;
        queries.add(AccountQuery.CANCEL_ON_DISCONNECT_SET, 0);
    }

    void close() {
        phase = Phase.CLOSED;
        queries.clear();
        history.clear();
        inquiries.close();
    }

    /** Something happened that only a new listing of open orders shows. */
    void listSoon(final long nowNs) {
        nextListingNs = Math.min(nextListingNs, nowNs + SOON_NS);
    }

    /** Goes on as far as it can at this event. */
    void onEvent(final MarketEvent event) {
        final long nowNs = event.receivedTimeNs;
        if (phase == Phase.PROTECTING && !isProtecting()) {
            phase = Phase.SETTLING;
        }
        if (phase == Phase.SETTLING
                && (event.unsettledChannels == 0 || nowNs - openedNs >= CHANNELS_WITHIN_NS)) {
            phase = Phase.LISTING;
            history.read(MarketEvent.ABSENT, nowNs);
            list(nowNs);
        }
        if (phase == Phase.LISTING && !isListing() && !history.isReading()) {
            phase = Phase.INQUIRING;
            inquiries.open(nowNs);
        }
        inquiries.look(nowNs);
        if (phase.ordinal() >= Phase.INQUIRING.ordinal()) {
            history.readWanted(nowNs);
        }
        if (phase == Phase.INQUIRING && orders.unknownCount() == 0 && !history.isReading()) {
            phase = Phase.BALANCING;
            balance(nowNs);
            addForScopes(AccountQuery.ACCOUNT);
        }
        if (phase == Phase.BALANCING) {
            finish(nowNs);
        } else if (phase == Phase.READY) {
            watch(nowNs);
        }
    }

    private void finish(final long nowNs) {
        if (isBalancing() || queries.count(AccountQuery.ACCOUNT) > 0) {
            return;
        }
        if (!positions.isSettled()) {
            balance(nowNs);
            return;
        }
        phase = Phase.READY;
        nextListingNs = nowNs + EVERY_NS;
        counters.increment(Counter.READY);
        rows.ready();
    }

    private void watch(final long nowNs) {
        if (nowNs >= nextListingNs && !isListing()) {
            nextListingNs = nowNs + EVERY_NS;
            list(nowNs);
            if (!isBalancing()) {
                balance(nowNs);
            }
        }
        if (positions.isCheckDue(nowNs) && !isBalancing()) {
            balance(nowNs);
        }
    }

    private boolean isProtecting() {
        return queries.count(AccountQuery.CANCEL_ON_DISCONNECT_SET) > 0
                || queries.count(AccountQuery.CANCEL_ON_DISCONNECT_READ) > 0;
    }

    private boolean isListing() {
        return queries.count(AccountQuery.OPEN_ORDERS) > 0;
    }

    private boolean isBalancing() {
        return queries.count(AccountQuery.POSITIONS) > 0;
    }

    private void list(final long nowNs) {
        listingNumber++;
        listingNs = nowNs;
        addForScopes(AccountQuery.OPEN_ORDERS);
    }

    private void balance(final long nowNs) {
        balancedNs = nowNs;
        positions.startCheck();
        addForScopes(AccountQuery.POSITIONS);
    }

    private void addForScopes(final AccountQuery kind) {
        final int scopes = messages.isPerScope(kind) ? messages.scopes().size() : 1;
        for (int scope = 0; scope < scopes; scope++) {
            queries.add(kind, scope);
        }
    }

    /** Cancel-on-disconnect was set: read it back. */
    void onProtectionSet(final Query query) {
        queries.remove(query);
        queries.add(AccountQuery.CANCEL_ON_DISCONNECT_READ, 0);
    }

    /** Nobody knows that orders are cancelled with the connection. */
    void onUnprotected(final Query query) {
        queries.remove(query);
        orders.alarm(null, MarketEvent.NONE);
    }

    /** The order is in the listing under way. */
    void onListed(final Order order) {
        order.listedIn = listingNumber;
    }

    /** One part of the listing has come. */
    void onListing(final Query query) {
        queries.remove(query);
        if (isListing()) {
            return;
        }
        for (int place = 0; place < table.usedCount(); place++) {
            final Order order = table.at(place);
            final boolean isMissing =
                    order != null
                            && order.state.mayTrade()
                            && order.state != OrderState.SENT
                            && order.state != OrderState.UNKNOWN
                            && order.listedIn != listingNumber
                            && order.changedNs < listingNs;
            if (isMissing) {
                counters.increment(Counter.LISTING_DIFFERENCES);
                inquiries.doubt(order, listingNs);
            }
        }
    }

    /** One part of the positions has come. */
    void onBalance(final Query query, final long nowNs) {
        queries.remove(query);
        if (isBalancing()) {
            return;
        }
        positions.endCheck(nowNs);
        if (positions.isDoubted()) {
            // The venue counts a trade that was never told, if only here: look for it.
            history.want(agreedNs);
        } else if (positions.isAgreed()) {
            agreedNs = balancedNs;
        }
    }
}
