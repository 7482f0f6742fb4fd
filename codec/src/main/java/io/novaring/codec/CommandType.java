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
    LIMIT(4);

    private static final CommandType[] BY_CODE = {null, SUBSCRIBE, UNSUBSCRIBE, REQUEST, LIMIT};

    private final int code;

    CommandType(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The type with this journal code, or null when there is none. */
    public static CommandType ofCode(final int code) {
        return code < 1 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
