/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

/**
 * What an answer to a trading request or a query holds, beside the columns of the event it was read
 * into. Mutable and reused; one thread.
 */
public final class TradingAnswer {
    /** {@link #cancelOnDisconnect}: the answer does not say. */
    public static final int NOT_TOLD = -1;

    /** The event's orders were filled, perhaps with none. */
    public boolean hasOrders;

    /** The event's trades were filled, perhaps with none. */
    public boolean hasTrades;

    /** The event's positions were filled, perhaps with none. */
    public boolean hasPositions;

    /** The event's portfolio was filled. */
    public boolean hasAccount;

    /** There are more trades of that time behind those told. */
    public boolean hasMore;

    /** 1 when orders are cancelled with the connection, 0 when not, or {@link #NOT_TOLD}. */
    public int cancelOnDisconnect = NOT_TOLD;

    /** How many orders a mass cancel cancelled, or {@link #NOT_TOLD}. */
    public long cancelledCount = NOT_TOLD;

    public void clear() {
        hasOrders = false;
        hasTrades = false;
        hasPositions = false;
        hasAccount = false;
        hasMore = false;
        cancelOnDisconnect = NOT_TOLD;
        cancelledCount = NOT_TOLD;
    }
}
