/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps events and notes, and asks for a snapshot as soon as the one before is there. */
final class NotingRecorder implements Recorder {
    final Recording events = new Recording();
    final List<Note> notes = new ArrayList<>();
    private int ringLength;
    private volatile long wanted = MarketEvent.ABSENT;

    record Note(NoteKind kind, long sequence, long timeNs, byte[] bytes) {
        void giveTo(final NoteListener listener) {
            listener.onNote(kind, sequence, timeNs, bytes, 0, bytes.length);
        }
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        events.onEvent(event, sequence, isEndOfBatch);
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        final byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        notes.add(new Note(kind, sequence, timeNs, copy));
        if (kind == NoteKind.SNAPSHOT) {
            wanted = events.size() + ringLength;
        }
    }

    /** Asks for a snapshot behind this event. */
    void want(final long sequence) {
        wanted = sequence;
    }

    List<Note> of(final NoteKind kind) {
        return notes.stream().filter(note -> note.kind() == kind).toList();
    }

    /** The recording behind the snapshot; from its start when that is null. */
    EventSource source(final Note snapshot) {
        final int[] at = {snapshot == null ? 0 : (int) snapshot.sequence() + 1};
        final boolean[] isTold = {false};
        final NoteListener[] target = {NoteListener.NONE};
        return new EventSource() {
            @Override
            public void notes(final NoteListener listener) {
                target[0] = listener;
            }

            @Override
            public boolean next(final MarketEvent event) {
                if (!isTold[0]) {
                    isTold[0] = true;
                    if (snapshot != null) {
                        snapshot.giveTo(target[0]);
                    }
                    of(NoteKind.MARK).forEach(note -> note.giveTo(target[0]));
                }
                if (at[0] == events.size()) {
                    return false;
                }
                Recording.fill(event, events.get(at[0]++));
                return true;
            }
        };
    }

    @Override
    public long snapshotSequence() {
        return wanted;
    }

    @Override
    public void ringLength(final int length) {
        ringLength = length;
        wanted = length;
    }

    @Override
    public void seal(final long eventCount, final long stateHash) {}

    @Override
    public RecorderState state() {
        return RecorderState.RECORDING;
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
