/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.PositionColumns;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.trading.DeskCounters.Counter;
import java.util.Arrays;

/**
 * Our position in each instrument: what the venue said once, and every trade since. It is compared
 * with what the venue says later. A difference counts only when it is told twice and no trade was
 * counted meanwhile: a trade may be in an answer before it is told, or told before the answer.
 *
 * <p>Above zero is long. Allocates only to grow.
 */
final class Positions {
    /** So long after a difference the venue is asked again. */
    static final long CHECK_AFTER_NS = 1_000_000_000L;

    /** So often an answer that trades came across is asked for anew before it is taken. */
    static final int ATTEMPTS_MAX = 5;

    private static final int INITIAL_CAPACITY = 64;
    private static final long MILLISECOND_NS = 1_000_000L;

    private final SequenceLock lock;
    private final DeskRows rows;
    private final DeskCounters counters;

    private long[] sizes = new long[INITIAL_CAPACITY];
    private boolean[] isKnown = new boolean[INITIAL_CAPACITY];

    /** Trades before this time of the venue are in what it said. */
    private long[] includedUntilNs = new long[INITIAL_CAPACITY];

    /** Trades from this time of the venue on are not. */
    private long[] excludedFromNs = new long[INITIAL_CAPACITY];

    /** Number of the last trade counted. */
    private long[] lastFills = new long[INITIAL_CAPACITY];

    /** What the venue said when it first was another position; valid from that number on. */
    private long[] suspectSizes = new long[INITIAL_CAPACITY];

    private long[] suspectFills = new long[INITIAL_CAPACITY];
    private long[] toldSizes = new long[INITIAL_CAPACITY];

    private boolean isEveryKnown;
    private boolean isSettled;
    private boolean isAgreed;
    private boolean isDoubted;
    private long fillCount;
    private long askedAtFill;
    private int attempts;
    private long toldFromNs;
    private long toldUntilNs;
    private long everyIncludedNs;
    private long everyExcludedNs;
    private long checkNs = Long.MAX_VALUE;

    Positions(final SequenceLock lock, final DeskRows rows, final DeskCounters counters) {
        this.lock = lock;
        this.rows = rows;
        this.counters = counters;
        Arrays.fill(suspectFills, MarketEvent.NONE);
    }

    /** ABSENT when it is not known. */
    long size(final int instrumentId) {
        return sizeIn(sizes, isKnown, isEveryKnown, instrumentId);
    }

    /**
     * Counts a trade.
     *
     * @return the position behind it, ABSENT when it is not known yet.
     */
    long onFill(final int instrumentId, final byte side, final long amount, final long timeNs) {
        if (instrumentId < 0 || side != Side.BUY && side != Side.SELL) {
            return MarketEvent.ABSENT;
        }
        ensure(instrumentId);
        lastFills[instrumentId] = ++fillCount;
        if (!isKnown[instrumentId]) {
            return MarketEvent.ABSENT;
        }
        final boolean isTimed = timeNs != MarketEvent.ABSENT;
        if (isTimed && timeNs < includedUntilNs[instrumentId]) {
            return sizes[instrumentId];
        }
        sizes[instrumentId] += side == Side.BUY ? amount : -amount;
        if (isTimed && timeNs < excludedFromNs[instrumentId]) {
            // In the same moment: nobody can tell whether the venue had counted it.
            checkNs = Math.min(checkNs, 0);
        }
        return sizes[instrumentId];
    }

    /** Positions told beside orders and trades: no proof, but a cause to ask. */
    void onTold(final PositionColumns told, final long nowNs) {
        for (int row = 0; row < told.size(); row++) {
            final int instrumentId = told.instrumentId[row];
            final long size = sizeOf(told, row);
            final boolean isComparable =
                    instrumentId >= 0
                            && size != MarketEvent.ABSENT
                            && (isEveryKnown || instrumentId < sizes.length);
            if (isComparable) {
                ensure(instrumentId);
                if (isKnown[instrumentId] && sizes[instrumentId] != size) {
                    checkNs = Math.min(checkNs, nowNs + CHECK_AFTER_NS);
                }
            }
        }
    }

    /** True when the venue is to be asked again. */
    boolean isCheckDue(final long nowNs) {
        return nowNs >= checkNs;
    }

    /** True when every position was told by the venue without a trade coming across. */
    boolean isSettled() {
        return isSettled;
    }

    /** True when the last answer was what is counted here, of every instrument. */
    boolean isAgreed() {
        return isAgreed;
    }

    /** True when the last answer was another, for the first time, and no trade came across it. */
    boolean isDoubted() {
        return isDoubted;
    }

    /** The venue is asked for every position now. */
    void startCheck() {
        checkNs = Long.MAX_VALUE;
        askedAtFill = fillCount;
        toldFromNs = Long.MAX_VALUE;
        toldUntilNs = 0;
        Arrays.fill(toldSizes, 0);
    }

    /** One answer to that; there may be several, about different instruments. */
    void onAnswer(final MarketEvent event) {
        final PositionColumns told = event.positions;
        for (int row = 0; row < told.size(); row++) {
            final long size = sizeOf(told, row);
            if (told.instrumentId[row] >= 0 && size != MarketEvent.ABSENT) {
                ensure(told.instrumentId[row]);
                toldSizes[told.instrumentId[row]] = size;
            }
        }
        if (event.usIn != MarketEvent.ABSENT && event.usOut != MarketEvent.ABSENT) {
            final long fromNs = event.usIn * 1_000;
            toldFromNs = Math.min(toldFromNs, fromNs - fromNs % MILLISECOND_NS);
            toldUntilNs = Math.max(toldUntilNs, event.usOut * 1_000 + MILLISECOND_NS);
        }
    }

    /** The last answer has come. */
    void endCheck(final long nowNs) {
        if (toldUntilNs == 0) {
            toldFromNs = 0;
        }
        attempts++;
        isSettled = true;
        isAgreed = true;
        isDoubted = false;
        for (int instrumentId = 0; instrumentId < sizes.length; instrumentId++) {
            compare(instrumentId, toldSizes[instrumentId], nowNs);
        }
        everyIncludedNs = toldFromNs;
        everyExcludedNs = toldUntilNs;
        isEveryKnown = true;
        if (isSettled || attempts >= ATTEMPTS_MAX) {
            isSettled = true;
            attempts = 0;
        }
    }

    private void compare(final int instrumentId, final long told, final long nowNs) {
        final boolean hasTraded = lastFills[instrumentId] > askedAtFill;
        if (!isKnown[instrumentId]) {
            if (hasTraded && attempts < ATTEMPTS_MAX) {
                isSettled = false;
                isAgreed = false;
                checkNs = Math.min(checkNs, nowNs);
            } else {
                take(instrumentId, told);
                if (told != 0) {
                    rows.position(OrderUpdates.POSITION, instrumentId, told, MarketEvent.ABSENT);
                }
            }
            return;
        }
        if (told == sizes[instrumentId]) {
            suspectFills[instrumentId] = MarketEvent.NONE;
            return;
        }
        isAgreed = false;
        final boolean isSame =
                suspectFills[instrumentId] >= lastFills[instrumentId]
                        && suspectFills[instrumentId] != MarketEvent.NONE
                        && suspectSizes[instrumentId] == told;
        if (isSame && !hasTraded) {
            final long expected = sizes[instrumentId];
            take(instrumentId, told);
            counters.increment(Counter.POSITION_DIFFERENCES);
            rows.position(OrderUpdates.POSITION_DIFFERENCE, instrumentId, told, expected);
            return;
        }
        isDoubted |= !hasTraded;
        suspectSizes[instrumentId] = told;
        suspectFills[instrumentId] = hasTraded ? MarketEvent.NONE : askedAtFill;
        checkNs = Math.min(checkNs, nowNs + CHECK_AFTER_NS);
    }

    private void take(final int instrumentId, final long told) {
        sizes[instrumentId] = told;
        isKnown[instrumentId] = true;
        includedUntilNs[instrumentId] = toldFromNs;
        excludedFromNs[instrumentId] = toldUntilNs;
        suspectFills[instrumentId] = MarketEvent.NONE;
    }

    /** The venue does not tell positions: there is nothing to wait for. */
    void giveUp() {
        isSettled = true;
    }

    /** As {@link TradingDesk#position}; any thread. */
    long read(final int instrumentId) {
        for (int attempt = 0; attempt < SequenceLock.ATTEMPTS_MAX; attempt++) {
            final long before = lock.version();
            // Once each: the arrays are made larger one after the other.
            final long size = sizeIn(sizes, isKnown, isEveryKnown, instrumentId);
            if (lock.isUnchanged(before)) {
                return size;
            }
            Thread.onSpinWait();
        }
        return MarketEvent.ABSENT;
    }

    /** Of these arrays, whose lengths may differ. */
    static long sizeIn(
            final long[] sizes,
            final boolean[] isKnown,
            final boolean isEveryKnown,
            final int instrumentId) {
        if (instrumentId < 0 || instrumentId >= sizes.length || instrumentId >= isKnown.length) {
            return isEveryKnown ? 0 : MarketEvent.ABSENT;
        }
        return isKnown[instrumentId] ? sizes[instrumentId] : MarketEvent.ABSENT;
    }

    private static long sizeOf(final PositionColumns told, final int row) {
        final long size = told.positionSize[row];
        if (size == MarketEvent.ABSENT) {
            return told.direction[row] == Side.ZERO ? 0 : size;
        }
        // Some venues give a short position a sign, some do not.
        return switch (told.direction[row]) {
            case Side.BUY -> Math.abs(size);
            case Side.SELL -> -Math.abs(size);
            case Side.ZERO -> 0;
            default -> size;
        };
    }

    private void ensure(final int instrumentId) {
        final int length = sizes.length;
        if (instrumentId < length) {
            return;
        }
        final int capacity = Integer.highestOneBit(instrumentId) << 1;
        sizes = Arrays.copyOf(sizes, capacity);
        isKnown = Arrays.copyOf(isKnown, capacity);
        includedUntilNs = Arrays.copyOf(includedUntilNs, capacity);
        excludedFromNs = Arrays.copyOf(excludedFromNs, capacity);
        lastFills = Arrays.copyOf(lastFills, capacity);
        suspectSizes = Arrays.copyOf(suspectSizes, capacity);
        suspectFills = Arrays.copyOf(suspectFills, capacity);
        toldSizes = Arrays.copyOf(toldSizes, capacity);
        Arrays.fill(suspectFills, length, capacity, MarketEvent.NONE);
        if (isEveryKnown) {
            // What no answer ever named is flat.
            Arrays.fill(isKnown, length, capacity, true);
            Arrays.fill(includedUntilNs, length, capacity, everyIncludedNs);
            Arrays.fill(excludedFromNs, length, capacity, everyExcludedNs);
        }
    }
}
