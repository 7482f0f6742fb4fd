/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** One of several recordings that are merged: its next event, and the notes before that. */
final class MergeSource implements AutoCloseable {
    private record Note(NoteKind kind, long sequence, long timeNs, byte[] bytes) {}

    /** What tells one note from another. */
    record NoteKey(NoteKind kind, long sequence, long timeNs, int length, long crc) {}

    private final int number;
    private boolean present;
    private final Path path;
    private final JournalReader reader;
    private final MarketEvent event = new MarketEvent();
    private final List<Note> notes = new ArrayList<>();

    MergeSource(final Path path, final int number) {
        this.path = path;
        this.number = number;
        this.reader = JournalReader.open(path);
        reader.notes(
                (kind, sequence, timeNs, bytes, offset, length) ->
                        notes.add(
                                new Note(
                                        kind,
                                        sequence,
                                        timeNs,
                                        Arrays.copyOfRange(bytes, offset, offset + length))));
    }

    Path path() {
        return path;
    }

    /** Of the source among all, from 0. */
    int number() {
        return number;
    }

    JournalReader reader() {
        return reader;
    }

    /** False when all events are taken. */
    boolean isPresent() {
        return present;
    }

    /** The next event, while {@link #isPresent}. */
    MarketEvent event() {
        return event;
    }

    /** Goes to the next event. */
    void advance() {
        present = reader.next(event);
        final JournalEnd end = reader.end();
        if (!present
                && Files.isRegularFile(path)
                && end != JournalEnd.SEALED
                && end != JournalEnd.EXPORTED) {
            throw new JournalException(
                    path
                            + " has no end behind sequence "
                            + (reader.nextSequence() - 1)
                            + ": it was cut, so events may be missing");
        }
    }

    /** Gives the notes before the next event and forgets them. */
    void giveNotes(final NoteListener listener) {
        for (final Note note : notes) {
            listener.onNote(
                    note.kind, note.sequence, note.timeNs, note.bytes, 0, note.bytes.length);
        }
        notes.clear();
    }

    /** Whether both next events are one and the same. */
    boolean isAlike(final MergeSource other) {
        final MarketEvent a = event;
        final MarketEvent b = other.event;
        return a.sequence == b.sequence
                && a.origin == b.origin
                && a.connectionId == b.connectionId
                && a.epoch == b.epoch
                && a.flags == b.flags
                && a.code == b.code
                && a.reason == b.reason
                && a.requestId == b.requestId
                && a.token == b.token
                && a.receivedTimeNs == b.receivedTimeNs
                && a.publishedTimeNs == b.publishedTimeNs
                && Arrays.equals(a.raw, 0, a.rawLength, b.raw, 0, b.rawLength);
    }

    static NoteKey key(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return new NoteKey(kind, sequence, timeNs, length, crc.getValue());
    }

    @Override
    public void close() {
        reader.close();
    }
}
