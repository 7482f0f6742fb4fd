/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

/**
 * An order as it is asked for. Filled in by its setters, then given away. What is not set has the
 * venue's default; numbers are scaled, {@link #ABSENT} when they are not given.
 */
public final class NewOrder {
    /** No number. */
    public static final long ABSENT = Long.MIN_VALUE;

    public final String instrumentName;
    public final boolean isBuy;
    private OrderType type = OrderType.LIMIT;
    private long amount = ABSENT;
    private long price = ABSENT;
    private String label = "";
    private TimeInForce timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
    private boolean postOnly;
    private boolean rejectPostOnly;
    private boolean reduceOnly;
    private boolean mmp;
    private long displayAmount = ABSENT;
    private TriggerPrice trigger;
    private long triggerPrice = ABSENT;
    private long triggerOffset = ABSENT;

    private NewOrder(final String instrumentName, final boolean isBuy) {
        this.instrumentName = instrumentName;
        this.isBuy = isBuy;
    }

    public static NewOrder buy(final String instrumentName) {
        return new NewOrder(instrumentName, true);
    }

    public static NewOrder sell(final String instrumentName) {
        return new NewOrder(instrumentName, false);
    }

    public static NewOrder of(final String instrumentName, final boolean isBuy) {
        return new NewOrder(instrumentName, isBuy);
    }

    public NewOrder type(final OrderType value) {
        type = value;
        return this;
    }

    /** Dollars for inverse contracts, coins for all others. */
    public NewOrder amount(final long scaled) {
        amount = scaled;
        return this;
    }

    public NewOrder price(final long scaled) {
        price = scaled;
        return this;
    }

    public NewOrder label(final String value) {
        label = value;
        return this;
    }

    public NewOrder timeInForce(final TimeInForce value) {
        timeInForce = value;
        return this;
    }

    public NewOrder postOnly(final boolean value) {
        postOnly = value;
        return this;
    }

    public NewOrder rejectPostOnly(final boolean value) {
        rejectPostOnly = value;
        return this;
    }

    public NewOrder reduceOnly(final boolean value) {
        reduceOnly = value;
        return this;
    }

    public NewOrder mmp(final boolean value) {
        mmp = value;
        return this;
    }

    /** What of an iceberg is shown. */
    public NewOrder displayAmount(final long scaled) {
        displayAmount = scaled;
        return this;
    }

    /** Which price a trigger watches, and what it has to reach. */
    public NewOrder trigger(final TriggerPrice watched, final long scaledPrice) {
        trigger = watched;
        triggerPrice = scaledPrice;
        return this;
    }

    /** Which price a trailing stop follows, and how far behind. */
    public NewOrder trailing(final TriggerPrice watched, final long scaledOffset) {
        trigger = watched;
        triggerOffset = scaledOffset;
        return this;
    }

    public OrderType type() {
        return type;
    }

    public long amount() {
        return amount;
    }

    public long price() {
        return price;
    }

    public String label() {
        return label;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
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

    public boolean isMmp() {
        return mmp;
    }

    public long displayAmount() {
        return displayAmount;
    }

    public TriggerPrice trigger() {
        return trigger;
    }

    public long triggerPrice() {
        return triggerPrice;
    }

    public long triggerOffset() {
        return triggerOffset;
    }
}
