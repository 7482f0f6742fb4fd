/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.format.FormatException;
import java.io.IOException;
import java.util.function.Consumer;

/** Where reading is in a run: in which of its segments, and how it goes on from there. */
final class RunCursor implements AutoCloseable {
    private static final int ATTEMPTS_MAX = 16;

    // Where it is among the files changes with them.
    private int number;
    private long passUntil = Long.MIN_VALUE;
    private JournalProblem problem;
    private SegmentReader segment;

    private final RunFiles files;
    private final RunEnd runEnd;
    private final NoteListener notes;
    private Consumer<SegmentReader> onSegmentEnd = ended -> {};

    /** Opens the first segment that is there. */
    RunCursor(final RunFiles files, final NoteListener notes) throws IOException {
        this.files = files;
        this.notes = notes;
        this.runEnd = new RunEnd(files);
        this.segment = openFirst();
        this.number = files.get(0).number();
    }

    SegmentReader segment() {
        return segment;
    }

    /** Of the segment among the files. */
    int index() {
        return Math.max(0, files.indexOf(number));
    }

    /** Why it does not go on, or null. */
    JournalProblem problem() {
        return problem;
    }

    /** See {@link SegmentReader#passUntil}, over all segments. */
    void passUntil(final long sequence) {
        passUntil = sequence;
        segment.passUntil(sequence);
    }

    /** Who is told of each segment that was read to its end, before it is closed. */
    void onSegmentEnd(final Consumer<SegmentReader> value) {
        onSegmentEnd = value;
    }

    /**
     * Opens this segment in place of the present one, or the first that is there when it was
     * deleted; what was damaged is forgotten.
     */
    void place(final int value) throws IOException {
        int of = files.get(value).number();
        SegmentReader opened = files.open(value, SegmentReader.ANY, notes);
        if (opened == null) {
            opened = openFirst();
            of = files.get(0).number();
        }
        opened.readOpened();
        segment.close();
        segment = opened;
        segment.passUntil(passUntil);
        number = of;
        problem = null;
    }

    /** Loads the next block with records, of whichever segment; false without one. */
    boolean nextBlock() throws IOException {
        while (problem == null) {
            if (segment.nextBlock()) {
                return true;
            }
            problem = segment.problem();
            if (problem == null && !segment.isRolled()) {
                if (!runEnd.isBehind(segment, number)) {
                    return false;
                }
                problem = atWrongEnd();
            } else if (problem == null && !moveOn()) {
                return false;
            }
        }
        return false;
    }

    @Override
    public void close() {
        segment.close();
    }

    /** The first segments may be deleted while they are looked for. */
    private SegmentReader openFirst() throws IOException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            final SegmentReader opened = files.open(0, SegmentReader.ANY, notes);
            if (opened != null) {
                opened.readOpened();
                return opened;
            }
            files.refresh();
        }
        return open(0);
    }

    private SegmentReader open(final int value) throws IOException {
        final SegmentReader opened = files.open(value, SegmentReader.ANY, notes);
        if (opened == null) {
            throw new JournalException(
                    "segment " + files.get(value).folder() + " holds no record file");
        }
        opened.readOpened();
        return opened;
    }

    /** The run goes on although this segment does not say so; or it does by now. */
    private JournalProblem atWrongEnd() throws IOException {
        final JournalEnd before = segment.end();
        if (!SegmentReader.hasEnded(before) && (segment.nextBlock() || segment.isRolled())) {
            return null;
        }
        return problem("segment ends " + before + " although the run goes on in a later one");
    }

    /** Goes to the next segment; false when that is not there, or not yet. */
    private boolean moveOn() throws IOException {
        if (files.isSingle()) {
            return false;
        }
        if (files.indexOf(number + 1) < 0) {
            files.refresh();
        }
        try {
            final int next = files.indexOf(number + 1);
            final SegmentReader opened =
                    next < 0 ? null : files.open(next, segment.nextSequence(), notes);
            if (opened == null) {
                problem = runEnd.missing(number + 1, segment.nextSequence());
                return false;
            }
            onSegmentEnd.accept(segment);
            segment.close();
            segment = opened;
            segment.passUntil(passUntil);
            number++;
            return true;
        } catch (final JournalException | FormatException e) {
            problem = problem(e.getMessage());
            return false;
        }
    }

    private JournalProblem problem(final String reason) {
        return new JournalProblem(
                segment.file().path(), segment.file().position(), segment.nextSequence(), reason);
    }
}
