/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How late a thread of this process wakes that sleeps for a millisecond at a time. */
final class Hiccups {
    private static final long SLEEP_NS = 1_000_000;

    private final Histogram histogram = new Histogram(60_000_000_000L, 3);
    private final Thread thread = new Thread(this::run, "hiccups");

    // Written by who began it, read by its thread.
    private volatile boolean stopping;

    Hiccups() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long dueNs = System.nanoTime() + SLEEP_NS;
        while (!stopping) {
            LockSupport.parkNanos(SLEEP_NS);
            final long nowNs = System.nanoTime();
            histogram.recordValue(Math.max(0, nowNs - dueNs));
            dueNs = nowNs + SLEEP_NS;
        }
    }

    /** Lateness in nanoseconds. Idempotent. */
    Histogram stop() throws InterruptedException {
        stopping = true;
        thread.join();
        return histogram;
    }
}
