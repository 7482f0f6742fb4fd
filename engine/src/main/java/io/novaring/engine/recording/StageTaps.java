/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.engine.stage.Stage;
import io.novaring.engine.stage.SubscriptionStage;
import java.util.List;

/**
 * The four stages with their hashes behind each event, and with observers. Put in the place of the
 * stages when a run is recorded or replayed; other runs do without.
 */
public final class StageTaps {
    static final int STAGES = 4;

    private static final int BOOKS = SubscriptionStage.STAGE - 1;

    private final TappedStage[] taps;

    /**
     * @param stages all four, in their order, before their first event.
     * @param ringLength a power of two.
     */
    public StageTaps(final List<? extends Stage> stages, final int ringLength) {
        if (stages.size() != STAGES) {
            throw new IllegalArgumentException(STAGES + " stages are needed, not " + stages.size());
        }
        taps = stages.stream().map(s -> new TappedStage(s, ringLength)).toArray(TappedStage[]::new);
    }

    /** What goes onto the ring in the place of the stages. */
    public List<Stage> stages() {
        return List.of(taps);
    }

    /**
     * Adds an observer behind stage 3, on its thread: subscriptions and books are as the event left
     * them. Before the first event; observers are called in the order in which they were added.
     */
    public void behindBooks(final StageObserver observer) {
        taps[BOOKS].observe(observer);
    }

    /** Adds an observer behind stage 4, on its thread. */
    public void behindAll(final StageObserver observer) {
        taps[STAGES - 1].observe(observer);
    }

    String name(final int stage) {
        return taps[stage].name();
    }

    /** The hash of a stage, 0 to 3, behind an event on the ring. Behind stage 4 only. */
    long hash(final int stage, final long sequence) {
        return taps[stage].hash(sequence);
    }

    long initialHash(final int stage) {
        return taps[stage].initialHash();
    }
}
