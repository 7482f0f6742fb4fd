/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

/**
 * What a strategy wants to know of its orders. Called by {@link OrderUpdatesReader} on the thread
 * that reads the event. The update is a view that is used again: read it and let it go.
 */
public interface OrderListener {
    /** An order is in another state, or has another price or amount. */
    default void onOrder(final OrderUpdate order) {}

    /** A trade of ours, told once; price and amount are the trade's. */
    default void onFill(final OrderUpdate fill) {}

    /** Something was not sent; {@link OrderUpdate#refusal} says why. */
    default void onRefused(final OrderUpdate refused) {}

    /** The venue refused an edit or a cancel; the order is as it was. */
    default void onFailed(final OrderUpdate failed) {}

    /** Our position is another; of a difference, the venue's was taken in place of ours. */
    default void onPosition(final OrderUpdate position) {}

    /** The fate of every earlier order is known: orders may go out. */
    default void onReady(final OrderUpdate ready) {}

    /** The venue locked the account, or no longer does; {@link OrderUpdate#isLocked}. */
    default void onAccountLock(final OrderUpdate lock) {}

    /** A person has to look. */
    default void onAlarm(final OrderUpdate alarm) {}
}
