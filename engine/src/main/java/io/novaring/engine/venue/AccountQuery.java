/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

/**
 * What the engine asks a venue on its own account to learn how things stand: after every login, and
 * whenever the fate of an order is not known.
 */
public enum AccountQuery {
    /** Asks the venue to cancel our orders when the connection is lost. */
    CANCEL_ON_DISCONNECT_SET,
    /** Reads back whether it will. */
    CANCEL_ON_DISCONNECT_READ,
    /** Every order that is open. */
    OPEN_ORDERS,
    /** Orders with one label, done ones included as far as the venue remembers. */
    ORDERS_BY_LABEL,
    /** One order by the venue's id. */
    ORDER_BY_ID,
    /** Own trades of a time, oldest first, some at a time. */
    TRADES_OF_TIME,
    /** Own trades of one order. */
    TRADES_OF_ORDER,
    /** Every position. */
    POSITIONS,
    /** The account of one currency, with the limits that hold for it. */
    ACCOUNT,
    /** Cancels every order: for the kill switch. */
    CANCEL_ALL
}
