/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

/**
 * Epoch nanoseconds of one monotonic clock: {@code nanoTime} moved once to the wall clock's origin.
 * It never jumps, so differences are durations. Any thread; allocates nothing.
 */
public interface EpochClock {
    long epochNs();

    /** The system's clock, aligned now. */
    static EpochClock system() {
        final long offsetNs = System.currentTimeMillis() * 1_000_000L - System.nanoTime();
        return () -> System.nanoTime() + offsetNs;
    }
}
