/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import io.novaring.engine.connection.EpochClock;
import io.novaring.tools.simulator.SimulatorClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The time of an engine and of its venue alike. It runs as fast as it is told to, and stands still
 * as long as one of the two has not come along: a machine that is slow, or does something else for
 * a second, makes the test longer and nothing else.
 */
final class PatientClock extends Clock implements EpochClock, AutoCloseable {
    /** No thread of either is ever further behind. */
    static final long LAG_MAX_NS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final long STEP_MAX_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);

    /** The time it begins with. */
    static final Instant START = Instant.ofEpochSecond(1_700_000_000L);

    private final double speed;
    private final SimulatorClock venue;
    private final AtomicLong nowNs = new AtomicLong(START.getEpochSecond() * 1_000_000_000L);
    private final Thread thread = new Thread(this::run, "patient-clock");

    // Set by the test's thread before the clock starts and when it ends.
    private volatile LongSupplier comeAlongNs = () -> Long.MAX_VALUE;
    private volatile boolean isOver;

    PatientClock(final double speed) {
        this(speed, null);
    }

    /**
     * @param venue moved along, from {@link #START} on; null for one that takes its timestamps here
     *     and does everything else in real time.
     */
    PatientClock(final double speed, final SimulatorClock venue) {
        this.speed = speed;
        this.venue = venue;
        thread.setDaemon(true);
    }

    /**
     * @param newComeAlongNs the time up to which everybody has come along.
     */
    void start(final LongSupplier newComeAlongNs) {
        comeAlongNs = newComeAlongNs;
        thread.start();
    }

    private void run() {
        long lastNs = System.nanoTime();
        while (!isOver) {
            LockSupport.parkNanos(PARK_NS);
            final long realNs = System.nanoTime();
            final long stepNs = Math.min((long) ((realNs - lastNs) * speed), STEP_MAX_NS);
            lastNs = realNs;
            final long behindNs = comeAlongNs.getAsLong();
            final boolean mayRun = nowNs.get() + stepNs - LAG_MAX_NS <= behindNs;
            if (mayRun && venue != null) {
                // First: what the venue wins back must never be less than what we believe.
                venue.advance(Duration.ofNanos(stepNs));
            }
            if (mayRun) {
                nowNs.addAndGet(stepNs);
            }
        }
    }

    @Override
    public long epochNs() {
        return nowNs.get();
    }

    @Override
    public long millis() {
        return nowNs.get() / 1_000_000;
    }

    @Override
    public Instant instant() {
        final long now = nowNs.get();
        return Instant.ofEpochSecond(now / 1_000_000_000L, now % 1_000_000_000L);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(final ZoneId zone) {
        return this;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
