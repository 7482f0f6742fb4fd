/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Where a ring event comes from. The code is written to journals and never changes its meaning. */
public enum Origin {
    /** A message of the venue, exactly as it was received. */
    INBOUND(1),
    /** A message of ours, published when it was handed to the socket. */
    OUTBOUND(2),
    /** A connection or the engine changed its state; see {@link Lifecycle}. */
    LIFECYCLE(3),
    /** Time passed on a connection. Stages own no clock: this is how they see it. */
    TICK(4),
    /** The embedding program asked for something: a subscription or a request. */
    COMMAND(5);

    private static final Origin[] BY_CODE = {null, INBOUND, OUTBOUND, LIFECYCLE, TICK, COMMAND};

    private final int code;

    Origin(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The origin with this journal code, or null when there is none. */
    public static Origin ofCode(final int code) {
        return code < 1 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
