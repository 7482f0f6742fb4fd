/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.engine.book.BookHashes;
import io.novaring.engine.stage.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * The four stages with their hashes behind each event, and with observers. Put in the place of the
 * stages when a run is recorded or replayed; other runs do without.
 */
public final class StageTaps {
    static final int STAGES = 4;

    private final List<Stage> stages;
    private final long[] initialHashes;
    private final long[][] hashes;
    private final long[] bookHashes;
    private final ObserverList behindCredits = new ObserverList();
    private final ObserverList behindBooks = new ObserverList();
    private final ObserverList behindAll = new ObserverList();

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
        this.stages = List.copyOf(stages);
        initialHashes = stages.stream().mapToLong(Stage::stateHash).toArray();
        hashes = new long[STAGES][ringLength];
        bookHashes = new long[ringLength];
        final int mask = ringLength - 1;
        behindBooks(
                (event, sequence) -> bookHashes[(int) sequence & mask] = books.update(sequence));
    }

    /** What goes onto the ring in the place of the stages, each on a thread of its own. */
    public List<Stage> staged() {
        final ObserverList[] observers = {
            new ObserverList(), behindCredits, behindBooks, behindAll
        };
        final List<Stage> result = new ArrayList<>();
        for (int i = 0; i < STAGES; i++) {
            result.add(new TappedStage(stages.get(i), hashes[i], observers[i]));
        }
        return List.copyOf(result);
    }

    /** What goes onto the ring in the place of the stages, all on one thread. */
    public List<Stage> fused() {
        final List<Stage> result = new ArrayList<>(stages.subList(0, STAGES - 1));
        result.add(new FusedTap(stages, hashes, behindCredits, behindBooks, behindAll));
        return List.copyOf(result);
    }

    /** Adds an observer behind stage 2, on its thread. Before the first event. */
    public void behindCredits(final StageObserver observer) {
        behindCredits.add(observer);
    }

    /**
     * Adds an observer behind stage 3, on its thread: subscriptions and books are as the event left
     * them. Before the first event; observers are called in the order in which they were added.
     */
    public void behindBooks(final StageObserver observer) {
        behindBooks.add(observer);
    }

    /** Adds an observer behind stage 4, on its thread. */
    public void behindAll(final StageObserver observer) {
        behindAll.add(observer);
    }

    String name(final int stage) {
        return stages.get(stage).name();
    }

    /** The hashes of a stage, 0 to 3, by sequence on the ring. To be read behind stage 4 only. */
    long[] hashes(final int stage) {
        return hashes[stage];
    }

    /** The hash of a stage, 0 to 3, behind an event on the ring. Behind stage 4 only. */
    long hash(final int stage, final long sequence) {
        return hashes[stage][(int) sequence & bookHashes.length - 1];
    }

    /** The hash over all books behind an event on the ring. Behind stage 4 only. */
    long booksHash(final long sequence) {
        return bookHashes[(int) sequence & bookHashes.length - 1];
    }

    /** The stage's hash before its first event. */
    long initialHash(final int stage) {
        return initialHashes[stage];
    }
}
