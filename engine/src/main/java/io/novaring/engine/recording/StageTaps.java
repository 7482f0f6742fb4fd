/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.engine.book.BookHashes;
import io.novaring.engine.stage.Stage;
import io.novaring.engine.stage.SubscriptionStage;
import java.util.List;

/**
 * The four stages with their hashes behind each event, and with observers. Put in the place of the
 * stages when a run is recorded or replayed; other runs do without.
 */
public final class StageTaps {
    static final int STAGES = 4;

    private static final int CREDITS = 1;
    private static final int BOOKS = SubscriptionStage.STAGE - 1;

    private final TappedStage[] taps;
    private final long[] bookHashes;

    /**
     * @param stages all four, in their order, before their first event.
     * @param books of stage 3.
     * @param ringLength a power of two.
     */
    public StageTaps(
            final List<? extends Stage> stages, final BookHashes books, final int ringLength) {
        if (stages.size() != STAGES) {
            throw new IllegalArgumentException(STAGES + " stages are needed, not " + stages.size());
        }
        taps = stages.stream().map(s -> new TappedStage(s, ringLength)).toArray(TappedStage[]::new);
        bookHashes = new long[ringLength];
        final int mask = ringLength - 1;
        behindBooks(
                (event, sequence) -> bookHashes[(int) sequence & mask] = books.update(sequence));
    }

    /** What goes onto the ring in the place of the stages. */
    public List<Stage> stages() {
        return List.of(taps);
    }

    /** Adds an observer behind stage 2, on its thread. Before the first event. */
    public void behindCredits(final StageObserver observer) {
        taps[CREDITS].observe(observer);
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

    /** The hash over all books behind an event on the ring. Behind stage 4 only. */
    long booksHash(final long sequence) {
        return bookHashes[(int) sequence & bookHashes.length - 1];
    }

    long initialHash(final int stage) {
        return taps[stage].initialHash();
    }
}
