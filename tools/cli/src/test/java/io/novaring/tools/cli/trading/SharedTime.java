/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import io.novaring.engine.connection.EpochClock;
import io.novaring.tools.simulator.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One clock for an engine and the simulator it talks to. Either the system's, or one that goes on
 * in small steps as soon as both ends have looked at it: then time passes as fast as the machine
 * takes it, both ends agree on it, and a machine that is slow has slow time in place of timeouts.
 */
final class SharedTime implements AutoCloseable {
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /** An engine that does not look, for it is not running, is not waited for longer. */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long POLL_NS = 20_000;
    private static final int LOOKS = 3;

    private final SimulatorClock clock;
    private final EpochClock engine;
    private final long originNs;
    private final AtomicLong looks = new AtomicLong();
    private final boolean isReal;
    private final Thread pacer;
    private CuttingProxy proxy;
    private volatile long nowNs;
    private volatile boolean isOver;

    private SharedTime(final boolean isReal) {
        final Instant origin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        originNs = origin.toEpochMilli() * 1_000_000L;
        clock = isReal ? SimulatorClock.system() : SimulatorClock.manual(origin);
        engine = isReal ? EpochClock.system() : this::look;
        this.isReal = isReal;
        pacer = new Thread(this::pace, "shared-time");
        pacer.setDaemon(true);
    }

    static SharedTime real() {
        return new SharedTime(true);
    }

    static SharedTime stepped() {
        return new SharedTime(false);
    }

    /** Begins to move, and to have the proxy pass on what comes; the simulator has to run. */
    void start(final CuttingProxy between) {
        proxy = between;
        pacer.start();
    }

    SimulatorClock simulator() {
        return clock;
    }

    EpochClock engine() {
        return engine;
    }

    long nowNs() {
        return isReal ? engine.epochNs() : originNs + nowNs;
    }

    private long look() {
        looks.incrementAndGet();
        return originNs + nowNs;
    }

    void sleepMs(final long ms) {
        final long untilNs = nowNs() + ms * 1_000_000L;
        while (nowNs() < untilNs) {
            LockSupport.parkNanos(200_000);
        }
    }

    private void pace() {
        while (!isOver) {
            if (isReal) {
                if (!proxy.poll()) {
                    LockSupport.parkNanos(POLL_NS);
                }
            } else {
                step();
            }
        }
    }

    private void step() {
        proxy.poll();
        final long before = looks.get();
        clock.advance(Duration.ofNanos(STEP_NS));
        nowNs += STEP_NS;
        final long startNs = System.nanoTime();
        while (looks.get() < before + LOOKS
                && System.nanoTime() - startNs < PATIENCE_NS
                && !isOver) {
            proxy.poll();
            LockSupport.parkNanos(POLL_NS);
        }
    }

    @Override
    public void close() {
        isOver = true;
        while (pacer.isAlive()) {
            LockSupport.parkNanos(200_000);
        }
    }
}
