/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongConsumer;

/**
 * The time a simulator lives by: market, merged channels, heartbeats, candles, expiries and faults.
 * Either the system's, or one that a test moves:
 *
 * <pre>{@code
 * final SimulatorClock clock = SimulatorClock.manual(Instant.parse("2026-11-02T09:00:00Z"));
 * try (Simulator simulator = Simulator.start(builder.clock(clock).build())) {
 *     client.subscribe("chart.trades.BTC-PERPETUAL.1");
 *     clock.advance(Duration.ofMinutes(3));
 * }
 * }</pre>
 *
 * <p>Any thread may call. A manual clock drives one simulator at a time.
 */
public final class SimulatorClock {
    private static final SimulatorClock SYSTEM = new SimulatorClock(null);

    private final Instant start;
    private volatile long nowNs;
    private LongConsumer driver;
    private final Clock wall;

    private SimulatorClock(final Instant start) {
        this.start = start;
        this.wall = start == null ? Clock.systemUTC() : new ManualWall();
    }

    /** Real time. */
    public static SimulatorClock system() {
        return SYSTEM;
    }

    /** Stands still at {@code start} until {@link #advance}. */
    public static SimulatorClock manual(final Instant start) {
        return new SimulatorClock(start);
    }

    public boolean isManual() {
        return start != null;
    }

    /** What the simulator's timestamps are made of. */
    public Instant instant() {
        return wall.instant();
    }

    /**
     * Moves time. Everything that is due until then happens on the way, each at its own time and in
     * its order; when it returns, all of it has been handed to the sockets. The simulator reads no
     * request meanwhile: a client that has to answer within an interval needs smaller steps.
     *
     * @throws IllegalStateException when it is the system's clock.
     * @throws IllegalArgumentException when the duration is negative.
     */
    public synchronized void advance(final Duration duration) {
        if (!isManual()) {
            throw new IllegalStateException("the system's clock cannot be advanced");
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: " + duration);
        }
        final long targetNs = nowNs + duration.toNanos();
        if (driver == null) {
            nowNs = targetNs;
        } else {
            driver.accept(targetNs);
        }
    }

    long nanoTime() {
        return isManual() ? nowNs : System.nanoTime();
    }

    Clock wall() {
        return wall;
    }

    /** Simulator thread only. */
    void moveTo(final long ns) {
        nowNs = ns;
    }

    synchronized void attach(final LongConsumer simulator) {
        if (isManual()) {
            if (driver != null) {
                throw new IllegalStateException("the clock drives another simulator already");
            }
            driver = simulator;
        }
    }

    synchronized void detach() {
        driver = null;
    }

    private final class ManualWall extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(final ZoneId zone) {
            throw new UnsupportedOperationException("venues speak UTC");
        }

        @Override
        public Instant instant() {
            return start.plusNanos(nowNs);
        }
    }
}
