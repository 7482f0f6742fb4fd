/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.book.BookHashes;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.notes.Notes;
import io.novaring.engine.stage.Stage;
import io.novaring.engine.stage.StateHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Four stages that decide by the event's code, behind taps: bit 0 to 3 of it for the stages, bit 4
 * for a book that becomes stale without a decision.
 */
final class MarkRig {
    static final int RING_LENGTH = 16;
    static final int BOOK = 1 << 4;

    /** Where this run decides otherwise than others do, as {@code sequence * 4 + stage}. */
    private final Set<Long> changes;

    private final List<DecidingStage> stages = new ArrayList<>();
    private final BookHashes books = new BookHashes();
    private final OrderBook book = new OrderBook("ABC", SequencePolicy.PREVIOUS_ID, books);
    private final MarketEvent event = new MarketEvent();
    private final StageTaps taps;
    private final Notes notes = new Notes(1 << 20);
    private final StageMarks marks;
    final MarkCheck check;
    private final List<Stage> onRing;
    private long next;

    MarkRig(final int interval, final Set<Long> changes) {
        this.changes = changes;
        for (int i = 0; i < StageTaps.STAGES; i++) {
            stages.add(new DecidingStage(i));
        }
        taps = new StageTaps(stages, books, RING_LENGTH);
        marks = new StageMarks(taps, notes, interval);
        check = new MarkCheck(taps, books);
        taps.behindAll(marks);
        taps.behindAll(check);
        onRing = changes.size() % 2 == 0 ? taps.fused() : taps.staged();
    }

    static long change(final long sequence, final int stage) {
        return sequence * StageTaps.STAGES + stage;
    }

    void from(final long sequence) {
        next = sequence;
    }

    /** Passes one event on. */
    void play(final int code) {
        event.reset(Origin.TICK, EventKind.TICK);
        event.code = code;
        event.sequence = next;
        event.publishedTimeNs = 1_000 + next;
        for (final Stage stage : onRing) {
            try {
                stage.onEvent(event, next, true);
            } catch (final Exception e) {
                throw new AssertionError(e);
            }
        }
        next++;
    }

    void play(final int[] codes) {
        for (final int code : codes) {
            play(code);
        }
    }

    /** Has the book as a snapshot left it, with no event. */
    void restoreBook(final StaleCause cause) {
        book.markStale(cause);
    }

    /** The marks so far, with the last one of the run. */
    List<byte[]> marks() {
        marks.finish();
        final List<byte[]> result = new ArrayList<>();
        notes.drainTo(
                (kind, sequence, timeNs, bytes, offset, length) -> {
                    if (kind != NoteKind.MARK || timeNs != 1_000 + sequence) {
                        throw new AssertionError(kind + " at " + timeNs);
                    }
                    result.add(Arrays.copyOfRange(bytes, offset, offset + length));
                });
        return result;
    }

    void take(final byte[] mark) {
        // Never at the start of an array, as in a block of a journal.
        final byte[] shifted = new byte[mark.length + 3];
        System.arraycopy(mark, 0, shifted, 2, mark.length);
        check.onMark(shifted, 2, mark.length);
    }

    private final class DecidingStage implements Stage {
        private final int number;
        private long hash;

        DecidingStage(final int number) {
            this.number = number;
            hash = 1_000L + number;
        }

        @Override
        public String name() {
            return "stage-" + (number + 1);
        }

        @Override
        public long stateHash() {
            return hash;
        }

        @Override
        public void onEvent(final MarketEvent event, final long sequence, final boolean end) {
            final boolean isChanged = changes.contains(change(sequence, number));
            if ((event.code & 1 << number) != 0 != isChanged) {
                hash = StateHash.mix(hash, sequence);
            }
            if (number == 2 && (event.code & BOOK) != 0) {
                book.markStale(StaleCause.GAP);
            }
        }
    }
}
