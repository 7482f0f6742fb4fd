/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Both sides of one instrument's book and whether they may be believed: a change is applied only
 * when it follows the message before it, and a message is applied as a whole or not at all.
 *
 * <p>One thread writes, and reads whenever it likes. Any other thread reads through {@link
 * #snapshotInto}. Prices and amounts are scaled by {@link io.novaring.codec.Decimals#SCALE}; prices
 * may be negative. Allocates only to grow.
 */
public final class OrderBook {
    /** The message is in the book. */
    public static final int APPLIED = 0;

    /** The message is in the book, and its best bid is not below its best ask. */
    public static final int APPLIED_CROSSED = 1;

    /** The change does not follow the last message, or does not say what it follows. Stale now. */
    public static final int GAP = -1;

    /** The change is one the book has already; dropped. */
    public static final int OLDER = -2;

    /** A change, and there was no snapshot yet; dropped. */
    public static final int BEFORE_SNAPSHOT = -3;

    /** A change to a book that waits for a new snapshot; dropped. */
    public static final int NOT_LIVE = -4;

    /** A level was deleted that is not there. Stale now, as after all codes below. */
    public static final int ABSENT_LEVEL = -5;

    /** A new or changed level without a positive amount. */
    public static final int BAD_AMOUNT = -6;

    /** No such action, or one that makes no sense in a snapshot. */
    public static final int BAD_ACTION = -7;

    /** A level without a price. */
    public static final int BAD_PRICE = -8;

    /** A snapshot that names one price twice. */
    public static final int DUPLICATE_LEVEL = -9;

    /** More levels on one side than a book may have. */
    public static final int TOO_MANY_LEVELS = -10;

    /** The message is in the book, but it was crossed for too long by now. */
    public static final int CROSSED = -11;

    /** Neither snapshot, change nor window. */
    public static final int UNKNOWN_MESSAGE = -12;

    /** A message whose numbers had more digits than fit; not in the book. */
    public static final int INEXACT = -13;

    /** The second message in a row that leaves the book crossed is one too many. */
    static final int CROSSED_MESSAGES_MAX = 1;

    /** Some venues cross for a moment while they match. */
    static final long CROSSED_MAX_NS = 200_000_000L;

    private static final int SNAPSHOT_ATTEMPTS_MAX = 10_000;

    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(OrderBook.class, "version", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String instrument;
    final SequencePolicy policy;
    final BookSide bids;
    final BookSide asks;

    // Of the sum over all books: what it has of this one, and whether it has to look again. True
    // for good when there is no sum.
    private final BookHashes hashes;
    private final long salt;
    boolean isTouched = true;
    long summed;
    long changedSequence;

    private long version;
    // Written by the stage's thread when it changes, which is rarely; read by any.
    volatile BookState state = BookState.EMPTY;
    StaleCause staleCause = StaleCause.NONE;
    boolean isWindow;
    long changeId = MarketEvent.ABSENT;
    long exchangeTimeNs = MarketEvent.ABSENT;
    long receivedTimeNs;
    int crossedMessages;
    long crossedSinceNs;

    /** A book whose changes name the message they follow. */
    public OrderBook(final String instrument) {
        this(instrument, SequencePolicy.PREVIOUS_ID);
    }

    /** A book with the numbering of its venue. */
    public OrderBook(final String instrument, final SequencePolicy policy) {
        this(instrument, policy, null);
    }

    /**
     * As above.
     *
     * @param hashes has the book's hash in its sum from now on; null when nobody wants it.
     */
    public OrderBook(
            final String instrument, final SequencePolicy policy, final BookHashes hashes) {
        this.instrument = instrument;
        this.policy = policy;
        this.hashes = hashes;
        bids = new BookSide(true, policy.isAbsolute());
        asks = new BookSide(false, policy.isAbsolute());
        salt = instrument.hashCode();
        if (hashes != null) {
            hashes.add(this);
        }
    }

    /** Name of the instrument; any thread. */
    public String instrument() {
        return instrument;
    }

    /**
     * Applies one message of the kind BOOK.
     *
     * @return {@link #APPLIED}, {@link #APPLIED_CROSSED} or one of the negative codes.
     */
    public int apply(final MarketEvent event) {
        if (event.kind != EventKind.BOOK) {
            return UNKNOWN_MESSAGE;
        }
        begin();
        final int result = event.hasFlag(MarketEvent.INEXACT) ? INEXACT : route(event);
        final int code = result < 0 ? result : afterMessage(event);
        if (needsResync(code)) {
            makeStale(StaleCause.ofCode(code));
        }
        end();
        return code;
    }

    /** True when only a new snapshot can help after this code of {@link #apply}. */
    public static boolean needsResync(final int code) {
        return code < 0 && code != OLDER && code != BEFORE_SNAPSHOT && code != NOT_LIVE;
    }

    /** Makes the book stale; one that never had a snapshot stays empty and takes the cause. */
    public void markStale(final StaleCause cause) {
        begin();
        makeStale(cause);
        end();
    }

    /** Says that a new snapshot was asked for. A book that never had one stays empty. */
    public void markResyncing() {
        begin();
        if (state != BookState.EMPTY) {
            state = BookState.RESYNCING;
            crossedMessages = 0;
        }
        end();
    }

    /**
     * Makes the book stale when it has been crossed for too long at this time.
     *
     * @return true when it was made stale by this call.
     */
    public boolean expireCrossed(final long nowNs) {
        if (state != BookState.LIVE || !isCrossed() || nowNs - crossedSinceNs <= CROSSED_MAX_NS) {
            return false;
        }
        markStale(StaleCause.CROSSED);
        return true;
    }

    /**
     * Copies state and best levels as they were after one message. Any thread, without lock or
     * allocation; the writer is never held up.
     *
     * @return false when the writer was faster in each of many tries: the target is then empty.
     */
    public boolean snapshotInto(final BookSnapshot target) {
        for (int attempt = 0; attempt < SNAPSHOT_ATTEMPTS_MAX; attempt++) {
            // Pairs with the release in end(): an even number means all its writes are visible.
            final long before = (long) VERSION.getAcquire(this);
            if ((before & 1) == 0) {
                target.copy(this, bids, asks);
                // Pairs with the fence in begin(): no read above may happen after the next one.
                VarHandle.acquireFence();
                if ((long) VERSION.getOpaque(this) == before) {
                    return true;
                }
            }
            Thread.onSpinWait();
        }
        target.clear();
        return false;
    }

    public BookState state() {
        return state;
    }

    public StaleCause staleCause() {
        return staleCause;
    }

    /** True when the last message was a window: complete in itself, without a chain. */
    public boolean isWindow() {
        return isWindow;
    }

    /** True when the best bid is not below the best ask. */
    public boolean isCrossed() {
        return bids.size() > 0 && asks.size() > 0 && bids.price(0) >= asks.price(0);
    }

    /** Id of the last message in the book, ABSENT when there is none. */
    public long changeId() {
        return changeId;
    }

    /** The venue's time of that message, epoch nanoseconds, or ABSENT. */
    public long exchangeTimeNs() {
        return exchangeTimeNs;
    }

    /** When that message was read from the socket, epoch nanoseconds. */
    public long receivedTimeNs() {
        return receivedTimeNs;
    }

    public int bidCount() {
        return bids.size();
    }

    public int askCount() {
        return asks.size();
    }

    /** Level 0 is the best; it must be below {@link #bidCount}. */
    public long bidPrice(final int level) {
        return bids.price(level);
    }

    public long bidAmount(final int level) {
        return bids.amount(level);
    }

    public long askPrice(final int level) {
        return asks.price(level);
    }

    public long askAmount(final int level) {
        return asks.amount(level);
    }

    /** ABSENT when there are no bids. */
    public long bestBidPrice() {
        return bids.size() == 0 ? MarketEvent.ABSENT : bids.price(0);
    }

    public long bestBidAmount() {
        return bids.size() == 0 ? MarketEvent.ABSENT : bids.amount(0);
    }

    /** ABSENT when there are no asks. */
    public long bestAskPrice() {
        return asks.size() == 0 ? MarketEvent.ABSENT : asks.price(0);
    }

    public long bestAskAmount() {
        return asks.size() == 0 ? MarketEvent.ABSENT : asks.amount(0);
    }

    /** Hash of all levels of both sides: equal for equal books, however they came about. */
    public long contentHash() {
        return bids.hash() * 0x9E3779B97F4A7C15L ^ asks.hash() * 0xC2B2AE3D27D4EB4FL;
    }

    /**
     * Hash of levels, change id, the venue's time, state and cause. Kept with every change: costs
     * no walk.
     */
    public long hash() {
        return (contentHash()
                        ^ changeId * 0x165667B19E3779F9L
                        ^ exchangeTimeNs * 0x27D4EB2F165667C5L)
                + ((long) state.ordinal() << 32 | staleCause.ordinal() << 1 | (isWindow ? 1 : 0));
    }

    /** What this book adds to the sum over all: two books that swap their levels change it. */
    long summand() {
        return BookSide.mix(hash(), salt);
    }

    private int route(final MarketEvent event) {
        if (event.hasFlag(MarketEvent.SNAPSHOT) || event.hasFlag(MarketEvent.WINDOW)) {
            return replace(event);
        }
        return event.hasFlag(MarketEvent.CHANGE) ? change(event) : UNKNOWN_MESSAGE;
    }

    private int replace(final MarketEvent event) {
        isWindow = event.hasFlag(MarketEvent.WINDOW);
        final int bidResult = bids.load(event.bids);
        final int result = bidResult < 0 ? bidResult : asks.load(event.asks);
        if (result < 0) {
            return result;
        }
        bids.commit();
        asks.commit();
        if (state != BookState.LIVE) {
            state = BookState.LIVE;
            crossedMessages = 0;
        }
        staleCause = StaleCause.NONE;
        return APPLIED;
    }

    private int change(final MarketEvent event) {
        if (event.changeId != MarketEvent.ABSENT && event.changeId == policy.resetId()) {
            return replace(event);
        }
        if (state != BookState.LIVE) {
            return state == BookState.EMPTY ? BEFORE_SNAPSHOT : NOT_LIVE;
        }
        final int place = policy.place(event, changeId, exchangeTimeNs);
        if (place < 0) {
            return place;
        }
        final int bidResult = bids.change(event.bids);
        if (bidResult < 0) {
            bids.rollBack();
            return bidResult;
        }
        final int askResult = asks.change(event.asks);
        if (askResult < 0) {
            asks.rollBack();
            bids.rollBack();
        }
        return askResult;
    }

    private int afterMessage(final MarketEvent event) {
        changeId = event.changeId;
        exchangeTimeNs = event.exchangeTimeNs;
        receivedTimeNs = event.receivedTimeNs;
        if (!isCrossed()) {
            crossedMessages = 0;
            return APPLIED;
        }
        crossedMessages++;
        if (crossedMessages == 1) {
            crossedSinceNs = event.receivedTimeNs;
        }
        return crossedMessages > CROSSED_MESSAGES_MAX ? CROSSED : APPLIED_CROSSED;
    }

    private void makeStale(final StaleCause cause) {
        staleCause = cause;
        crossedMessages = 0;
        if (state != BookState.EMPTY) {
            state = BookState.STALE;
        }
    }

    // Writer's thread only. The fence keeps the book's writes behind the odd number, so that a
    // reader in snapshotInto() that sees one of them also sees that the book is being changed.
    void begin() {
        if (!isTouched) {
            isTouched = true;
            hashes.touch(this);
        }
        VERSION.setOpaque(this, version + 1);
        VarHandle.storeStoreFence();
    }

    // Writer's thread only; pairs with the acquire in snapshotInto().
    void end() {
        VERSION.setRelease(this, version + 1);
    }
}
