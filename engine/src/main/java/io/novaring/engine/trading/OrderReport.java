/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import java.nio.charset.StandardCharsets;

/**
 * One order as it was after one event, copied out by {@link TradingDesk#read}. Mutable and reused;
 * one thread. Exact numbers are scaled by {@link io.novaring.codec.Decimals#SCALE}.
 */
public final class OrderReport {
    /** Below zero for an order that the program did not place in this run. */
    public long handle;

    public OrderState state;

    /** A {@link Side} code. */
    public byte side;

    public int instrumentId;
    public boolean hasPendingEdit;
    public boolean hasPendingCancel;
    public long price;
    public long amount;

    /** As the venue says, or the sum of the trades where that is more. */
    public long filledAmount;

    /** Sum of the trades that are known. */
    public long tradedAmount;

    public long averagePrice;

    /** The venue's time of its last word on price and amount, epoch nanoseconds, or ABSENT. */
    public long exchangeTimeNs;

    /** When it was sent, epoch nanoseconds; 0 for an order that the program did not place. */
    public long sentNs;

    /** When anything of it last changed, epoch nanoseconds. */
    public long changedNs;

    public final byte[] label = new byte[OrderCommand.LABEL_LENGTH_MAX];
    public int labelLength;

    /** The venue's id; of length 0 when it is not known yet. */
    public final byte[] orderId = new byte[OrderCommand.ORDER_ID_LENGTH_MAX];

    public int orderIdLength;

    public OrderReport() {
        clear();
    }

    void clear() {
        handle = 0;
        state = null;
        side = Side.NONE;
        instrumentId = MarketEvent.NONE;
        hasPendingEdit = false;
        hasPendingCancel = false;
        price = MarketEvent.ABSENT;
        amount = MarketEvent.ABSENT;
        filledAmount = 0;
        tradedAmount = 0;
        averagePrice = MarketEvent.ABSENT;
        exchangeTimeNs = MarketEvent.ABSENT;
        sentNs = 0;
        changedNs = 0;
        labelLength = 0;
        orderIdLength = 0;
    }

    /** Allocates. */
    public String label() {
        return new String(label, 0, labelLength, StandardCharsets.UTF_8);
    }

    /** Allocates. */
    public String orderId() {
        return new String(orderId, 0, orderIdLength, StandardCharsets.UTF_8);
    }
}
