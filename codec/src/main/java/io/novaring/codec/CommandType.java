/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Code of a {@link EventKind#COMMAND} event. Journalled: a code never changes its meaning. */
public enum CommandType {
    /** Raw bytes: channel names, one a line. */
    SUBSCRIBE(1),
    /** Raw bytes: channel names, one a line. */
    UNSUBSCRIBE(2),
    /** Raw bytes: the parameters of a request; requestId: its type; token: the caller's. */
    REQUEST(3),
    /** Raw bytes: index, cap and refill a second of a credit pool, separated by spaces. */
    LIMIT(4),
    /** Raw bytes: an {@link io.novaring.codec.order.OrderCommand}. */
    ORDER(5),
    /** Raw bytes: text that says what the orders of an instrument must be like. */
    INSTRUMENT_RULES(6),
    /** Raw bytes: text that says what the program does not want to exceed. */
    RISK_LIMITS(7),
    /** Raw bytes: 1 to refuse every order from now on, 0 to take them again. */
    KILL(8);

    private static final CommandType[] BY_CODE = new CommandType[16];

    static {
        for (final CommandType value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    CommandType(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The type with this journal code, or null when there is none. */
    public static CommandType ofCode(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
