/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/**
 * Behind the header: fields that the common message leaves as they are, and where its columns are.
 * Nobody writes here while messages are common, so these lines stay in the caches of every core,
 * and a stage can ask for levels before it has the header. The amounts of a book's best prices are
 * the exception: with two longs more in the header a book's message took longer on JDK 25, not
 * less.
 */
abstract class EventColumns extends EventHeader {
    // Slack included, a kilobyte: the common frame fits, and a slot seldom grows after the start.
    private static final int INITIAL_RAW_LENGTH = 960;

    /** Reason code of a lifecycle event. */
    public int reason;

    /** Request id of an outbound message or of the response to it; ABSENT when not an integer. */
    public long requestId = MarketEvent.ABSENT;

    /**
     * The caller's token of a command, of its outbound message and, set by stage 4, its response.
     */
    public long token;

    /**
     * RESPONSE: which columns hold the rows of the result, ANSWERED bits; 0 when none do. By the
     * look of the result, whatever was asked for.
     */
    public int answered;

    /** REJECT: short stable word, a constant of {@link RejectReason}. */
    public RejectReason rejectReason = RejectReason.NONE;

    /** Stage 2: requests must wait until this time; 0 when they need not. */
    public long pausedUntilNs;

    /** Stage 4: type of the request this response answers, NONE when it answers none of ours. */
    public int requestType = MarketEvent.NONE;

    /** Set for handlers that do not gate: how many events were dropped just before this one. */
    public long droppedBefore;

    /** Stage 3: amount at {@code bestBidPrice}; holds only where that is not ABSENT. */
    public long bestBidAmount = MarketEvent.ABSENT;

    /** Stage 3: amount at {@code bestAskPrice}; holds only where that is not ABSENT. */
    public long bestAskAmount = MarketEvent.ABSENT;

    public final LevelColumns bids = new LevelColumns();
    public final LevelColumns asks = new LevelColumns();
    public final TradeColumns trades = new TradeColumns();
    public final TickerColumns ticker = new TickerColumns();

    /** Stage 2: credits left in each pool of this connection, before what this event asks for. */
    public final long[] credits = new long[MarketEvent.CREDIT_POOLS_MAX];

    /** Stage 3: books that stopped being LIVE at this event, unless it is a message of theirs. */
    public final LostBooks lostBooks = new LostBooks(this);

    // Made last, and so away from the references above: every message writes to it.
    /** The message as it was received or sent. Longer than {@link #rawLength}. */
    public byte[] raw = new byte[INITIAL_RAW_LENGTH + MarketEvent.RAW_SLACK];
}
