/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.EventSource;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A recorder that keeps events and notes in memory, in the order in which they came. */
final class NotedRecording implements Recorder {
    final Recording events = new Recording();
    private final List<Note> notes = new ArrayList<>();
    private boolean isSealed;

    /**
     * @param place how many events were recorded before it.
     */
    record Note(NoteKind kind, int place, long sequence, byte[] bytes) {}

    /** The notes of one kind; when nothing is recorded. */
    synchronized List<Note> notes(final NoteKind kind) {
        return notes.stream().filter(note -> note.kind == kind).toList();
    }

    /** Events and notes as they were recorded. */
    EventSource source() {
        final EventSource plain = events.source();
        return new EventSource() {
            private NoteListener listener = NoteListener.NONE;
            private int eventsGiven;
            private int notesGiven;

            @Override
            public void notes(final NoteListener newListener) {
                listener = newListener;
            }

            @Override
            public boolean next(final MarketEvent event) {
                while (notesGiven < notes.size() && notes.get(notesGiven).place <= eventsGiven) {
                    final Note note = notes.get(notesGiven++);
                    listener.onNote(note.kind, note.sequence, 0, note.bytes, 0, note.bytes.length);
                }
                eventsGiven++;
                return plain.next(event);
            }
        };
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        events.onEvent(event, sequence, isEndOfBatch);
    }

    @Override
    public synchronized void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        final byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        notes.add(new Note(kind, events.size(), sequence, copy));
    }

    @Override
    public long snapshotSequence() {
        return MarketEvent.ABSENT;
    }

    @Override
    public void ringLength(final int length) {
        // No snapshot is ever wanted.
    }

    @Override
    public void seal(final long eventCount, final long stateHash) {
        isSealed = true;
    }

    @Override
    public RecorderState state() {
        return isSealed ? RecorderState.SEALED : RecorderState.RECORDING;
    }

    @Override
    public long recordedCount() {
        return events.size();
    }

    @Override
    public long syncedCount() {
        return 0;
    }

    @Override
    public long diskBytes() {
        return 0;
    }

    @Override
    public long freeBytes() {
        return 0;
    }
}
