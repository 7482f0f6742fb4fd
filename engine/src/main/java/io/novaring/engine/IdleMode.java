/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

/** What a thread does when it finds no work. */
public enum IdleMode {
    /** Looks again at once: the lowest latency, for a whole core. */
    SPIN,
    /** Yields, then sleeps for growing times up to 100 microseconds. */
    BACKOFF,
    /** I/O thread only: sleeps in the operating system until a socket or a command wakes it. */
    SELECT
}
