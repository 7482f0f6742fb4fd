/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.exchange.order.TriggerPrice;
import io.novaring.tools.simulator.market.Instrument;

/**
 * An order the exchange has accepted. It lives on after it was told of: write down at once what is
 * to be kept. Numbers are scaled, {@link NewOrder#ABSENT} where an order has none. Simulator thread
 * only.
 */
public final class Order {
    /** As clients see it. */
    public final String id;

    public final Account account;
    public final Instrument instrument;
    public final boolean isBuy;
    public final String label;
    public final OrderType type;

    /** What it was asked for as when the exchange keeps it as another type; else null. */
    public final OrderType originalType;

    public final TimeInForce timeInForce;
    public final boolean isMmp;
    public final long createdMs;

    /** The connection it came by. */
    public final int origin;

    /** Which price a trigger watches; null for all others. */
    public final TriggerPrice trigger;

    /** Of the trigger that made it; else null. */
    public final String triggerOrderId;

    OrderState state = OrderState.OPEN;
    CancelReason cancelReason;
    long price;
    long amount;
    long filledAmount;
    long filledValue;
    long updatedMs;
    boolean postOnly;
    boolean rejectPostOnly;
    boolean reduceOnly;
    int editCount;
    long displayAmount = NewOrder.ABSENT;
    long shown;
    boolean refreshed;
    long ahead;

    // With recorded books only: what a trade gives it, since when it rests, and whether it came
    // while its book was not known.
    long due;
    long restedNs;
    boolean unplaced;

    long triggerPrice = NewOrder.ABSENT;
    long triggerOffset = NewOrder.ABSENT;
    long triggerReferencePrice = NewOrder.ABSENT;
    long reservedAmount;
    long reservedValue;
    boolean noted;
    boolean resting;

    Order(
            final String id,
            final Account account,
            final Instrument instrument,
            final OrderType type,
            final OrderType originalType,
            final NewOrder asked,
            final String triggerOrderId,
            final int origin,
            final long nowMs) {
        this.id = id;
        this.account = account;
        this.instrument = instrument;
        this.isBuy = asked.isBuy;
        this.label = asked.label();
        this.type = type;
        this.originalType = originalType;
        this.timeInForce = asked.timeInForce();
        this.isMmp = asked.isMmp();
        this.createdMs = nowMs;
        this.updatedMs = nowMs;
        this.origin = origin;
        this.trigger = asked.trigger();
        this.triggerOrderId = triggerOrderId;
        this.price = asked.price();
        this.amount = asked.amount();
        this.postOnly = asked.isPostOnly();
        this.rejectPostOnly = asked.isRejectPostOnly();
        this.reduceOnly = asked.isReduceOnly();
        this.displayAmount = asked.displayAmount();
        this.triggerPrice = asked.triggerPrice();
        this.triggerOffset = asked.triggerOffset();
    }

    public OrderState state() {
        return state;
    }

    /** Null unless it is cancelled. */
    public CancelReason cancelReason() {
        return cancelReason;
    }

    /** The limit; absent while {@link #isMarketPrice()}. */
    public long price() {
        return price;
    }

    /** Whether its price is the word {@code market_price}: an untriggered market trigger. */
    public boolean isMarketPrice() {
        return type.isTrigger() && !type.isPriced();
    }

    /** What was asked for, filled or not. */
    public long amount() {
        return amount;
    }

    public long contracts() {
        return instrument.contracts(amount);
    }

    public long filledAmount() {
        return filledAmount;
    }

    public long remaining() {
        return amount - filledAmount;
    }

    /** 0 when nothing is filled. */
    public long averagePrice() {
        return filledAmount == 0 ? 0 : Fills.averagePrice(this);
    }

    public long updatedMs() {
        return updatedMs;
    }

    public boolean isPostOnly() {
        return postOnly;
    }

    public boolean isRejectPostOnly() {
        return rejectPostOnly;
    }

    public boolean isReduceOnly() {
        return reduceOnly;
    }

    /** Whether it was edited. */
    public boolean isReplaced() {
        return editCount > 0;
    }

    /** How often it was edited. */
    public int editCount() {
        return editCount;
    }

    public boolean isIceberg() {
        return displayAmount != NewOrder.ABSENT;
    }

    /** What its book shows of it now. */
    public long shownAmount() {
        return shown;
    }

    /** What of an iceberg is shown when it is fresh; absent for all others. */
    public long refreshAmount() {
        return displayAmount;
    }

    public long triggerPrice() {
        return triggerPrice;
    }

    public long triggerOffset() {
        return triggerOffset;
    }

    /** The best price a trailing stop has seen. */
    public long triggerReferencePrice() {
        return triggerReferencePrice;
    }
}
