/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.engine.Engine;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.tools.cli.demo.maker.Mishap.Sign;
import io.novaring.tools.cli.demo.maker.Mishap.Target;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Makes things go wrong at fixed intervals, whether or not what was before is over, and watches how
 * each is noticed and got over. The order is drawn from the seed; all come before one comes again.
 */
final class MishapInjector implements AutoCloseable {
    private static final long INTERVAL_MAX_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int COUNT_MIN = 10;
    private static final long OCCASION_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LAST_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_MS = 1;

    private final Simulator simulator;
    private final Engine engine;
    private final EngineRecord record;
    private final Signs signs;
    private final BooleanSupplier isWell;
    private final String account;
    private final String instrument;
    private final long startNs;
    private final long durationNs;
    private final Random random;
    private final List<Pending> pending = new ArrayList<>();
    private final List<MishapOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::run, "novaring-demo-faults");
    private volatile boolean isClosing;
    private volatile boolean isDone;

    /** One that is not over. */
    private static final class Pending {
        private final Mishap mishap;
        private final long dueNs;
        private final long signsBefore;
        private CompletableFuture<Long> firedNs;
        private long noticedNs = -1;

        private Pending(final Mishap mishap, final long dueNs, final long signsBefore) {
            this.mishap = mishap;
            this.dueNs = dueNs;
            this.signsBefore = signsBefore;
        }
    }

    /**
     * @param isWell whether orders can go out, none is unknown and the book is live.
     * @param startNs of the run, {@link System#nanoTime()}.
     */
    MishapInjector(
            final Simulator simulator,
            final Engine engine,
            final EngineRecord record,
            final Signs signs,
            final BooleanSupplier isWell,
            final String account,
            final String instrument,
            final long startNs,
            final long durationNs,
            final long seed) {
        this.simulator = simulator;
        this.engine = engine;
        this.record = record;
        this.signs = signs;
        this.isWell = isWell;
        this.account = account;
        this.instrument = instrument;
        this.startNs = startNs;
        this.durationNs = durationNs;
        this.random = new Random(seed);
        thread.setDaemon(true);
        thread.start();
    }

    /** How far apart mishaps are. */
    static long intervalNs(final long durationNs) {
        return Math.min(INTERVAL_MAX_NS, durationNs / COUNT_MIN);
    }

    /** True once all have happened and all are over. */
    boolean isDone() {
        return isDone;
    }

    /** Those that are over, in that order. */
    List<MishapOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Gives up what is not over. */
    @Override
    public void close() {
        isClosing = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            final long intervalNs = intervalNs(durationNs);
            final List<Mishap> kinds = new ArrayList<>();
            long count = 0;
            while (!isClosing && !isDone) {
                final long dueNs = startNs + intervalNs / 2 + count * intervalNs;
                final boolean isOver = dueNs - startNs >= durationNs;
                if (!isOver && System.nanoTime() - dueNs >= 0) {
                    if (kinds.isEmpty()) {
                        kinds.addAll(Mishap.all());
                        Collections.shuffle(kinds, random);
                    }
                    fire(kinds.remove(kinds.size() - 1));
                    count++;
                }
                watch();
                isDone = isOver && pending.isEmpty();
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (final InterruptedException | IllegalStateException e) {
            // The run ends before the mishaps do.
        }
        pending.forEach(one -> end(one, -1));
    }

    private void fire(final Mishap mishap) {
        final Pending one = new Pending(mishap, System.nanoTime(), count(mishap.sign()));
        pending.add(one);
        if (mishap.provocation() == Mishap.Provocation.HIT_BEFORE) {
            hit();
        }
        if (mishap.fault() == null) {
            one.firedNs = skipChange();
        } else if (mishap.target() == Target.NEXT) {
            one.firedNs = now(simulator.inject(mishap.fault()));
        } else if (simulator.inject(mishap.fault(), mishap.target() == Target.PRIVATE)) {
            one.firedNs = CompletableFuture.completedFuture(one.dueNs);
        } else {
            // Nobody is connected: that is trouble enough.
            one.firedNs = new CompletableFuture<>();
        }
        switch (mishap.provocation()) {
            case HIT_BEHIND -> hit();
            case NO_BOOK_BEHIND -> simulator.inject(Fault.of(FaultKind.RESET), false);
            case RESET_BEHIND -> simulator.inject(Fault.of(FaultKind.RESET), true);
            default -> {
                // Nothing beside it.
            }
        }
    }

    private CompletableFuture<Long> skipChange() {
        try {
            return now(simulator.skipChange(instrument));
        } catch (final IllegalStateException e) {
            // Nobody is subscribed: the public connection is lost already.
            return new CompletableFuture<>();
        }
    }

    private static CompletableFuture<Long> now(final CompletableFuture<?> happened) {
        return happened.thenApply(what -> System.nanoTime());
    }

    private void hit() {
        final String label = record.anyQuote();
        if (label != null) {
            try {
                simulator.trading().fill(account, label, Long.MAX_VALUE);
            } catch (final IllegalArgumentException e) {
                // It was gone before.
            }
        }
    }

    private long count(final Sign sign) {
        return sign == Sign.GAP
                ? engine.subscriptions().counters().get(Counter.GAPS)
                : signs.count(sign);
    }

    private void watch() {
        final boolean well = isWell.getAsBoolean();
        final long nowNs = System.nanoTime();
        for (final Pending one : List.copyOf(pending)) {
            if (!one.firedNs.isDone()) {
                if (nowNs - one.dueNs > OCCASION_NS || nowNs - startNs > durationNs + LAST_NS) {
                    pending.remove(one);
                    end(one, -1);
                }
                continue;
            }
            final boolean isSilent = one.mishap.sign() == Sign.NONE;
            if (one.noticedNs < 0 && !isSilent && count(one.mishap.sign()) > one.signsBefore) {
                one.noticedNs = nowNs;
            }
            if (well && (isSilent || one.noticedNs >= 0 && nowNs > one.noticedNs)) {
                pending.remove(one);
                end(one, nowNs);
            }
        }
    }

    private void end(final Pending one, final long readyNs) {
        final boolean hasFired = one.firedNs.isDone() && !one.firedNs.isCompletedExceptionally();
        final long firedNs = hasFired ? one.firedNs.join() : -1;
        outcomes.add(
                new MishapOutcome(
                        one.mishap,
                        hasFired ? firedNs - startNs : -1,
                        hasFired && one.noticedNs >= 0 ? Math.max(0, one.noticedNs - firedNs) : -1,
                        hasFired && readyNs >= 0 ? Math.max(0, readyNs - firedNs) : -1));
    }
}
