/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import java.util.Arrays;

/**
 * What is known of one order. A place of the {@link OrderTable}, reused when the order is done and
 * forgotten. Stage 4's thread writes; others read it through the table. Exact numbers are scaled by
 * {@link io.novaring.codec.Decimals#SCALE}.
 */
final class Order {
    /** {@link #pending}: an edit is not answered yet. */
    static final int EDIT = 1;

    /** {@link #pending}: a cancel is not answered yet. */
    static final int CANCEL = 2;

    static final int NONE = -1;

    private static final int KEPT_FLAGS =
            OrderCommand.POST_ONLY
                    | OrderCommand.REJECT_POST_ONLY
                    | OrderCommand.REDUCE_ONLY
                    | OrderCommand.MARKET_MAKER_PROTECTION;

    private static final int LABEL_AT = 0;
    private static final int ORDER_ID_AT = OrderCommand.LABEL_LENGTH_MAX;
    private static final int INSTRUMENT_AT = ORDER_ID_AT + OrderCommand.ORDER_ID_LENGTH_MAX;

    final int place;

    /** Null when the place is free. */
    OrderState state;

    /** Above zero: given by the program. Below: ours for an order that somebody else placed. */
    long handle;

    /** Tokens with a larger number than this are about this order and none before it. */
    long bornNumber;

    byte side;

    /** As the program placed it; 0 when it did not. */
    byte type;

    /**
     * Flags of the command that placed it, or what the venue first told of one that somebody else
     * placed; an edit that does not repeat them must not drop them.
     */
    int flags;

    /** As the program placed it, or ABSENT. */
    long triggerPrice;

    int instrumentId;

    /** Bits {@link #EDIT} and {@link #CANCEL}. */
    int pending;

    long editToken;
    long cancelToken;

    long price;
    long amount;

    /** The amount an edit asks for, while it is pending or nobody knows of it; else ABSENT. */
    long pendingAmount;

    /** What the venue says was filled, never less than {@link #traded}. */
    long filled;

    /** Sum of the trades that are known. */
    long traded;

    long averagePrice;

    /** The venue's time of its last word on price and amount, or ABSENT. */
    long timeNs;

    /** That word was a notification and no answer. */
    boolean isTimeOfNotice;

    /** When its last request was sent, by our time; 0 when it is none of ours. */
    long sentNs;

    /** The session that carried that request. */
    int epoch;

    /** When anything of it last changed, by our time. */
    long changedNs;

    /** When it became final, by our time. */
    long doneNs;

    /** UNKNOWN: since when nobody knows. */
    long lostNs;

    /** UNKNOWN: how often the venue did not know it. */
    int emptyAnswers;

    /** UNKNOWN: it was not known to the venue when asked late enough. */
    boolean isAbsentLate;

    /** It is in the list of those to be looked at by {@link Inquiries}. */
    boolean isWatched;

    /** When it is to be looked at. */
    long dueNs;

    /** A question about it is under way. */
    boolean isAsked;

    /** Its state is to be asked for although it is not UNKNOWN. */
    boolean isDoubted;

    /** A person was told that the venue's word for its state is none that is known. */
    boolean isPuzzling;

    /** How often its trades were asked for. */
    int tradeQueries;

    /** Number of the listing of open orders it was last seen in. */
    long listedIn;

    /** Places of its neighbours in the list of final orders, or NONE. */
    int olderPlace;

    int newerPlace;

    int labelLength;
    int orderIdLength;
    int instrumentLength;
    private final byte[] text = new byte[INSTRUMENT_AT + OrderCommand.INSTRUMENT_LENGTH_MAX];

    Order(final int place) {
        this.place = place;
    }

    void reset(final long newHandle, final long number) {
        handle = newHandle;
        bornNumber = number;
        state = null;
        side = Side.NONE;
        type = 0;
        flags = 0;
        triggerPrice = MarketEvent.ABSENT;
        instrumentId = MarketEvent.NONE;
        pending = 0;
        editToken = 0;
        cancelToken = 0;
        price = MarketEvent.ABSENT;
        amount = MarketEvent.ABSENT;
        pendingAmount = MarketEvent.ABSENT;
        filled = 0;
        traded = 0;
        averagePrice = MarketEvent.ABSENT;
        timeNs = MarketEvent.ABSENT;
        isTimeOfNotice = false;
        sentNs = 0;
        epoch = 0;
        changedNs = 0;
        doneNs = 0;
        isPuzzling = false;
        tradeQueries = 0;
        listedIn = 0;
        olderPlace = NONE;
        newerPlace = NONE;
        labelLength = 0;
        orderIdLength = 0;
        instrumentLength = 0;
        clearInquiry();
    }

    /** Forgets what was asked about it. */
    void clearInquiry() {
        lostNs = 0;
        emptyAnswers = 0;
        isAbsentLate = false;
        isAsked = false;
        isDoubted = false;
    }

    /** True when the edit or cancel with this token is not answered yet. */
    boolean isPending(final long token) {
        return editToken == token || cancelToken == token;
    }

    /** The program placed it in this run. */
    boolean isOwn() {
        return handle > 0;
    }

    /** It waits for a price: what trades is another order, of the same label. */
    boolean isTrigger() {
        return type >= OrderCommand.STOP_LIMIT;
    }

    boolean isFinal() {
        return state.isFinal();
    }

    /** What may still trade of it; 0 when its amount is not known. */
    long openAmount() {
        final long total = Math.max(amount, pendingAmount);
        return total == MarketEvent.ABSENT ? 0 : Math.max(0, total - filled);
    }

    void label(final byte[] source, final int offset, final int length) {
        labelLength = Math.min(length, OrderCommand.LABEL_LENGTH_MAX);
        System.arraycopy(source, offset, text, LABEL_AT, labelLength);
    }

    /** The caller has checked the length. */
    void orderId(final byte[] source, final int offset, final int length) {
        orderIdLength = length;
        System.arraycopy(source, offset, text, ORDER_ID_AT, length);
    }

    void instrument(final byte[] source, final int length) {
        instrumentLength = length;
        System.arraycopy(source, 0, text, INSTRUMENT_AT, length);
    }

    void instrument(final Order other) {
        instrumentLength = other.instrumentLength;
        System.arraycopy(other.text, INSTRUMENT_AT, text, INSTRUMENT_AT, instrumentLength);
    }

    boolean hasLabel(final byte[] source, final int offset, final int length) {
        return equals(LABEL_AT, labelLength, source, offset, length);
    }

    boolean hasOrderId(final byte[] source, final int offset, final int length) {
        return equals(ORDER_ID_AT, orderIdLength, source, offset, length);
    }

    private boolean equals(
            final int at,
            final int ownLength,
            final byte[] source,
            final int offset,
            final int length) {
        return Arrays.equals(text, at, at + ownLength, source, offset, offset + length);
    }

    int copyLabel(final byte[] target) {
        System.arraycopy(text, LABEL_AT, target, 0, labelLength);
        return labelLength;
    }

    int copyOrderId(final byte[] target) {
        System.arraycopy(text, ORDER_ID_AT, target, 0, orderIdLength);
        return orderIdLength;
    }

    int copyInstrument(final byte[] target) {
        System.arraycopy(text, INSTRUMENT_AT, target, 0, instrumentLength);
        return instrumentLength;
    }

    /** Completes an edit or cancel of the order with what is known of it. */
    void complete(final OrderCommand command) {
        command.handle = handle;
        command.side = side;
        command.orderIdLength = copyOrderId(command.orderId);
        command.labelLength = copyLabel(command.label);
        if (instrumentLength > 0) {
            command.instrumentLength = copyInstrument(command.instrument);
        }
        if (command.action == OrderCommand.EDIT) {
            command.type = type == 0 ? command.type : type;
            command.flags |= flags & KEPT_FLAGS;
            command.price = given(command.price, price);
            command.amount = given(command.amount, amount);
            command.triggerPrice = given(command.triggerPrice, triggerPrice);
        }
    }

    private static long given(final long value, final long otherwise) {
        return value == MarketEvent.ABSENT ? otherwise : value;
    }

    long labelHash() {
        return HashIndex.hash(text, LABEL_AT, labelLength);
    }

    long orderIdHash() {
        return HashIndex.hash(text, ORDER_ID_AT, orderIdLength);
    }

    void copyInto(final OrderReport target) {
        target.handle = handle;
        target.state = state;
        target.side = side;
        target.instrumentId = instrumentId;
        target.hasPendingEdit = (pending & EDIT) != 0;
        target.hasPendingCancel = (pending & CANCEL) != 0;
        target.price = price;
        target.amount = amount;
        target.filledAmount = filled;
        target.tradedAmount = traded;
        target.averagePrice = averagePrice;
        target.exchangeTimeNs = timeNs;
        target.sentNs = sentNs;
        target.changedNs = changedNs;
        target.labelLength = copyLabel(target.label);
        target.orderIdLength = copyOrderId(target.orderId);
    }
}
