/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.stage.RequestSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Stands in for the sockets in a replay: what stages ask for is held against what was sent in the
 * recording, in order for each connection and stage. One thread.
 */
public final class SentComparer implements RequestSink {
    private static final int STAGES = 8;

    private final Deque<Wish>[][] wishes;
    private long compared;
    private Divergence divergence;
    private boolean isOff;

    public SentComparer(final int connectionCount) {
        wishes = newTable(connectionCount);
        for (final Deque<Wish>[] row : wishes) {
            for (int stage = 0; stage < STAGES; stage++) {
                row[stage] = new ArrayDeque<>();
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    private static Deque<Wish>[][] newTable(final int connectionCount) {
        return new Deque[connectionCount][STAGES];
    }

    /**
     * Compares nothing: in a replay that does not begin at its recording's start, what is asked for
     * may have been asked for before.
     */
    public void off() {
        isOff = true;
    }

    @Override
    public void send(
            final int stage,
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        if (isOff) {
            return;
        }
        final byte[] copy = Arrays.copyOf(message, length);
        wishes[connectionId][stage].add(new Wish(epoch, requestType, requestId, copy));
    }

    @Override
    public void disconnect(
            final int stage,
            final int connectionId,
            final int epoch,
            final DisconnectReason reason) {
        // Recorded as a lifecycle event, unless the session ended by itself at the same moment: the
        // stages' hash covers the decision.
    }

    @Override
    public void reauthenticate(final int stage, final int connectionId, final int epoch) {
        // What follows is sent by the I/O thread; the stages' hash covers the decision.
    }

    /** Compares a recorded outbound message, before the stages see it. */
    public void onSent(final MarketEvent sent) {
        final int stage = RequestIds.stageOf(sent.requestId);
        if (isOff || stage == RequestIds.IO) {
            // A handler of the I/O thread answered for itself: no stage is asked about that.
            return;
        }
        final Wish wish = wishes[sent.connectionId][stage].poll();
        final boolean same =
                wish != null
                        && wish.epoch == sent.epoch
                        && wish.requestType == sent.code
                        && wish.requestId == sent.requestId
                        && Arrays.equals(
                                wish.message, 0, wish.message.length, sent.raw, 0, sent.rawLength);
        if (same) {
            compared++;
        } else if (divergence == null) {
            divergence =
                    new Divergence(
                            Divergence.Kind.SENT,
                            sent.sequence,
                            sent.sequence,
                            List.of(),
                            0,
                            0,
                            "at sequence "
                                    + sent.sequence
                                    + " was sent: "
                                    + sent.rawText()
                                    + "; the stages now asked for: "
                                    + (wish == null ? "nothing" : wish.text()),
                            null);
        }
    }

    /** The first difference, null when there is none. */
    public Divergence divergence() {
        return divergence;
    }

    /** Something the stages asked for that was not sent; null when there is nothing. */
    public String missing() {
        for (final Deque<Wish>[] row : wishes) {
            for (final Deque<Wish> queue : row) {
                if (!queue.isEmpty()) {
                    return queue.peek().text();
                }
            }
        }
        return null;
    }

    public long compared() {
        return compared;
    }

    private record Wish(int epoch, int requestType, long requestId, byte[] message) {
        String text() {
            return new String(message, StandardCharsets.UTF_8);
        }
    }
}
