/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import java.util.concurrent.atomic.AtomicLong;

/** A recorder whose state the test sets: it keeps events while that says so. */
final class ChangingRecorder implements Recorder {
    static final long DISK_BYTES = 3L << 30;

    final Recording recording = new Recording();
    final AtomicLong freeBytes = new AtomicLong(80L << 30);
    private final AtomicLong recorded = new AtomicLong();
    volatile RecorderState state = RecorderState.RECORDING;

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (state.isRecording()) {
            recording.onEvent(event, sequence, isEndOfBatch);
            recorded.set(sequence + 1);
        }
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        // Not looked at.
    }

    @Override
    public long snapshotSequence() {
        return MarketEvent.ABSENT;
    }

    @Override
    public void ringLength(final int length) {
        // No snapshot is wanted.
    }

    @Override
    public void seal(final long eventCount, final long stateHash) {
        state = RecorderState.SEALED;
    }

    @Override
    public RecorderState state() {
        return state;
    }

    @Override
    public long recordedCount() {
        return recorded.get();
    }

    @Override
    public long syncedCount() {
        return recorded.get() / 2;
    }

    @Override
    public long diskBytes() {
        return DISK_BYTES;
    }

    @Override
    public long freeBytes() {
        return freeBytes.get();
    }
}
