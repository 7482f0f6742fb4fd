/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.Recorder;
import io.novaring.engine.notes.Notes;

/**
 * Brings events and notes to the recorder: a note never before its event, nor a snapshot's before
 * the recorder asks for it. Its thread only, or any once that has ended.
 */
public final class RecorderHandler implements EventHandler<MarketEvent> {
    private final Recorder recorder;
    private final Notes notes;
    private final Snapshots snapshots;
    private final EarlyNotes early;

    public RecorderHandler(final Recorder recorder, final Notes notes, final Snapshots snapshots) {
        this.recorder = recorder;
        this.notes = notes;
        this.snapshots = snapshots;
        this.early = new EarlyNotes(recorder);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (isEndOfBatch) {
            // Before the event that lets the batch out, so that they go with it.
            drain();
        }
        recorder.onEvent(event, sequence, isEndOfBatch);
        early.onRecorded(sequence);
    }

    private void drain() {
        notes.drainTo(early);
        snapshots.drainTo(recorder);
    }

    /** After a halt nobody seals the recording: what was noted until here is recorded now. */
    @Override
    public void onShutdown() {
        finish();
    }

    /** What the stages noted of the last events is still under way when those are recorded. */
    public void finish() {
        drain();
        early.finish();
    }
}
