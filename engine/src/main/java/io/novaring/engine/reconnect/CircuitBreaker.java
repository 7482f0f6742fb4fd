/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

/**
 * Keeps a connection from trying what has just failed several times in a row: nothing is tried for
 * a while, then one probe decides. A state machine without a clock; one thread.
 *
 * <pre>
 *   CLOSED --failuresMax failures--> OPEN --openNs later--> HALF_OPEN --success--> CLOSED
 *                                     ^-----------failure-----------'
 * </pre>
 */
public final class CircuitBreaker {
    private final BreakerSettings settings;
    private State state = State.CLOSED;
    private int failures;
    private long closesAtNs;
    private boolean isProbing;

    /** Whether attempts are made. */
    public enum State {
        /** They are. */
        CLOSED,
        /** None is. */
        OPEN,
        /** One is, and its outcome decides. */
        HALF_OPEN
    }

    public CircuitBreaker(final BreakerSettings settings) {
        this.settings = settings;
    }

    public State state() {
        return state;
    }

    /** How long no attempt may begin, in nanoseconds; 0 when one may. */
    public long waitNs(final long nowNs) {
        return state == State.OPEN ? Math.max(0, closesAtNs - nowNs) : 0;
    }

    /** Asks for an attempt that begins now; false when it must not. */
    public boolean tryAttempt(final long nowNs) {
        if (state == State.CLOSED) {
            return true;
        }
        if (waitNs(nowNs) > 0 || isProbing) {
            return false;
        }
        state = State.HALF_OPEN;
        isProbing = true;
        return true;
    }

    /** The attempt led to a session that is of use. */
    public void onSuccess() {
        state = State.CLOSED;
        failures = 0;
        isProbing = false;
    }

    /** The attempt led to none, or the venue did not know us. */
    public void onFailure(final long nowNs) {
        failures = failures == Integer.MAX_VALUE ? failures : failures + 1;
        isProbing = false;
        final boolean hasTooMany = settings.failuresMax() > 0 && failures >= settings.failuresMax();
        if (state == State.HALF_OPEN || state == State.CLOSED && hasTooMany) {
            state = State.OPEN;
            final boolean overflows = nowNs > Long.MAX_VALUE - settings.openNs();
            closesAtNs = overflows ? Long.MAX_VALUE : nowNs + settings.openNs();
        }
    }
}
