/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.BookHashes;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the marks of a recording against the hashes of the stages that replay it, and finds the
 * first event at which they differ. Marks may come before the events they are about, or behind
 * them: hashes of the last events are kept, and marks that came early. One thread.
 */
public final class MarkCheck implements StageObserver {
    /** Events a mark may be late. Live, it waits for a ring's length at most. */
    private static final int KEPT_EVENTS = 1 << 16;

    /** Marks that may be early; further ones are dropped, as only a damaged recording has them. */
    private static final int EARLY_MARKS_MAX = 256;

    /** How often the levels of books that changed are walked. */
    private static final int LEVELS_MASK = (1 << 12) - 1;

    private static final int COLUMNS = StageTaps.STAGES + 1;

    private final StageTaps taps;
    private final BookHashes books;

    // Of each of the last events: the hashes of the stages, and of the books.
    private final long[] kept = new long[KEPT_EVENTS * COLUMNS];
    private long firstSequence = MarketEvent.ABSENT;
    private long nextSequence;

    private final List<Mark> early = new ArrayList<>();
    private final List<Mark> spare = new ArrayList<>();
    private long nextDue = Long.MAX_VALUE;

    private final long[] before = new long[StageTaps.STAGES];
    private final long[] behind = new long[StageTaps.STAGES];

    private boolean isBooksOnly;
    private long fromSequence;
    private long unmarkedSequence;
    private int interval;
    private long compared;
    private long missing;
    private long unreadable;
    private long levelsFrom;
    private Divergence divergence;
    // Told only when no decision differs before its window ends: that says more.
    private Divergence levels;

    /**
     * @param taps of the replaying stages; they note the books as well.
     * @param books what the taps note.
     */
    public MarkCheck(final StageTaps taps, final BookHashes books) {
        this.taps = taps;
        this.books = books;
    }

    /**
     * Compares nothing but books, and these only in marks about this event or later ones: the
     * stages of a replay that does not begin at its recording's start have other hashes.
     */
    public void booksOnly(final long newFromSequence) {
        isBooksOnly = true;
        fromSequence = newFromSequence;
        unmarkedSequence = newFromSequence;
    }

    /** Takes the hashes behind an event; behind all stages. */
    @Override
    public void onEvent(final MarketEvent event, final long sequence) {
        final int at = indexOf(sequence);
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            kept[at + stage] = taps.hash(stage, sequence);
        }
        kept[at + StageTaps.STAGES] = taps.booksHash(sequence);
        if (firstSequence == MarketEvent.ABSENT) {
            firstSequence = sequence;
        }
        nextSequence = sequence + 1;
        if (sequence >= nextDue) {
            compareEarly();
        }
        if ((sequence & LEVELS_MASK) == LEVELS_MASK) {
            walkLevels();
        }
    }

    /** Looks at what was not looked at yet; behind the last event. */
    public void finish() {
        if (nextSequence > levelsFrom) {
            walkLevels();
        }
    }

    private void walkLevels() {
        final List<String> names = books.unsoundSince(levelsFrom);
        if (levels == null && !names.isEmpty()) {
            levels =
                    new Divergence(
                            Divergence.Kind.LEVELS,
                            Math.max(levelsFrom, firstSequence),
                            nextSequence - 1,
                            names,
                            0,
                            0,
                            null,
                            null);
        }
        levelsFrom = nextSequence;
    }

    /** Takes a mark of the recording; bytes that are none are counted. */
    public void onMark(final byte[] bytes, final int offset, final int length) {
        final Mark mark = spare.isEmpty() ? new Mark() : spare.remove(spare.size() - 1);
        if (!mark.read(bytes, offset, length)) {
            unreadable++;
            spare.add(mark);
        } else if (mark.sequence() < nextSequence) {
            compare(mark);
            spare.add(mark);
        } else if (early.size() == EARLY_MARKS_MAX) {
            unreadable++;
            spare.add(mark);
        } else {
            early.add(mark);
            nextDue = Math.min(nextDue, mark.sequence());
        }
    }

    private void compareEarly() {
        nextDue = Long.MAX_VALUE;
        int left = 0;
        for (int i = 0; i < early.size(); i++) {
            final Mark mark = early.get(i);
            if (mark.sequence() < nextSequence) {
                compare(mark);
                spare.add(mark);
            } else {
                nextDue = Math.min(nextDue, mark.sequence());
                early.set(left, mark);
                left++;
            }
        }
        early.subList(left, early.size()).clear();
    }

    private void compare(final Mark mark) {
        final long oldest = Math.max(firstSequence, nextSequence - KEPT_EVENTS);
        final boolean isKept = mark.sequence() >= Math.max(oldest, fromSequence);
        if (divergence != null || !isKept) {
            return;
        }
        interval = mark.interval();
        if (!isBooksOnly) {
            compareStages(mark, oldest);
        }
        final long booksHash = kept[indexOf(mark.sequence()) + StageTaps.STAGES];
        if (divergence == null && mark.booksHash() != booksHash) {
            final long from = Math.max(mark.firstSequence(), fromSequence);
            divergence =
                    new Divergence(
                            Divergence.Kind.BOOKS,
                            from,
                            mark.sequence(),
                            books.changedSince(from),
                            mark.booksHash(),
                            booksHash,
                            null,
                            null);
        }
        if (divergence == null) {
            compared++;
            final long gap = mark.firstSequence() - unmarkedSequence;
            missing += gap > 0 ? (gap + interval - 1) / interval : 0;
            unmarkedSequence = Math.max(unmarkedSequence, mark.sequence() + 1);
        }
    }

    private void compareStages(final Mark mark, final long oldest) {
        final long first = mark.firstSequence();
        for (long sequence = first; sequence <= mark.sequence(); sequence++) {
            if (sequence < oldest || sequence == oldest && oldest != firstSequence) {
                // What it was before this event is no longer known.
                mark.skip();
                continue;
            }
            load(sequence - 1, before);
            load(sequence, behind);
            final int differs = mark.nextDiffers(before, behind);
            if (differs != 0) {
                divergence = decision(mark, sequence, sequence, differs);
                return;
            }
        }
        int differs = 0;
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            differs |= mark.hash(stage) == hash(mark, stage) ? 0 : 1 << stage;
        }
        if (differs != 0) {
            divergence = decision(mark, first, mark.sequence(), differs);
        }
    }

    private Divergence decision(
            final Mark mark, final long from, final long sequence, final int stages) {
        final List<String> names = new ArrayList<>();
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            if ((stages & 1 << stage) != 0) {
                names.add(taps.name(stage));
            }
        }
        final int stage = Integer.numberOfTrailingZeros(stages);
        return new Divergence(
                Divergence.Kind.DECISION,
                from,
                sequence,
                List.copyOf(names),
                mark.hash(stage),
                hash(mark, stage),
                null,
                null);
    }

    private long hash(final Mark mark, final int stage) {
        return kept[indexOf(mark.sequence()) + stage];
    }

    private void load(final long sequence, final long[] target) {
        if (sequence >= firstSequence) {
            System.arraycopy(kept, indexOf(sequence), target, 0, StageTaps.STAGES);
            return;
        }
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            target[stage] = taps.initialHash(stage);
        }
    }

    private static int indexOf(final long sequence) {
        return ((int) sequence & KEPT_EVENTS - 1) * COLUMNS;
    }

    /** Marks that were compared and are alike. */
    public long compared() {
        return compared;
    }

    /**
     * Whole windows without a mark that could be compared, so far; 0 when the recording has no mark
     * at all. Behind a difference nothing is compared, and nothing missing.
     */
    public long missing() {
        final long left = divergence == null ? nextSequence - unmarkedSequence : 0;
        return interval == 0 ? 0 : missing + Math.max(0, left) / interval;
    }

    /** Notes that call themselves marks and are none, or come far too early. */
    public long unreadable() {
        return unreadable;
    }

    /** The first difference, null while there is none. */
    public Divergence divergence() {
        return divergence == null || levels != null && levels.sequence() < divergence.sequence()
                ? levels
                : divergence;
    }

    /** True when no earlier difference than one at this event can be found any more. */
    public boolean isSettled(final long sequence) {
        return divergence != null
                || unmarkedSequence > sequence
                || nextSequence - sequence > KEPT_EVENTS;
    }
}
