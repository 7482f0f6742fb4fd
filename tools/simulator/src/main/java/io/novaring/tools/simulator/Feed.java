/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.channel.FrameFile;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.schedule.Pacer;
import java.time.Clock;
import java.util.List;

/** Makes messages when they are due: from the market, or from a file. Simulator thread only. */
final class Feed {
    private static final int EVENTS_PER_CYCLE_MAX = 256;
    // At full speed about this much waits in front of the socket: one large write, still in cache.
    private static final int PENDING_BYTES_MAX = 64 * 1024;

    // Readers that lag are given what is overdue at no more than twice the rate.
    private static final int CATCH_UP_FACTOR = 2;
    private static final long CATCH_UP_SLACK_NS = 1_000_000L;

    private final boolean exactTimes;
    private final int pressedBytes;
    private long calmUntilNs;
    private boolean paused;
    private boolean dry;
    private boolean wasIdle = true;
    private final Clock clock;
    private final Market market;
    private final Channels channels;
    private final FrameFile frameFile;
    private final List<Connection> connections;
    private final Runnable onMarket;
    private final Pacer pacer = new Pacer();

    /**
     * @param frameFile null to play the market.
     * @param onMarket run after every event of the market.
     */
    Feed(
            final SimulatorConfig config,
            final Market market,
            final Channels channels,
            final FrameFile frameFile,
            final List<Connection> connections,
            final Runnable onMarket) {
        this.onMarket = onMarket;
        this.exactTimes = config.frameListener() != null;
        this.pressedBytes = config.sendBufferBytes() / 4;
        this.clock = config.clock();
        this.market = market;
        this.channels = channels;
        this.frameFile = frameFile;
        this.connections = connections;
        pacer.restart(config.ratePerSecond(), 0);
    }

    void setRate(final long ratePerSecond, final long nowNs) {
        pacer.restart(ratePerSecond, nowNs);
        calmUntilNs = nowNs;
    }

    void setPaused(final boolean pause, final long nowNs) {
        paused = pause;
        if (pause) {
            channels.flushAll(nowNs);
        }
    }

    void flushDue(final long nowNs) {
        channels.flushDue(nowNs, paused);
    }

    /** When the next message is due; {@link Long#MAX_VALUE} when none ever is. */
    long nextDueNs(final long nowNs) {
        if (isIdle() || dry) {
            return Long.MAX_VALUE;
        }
        return wasIdle ? nowNs : pacer.dueNs();
    }

    /** When the next merged message is due; {@link Long#MAX_VALUE} when none ever is. */
    long nextMergedNs() {
        return channels.nextDueNs(paused);
    }

    /** Makes everything that is due, however much; for a clock that is driven. */
    void generateAll(final long nowNs) {
        while (nextDueNs(nowNs) - nowNs <= 0) {
            calmUntilNs = nowNs;
            generate(nowNs);
        }
    }

    private boolean isIdle() {
        return paused || pacer.stopped() || !hasSubscribers();
    }

    /** Makes what is due; returns how long nothing else is. */
    long generate(final long nowNs) {
        final boolean idle = isIdle();
        if (idle || wasIdle) {
            // Nothing was owed while nobody listened.
            setRate(pacer.ratePerSecond(), nowNs);
        }
        wasIdle = idle;
        if (idle) {
            return Long.MAX_VALUE;
        }
        return pacer.unlimited() ? generateUnlimited(nowNs) : generateDue(nowNs);
    }

    private long generateUnlimited(final long nowNs) {
        for (int i = 0; i < EVENTS_PER_CYCLE_MAX; i++) {
            if (!hasRoom()) {
                return 0;
            }
            final long dueNs = exactTimes ? System.nanoTime() : nowNs;
            if (produce(dueNs) < 0) {
                return Long.MAX_VALUE;
            }
        }
        return 0;
    }

    private long generateDue(final long nowNs) {
        for (int i = 0; i < EVENTS_PER_CYCLE_MAX; i++) {
            final long dueNs = pacer.dueNs();
            if (dueNs - nowNs > 0) {
                return dueNs - nowNs;
            }
            if (calmUntilNs - nowNs > 0 && isPressed()) {
                return calmUntilNs - nowNs;
            }
            final int messages = produce(dueNs);
            dry = messages < 0;
            if (dry) {
                wasIdle = true;
                return Long.MAX_VALUE;
            }
            pacer.advance(Math.max(1, messages));
            calmUntilNs =
                    Math.max(calmUntilNs, nowNs - CATCH_UP_SLACK_NS)
                            + pacer.periodNs() * messages / CATCH_UP_FACTOR;
        }
        return 0;
    }

    /** One event; -1 when the file has nothing for anybody. */
    private int produce(final long dueNs) {
        if (frameFile == null) {
            final int messages = channels.publish(market.next(clock.millis()), dueNs);
            onMarket.run();
            return messages;
        }
        return frameFile.publish(channels, dueNs) == 0 ? -1 : 1;
    }

    // Whether so much is unread that a reader needs time. It may be the simulator's fault: after a
    // stall of its own it has a lot to catch up with, for which no reader should be closed.
    private boolean isPressed() {
        for (int i = 0; i < connections.size(); i++) {
            if (connections.get(i).pendingBytes() > pressedBytes
                    && connections.get(i).isFlowing()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasSubscribers() {
        return frameFile == null ? market.isWatched() : channels.hasLive();
    }

    /** At full speed: whether the next message has to wait for a socket, after all were tried. */
    boolean isBlocked() {
        return pacer.unlimited() && !hasRoom();
    }

    /** Whether every reader has taken most of what it was sent. */
    boolean hasRoom() {
        for (int i = 0; i < connections.size(); i++) {
            final Connection connection = connections.get(i);
            if (connection.pendingBytes() >= PENDING_BYTES_MAX
                    && connection.isSubscribed()
                    && connection.isFlowing()) {
                return false;
            }
        }
        return true;
    }
}
