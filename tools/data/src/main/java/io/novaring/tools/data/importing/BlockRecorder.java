/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;

/**
 * Has a recorder write many events at once: made one after the other, each would be a batch of its
 * own. What is left is written when it is sealed. One thread.
 */
final class BlockRecorder implements Recorder {
    /** Live batches under load are about as long. */
    private static final int EVENTS = 256;

    private final Recorder target;

    BlockRecorder(final Recorder target) {
        this.target = target;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        target.onEvent(event, sequence, (sequence + 1) % EVENTS == 0);
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        target.onNote(kind, sequence, timeNs, bytes, offset, length);
    }

    @Override
    public long snapshotSequence() {
        return target.snapshotSequence();
    }

    @Override
    public void ringLength(final int length) {
        target.ringLength(length);
    }

    @Override
    public void seal(final long eventCount, final long stateHash) {
        target.seal(eventCount, stateHash);
    }

    @Override
    public RecorderState state() {
        return target.state();
    }

    @Override
    public long recordedCount() {
        return target.recordedCount();
    }

    @Override
    public long syncedCount() {
        return target.syncedCount();
    }

    @Override
    public long diskBytes() {
        return target.diskBytes();
    }

    @Override
    public long freeBytes() {
        return target.freeBytes();
    }
}
