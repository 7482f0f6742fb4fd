/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.TradeColumns;
import java.util.Arrays;

/**
 * Takes the recorded account out of recorded messages, before the venue of a backtest sees them:
 * levels show what others show, and what the account took is nobody's trade. What others took from
 * the account stays: without it they would have taken that from somebody else, and the backtest's
 * own orders may be the ones. One thread.
 */
final class WithoutAccount {
    private static final AccountBook[] NO_BOOKS = {};

    private final RecordedAccount account;
    private final Symbols symbols;

    // By instrument.
    private AccountPart[] parts = new AccountPart[64];
    private boolean[] isAsked = new boolean[64];
    private AccountBook[][] books = new AccountBook[64][];

    WithoutAccount(final RecordedAccount account, final Symbols symbols) {
        this.account = account;
        this.symbols = symbols;
    }

    /**
     * Changes a message of a book, and does nothing to grouped ones.
     *
     * @param exchangeNs when it left the venue, at the times of the backtest.
     */
    void onBook(final MarketEvent event, final long exchangeNs) {
        if (account.isAbsent() || event.hasFlag(MarketEvent.WINDOW)) {
            return;
        }
        final AccountPart part = part(event.instrumentId);
        if (part != null && part.size() > 0) {
            book(event, part).take(event, exchangeNs);
        }
    }

    /** Takes the amount from trades that the account took: they say at which price, no more. */
    void onTrades(final MarketEvent event) {
        if (account.isAbsent()) {
            return;
        }
        final TradeColumns rows = event.trades;
        for (int row = 0; row < rows.size(); row++) {
            final AccountPart part = part(rows.instrumentId[row]);
            if (part != null && part.hasTaken() && part.isTaken(rows.tradeSeq[row])) {
                rows.amount[row] = 0;
            }
        }
    }

    private AccountPart part(final int instrumentId) {
        if (instrumentId < 0) {
            return null;
        }
        if (instrumentId >= parts.length) {
            final int length = Integer.highestOneBit(instrumentId) << 1;
            parts = Arrays.copyOf(parts, length);
            isAsked = Arrays.copyOf(isAsked, length);
            books = Arrays.copyOf(books, length);
        }
        if (!isAsked[instrumentId]) {
            isAsked[instrumentId] = true;
            parts[instrumentId] = account.part(symbols.instruments().name(instrumentId));
            books[instrumentId] = NO_BOOKS;
        }
        return parts[instrumentId];
    }

    /** Each channel of each connection is at a place of its own. */
    private AccountBook book(final MarketEvent event, final AccountPart part) {
        final AccountBook[] known = books[event.instrumentId];
        for (final AccountBook book : known) {
            if (book.isOf(event.connectionId, event.channelId)) {
                return book;
            }
        }
        final String channel = event.channelId < 0 ? "" : symbols.channels().name(event.channelId);
        final AccountBook book =
                new AccountBook(part, event.connectionId, event.channelId, channel);
        final AccountBook[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = book;
        books[event.instrumentId] = more;
        return book;
    }

    /** One book as one channel tells of it, as far as the account ever showed something in it. */
    private static final class AccountBook {
        /** How far the venue's times of an order and of the change it made may be apart. */
        private static final long WINDOW_NS = 5_000_000L;

        private final AccountPart part;
        private final int connectionId;
        private final int channelId;

        // A message of a channel that gathers holds everything up to its own time.
        private final boolean isGathered;

        // By level: what the recording shows there, and what of that is the account's.
        private final long[] shown;
        private final long[] own;

        // Changes of the account that no message has shown yet, in their order.
        private int[] pending = new int[16];
        private int pendingCount;
        private int next;

        AccountBook(
                final AccountPart part,
                final int connectionId,
                final int channelId,
                final String channel) {
            this.part = part;
            this.connectionId = connectionId;
            this.channelId = channelId;
            isGathered = !channel.endsWith(".raw");
            shown = new long[part.levelCount()];
            own = new long[part.levelCount()];
        }

        boolean isOf(final int connection, final int channel) {
            return connectionId == connection && channelId == channel;
        }

        void take(final MarketEvent event, final long exchangeNs) {
            if (event.hasFlag(MarketEvent.SNAPSHOT)) {
                Arrays.fill(shown, 0);
            }
            final boolean isWhole = isGathered || event.hasFlag(MarketEvent.SNAPSHOT);
            while (next < part.size() && part.timeNs(next) <= exchangeNs + WINDOW_NS) {
                hold(next++);
            }
            if (isWhole) {
                applyUntil(exchangeNs);
            }
            take(event.bids, true, exchangeNs);
            take(event.asks, false, exchangeNs);
            if (!isWhole && pendingCount > 0) {
                expire(event, exchangeNs);
            }
        }

        private void take(final LevelColumns levels, final boolean isBid, final long exchangeNs) {
            for (int row = 0; row < levels.size(); row++) {
                final int level = part.level(isBid, levels.price(row));
                if (level != AccountPart.NONE) {
                    final byte action = levels.action(row);
                    final long amount =
                            action == LevelColumns.DELETE ? 0 : Math.max(0, levels.amount(row));
                    explain(level, amount - shown[level], exchangeNs);
                    shown[level] = amount;
                    put(levels, row, level, action);
                }
            }
        }

        private void put(
                final LevelColumns levels, final int row, final int level, final byte action) {
            final long left = Math.max(0, shown[level] - own[level]);
            if (own[level] > 0) {
                levels.put(row, left == 0 ? LevelColumns.DELETE : action, part.price(level), left);
            }
        }

        /** A level has changed by so much: finds what of that the account did. */
        private void explain(final int level, final long change, final long exchangeNs) {
            long sum = 0;
            long told = 0;
            boolean hasTold = false;
            for (int i = 0; i < pendingCount; i++) {
                if (part.levelOf(pending[i]) == level) {
                    sum += part.amount(pending[i]);
                    if (part.timeNs(pending[i]) <= exchangeNs) {
                        told = sum;
                        hasTold = true;
                    }
                    if (sum == change) {
                        apply(level, i, Long.MAX_VALUE);
                        return;
                    }
                }
            }
            final boolean isSameWay = Long.signum(told) == Long.signum(change);
            if (hasTold && isSameWay && Math.abs(change) >= Math.abs(told)) {
                apply(level, pendingCount - 1, exchangeNs);
            }
        }

        /** Of a level, those up to a place among the pending that are not later than a time. */
        private void apply(final int level, final int last, final long untilNs) {
            int kept = 0;
            for (int i = 0; i < pendingCount; i++) {
                final int change = pending[i];
                if (i <= last && part.levelOf(change) == level && part.timeNs(change) <= untilNs) {
                    own[level] += part.amount(change);
                } else {
                    pending[kept++] = change;
                }
            }
            pendingCount = kept;
        }

        private void applyUntil(final long untilNs) {
            int kept = 0;
            for (int i = 0; i < pendingCount; i++) {
                final int change = pending[i];
                if (part.timeNs(change) <= untilNs) {
                    own[part.levelOf(change)] += part.amount(change);
                } else {
                    pending[kept++] = change;
                }
            }
            pendingCount = kept;
        }

        /** What no message has shown for too long: others did the opposite meanwhile. */
        private void expire(final MarketEvent event, final long exchangeNs) {
            int kept = 0;
            for (int i = 0; i < pendingCount; i++) {
                final int change = pending[i];
                if (part.timeNs(change) + WINDOW_NS < exchangeNs) {
                    final int level = part.levelOf(change);
                    own[level] += part.amount(change);
                    tell(part.isBid(level) ? event.bids : event.asks, level);
                } else {
                    pending[kept++] = change;
                }
            }
            pendingCount = kept;
        }

        private void tell(final LevelColumns levels, final int level) {
            final long left = Math.max(0, shown[level] - own[level]);
            final byte action = left == 0 ? LevelColumns.DELETE : LevelColumns.CHANGE;
            for (int row = 0; row < levels.size(); row++) {
                if (levels.price(row) == part.price(level)) {
                    levels.put(row, action, part.price(level), left);
                    return;
                }
            }
            levels.add(action, part.price(level), left);
        }

        private void hold(final int change) {
            if (pendingCount == pending.length) {
                pending = Arrays.copyOf(pending, 2 * pendingCount);
            }
            pending[pendingCount++] = change;
        }
    }
}
