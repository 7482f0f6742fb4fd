/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Does a number of runs on some threads, each run on one of them, and gives their results in the
 * order of the runs, whichever was done first. Runs share nothing here.
 */
public final class Sweep {
    private Sweep() {}

    /**
     * Does all runs, or those that had begun when it was cancelled.
     *
     * @param count of runs.
     * @param threads at least 1.
     * @param run does the run of an index; called by the threads of the pool, once for each index.
     * @param cancelled asked before every run: true begins no further one.
     * @param progress takes how many are done, one call at a time.
     * @return a result for each run, in their order; null for one that never began.
     * @throws IllegalStateException when a run failed: with the cause, and which one it was; none
     *     begins behind it.
     */
    public static <T> List<T> run(
            final int count,
            final int threads,
            final IntFunction<T> run,
            final BooleanSupplier cancelled,
            final IntConsumer progress) {
        final AtomicInteger number = new AtomicInteger();
        final ExecutorService pool =
                Executors.newFixedThreadPool(
                        Math.max(1, Math.min(threads, count)),
                        task -> new Thread(task, "novaring-sweep-" + number.incrementAndGet()));
        final Ends ends = new Ends(progress);
        try {
            final List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                final int index = i;
                futures.add(
                        pool.submit(
                                () -> {
                                    if (ends.hasFailed() || cancelled.getAsBoolean()) {
                                        return null;
                                    }
                                    return ends.of(run, index);
                                }));
            }
            return results(futures);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> results(final List<Future<T>> futures) {
        final List<T> results = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            try {
                results.add(futures.get(i).get());
            } catch (final ExecutionException e) {
                throw new IllegalStateException(
                        "run " + (i + 1) + " failed: " + e.getCause().getMessage(), e.getCause());
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the sweep was interrupted", e);
            }
        }
        return results;
    }

    /** Counts runs that are done; any thread. */
    private static final class Ends {
        private final IntConsumer progress;
        private int doneCount;
        private volatile boolean hasFailed;

        Ends(final IntConsumer progress) {
            this.progress = progress;
        }

        boolean hasFailed() {
            return hasFailed;
        }

        <T> T of(final IntFunction<T> run, final int index) {
            boolean isDone = false;
            try {
                final T result = run.apply(index);
                isDone = true;
                tell();
                return result;
            } finally {
                if (!isDone) {
                    hasFailed = true;
                }
            }
        }

        private synchronized void tell() {
            progress.accept(++doneCount);
        }
    }
}
