/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The recording's time: stands still until the playback has begun, then passes at its pace. It
 * never passes a message that has not been played. Playback thread only.
 */
final class PlaybackClock extends Clock {
    private static final long SECOND_NS = 1_000_000_000L;

    private final double pace;
    private boolean running;
    private long startedNs;
    private long baseTimeNs;
    private long playedTimeNs;
    private long nextTimeNs = Long.MAX_VALUE;
    private long nowNs;

    PlaybackClock(final double pace, final long baseTimeNs) {
        this.pace = pace;
        this.baseTimeNs = baseTimeNs;
        this.playedTimeNs = baseTimeNs;
    }

    void start(final long realNs) {
        running = true;
        startedNs = realNs;
    }

    boolean isRunning() {
        return running;
    }

    /** Moves what is called now. */
    void tick(final long realNs) {
        nowNs = realNs;
    }

    /** The next message waits; time goes no further than this. */
    void awaits(final long timeNs) {
        nextTimeNs = timeNs;
    }

    void played(final long timeNs) {
        playedTimeNs = timeNs;
    }

    /** When a message is due, in real time; meaningless before the start and without a pace. */
    long dueNs(final long timeNs) {
        return startedNs + (long) ((timeNs - baseTimeNs) / pace);
    }

    long timeNs() {
        if (!running || pace == 0) {
            return playedTimeNs;
        }
        final long passedNs = baseTimeNs + (long) ((nowNs - startedNs) * pace);
        return Math.max(playedTimeNs, Math.min(passedNs, nextTimeNs));
    }

    @Override
    public Instant instant() {
        final long timeNs = timeNs();
        return Instant.ofEpochSecond(
                Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(final ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
