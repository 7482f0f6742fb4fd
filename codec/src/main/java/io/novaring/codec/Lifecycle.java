/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Code of a {@link EventKind#LIFECYCLE} event. Journalled: a code never changes its meaning. */
public enum Lifecycle {
    /** First event of every run; raw bytes: a JSON object that names version and connections. */
    ENGINE_STARTED(1),
    /** An attempt to connect begins; epoch: the number of this attempt's session. */
    CONNECTING(2),
    /** The WebSocket upgrade was answered: messages may flow. */
    CONNECTED(3),
    /** The session is over, or the attempt failed; reason: a {@link DisconnectReason} code. */
    DISCONNECTED(4),
    /** The next attempt is planned; requestId: the delay in nanoseconds. */
    RECONNECT_SCHEDULED(5),
    /** The connection is given up: no further attempt will be made. */
    CONNECTION_STOPPED(6),
    /** Last event of every orderly run. */
    ENGINE_STOPPED(7),
    /** A handler was detached; raw bytes: its name and why. */
    HANDLER_DETACHED(8),
    /**
     * The venue knows who we are; again in one session when it was asked to know us anew. Where a
     * session has to be authenticated, nothing but that is sent before.
     */
    AUTHENTICATED(9),
    /** The venue does not take us for who we say we are; requestId: its error code. */
    AUTHENTICATION_REFUSED(10),
    /**
     * The journal's state changed; reason: the code of a {@link
     * io.novaring.codec.recording.RecorderState}, requestId: free bytes of its disk. That it
     * stopped is not in the journal itself.
     */
    JOURNAL_STATE(11);

    private static final Lifecycle[] BY_CODE = new Lifecycle[16];

    static {
        for (final Lifecycle value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    Lifecycle(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The state with this journal code, or null when there is none. */
    public static Lifecycle ofCode(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
