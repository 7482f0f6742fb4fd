/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One way from a producer to the last handler, to be measured beside others. The caller's thread is
 * the producer; consumers run on threads that live from {@link #start} to {@link #stop}.
 */
abstract class Lane {
    /** Latencies beyond a second are a machine that stands still. */
    private static final long HIGHEST_NS = 1_000_000_000L;

    private static final int DIGITS = 3;
    private static final long JOIN_MS = 10_000;

    private final Histogram latencies = new Histogram(1, HIGHEST_NS, DIGITS);
    private List<Thread> threads = List.of();
    private volatile boolean isStopping;

    /** Gets an event ready that is due at this time. */
    abstract void prepare(long dueNs);

    /** Publishes the event that is ready. */
    abstract void publish();

    /** Events that the last handler has seen; any thread. */
    abstract long handled();

    /** What each consumer's thread does until it is told to stop; empty when there are none. */
    abstract List<Runnable> consumers();

    final void start() {
        isStopping = false;
        threads = consumers().stream().map(task -> new Thread(task, "consumer")).toList();
        for (final Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    final void stop() {
        isStopping = true;
        onStop();
        for (final Thread thread : threads) {
            try {
                thread.join(JOIN_MS);
            } catch (final InterruptedException e) {
                throw new IllegalStateException("interrupted while a consumer ends", e);
            }
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " did not end");
            }
        }
    }

    /** Tells consumers that do not look at {@link #isStopping}. */
    void onStop() {}

    final boolean isStopping() {
        return isStopping;
    }

    /** The last handler has an event that was due at this time. */
    final void record(final long dueNs) {
        latencies.recordValue(Math.max(1, Math.min(HIGHEST_NS, System.nanoTime() - dueNs)));
    }

    /**
     * Publishes one event each interval, by the clock and not by how the one before fared: what is
     * late counts from when it was due. An event is filled before it is due, so that the latency is
     * that from publishing on.
     *
     * @return from due to the last handler.
     */
    final Histogram paced(final int count, final long intervalNs) {
        start();
        final long seen = handled();
        final long startNs = System.nanoTime() + 1_000_000;
        // The first tenth has threads awake and caches warm.
        final int warm = count / 10;
        for (int i = 0; i < count; i++) {
            final long dueNs = startNs + i * intervalNs;
            prepare(dueNs);
            while (System.nanoTime() < dueNs) {
                // Spins: a pause instruction would be up to 100 ns late.
            }
            publish();
            if (i == warm) {
                await(seen + i + 1);
                latencies.reset();
            }
        }
        await(seen + count);
        stop();
        return latencies.copy();
    }

    /** Publishes as fast as it goes; events a second until the last handler had the last one. */
    final double flooded(final int count) {
        start();
        final long seen = handled();
        final long startNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            prepare(startNs + i);
            publish();
        }
        await(seen + count);
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        stop();
        return count / seconds;
    }

    private void await(final long count) {
        while (handled() < count) {
            Thread.onSpinWait();
        }
    }
}
