/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.order;

/** Why we did not send what was asked for. The code stands in columns and never changes. */
public enum OrderRefusal {
    /** It was not refused. */
    NONE(0),
    /** The kill switch is on: only cancels pass. */
    KILLED(1),
    /** No credits, or the venue asked for a pause; the wait says how long. */
    THROTTLED(2),
    /** No session that is open and authenticated. */
    NOT_CONNECTED(3),
    /** After a reconnect the fate of earlier orders is still being asked for. */
    RECOVERING(4),
    /** The book of the instrument is not LIVE, or there is none. */
    BOOK_NOT_LIVE(5),
    /** Nobody told tick and smallest amount of this instrument. */
    NO_RULES(6),
    /** The price is not on the instrument's tick. */
    PRICE_TICK(7),
    /** The price is too far from the middle of the book. */
    PRICE_BAND(8),
    /** The amount is below the instrument's smallest. */
    AMOUNT_MIN(9),
    /** The amount is no multiple of the instrument's step. */
    AMOUNT_STEP(10),
    /** The amount is above the largest order allowed. */
    AMOUNT_MAX(11),
    /** As many orders are open as are allowed. */
    OPEN_ORDERS(12),
    /** As many orders went out within the second as are allowed. */
    ORDER_RATE(13),
    /** If all open orders were filled, the position would be larger than allowed. */
    POSITION_LIMIT(14),
    /** No order has this handle. */
    UNKNOWN_ORDER(15),
    /** The order is done. */
    ALREADY_DONE(16),
    /** An edit or cancel of the same order is not answered yet. */
    PENDING(17),
    /** No room to keep another order in mind. */
    TABLE_FULL(18),
    /** The command cannot be read, or fields contradict each other. */
    MALFORMED(19),
    /** The connection's venue takes no orders. */
    NOT_SUPPORTED(20),
    /** The journal has stopped, and orders must not go unrecorded. */
    JOURNAL_OFF(21),
    /** Too many commands wait for the I/O thread. */
    BUSY(22),
    /** The session ended before it was handed to the socket. */
    UNSENT(23);

    private static final OrderRefusal[] BY_CODE = values();

    private final byte code;

    OrderRefusal(final int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /** The reason with this code, or null when there is none. */
    public static OrderRefusal ofCode(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
