/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.Stage;
import java.util.Arrays;

/** A stage, its hash behind each event that is on the ring, and who looks at these events. */
final class TappedStage implements Stage {
    private final Stage stage;
    private final long initialHash;

    // By sequence, as the ring. Plain stores by the stage's thread; who reads is behind it on the
    // ring, and the ring's own barrier orders the two.
    private final long[] hashes;
    private final int mask;

    private StageObserver[] observers = {};

    /**
     * @param ringLength a power of two.
     */
    TappedStage(final Stage stage, final int ringLength) {
        this.stage = stage;
        initialHash = stage.stateHash();
        hashes = new long[ringLength];
        mask = ringLength - 1;
    }

    /** Adds one behind those that are there; before the first event. */
    void observe(final StageObserver observer) {
        observers = Arrays.copyOf(observers, observers.length + 1);
        observers[observers.length - 1] = observer;
    }

    /** The stage's hash before its first event. */
    long initialHash() {
        return initialHash;
    }

    /** The hash behind an event; a thread that is behind this stage on the ring, or the stage's. */
    long hash(final long sequence) {
        return hashes[(int) sequence & mask];
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
        for (final StageObserver observer : observers) {
            observer.onEvent(event, sequence);
        }
    }
}
