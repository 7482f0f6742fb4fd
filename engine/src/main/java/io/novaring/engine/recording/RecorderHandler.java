/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.Recorder;
import io.novaring.engine.notes.Notes;

/** Brings events and notes to the recorder. Its thread only. */
public final class RecorderHandler implements EventHandler<MarketEvent> {
    private final Recorder recorder;
    private final Notes notes;
    private final Snapshots snapshots;

    public RecorderHandler(final Recorder recorder, final Notes notes, final Snapshots snapshots) {
        this.recorder = recorder;
        this.notes = notes;
        this.snapshots = snapshots;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (isEndOfBatch) {
            // Before the event that lets the batch out, so that they go with it.
            finish();
        }
        recorder.onEvent(event, sequence, isEndOfBatch);
    }

    /** What the stages noted of the last events is still under way when those are recorded. */
    public void finish() {
        notes.drainTo(recorder);
        snapshots.drainTo(recorder);
    }
}
