/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.trading.Queries.Query;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.TradingMessages;

/** Reads the account's trades of a time, page by page, for each part of the account. */
final class TradeHistory {
    /** So much earlier than the last trade known it begins: trades are not told in order. */
    static final long OVERLAP_NS = 10_000_000_000L;

    /** So far behind our time it ends: the venue's clock is another. */
    private static final long BEYOND_NS = 600_000_000_000L;

    private static final long MILLISECOND_NS = 1_000_000L;

    private final Queries queries;
    private final Trades trades;
    private final TradingMessages messages;
    private long firstEventNs = MarketEvent.ABSENT;
    private long startedNs;
    private long completedNs = MarketEvent.ABSENT;
    private boolean isReading;

    /** From when on trades are wanted that may never have been told; MAX_VALUE when none are. */
    private long wantedSinceNs = Long.MAX_VALUE;

    /** As above, of the reading under way. */
    private long readingSinceNs = Long.MAX_VALUE;

    TradeHistory(final Queries queries, final Trades trades, final TradingMessages messages) {
        this.queries = queries;
        this.trades = trades;
        this.messages = messages;
    }

    void onFirstEvent(final long nowNs) {
        if (firstEventNs == MarketEvent.ABSENT) {
            firstEventNs = nowNs;
        }
    }

    boolean isReading() {
        return isReading;
    }

    /** When the last reading that came to its end was begun, or ABSENT. */
    long completedNs() {
        return completedNs;
    }

    /**
     * Reads all trades since the last one known; nothing when that is under way.
     *
     * @param sinceNs from this time of ours on at least, ABSENT for no such time.
     */
    void read(final long sinceNs, final long nowNs) {
        if (isReading) {
            return;
        }
        isReading = true;
        startedNs = nowNs;
        long fromNs = trades.newestNs() == MarketEvent.ABSENT ? firstEventNs : trades.newestNs();
        if (sinceNs != MarketEvent.ABSENT) {
            fromNs = Math.min(fromNs, sinceNs);
        }
        final int scopes =
                messages.isPerScope(AccountQuery.TRADES_OF_TIME) ? messages.scopes().size() : 1;
        for (int scope = 0; scope < scopes; scope++) {
            final Query query = queries.add(AccountQuery.TRADES_OF_TIME, scope);
            query.fromMs = (fromNs - OVERLAP_NS) / MILLISECOND_NS;
            query.untilMs = (nowNs + BEYOND_NS) / MILLISECOND_NS;
        }
    }

    /**
     * Something shows that a trade was never told: all are read again from this time of ours on, as
     * soon as nothing else is read.
     */
    void want(final long sinceNs) {
        wantedSinceNs = Math.min(wantedSinceNs, sinceNs);
    }

    /** Reads what is wanted, if anything is. */
    void readWanted(final long nowNs) {
        if (wantedSinceNs != Long.MAX_VALUE && !isReading) {
            readingSinceNs = wantedSinceNs;
            wantedSinceNs = Long.MAX_VALUE;
            read(Math.max(readingSinceNs, firstEventNs), nowNs);
        }
    }

    /** A page; its trades are counted here. */
    void onPage(final Query query, final MarketEvent event, final boolean hasMore) {
        long lastNs = MarketEvent.ABSENT;
        for (int row = 0; row < event.trades.size(); row++) {
            trades.count(event, row);
            lastNs = Math.max(lastNs, event.trades.timeNs[row]);
        }
        if (hasMore && lastNs != MarketEvent.ABSENT) {
            // From the same millisecond on, which the page may have cut in two.
            final long lastMs = lastNs / MILLISECOND_NS;
            query.fromMs = lastMs > query.fromMs ? lastMs : query.fromMs + 1;
            query.failures = 0;
            queries.askAgain(query, 0);
        } else {
            remove(query);
        }
    }

    /** The venue has no such history, or this page is given up. */
    void remove(final Query query) {
        queries.remove(query);
        if (queries.count(AccountQuery.TRADES_OF_TIME) == 0) {
            isReading = false;
            readingSinceNs = Long.MAX_VALUE;
            completedNs = startedNs;
        }
    }

    /** The session is over; what was wanted and has not come is wanted of the next. */
    void clear() {
        isReading = false;
        want(readingSinceNs);
        readingSinceNs = Long.MAX_VALUE;
    }
}
