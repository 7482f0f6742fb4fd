/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** What an event says, once decoded. */
public enum EventKind {
    /** Order book: a snapshot, a change or a grouped window. Columns: bids, asks. */
    BOOK,
    /** Public trades. Columns: trades. */
    TRADES,
    /** Full or incremental ticker. Columns: ticker. */
    TICKER,
    /** Best bid and ask. Columns: ticker, the four best fields only. */
    QUOTE,
    /** Index price. Columns: index name and price. */
    INDEX,
    /** Own orders. Columns: orders. */
    ORDERS,
    /** Own trades. Columns: trades, with the own-trade fields. */
    USER_TRADES,
    /** Own orders, trades and positions of one cause. Columns: orders, trades, positions. */
    CHANGES,
    /** Account summary of one currency. Columns: portfolio. */
    PORTFOLIO,
    /** A subscription message of a kind without columns of its own. */
    NOTIFICATION,
    /** The venue's heartbeat or test request. */
    HEARTBEAT,
    /** Answer to a request. */
    RESPONSE,
    /** Refusal of a request. */
    ERROR,
    /** Not a valid message; the raw bytes are kept and the cause is told. */
    REJECT,
    /** A message of ours. */
    OUTBOUND,
    /** A change of state; see {@link Lifecycle}. */
    LIFECYCLE,
    /** Time passed. */
    TICK,
    /** A wish of the embedding program; see {@link CommandType}. */
    COMMAND
}
