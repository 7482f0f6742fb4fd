/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

/**
 * When to ping the peer of one session, and when it is dead. Bytes of any kind count as life: a
 * peer that sends data need not answer. A state machine without a clock; I/O thread.
 */
final class PingTimer {
    static final int NOTHING = 0;

    /** Send a ping now. */
    static final int PING = 1;

    /** Nothing came since the ping. */
    static final int DEAD = 2;

    private final long intervalNs;
    private final long timeoutNs;
    private long sentNs;
    private boolean isAwaited;

    /**
     * @param intervalNs 0 for no pings.
     */
    PingTimer(final long intervalNs, final long timeoutNs) {
        this.intervalNs = intervalNs;
        this.timeoutNs = timeoutNs;
    }

    void onOpen(final long nowNs) {
        sentNs = nowNs;
        isAwaited = false;
    }

    /** Bytes came. */
    void onReceived() {
        isAwaited = false;
    }

    /** What is due; call it behind {@link #onReceived}, or a late thread takes a peer for dead. */
    int poll(final long nowNs) {
        final long passedNs = nowNs - sentNs;
        if (isAwaited) {
            return passedNs >= timeoutNs ? DEAD : NOTHING;
        }
        if (intervalNs == 0 || passedNs < intervalNs) {
            return NOTHING;
        }
        sentNs = nowNs;
        isAwaited = true;
        return PING;
    }
}
