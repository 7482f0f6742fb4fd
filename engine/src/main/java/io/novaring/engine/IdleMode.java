/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

/** What a thread does when it finds no work. */
public enum IdleMode {
    /** Looks again at once: the lowest latency, for a whole core. */
    SPIN,
    /** Yields, then sleeps for growing times up to 100 microseconds. */
    BACKOFF,
    /** I/O thread only: sleeps in the operating system until a socket or a command wakes it. */
    SELECT,
    /** I/O thread only: as SPIN while there was work lately, then as SELECT until there is. */
    ADAPTIVE;

    // Ten gaps of 10,000 messages a second; a connection that ticks only spins for 1 % of the time.
    private static final long SPIN_NS = 1_000_000;

    /** How long behind the last work a thread that can sleep in a selector does not. */
    long spinNs() {
        return this == ADAPTIVE ? SPIN_NS : 0;
    }

    /** True when its thread has a core of its own while there is work. */
    boolean isSpinning() {
        return this == SPIN || this == ADAPTIVE;
    }

    /** True when its thread sleeps in a selector. */
    boolean isSelecting() {
        return this == SELECT || this == ADAPTIVE;
    }
}
