/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;

/** Copies a part of a run to a flat file; sequences stay as they are. */
public final class JournalCopy {
    /** Progress is told each time so many events were copied. */
    static final int EVENTS_PER_PROGRESS = 1 << 16;

    /** Notes come behind the events they are about, but not by more than a long ring. */
    private static final int EVENTS_BEHIND = 1 << 17;

    private final long from;
    private final long until;
    private long copied;
    private boolean snapshotWanted;
    private final FlatWriter writer;
    private final MarketEvent event = new MarketEvent();

    private JournalCopy(final FlatWriter writer, final long from, final long until) {
        this.writer = writer;
        this.from = from;
        this.until = until;
    }

    /**
     * Copies events {@code [fromSequence, untilSequence)}, as far as they are there, and the notes
     * about them. The caller creates the writer for this first sequence and finishes it. The
     * snapshot that the first event is behind is copied when the run has it, unless the caller gave
     * the writer one. When the copy reaches the run's seal, so does the file.
     *
     * @return how many events there were.
     * @throws JournalException also when progress said to give up.
     */
    public static long export(
            final JournalReader reader,
            final FlatWriter writer,
            final long fromSequence,
            final long untilSequence,
            final Progress progress) {
        if (fromSequence < 0 || untilSequence < fromSequence) {
            throw new IllegalArgumentException(
                    "no range of sequences: " + fromSequence + " to " + untilSequence);
        }
        final JournalCopy copy = new JournalCopy(writer, fromSequence, untilSequence);
        try {
            copy.run(reader, progress);
            return copy.copied;
        } finally {
            reader.notes(NoteListener.NONE);
        }
    }

    private void run(final JournalReader reader, final Progress progress) {
        final byte[] description = reader.description();
        if (description.length > 0) {
            writer.onNote(NoteKind.DESCRIPTION, from, 0, description, 0, description.length);
        }
        snapshotWanted = !writer.hasFirstSnapshot();
        place(reader);
        reader.notes(this::onNote);
        while (reader.nextSequence() < until && reader.next(event)) {
            if (event.sequence >= until) {
                break;
            }
            if (event.sequence != writer.nextSequence()) {
                writer.gap(event.sequence);
            }
            writer.onEvent(event);
            copied++;
            if (copied % EVENTS_PER_PROGRESS == 0 && !progress.onProgress(copied)) {
                throw new JournalException("given up behind event " + event.sequence);
            }
        }
        finish(reader);
    }

    private void place(final JournalReader reader) {
        if (from > 0 && reader.seekSnapshot(from - 1) && reader.nextSequence() == from) {
            return;
        }
        if (!reader.seekSequence(from) && reader.nextSequence() != from) {
            throw new JournalException(
                    "sequence "
                            + from
                            + " is not there: the recording has "
                            + reader.firstSequence()
                            + " to "
                            + (reader.nextSequence() - 1));
        }
    }

    /** The notes about the last events come behind later ones; so does the seal behind them. */
    private void finish(final JournalReader reader) {
        int behind = 0;
        while (behind < EVENTS_BEHIND && reader.next(event)) {
            behind++;
        }
        final boolean whole = behind == 0 && reader.nextSequence() == writer.nextSequence();
        if (whole) {
            reader.seal().ifPresent(seal -> writer.seal(seal.eventCount(), seal.stateHash()));
        }
    }

    private void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        final boolean first = kind == NoteKind.SNAPSHOT && sequence == from - 1;
        if (first ? snapshotWanted && copied == 0 : isAsked(kind, sequence)) {
            writer.onNote(kind, sequence, timeNs, bytes, offset, length);
        }
    }

    private boolean isAsked(final NoteKind kind, final long sequence) {
        return kind != NoteKind.DESCRIPTION && sequence >= from && sequence < until;
    }
}
