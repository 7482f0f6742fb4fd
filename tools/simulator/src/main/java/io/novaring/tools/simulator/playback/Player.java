/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.List;
import java.util.function.LongConsumer;

/** Plays the recording's notifications when they are due. Playback thread only. */
final class Player {
    /** So that requests are read in between. */
    private static final int MESSAGES_PER_TURN = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private boolean begun;
    private boolean hasNext;
    private long nextTimeNs;
    private RecordedChannel nextChannel;
    private final boolean paced;
    private final RecordedFeed feed;
    private final PlaybackConfig config;
    private final Catalogue catalogue;
    private final PlaybackClock clock;
    private final PlaybackTotals totals;
    private final LongConsumer lagListener;
    private final FrameScan scan = new FrameScan();
    private final FrameWriter frame = new FrameWriter();

    /** Reads as far as the playback's first message: channels remember what is before it. */
    Player(
            final RecordedFeed feed,
            final PlaybackConfig config,
            final Catalogue catalogue,
            final PlaybackClock clock,
            final PlaybackTotals totals) {
        this.feed = feed;
        this.config = config;
        this.catalogue = catalogue;
        this.clock = clock;
        this.totals = totals;
        this.paced = config.pace() > 0;
        this.lagListener = config.lagListener();
        this.nextTimeNs = catalogue.firstTimeNs;
        hasNext = advance();
    }

    boolean hasEnded() {
        return !hasNext;
    }

    /**
     * Hands everybody what is due.
     *
     * @param clients none of them gets anything while one of them has no room.
     * @return how long nothing is due, {@link Long#MAX_VALUE} when something else must happen
     *     first.
     */
    long play(final List<PlaybackClient> clients, final long nowNs) {
        if (!hasNext || !clock.isRunning()) {
            return NEVER;
        }
        // As fast as the clients take it is not at all when there is none.
        if (!paced && config.clientsAwaited() > 0 && !isAnySubscribed(clients)) {
            return NEVER;
        }
        for (int i = 0; i < MESSAGES_PER_TURN && hasNext; i++) {
            final long dueNs = paced ? clock.dueNs(nextTimeNs) : nowNs;
            if (dueNs - nowNs > 0) {
                return dueNs - nowNs;
            }
            if (!haveRoom(clients)) {
                return NEVER;
            }
            frame.reset().raw(feed.bytes(), 0, feed.length()).finish(FrameWriter.TEXT);
            nextChannel.play(feed.bytes(), feed.length(), frame, nowNs);
            totals.messagesPlayed++;
            clock.played(nextTimeNs);
            if (paced) {
                lagListener.accept(Math.max(0, System.nanoTime() - dueNs));
            }
            hasNext = advance();
        }
        return hasNext ? 0 : NEVER;
    }

    private static boolean isAnySubscribed(final List<PlaybackClient> clients) {
        for (int i = 0; i < clients.size(); i++) {
            if (clients.get(i).isSubscribed()) {
                return true;
            }
        }
        return false;
    }

    private static boolean haveRoom(final List<PlaybackClient> clients) {
        for (int i = 0; i < clients.size(); i++) {
            if (!clients.get(i).hasRoom()) {
                return false;
            }
        }
        return true;
    }

    /** Moves to the next message that is to be played; false at the end. */
    private boolean advance() {
        while (feed.next()) {
            final FrameScan.Kind kind = scan.scan(feed.bytes(), feed.length());
            if (feed.isOutbound()) {
                if (kind == FrameScan.Kind.REQUEST) {
                    catalogue.answers.onRequest(scan, feed);
                }
            } else if (kind == FrameScan.Kind.RESULT) {
                catalogue.answers.onResult(scan, feed, true);
            } else if (kind == FrameScan.Kind.NOTIFICATION && isNext()) {
                return true;
            }
        }
        clock.awaits(NEVER);
        return false;
    }

    private boolean isNext() {
        final RecordedChannel channel = catalogue.channels.get(scan.channel());
        if (channel == null || channel.connectionId != feed.connectionId()) {
            // Of a second connection, or recorded since the recording was looked through.
            return false;
        }
        begun |= Catalogue.isPlayed(feed, config);
        if (!begun) {
            channel.remember(feed.bytes(), feed.length());
            return false;
        }
        nextChannel = channel;
        // The recorder's wall clock may have been set back; nothing is due before what is before.
        nextTimeNs = Math.max(nextTimeNs, feed.timeNs());
        clock.awaits(nextTimeNs);
        return true;
    }
}
