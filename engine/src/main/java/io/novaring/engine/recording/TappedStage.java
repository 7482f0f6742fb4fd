/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.Stage;

/** A stage on a thread of its own, its hash behind each event, and who looks at these events. */
final class TappedStage implements Stage {
    private final Stage stage;
    private final long[] hashes;
    private final int mask;
    private final ObserverList observers;

    /**
     * @param hashes as long as the ring, by sequence. Plain stores by the stage's thread; who reads
     *     is behind it on the ring, and the ring's own barrier orders the two.
     */
    TappedStage(final Stage stage, final long[] hashes, final ObserverList observers) {
        this.stage = stage;
        this.hashes = hashes;
        this.mask = hashes.length - 1;
        this.observers = observers;
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public long stateHash() {
        return stage.stateHash();
    }

    @Override
    public void onStart() {
        stage.onStart();
    }

    @Override
    public void onShutdown() {
        stage.onShutdown();
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch)
            throws Exception {
        stage.onEvent(event, sequence, isEndOfBatch);
        hashes[(int) sequence & mask] = stage.stateHash();
        observers.onEvent(event, sequence);
    }
}
