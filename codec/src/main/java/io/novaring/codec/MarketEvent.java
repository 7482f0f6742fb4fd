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
public final class MarketEvent extends EventHeader {
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

    // Slack included, a kilobyte: the common frame fits, and a slot seldom grows after the start.
    private static final int INITIAL_RAW_LENGTH = 960;

    /** Reason code of a lifecycle event. */
    public int reason;

    /** Request id of an outbound message or of the response to it; ABSENT when not an integer. */
    public long requestId = ABSENT;

    /**
     * The caller's token of a command, of its outbound message and, set by stage 4, its response.
     */
    public long token;

    // Decoded columns.
    public final LevelColumns bids = new LevelColumns();
    public final LevelColumns asks = new LevelColumns();
    public final TradeColumns trades = new TradeColumns();
    public final TickerColumns ticker = new TickerColumns();
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

    /** REJECT: short stable word, a constant of {@link RejectReason}. */
    public RejectReason rejectReason = RejectReason.NONE;

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

    /**
     * RESPONSE: which columns hold the rows of the result, ANSWERED bits; 0 when none do. By the
     * look of the result, whatever was asked for.
     */
    public int answered;

    // Written by stages.
    /** Stage 2: credits left in each pool of this connection, before what this event asks for. */
    public final long[] credits = new long[CREDIT_POOLS_MAX];

    /** Stage 2, where {@link #hasNewLimits}: the most that each pool holds. */
    public final long[] creditCaps = new long[CREDIT_POOLS_MAX];

    /** Stage 2: requests must wait until this time; 0 when they need not. */
    public long pausedUntilNs;

    /** Stage 3: books that stopped being LIVE at this event, unless it is a message of theirs. */
    public final LostBooks lostBooks = new LostBooks();

    /** Stage 4: type of the request this response answers, NONE when it answers none of ours. */
    public int requestType = NONE;

    /** Set for handlers that do not gate: how many events were dropped just before this one. */
    public long droppedBefore;

    /** Most credit pools one connection may have. */
    public static final int CREDIT_POOLS_MAX = 8;

    /** Spare bytes behind the message, so that word-wise readers never leave the array. */
    public static final int RAW_SLACK = 64;

    private static final OrderUpdates NO_UPDATES = new OrderUpdates();

    // Made when this slot first carries one: few events concern our orders.
    private OrderUpdates updates;

    // Made last, and so away from the references above: every message writes to it.
    /** The message as it was received or sent. Longer than {@link #rawLength}. */
    public byte[] raw = new byte[INITIAL_RAW_LENGTH + RAW_SLACK];

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
        lostBooks.clear();
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
        EventCopy.columns(other, this);
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
