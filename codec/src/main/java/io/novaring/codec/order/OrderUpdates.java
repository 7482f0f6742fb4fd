/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.order;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import java.util.Arrays;

/**
 * What one event meant for our orders and positions, as stage 4 understood it: written by stage 4,
 * read by handlers behind it. Public fields are columns: index below {@link #size()}. Exact numbers
 * are scaled by {@link io.novaring.codec.Decimals#SCALE}; absent ones are {@link
 * MarketEvent#ABSENT}. Computed again in a replay, not journalled.
 */
public final class OrderUpdates {
    /** {@link #kind}: the order is in another state, or has another price or amount. */
    public static final byte ORDER = 1;

    /** {@link #kind}: a trade of ours, told once. */
    public static final byte FILL = 2;

    /** {@link #kind}: something was not sent; {@link #refusal} says why. */
    public static final byte REFUSED = 3;

    /** {@link #kind}: the venue refused an edit; the order is as it was. */
    public static final byte EDIT_FAILED = 4;

    /** {@link #kind}: the venue refused a cancel. */
    public static final byte CANCEL_FAILED = 5;

    /** {@link #kind}: our position in an instrument is another. */
    public static final byte POSITION = 6;

    /** {@link #kind}: the venue's position is not ours; theirs is taken. */
    public static final byte POSITION_DIFFERENCE = 7;

    /** {@link #kind}: the fate of every earlier order is known; orders may go out. */
    public static final byte READY = 8;

    /**
     * {@link #kind}: a person has to look: two live orders of one label, a fill without a trade.
     */
    public static final byte ALARM = 9;

    /** {@link #kind}: the account is no longer locked, or locked; {@link #state} 1 when locked. */
    public static final byte ACCOUNT_LOCK = 10;

    private static final int INITIAL_CAPACITY = 4;

    private int size;

    public byte[] kind = new byte[INITIAL_CAPACITY];

    /** Of the order, 0 when it is none of ours. */
    public long[] handle = new long[INITIAL_CAPACITY];

    /** An {@link OrderState} code behind this event, 0 when there is no order. */
    public byte[] state = new byte[INITIAL_CAPACITY];

    /** An {@link OrderState} code before it, 0 when it is new. */
    public byte[] previousState = new byte[INITIAL_CAPACITY];

    /** An {@link OrderRefusal} code. */
    public byte[] refusal = new byte[INITIAL_CAPACITY];

    /** A {@link Side} code. */
    public byte[] side = new byte[INITIAL_CAPACITY];

    public int[] instrumentId = new int[INITIAL_CAPACITY];

    /** Row of the event's orders or trades this was read from, or NONE. */
    public int[] row = new int[INITIAL_CAPACITY];

    /** ORDER: its price. FILL: the price of the trade. */
    public long[] price = new long[INITIAL_CAPACITY];

    /** ORDER: its amount. FILL: the amount of the trade. */
    public long[] amount = new long[INITIAL_CAPACITY];

    /** Filled of the order in all. */
    public long[] filledAmount = new long[INITIAL_CAPACITY];

    /** POSITION, POSITION_DIFFERENCE, FILL: ours behind it; above zero is long. */
    public long[] position = new long[INITIAL_CAPACITY];

    /** POSITION_DIFFERENCE: what ours was before. */
    public long[] expectedPosition = new long[INITIAL_CAPACITY];

    /** What the venue said, or ABSENT. */
    public long[] errorCode = new long[INITIAL_CAPACITY];

    /** REFUSED for want of credits: how long until they are back; else 0. */
    public long[] waitNs = new long[INITIAL_CAPACITY];

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Adds a row with every field absent and returns its index. */
    public int add(final byte newKind) {
        if (size == kind.length) {
            grow(size << 1);
        }
        final int at = size++;
        kind[at] = newKind;
        handle[at] = 0;
        state[at] = 0;
        previousState[at] = 0;
        refusal[at] = 0;
        side[at] = Side.NONE;
        instrumentId[at] = MarketEvent.NONE;
        row[at] = MarketEvent.NONE;
        price[at] = MarketEvent.ABSENT;
        amount[at] = MarketEvent.ABSENT;
        filledAmount[at] = MarketEvent.ABSENT;
        position[at] = MarketEvent.ABSENT;
        expectedPosition[at] = MarketEvent.ABSENT;
        errorCode[at] = MarketEvent.ABSENT;
        waitNs[at] = 0;
        return at;
    }

    public void copyFrom(final OrderUpdates other) {
        final int count = other.size;
        if (kind.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.kind, 0, kind, 0, count);
        System.arraycopy(other.handle, 0, handle, 0, count);
        System.arraycopy(other.state, 0, state, 0, count);
        System.arraycopy(other.previousState, 0, previousState, 0, count);
        System.arraycopy(other.refusal, 0, refusal, 0, count);
        System.arraycopy(other.side, 0, side, 0, count);
        System.arraycopy(other.instrumentId, 0, instrumentId, 0, count);
        System.arraycopy(other.row, 0, row, 0, count);
        System.arraycopy(other.price, 0, price, 0, count);
        System.arraycopy(other.amount, 0, amount, 0, count);
        System.arraycopy(other.filledAmount, 0, filledAmount, 0, count);
        System.arraycopy(other.position, 0, position, 0, count);
        System.arraycopy(other.expectedPosition, 0, expectedPosition, 0, count);
        System.arraycopy(other.errorCode, 0, errorCode, 0, count);
        System.arraycopy(other.waitNs, 0, waitNs, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        kind = Arrays.copyOf(kind, capacity);
        handle = Arrays.copyOf(handle, capacity);
        state = Arrays.copyOf(state, capacity);
        previousState = Arrays.copyOf(previousState, capacity);
        refusal = Arrays.copyOf(refusal, capacity);
        side = Arrays.copyOf(side, capacity);
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        row = Arrays.copyOf(row, capacity);
        price = Arrays.copyOf(price, capacity);
        amount = Arrays.copyOf(amount, capacity);
        filledAmount = Arrays.copyOf(filledAmount, capacity);
        position = Arrays.copyOf(position, capacity);
        expectedPosition = Arrays.copyOf(expectedPosition, capacity);
        errorCode = Arrays.copyOf(errorCode, capacity);
        waitNs = Arrays.copyOf(waitNs, capacity);
    }
}
