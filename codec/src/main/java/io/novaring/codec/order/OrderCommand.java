/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.order;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One wish that concerns orders: the raw bytes of a {@link io.novaring.codec.CommandType#ORDER}
 * event, and what a program fills to make one. Mutable and reused; one thread; allocates nothing
 * after construction. Exact numbers are scaled by {@link io.novaring.codec.Decimals#SCALE}; what is
 * not given is {@link MarketEvent#ABSENT}.
 */
public final class OrderCommand {
    /** {@link #action}: place an order. */
    public static final byte NEW = 1;

    /** {@link #action}: change price, amount or both of the order {@link #handle}. */
    public static final byte EDIT = 2;

    /** {@link #action}: cancel the order {@link #handle}. */
    public static final byte CANCEL = 3;

    /** {@link #action}: cancel every order of the account. */
    public static final byte CANCEL_ALL = 4;

    /** {@link #action}: cancel every order of the instrument. */
    public static final byte CANCEL_INSTRUMENT = 5;

    /** {@link #action}: close the position in the instrument, at a price or at the market's. */
    public static final byte CLOSE_POSITION = 6;

    /**
     * {@link #action}: cancel every order of a part of the account, which {@link #label} names in
     * the venue's words, such as a currency.
     */
    public static final byte CANCEL_SCOPE = 7;

    /**
     * {@link #action}: cancel every order that has this {@link #label}, whoever placed it; where
     * {@link #instrument} is named, the venue may look only at what belongs to it.
     */
    public static final byte CANCEL_LABEL = 8;

    /** {@link #type}. */
    public static final byte LIMIT = 1;

    public static final byte MARKET = 2;
    public static final byte MARKET_LIMIT = 3;
    public static final byte STOP_LIMIT = 4;
    public static final byte STOP_MARKET = 5;
    public static final byte TAKE_LIMIT = 6;
    public static final byte TAKE_MARKET = 7;
    public static final byte TRAILING_STOP = 8;

    /** {@link #timeInForce}. */
    public static final byte GOOD_TIL_CANCELLED = 1;

    public static final byte GOOD_TIL_DAY = 2;
    public static final byte IMMEDIATE_OR_CANCEL = 3;
    public static final byte FILL_OR_KILL = 4;

    /** {@link #trigger}. */
    public static final byte NO_TRIGGER = 0;

    public static final byte INDEX_PRICE = 1;
    public static final byte MARK_PRICE = 2;
    public static final byte LAST_PRICE = 3;

    /** {@link #flags}: never take; slide one tick inside where it would. */
    public static final int POST_ONLY = 1;

    /** {@link #flags}: with POST_ONLY, refuse in place of sliding. */
    public static final int REJECT_POST_ONLY = 1 << 1;

    /** {@link #flags}: only ever make a position smaller. */
    public static final int REDUCE_ONLY = 1 << 2;

    /** {@link #flags}: send it although the book is not LIVE. */
    public static final int ALLOW_STALE_BOOK = 1 << 3;

    /** {@link #flags}: belongs to the venue's market-maker protection. */
    public static final int MARKET_MAKER_PROTECTION = 1 << 4;

    public static final int INSTRUMENT_LENGTH_MAX = 64;
    public static final int LABEL_LENGTH_MAX = 64;
    public static final int ORDER_ID_LENGTH_MAX = 64;

    /** Most bytes {@link #encode} writes. */
    public static final int LENGTH_MAX =
            72 + INSTRUMENT_LENGTH_MAX + LABEL_LENGTH_MAX + ORDER_ID_LENGTH_MAX;

    /** Where the instrument's name begins in an encoded command. */
    public static final int INSTRUMENT_AT = 72;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte VERSION = 1;
    private static final int HEADER_LENGTH = INSTRUMENT_AT;
    private static final int ACTION_AT = 1;
    private static final int REFUSAL_AT = 7;
    private static final int INSTRUMENT_LENGTH_AT = 8;
    private static final int LABEL_LENGTH_AT = 9;
    private static final int ORDER_ID_LENGTH_AT = 10;
    private static final int LONGS_AT = 16;

    public byte action;
    public byte side;
    public byte type;
    public byte timeInForce;
    public int flags;
    public byte trigger;

    /** Why it was refused before it became an event; {@link OrderRefusal#NONE} when it was not. */
    public byte refusal;

    /** NEW: of the order to be. EDIT, CANCEL: of the order meant, 0 to name it by orderId. */
    public long handle;

    public long price;

    /** EDIT: the new total, what was filled included. */
    public long amount;

    public long triggerPrice;

    /** Amount shown of an iceberg. */
    public long displayAmount;

    /** The venue drops it when it looks at it later than this after it was sent; ABSENT for any. */
    public long validForNs;

    /** With {@link OrderRefusal#THROTTLED}: when credits are back, in nanoseconds from then. */
    public long waitNs;

    public final byte[] instrument = new byte[INSTRUMENT_LENGTH_MAX];
    public int instrumentLength;

    /** NEW: unique, and given by the engine. CANCEL_SCOPE, CANCEL_LABEL: what is meant. */
    public final byte[] label = new byte[LABEL_LENGTH_MAX];

    public int labelLength;

    /** The venue's own id. */
    public final byte[] orderId = new byte[ORDER_ID_LENGTH_MAX];

    public int orderIdLength;

    public OrderCommand() {
        clear();
    }

    /** Makes every field absent. */
    public OrderCommand clear() {
        action = 0;
        side = Side.NONE;
        type = LIMIT;
        timeInForce = GOOD_TIL_CANCELLED;
        flags = 0;
        trigger = NO_TRIGGER;
        refusal = OrderRefusal.NONE.code();
        handle = 0;
        price = MarketEvent.ABSENT;
        amount = MarketEvent.ABSENT;
        triggerPrice = MarketEvent.ABSENT;
        displayAmount = MarketEvent.ABSENT;
        validForNs = MarketEvent.ABSENT;
        waitNs = 0;
        instrumentLength = 0;
        labelLength = 0;
        orderIdLength = 0;
        return this;
    }

    public boolean hasFlag(final int flag) {
        return (flags & flag) != 0;
    }

    /** True when it only takes orders away: what the kill switch lets pass. */
    public boolean isCancel() {
        return isCancel(action);
    }

    private static boolean isCancel(final byte action) {
        return action == CANCEL
                || action == CANCEL_ALL
                || action == CANCEL_INSTRUMENT
                || action == CANCEL_SCOPE
                || action == CANCEL_LABEL;
    }

    /** Names the instrument; ASCII. */
    public OrderCommand instrument(final byte[] name) {
        checkLength("instrument", name.length, INSTRUMENT_LENGTH_MAX);
        System.arraycopy(name, 0, instrument, 0, name.length);
        instrumentLength = name.length;
        return this;
    }

    /** As {@link #instrument(byte[])}; allocates. */
    public OrderCommand instrument(final String name) {
        return instrument(name.getBytes(StandardCharsets.US_ASCII));
    }

    public OrderCommand label(final byte[] source, final int offset, final int length) {
        checkLength("label", length, LABEL_LENGTH_MAX);
        System.arraycopy(source, offset, label, 0, length);
        labelLength = length;
        return this;
    }

    public OrderCommand orderId(final byte[] source, final int offset, final int length) {
        checkLength("orderId", length, ORDER_ID_LENGTH_MAX);
        System.arraycopy(source, offset, orderId, 0, length);
        orderIdLength = length;
        return this;
    }

    private static void checkLength(final String name, final int length, final int lengthMax) {
        if (length > lengthMax) {
            throw new IllegalArgumentException(
                    name + " longer than " + lengthMax + " bytes: " + length);
        }
    }

    /**
     * Writes it to the beginning of an array of at least {@link #LENGTH_MAX} bytes.
     *
     * @return the number of bytes written.
     */
    public int encode(final byte[] out) {
        out[0] = VERSION;
        out[1] = action;
        out[2] = side;
        out[3] = type;
        out[4] = timeInForce;
        out[5] = (byte) flags;
        out[6] = trigger;
        out[7] = refusal;
        LONGS.set(out, INSTRUMENT_LENGTH_AT, 0L);
        out[INSTRUMENT_LENGTH_AT] = (byte) instrumentLength;
        out[LABEL_LENGTH_AT] = (byte) labelLength;
        out[ORDER_ID_LENGTH_AT] = (byte) orderIdLength;
        LONGS.set(out, LONGS_AT, handle);
        LONGS.set(out, LONGS_AT + 8, price);
        LONGS.set(out, LONGS_AT + 16, amount);
        LONGS.set(out, LONGS_AT + 24, triggerPrice);
        LONGS.set(out, LONGS_AT + 32, displayAmount);
        LONGS.set(out, LONGS_AT + 40, validForNs);
        LONGS.set(out, LONGS_AT + 48, waitNs);
        int at = HEADER_LENGTH;
        System.arraycopy(instrument, 0, out, at, instrumentLength);
        at += instrumentLength;
        System.arraycopy(label, 0, out, at, labelLength);
        at += labelLength;
        System.arraycopy(orderId, 0, out, at, orderIdLength);
        return at + orderIdLength;
    }

    /**
     * Reads it back.
     *
     * @return false when the bytes are no command; the fields are then of no use.
     */
    public boolean decode(final byte[] source, final int length) {
        if (length < HEADER_LENGTH || source[0] != VERSION) {
            return false;
        }
        instrumentLength = source[INSTRUMENT_LENGTH_AT];
        labelLength = source[LABEL_LENGTH_AT];
        orderIdLength = source[ORDER_ID_LENGTH_AT];
        if (!isLength(instrumentLength, INSTRUMENT_LENGTH_MAX)
                || !isLength(labelLength, LABEL_LENGTH_MAX)
                || !isLength(orderIdLength, ORDER_ID_LENGTH_MAX)
                || HEADER_LENGTH + instrumentLength + labelLength + orderIdLength != length) {
            clear();
            return false;
        }
        action = source[1];
        side = source[2];
        type = source[3];
        timeInForce = source[4];
        flags = source[5];
        trigger = source[6];
        refusal = source[7];
        handle = (long) LONGS.get(source, LONGS_AT);
        price = (long) LONGS.get(source, LONGS_AT + 8);
        amount = (long) LONGS.get(source, LONGS_AT + 16);
        triggerPrice = (long) LONGS.get(source, LONGS_AT + 24);
        displayAmount = (long) LONGS.get(source, LONGS_AT + 32);
        validForNs = (long) LONGS.get(source, LONGS_AT + 40);
        waitNs = (long) LONGS.get(source, LONGS_AT + 48);
        int at = HEADER_LENGTH;
        System.arraycopy(source, at, instrument, 0, instrumentLength);
        at += instrumentLength;
        System.arraycopy(source, at, label, 0, labelLength);
        at += labelLength;
        System.arraycopy(source, at, orderId, 0, orderIdLength);
        return true;
    }

    /**
     * Marks an encoded command as refused, unless it is a cancel or was refused before.
     *
     * @return false when it was left as it is.
     */
    public static boolean refuse(
            final byte[] encoded, final int length, final OrderRefusal refusal) {
        if (length < HEADER_LENGTH
                || isCancel(encoded[ACTION_AT])
                || encoded[REFUSAL_AT] != OrderRefusal.NONE.code()) {
            return false;
        }
        encoded[REFUSAL_AT] = refusal.code();
        return true;
    }

    /**
     * Length of the instrument's name in an encoded command, which begins at {@link
     * #INSTRUMENT_AT}; 0 when it names none or is no command.
     */
    public static int instrumentLengthOf(final byte[] encoded, final int length) {
        if (length < HEADER_LENGTH || encoded[0] != VERSION) {
            return 0;
        }
        final int nameLength = encoded[INSTRUMENT_LENGTH_AT];
        return nameLength > 0 && HEADER_LENGTH + nameLength <= length ? nameLength : 0;
    }

    private static boolean isLength(final int length, final int lengthMax) {
        return length >= 0 && length <= lengthMax;
    }
}
