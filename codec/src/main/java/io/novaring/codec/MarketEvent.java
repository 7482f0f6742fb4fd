/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import io.novaring.codec.notice.NoticeColumns;
import io.novaring.codec.order.OrderUpdates;
import java.nio.charset.StandardCharsets;

/**
 * One event of the ring: header, raw bytes and decoded columns. One WebSocket message is one event.
 *
 * <p>Events are pre-allocated and reused. A handler may read an event during {@code onEvent} and
 * must copy what it wants to keep. Only the producer, and the stages for the fields that say so,
 * write to it. Arrays and columns grow once to what a venue really sends; after that nothing is
 * allocated.
 *
 * <p>Columns are valid only for the kinds that name them. Text inside the message is a range of the
 * raw bytes, packed in a long: see {@link Text}.
 */
public final class MarketEvent extends EventColumns {
    /** An absent or null number, time or id. Zero is a value. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** No channel, no instrument, no connection. */
    public static final int NONE = -1;

    /** The book or ticker is complete in itself, whatever came before. */
    public static final int SNAPSHOT = 1;

    /** The book or ticker changes what came before. */
    public static final int CHANGE = 1 << 1;

    /** The book is a grouped window that replaces the one before; it has no chain to check. */
    public static final int WINDOW = 1 << 2;

    /** At least one exact number had more decimals than fit and was cut toward zero. */
    public static final int INEXACT = 1 << 3;

    /** The venue wants an answer to this heartbeat. */
    public static final int TEST_REQUEST = 1 << 4;

    /** This outbound message was not handed to the socket: its session was already over. */
    public static final int UNSENT = 1 << 5;

    /**
     * Events before this one were dropped for this handler; {@link #droppedBefore} says how many.
     */
    public static final int DROPPED_BEFORE = 1 << 6;

    /** Built by the engine from the current book in place of changes this handler did not see. */
    public static final int CONFLATED = 1 << 7;

    /**
     * After this message the best bid of the book is not below its best ask. Some venues cross for
     * a moment while they match; a book that stays so is stale with the next message.
     */
    public static final int CROSSED = 1 << 8;

    // Decoded columns.
    public final OrderColumns orders = new OrderColumns();
    public final PositionColumns positions = new PositionColumns();
    public final PortfolioColumns portfolio = new PortfolioColumns();

    /** Columns of the rarer kinds; each is null until this slot first carries its kind. */
    public final NoticeColumns notice = new NoticeColumns();

    /**
     * INDEX, INDEX_RANKING, INDEX_STATISTICS, VOLATILITY_INDEX, EXPIRATION_PRICE, MARK_PRICES: name
     * of the index.
     */
    public long indexName = Text.ABSENT;

    /** INDEX: price, scaled by {@link Decimals#SCALE}. */
    public long indexPrice = ABSENT;

    /** RESPONSE, ERROR: the id as it stands in the message, quotes included, or Text.ABSENT. */
    public long idText = Text.ABSENT;

    /** RESPONSE: the JSON text of the result, whatever its type. */
    public long resultText = Text.ABSENT;

    /** RESPONSE, ERROR: the venue's receive time, microseconds, or ABSENT. */
    public long usIn = ABSENT;

    /** RESPONSE, ERROR: the venue's send time, microseconds, or ABSENT. */
    public long usOut = ABSENT;

    /** ERROR: the venue's code. */
    public long errorCode;

    /** ERROR: the venue's message, without quotes. */
    public long errorMessage = Text.ABSENT;

    /** ERROR: the JSON text of the data, or Text.ABSENT. */
    public long errorData = Text.ABSENT;

    /** REJECT: byte at which decoding stopped. */
    public int rejectOffset;

    /** {@link #answered}: its orders are decoded. */
    public static final int ANSWERED_ORDERS = 1;

    /** {@link #answered}: its trades are decoded. */
    public static final int ANSWERED_TRADES = 1 << 1;

    /** {@link #answered}: its positions are decoded. */
    public static final int ANSWERED_POSITIONS = 1 << 2;

    /** {@link #answered}: its portfolio is decoded. */
    public static final int ANSWERED_ACCOUNT = 1 << 3;

    /** {@link #answered}: the result is an empty list, and so are orders, trades and positions. */
    public static final int ANSWERED_NOTHING = 1 << 4;

    /** {@link #answered}: the venue has more trades than these. */
    public static final int ANSWERED_MORE = 1 << 5;

    // Written by stages.
    /** Stage 2, where {@link #hasNewLimits}: the most that each pool holds. */
    public final long[] creditCaps = new long[CREDIT_POOLS_MAX];

    /** Most credit pools one connection may have. */
    public static final int CREDIT_POOLS_MAX = 8;

    /** Spare bytes behind the message, so that word-wise readers never leave the array. */
    public static final int RAW_SLACK = 64;

    private static final OrderUpdates NO_UPDATES = new OrderUpdates();

    // Made when this slot first carries one: few events concern our orders.
    private OrderUpdates updates;

    /** What this event meant for our orders: stage 4's, empty for most events. Read only. */
    public OrderUpdates updates() {
        return hasUpdates ? updates : NO_UPDATES;
    }

    /** The updates of this event to be added to; stage 4. */
    public OrderUpdates claimUpdates() {
        if (updates == null) {
            updates = new OrderUpdates();
        }
        if (!hasUpdates) {
            updates.clear();
            hasUpdates = true;
        }
        return updates;
    }

    /** True when {@link #lostBooks} has any; seldom, and cheaper than to look there. */
    public boolean hasLostBooks() {
        return hasLostBooks;
    }

    /** True when at least one of these ANSWERED bits is set. */
    public boolean hasAnswered(final int bits) {
        return (answered & bits) != 0;
    }

    public boolean hasFlag(final int flag) {
        return (flags & flag) != 0;
    }

    /**
     * Makes the event ready for a new message: header fields that a producer does not always set go
     * back to absent. Columns are left alone: the decoder clears those it fills. {@link #bookState}
     * is left to stage 3, which sets it at every event.
     *
     * <p>What seldom changes is looked at rather than written: a line that nobody writes stays in
     * the caches of both cores, and a reference that is not stored need not be told to the
     * collector.
     */
    public void reset(final Origin newOrigin, final EventKind newKind) {
        if (origin != newOrigin) {
            origin = newOrigin;
        }
        if (kind != newKind) {
            kind = newKind;
        }
        flags = 0;
        channelId = NONE;
        instrumentId = NONE;
        exchangeTimeNs = ABSENT;
        code = 0;
        rawLength = 0;
        bookCode = 0;
        unsettledChannels = 0;
        bestBidPrice = ABSENT;
        bestAskPrice = ABSENT;
        hasNewLimits = false;
        hasUpdates = false;
        if (hasLostBooks) {
            lostBooks.clear();
        }
        final long rare =
                requestId ^ ABSENT
                        | token
                        | pausedUntilNs
                        | droppedBefore
                        | reason
                        | answered
                        | requestType ^ NONE;
        if (rare != 0 || rejectReason != RejectReason.NONE) {
            resetRare();
        }
    }

    private void resetRare() {
        requestId = ABSENT;
        token = 0;
        pausedUntilNs = 0;
        droppedBefore = 0;
        reason = 0;
        answered = 0;
        requestType = NONE;
        rejectReason = RejectReason.NONE;
    }

    /** Makes room for {@code length} bytes and their slack; what was there is lost. */
    public byte[] ensureRaw(final int length) {
        if (raw.length < length + RAW_SLACK) {
            // To the next power of two: a slot grows a few times in its life, then never again.
            raw = new byte[Integer.highestOneBit(length + RAW_SLACK) << 1];
        }
        return raw;
    }

    /** Copies {@code length} bytes of {@code source} in as the raw message. */
    public void setRaw(final byte[] source, final int offset, final int length) {
        System.arraycopy(source, offset, ensureRaw(length), 0, length);
        rawLength = length;
    }

    /** The raw message as text. Allocates: for tools, logs and tests. */
    public String rawText() {
        return new String(raw, 0, rawLength, StandardCharsets.UTF_8);
    }

    /** Copies everything but the stages' scratch from {@code other}; allocates only to grow. */
    public void copyFrom(final MarketEvent other) {
        sequence = other.sequence;
        origin = other.origin;
        kind = other.kind;
        connectionId = other.connectionId;
        epoch = other.epoch;
        flags = other.flags;
        channelId = other.channelId;
        instrumentId = other.instrumentId;
        exchangeTimeNs = other.exchangeTimeNs;
        receivedTimeNs = other.receivedTimeNs;
        publishedTimeNs = other.publishedTimeNs;
        code = other.code;
        reason = other.reason;
        requestId = other.requestId;
        token = other.token;
        requestType = other.requestType;
        bookState = other.bookState;
        bookCode = other.bookCode;
        unsettledChannels = other.unsettledChannels;
        lostBooks.copyFrom(other.lostBooks);
        hasUpdates = false;
        if (other.hasUpdates) {
            claimUpdates().copyFrom(other.updates);
        }
        setRaw(other.raw, 0, other.rawLength);
        copyColumns(other, this);
    }

    /** Copies the columns of the kind of {@code to}, which {@code from} has too. */
    private static void copyColumns(final MarketEvent from, final MarketEvent to) {
        switch (to.kind) {
            case BOOK -> {
                to.changeId = from.changeId;
                to.prevChangeId = from.prevChangeId;
                to.bestBidPrice = from.bestBidPrice;
                to.bestAskPrice = from.bestAskPrice;
                to.bestBidAmount = from.bestBidAmount;
                to.bestAskAmount = from.bestAskAmount;
                to.bids.copyFrom(from.bids);
                to.asks.copyFrom(from.asks);
            }
            case TRADES, USER_TRADES -> to.trades.copyFrom(from.trades);
            case TICKER, QUOTE -> to.ticker.copyFrom(from.ticker);
            case INDEX -> {
                to.indexName = from.indexName;
                to.indexPrice = from.indexPrice;
            }
            case ORDERS -> to.orders.copyFrom(from.orders);
            case CHANGES -> {
                to.orders.copyFrom(from.orders);
                to.trades.copyFrom(from.trades);
                to.positions.copyFrom(from.positions);
            }
            case PORTFOLIO -> to.portfolio.copyFrom(from.portfolio);
            case FUNDING -> to.notice.claimFunding().copyFrom(from.notice.funding);
            case INDEX_RANKING -> {
                to.indexName = from.indexName;
                to.notice.claimIndexRanking().copyFrom(from.notice.indexRanking);
            }
            case INDEX_STATISTICS -> {
                to.indexName = from.indexName;
                to.notice.claimIndexStatistics().copyFrom(from.notice.indexStatistics);
            }
            case EXPIRATION_PRICE -> {
                to.indexName = from.indexName;
                to.notice.claimExpirationPrice().copyFrom(from.notice.expirationPrice);
            }
            case MARK_PRICES -> {
                to.indexName = from.indexName;
                to.notice.claimMarkPrices().copyFrom(from.notice.markPrices);
            }
            case CANDLE -> to.notice.claimCandle().copyFrom(from.notice.candle);
            case INSTRUMENT_STATE ->
                    to.notice.claimInstrumentState().copyFrom(from.notice.instrumentState);
            case PLATFORM_STATE ->
                    to.notice.claimPlatformState().copyFrom(from.notice.platformState);
            case ANNOUNCEMENT -> to.notice.claimAnnouncement().copyFrom(from.notice.announcement);
            case BLOCK_TRADES -> to.notice.claimBlockTrades().copyFrom(from.notice.blockTrades);
            case COMBO_TRADES -> {
                to.trades.copyFrom(from.trades);
                to.notice.claimComboTrades().copyFrom(from.notice.comboTrades);
            }
            case MMP_TRIGGER -> to.notice.claimMmpTrigger().copyFrom(from.notice.mmpTrigger);
            case ACCESS_LOG -> to.notice.claimAccessLog().copyFrom(from.notice.accessLog);
            case ACCOUNT_LOCK -> to.notice.claimAccountLock().copyFrom(from.notice.accountLock);
            case LIQUIDATION, LIQUIDITY_SUPPORT ->
                    to.notice.claimRiskNotice().copyFrom(from.notice.riskNotice);
            case BLOCK_TRADE_CONFIRMATION -> {
                to.trades.copyFrom(from.trades);
                to.notice.claimConfirmation().copyFrom(from.notice.confirmation);
            }
            case REQUEST_FOR_QUOTE ->
                    to.notice.claimQuoteRequest().copyFrom(from.notice.quoteRequest);
            case VOLATILITY_INDEX -> {
                to.indexName = from.indexName;
                to.notice.volatility = from.notice.volatility;
            }
            case RESPONSE, ERROR -> {
                to.idText = from.idText;
                to.resultText = from.resultText;
                to.usIn = from.usIn;
                to.usOut = from.usOut;
                to.errorCode = from.errorCode;
                to.errorMessage = from.errorMessage;
                to.errorData = from.errorData;
                copyAnswer(from, to);
            }
            case REJECT -> {
                to.rejectReason = from.rejectReason;
                to.rejectOffset = from.rejectOffset;
            }
            default -> {
                // No columns.
            }
        }
    }

    private static void copyAnswer(final MarketEvent from, final MarketEvent to) {
        to.answered = from.answered;
        final int lists = ANSWERED_ORDERS | ANSWERED_TRADES | ANSWERED_POSITIONS | ANSWERED_NOTHING;
        if (from.hasAnswered(lists)) {
            to.orders.copyFrom(from.orders);
            to.trades.copyFrom(from.trades);
            to.positions.copyFrom(from.positions);
        } else if (from.hasAnswered(ANSWERED_ACCOUNT)) {
            to.portfolio.copyFrom(from.portfolio);
        }
    }

    /** A header for logs: never the raw bytes, which may be large or confidential. */
    @Override
    public String toString() {
        return "MarketEvent{sequence="
                + sequence
                + ", kind="
                + kind
                + ", connectionId="
                + connectionId
                + ", channelId="
                + channelId
                + ", rawLength="
                + rawLength
                + '}';
    }
}
