/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.order;

/** Where one order of ours is. The code stands in columns and never changes its meaning. */
public enum OrderState {
    /** Checked and on its way to the socket. */
    PENDING_NEW(1),
    /** Handed to the socket; the venue has not answered. */
    SENT(2),
    /** Works in the venue's book. */
    OPEN(3),
    /** The venue holds it until its trigger price is reached. */
    UNTRIGGERED(4),
    /** Nobody knows: asked for, and the venue has not said what became of it. */
    UNKNOWN(5),
    /** Done: all of it was traded. */
    FILLED(6),
    /** Done: what was left of it is cancelled. */
    CANCELLED(7),
    /** Done: its trigger price was reached and another order stands for it. */
    TRIGGERED(8),
    /** Never was: the venue refused it. */
    REJECTED(9),
    /** Never was: a check of ours refused it and nothing was sent. */
    REFUSED(10),
    /** Never was: its session ended before a byte of it was handed to the socket. */
    UNSENT(11),
    /** Repeatedly asked for and not known to the venue; looked at by a person before it counts. */
    NOT_FOUND(12);

    private static final OrderState[] BY_CODE = new OrderState[16];

    static {
        for (final OrderState state : values()) {
            BY_CODE[state.code] = state;
        }
    }

    private final byte code;

    OrderState(final int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /** True when nothing can become of it any more. */
    public boolean isFinal() {
        return code >= FILLED.code;
    }

    /** True when it may trade at the venue at this moment, as far as anybody knows. */
    public boolean mayTrade() {
        return code >= SENT.code && code <= UNKNOWN.code;
    }

    /** The state with this code, or null when there is none. */
    public static OrderState ofCode(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
