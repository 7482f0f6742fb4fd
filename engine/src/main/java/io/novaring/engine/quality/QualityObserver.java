/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.quality;

import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.stage.SubscriptionStage;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Notes when a book begins or ceases to be one that can be trusted, from events alone, so that a
 * replay notes the same. The thread of stage 3; allocates for a book that is new, and then no more.
 */
public final class QualityObserver implements SubscriptionStage.BookListener {
    /** So late a message makes its book LAGGING; half of that ends it. */
    public static final long LAGGING_AFTER_NS = TimeUnit.SECONDS.toNanos(1);

    private static final Track[] NO_TRACKS = {};

    private final long laggingAfterNs;
    private final NoteListener target;

    // By connection, then by the stage's own number of the channel.
    private Track[][] tracks = {};

    public QualityObserver(final NoteListener target) {
        this(target, LAGGING_AFTER_NS);
    }

    /**
     * @param target takes the notes; called on the stage's thread.
     * @param laggingAfterNs age of a message, by the venue's time or since it was read from the
     *     socket, from which its book is LAGGING.
     */
    public QualityObserver(final NoteListener target, final long laggingAfterNs) {
        if (laggingAfterNs < 2) {
            throw new IllegalArgumentException("laggingAfterNs below 2: " + laggingAfterNs);
        }
        this.target = target;
        this.laggingAfterNs = laggingAfterNs;
    }

    @Override
    public void onState(
            final MarketEvent event, final int channel, final String name, final OrderBook book) {
        final Track track = track(event.connectionId, channel, name, book);
        track.isLate &= book.state() == BookState.LIVE;
        track.tell(target, event, QualityState.of(book.state(), track.isLate), book.staleCause());
    }

    @Override
    public void onMessage(
            final MarketEvent event, final int channel, final String name, final OrderBook book) {
        final long sinceReadNs = event.publishedTimeNs - event.receivedTimeNs;
        final long ageNs =
                event.exchangeTimeNs == MarketEvent.ABSENT
                        ? sinceReadNs
                        : Math.max(sinceReadNs, event.publishedTimeNs - event.exchangeTimeNs);
        final Track track = track(event.connectionId, channel, name, book);
        final boolean isLate = track.isLate ? ageNs >= laggingAfterNs / 2 : ageNs > laggingAfterNs;
        if (isLate != track.isLate) {
            track.isLate = isLate;
            track.tell(target, event, QualityState.of(book.state(), isLate), book.staleCause());
        }
    }

    /** Notes what every book is once more: who begins to read here knows where they stand. */
    public void restate(final MarketEvent event, final long sequence) {
        for (final Track[] row : tracks) {
            for (final Track track : row) {
                if (track != null && track.state != null) {
                    track.give(target, sequence, event.publishedTimeNs);
                }
            }
        }
    }

    private Track track(
            final int connectionId, final int channel, final String name, final OrderBook book) {
        if (connectionId >= tracks.length) {
            final int before = tracks.length;
            tracks = Arrays.copyOf(tracks, connectionId + 1);
            Arrays.fill(tracks, before, tracks.length, NO_TRACKS);
        }
        if (channel >= tracks[connectionId].length) {
            final int length = Math.max(16, Integer.highestOneBit(channel) << 1);
            tracks[connectionId] = Arrays.copyOf(tracks[connectionId], length);
        }
        Track track = tracks[connectionId][channel];
        if (track == null) {
            track = new Track(QualityNote.of(connectionId, name, book.instrument()));
            tracks[connectionId][channel] = track;
        }
        return track;
    }

    /** What was noted last of one book. */
    private static final class Track {
        private final byte[] note;
        private QualityState state;
        private StaleCause cause;
        private boolean isLate;

        Track(final byte[] note) {
            this.note = note;
        }

        void tell(
                final NoteListener target,
                final MarketEvent event,
                final QualityState newState,
                final StaleCause newCause) {
            if (newState != state || newCause != cause) {
                state = newState;
                cause = newCause;
                QualityNote.set(note, state, cause);
                give(target, event.sequence, event.publishedTimeNs);
            }
        }

        void give(final NoteListener target, final long sequence, final long timeNs) {
            target.onNote(NoteKind.QUALITY, sequence, timeNs, note, 0, note.length);
        }
    }
}
