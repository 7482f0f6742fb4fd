/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/**
 * The fields of an event that every message writes or every stage reads. A class of their own
 * because the JVM lays the fields of a superclass out first: these lie on two or three cache lines
 * that go from the producer's core to the consumers', in place of six. What is behind them is
 * seldom written, and so seldom moves.
 */
abstract class EventHeader {
    /** Position on the ring: consecutive from 0 within one run, and in the journal. */
    public long sequence;

    public Origin origin = Origin.TICK;
    public EventKind kind = EventKind.TICK;
    public int connectionId = MarketEvent.NONE;

    /** Number of the session on this connection, from 1; 0 before the first. */
    public int epoch;

    public int flags;

    /** Of a REJECT: the channel the message names, as far as it could be read, or NONE. */
    public int channelId = MarketEvent.NONE;

    public int instrumentId = MarketEvent.NONE;

    /** Length of the message in {@link EventColumns#raw}, in bytes. */
    public int rawLength;

    /** The venue's own time for what happened, epoch nanoseconds, or ABSENT. */
    public long exchangeTimeNs = MarketEvent.ABSENT;

    /** When the bytes were read from the socket; epoch nanoseconds of one monotonic clock. */
    public long receivedTimeNs;

    /** When the event was published; same clock as {@link #receivedTimeNs}. */
    public long publishedTimeNs;

    /** Lifecycle code, command code, or request type of an outbound message. */
    public int code;

    /** BOOK: id of this message, ABSENT when the venue sent none. */
    public long changeId = MarketEvent.ABSENT;

    /** BOOK: id the chain must be at before this message, ABSENT when there is none. */
    public long prevChangeId = MarketEvent.ABSENT;

    /** Stage 2: limits were set at this event, and {@link MarketEvent#creditCaps} holds. */
    public boolean hasNewLimits;

    /** Stage 3: state of the book this message belongs to, after it; null when it has no book. */
    public BookState bookState;

    /** Stage 3, BOOK: what came of applying the message, a constant of OrderBook; 0 for applied. */
    public int bookCode;

    /** Stage 3: channels of this connection that are asked for and neither granted nor given up. */
    public int unsettledChannels;

    /** Stage 3, BOOK: best bid of a LIVE book after this message, else ABSENT. */
    public long bestBidPrice = MarketEvent.ABSENT;

    /** Stage 3, BOOK: best ask of a LIVE book after this message, else ABSENT. */
    public long bestAskPrice = MarketEvent.ABSENT;

    // Stage 4: there are updates of orders.
    boolean hasUpdates;

    // Stage 3: there are books that were lost.
    boolean hasLostBooks;
}
