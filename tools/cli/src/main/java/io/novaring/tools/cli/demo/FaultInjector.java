/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.engine.Engine;
import io.novaring.tools.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Makes every fault happen once, in an order and at moments that come from the seed, each after the
 * one before is over. Has a thread of its own.
 */
final class FaultInjector implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMillis(2300);
    private static final int CLOSE_CODE = 1001;
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long POLL_MS = 2;

    private final Simulator simulator;
    private final Engine engine;
    private final FaultWatch watch;
    private final BooleanSupplier recovered;
    private final long startNs;
    private final long durationNs;
    private final Random random;
    private final List<FaultOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::run, "novaring-demo-faults");

    /**
     * @param recovered whether everything is well again.
     * @param startNs of the run, {@link System#nanoTime()}.
     */
    FaultInjector(
            final Simulator simulator,
            final Engine engine,
            final FaultWatch watch,
            final BooleanSupplier recovered,
            final long startNs,
            final long durationNs,
            final long seed) {
        this.simulator = simulator;
        this.engine = engine;
        this.watch = watch;
        this.recovered = recovered;
        this.startNs = startNs;
        this.durationNs = durationNs;
        this.random = new Random(seed);
        thread.setDaemon(true);
        thread.start();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Those that are over, in the order they happened. */
    List<FaultOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        final List<FaultKind> kinds = new ArrayList<>(FaultKind.all());
        Collections.shuffle(kinds, random);
        try {
            await(recovered);
            for (int i = 0; i < kinds.size(); i++) {
                // The middle of the run: it begins and ends in peace.
                final double part = (i + random.nextDouble()) / kinds.size();
                final long dueNs = startNs + (long) (durationNs * (0.15 + 0.6 * part));
                TimeUnit.NANOSECONDS.sleep(dueNs - System.nanoTime());
                outcomes.add(happen(kinds.get(i)));
            }
        } catch (final InterruptedException | IllegalStateException e) {
            // The run ends before the faults do.
        }
    }

    private FaultOutcome happen(final FaultKind kind) throws InterruptedException {
        final FaultWatch.Expectation expectation =
                watch.expect(kind, engine.subscriptions().counters());
        final long firedNs = fire(kind);
        if (firedNs < 0) {
            return new FaultOutcome(kind, -1, -1, null, -1);
        }
        final long sinceStartNs = firedNs - startNs;
        if (!await(expectation::isNoticed)) {
            return new FaultOutcome(kind, sinceStartNs, -1, null, -1);
        }
        final long noticedAfterNs = Math.max(0, expectation.noticedNs() - firedNs);
        final boolean well = await(recovered);
        final long wellAfterNs = well ? System.nanoTime() - firedNs : -1;
        return new FaultOutcome(kind, sinceStartNs, noticedAfterNs, expectation.how(), wellAfterNs);
    }

    /** Returns when it happened, negative when the market did not offer the occasion. */
    private long fire(final FaultKind kind) throws InterruptedException {
        final long nowNs = System.nanoTime();
        switch (kind.action()) {
            case DROP -> simulator.dropConnections();
            case CLOSE -> simulator.closeConnections(CLOSE_CODE);
            case MUTE -> simulator.mute(SILENCE);
            case RUBBISH -> simulator.sendRubbish(kind.rubbish());
            case SKIP -> {
                return awaitChange(simulator.skipChange(anyInstrument()));
            }
            default -> {
                return awaitChange(simulator.duplicateChange(anyInstrument()));
            }
        }
        return nowNs;
    }

    private String anyInstrument() {
        return simulator.instruments().get(random.nextInt(simulator.instruments().size()));
    }

    private static long awaitChange(final CompletableFuture<Long> change)
            throws InterruptedException {
        final CompletableFuture<Long> happenedNs = change.thenApply(id -> System.nanoTime());
        return await(happenedNs::isDone) ? happenedNs.join() : -1;
    }

    private static boolean await(final BooleanSupplier condition) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > LIMIT_NS) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }
}
