/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

/**
 * What to make of an order, found by its id or by label and instrument. What is not set stays as it
 * is; numbers are scaled.
 */
public final class Edit {
    private static final long ABSENT = NewOrder.ABSENT;

    /** Null when it is found by its label. */
    public final String orderId;

    /** Null when it is found by its id. */
    public final String label;

    /** Null when it is found by its id. */
    public final String instrumentName;

    private long amount = ABSENT;
    private long price = ABSENT;
    private long displayAmount = ABSENT;
    private long triggerPrice = ABSENT;
    private long triggerOffset = ABSENT;
    private int editCount = -1;
    private Boolean postOnly;
    private Boolean rejectPostOnly;
    private Boolean reduceOnly;

    private Edit(final String orderId, final String label, final String instrumentName) {
        this.orderId = orderId;
        this.label = label;
        this.instrumentName = instrumentName;
    }

    public static Edit byId(final String orderId) {
        return new Edit(orderId, null, null);
    }

    public static Edit byLabel(final String label, final String instrumentName) {
        return new Edit(null, label, instrumentName);
    }

    /** The new total, what is filled included. */
    public Edit amount(final long scaled) {
        amount = scaled;
        return this;
    }

    public Edit price(final long scaled) {
        price = scaled;
        return this;
    }

    public Edit displayAmount(final long scaled) {
        displayAmount = scaled;
        return this;
    }

    public Edit triggerPrice(final long scaled) {
        triggerPrice = scaled;
        return this;
    }

    public Edit triggerOffset(final long scaled) {
        triggerOffset = scaled;
        return this;
    }

    public Edit postOnly(final boolean value) {
        postOnly = value;
        return this;
    }

    public Edit rejectPostOnly(final boolean value) {
        rejectPostOnly = value;
        return this;
    }

    public Edit reduceOnly(final boolean value) {
        reduceOnly = value;
        return this;
    }

    /**
     * Refused with 13777 when the order has been edited more often than this: for a request that
     * waited while another one overtook it.
     */
    public Edit ifEditCount(final int value) {
        editCount = value;
        return this;
    }

    public long amount() {
        return amount;
    }

    public long price() {
        return price;
    }

    public long displayAmount() {
        return displayAmount;
    }

    public long triggerPrice() {
        return triggerPrice;
    }

    public long triggerOffset() {
        return triggerOffset;
    }

    /** -1 when it does not matter. */
    public int editCount() {
        return editCount;
    }

    /** What is asked for, or {@code now} when nothing is. */
    public boolean isPostOnly(final boolean now) {
        return postOnly == null ? now : postOnly;
    }

    public boolean isRejectPostOnly(final boolean now) {
        return rejectPostOnly == null ? now : rejectPostOnly;
    }

    public boolean isReduceOnly(final boolean now) {
        return reduceOnly == null ? now : reduceOnly;
    }
}
