/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.format.FormatException;
import io.novaring.journal.format.SnapshotParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads one run, over all its segments: while it is written, after its writer was killed, or when
 * it is done. Or a flat file, or the folder of one segment(). Never changes anything in its
 * directory, needs no JVM flag, and trusts no byte it has not checked: magic, version, lengths,
 * checksum and consecutive sequences.
 *
 * <p>One thread. Allocates nothing but to grow to the longest block, and at the start of a
 * segment().
 */
public final class JournalReader implements EventSource, AutoCloseable {
    private final boolean strict;

    private long givenSnapshot = MarketEvent.ABSENT;
    private boolean begun;
    private boolean muted;
    private SnapshotParts pendingSnapshot;
    private byte[] description;

    private final RunFiles files;
    private final JournalSeek seek;
    private final RunCursor run;
    private NoteListener listener = NoteListener.NONE;

    private JournalReader(final RunFiles files, final boolean strict) throws IOException {
        this.files = files;
        this.strict = strict;
        this.seek = new JournalSeek(files);
        this.run = new RunCursor(files, this::onNote);
    }

    /**
     * Opens the last run of a journal's directory, or a flat file. A damaged record will throw.
     *
     * @throws JournalException when there is none, or its files are not ours.
     */
    public static JournalReader open(final Path journal) {
        return open(journal, RunFiles.LAST, true);
    }

    /** As {@link #open(Path)}, of this run in place of the last. */
    public static JournalReader open(final Path journal, final int run) {
        return open(journal, run, true);
    }

    /**
     * As {@link #open(Path)}, but a damaged record ends the journal in place of throwing; {@link
     * #problem} tells. For what is left after a power failure.
     */
    public static JournalReader openPrefix(final Path journal) {
        return open(journal, RunFiles.LAST, false);
    }

    /** As {@link #openPrefix(Path)}, of this run in place of the last. */
    public static JournalReader openPrefix(final Path journal, final int run) {
        return open(journal, run, false);
    }

    /** The runs of a journal, first to last, without those that hold nothing. */
    public static List<JournalRun> runs(final Path journal) {
        try {
            return JournalRuns.list(journal);
        } catch (final IOException e) {
            throw unreadable(journal, e);
        }
    }

    private static JournalReader open(final Path journal, final int run, final boolean strict) {
        try {
            return new JournalReader(RunFiles.of(journal, run), strict);
        } catch (final IOException e) {
            throw unreadable(journal, e);
        }
    }

    /**
     * Fills header and raw bytes of the next event; columns are for the caller to decode.
     *
     * @return false when there is none, or none yet: a later call may find one if the journal is
     *     still being written.
     * @throws JournalException for a damaged record, with its place and what is wrong.
     */
    @Override
    public boolean next(final MarketEvent event) {
        if (!begun) {
            begin();
        }
        if (!segment().hasRecord() && !nextBlock()) {
            return false;
        }
        segment().read(event);
        return true;
    }

    /** A snapshot is given whole. A listener told of damage has been told of all before it. */
    @Override
    public void notes(final NoteListener value) {
        listener = value;
    }

    /**
     * Moves forward so that the next event has this sequence; all before it are checked.
     *
     * @return false when the journal ends before it.
     */
    public boolean skipTo(final long sequence) {
        if (sequence < nextSequence()) {
            throw new IllegalArgumentException(
                    "sequence " + sequence + " is behind: next is " + nextSequence());
        }
        begun = true;
        return moveTo(sequence, Long.MIN_VALUE);
    }

    /**
     * Moves forward or back so that the next event has this sequence. What is passed over is not
     * checked.
     *
     * @return false when the event is not there, or not yet: next is what comes behind it.
     */
    public boolean seekSequence(final long sequence) {
        try {
            // Above all that a file can say it begins with.
            final long wanted = Math.min(sequence, Long.MAX_VALUE - 1);
            files.refresh();
            place(files.holding(wanted));
            seek.place(segment(), run.index(), wanted);
            return moveTo(wanted, wanted) && nextSequence() == sequence;
        } catch (final IOException e) {
            throw unreadable(path(), e);
        }
    }

    /**
     * Moves forward or back to the first event that was published at this time, epoch nanoseconds,
     * or later. Should the clock have been set back in the run, to one of those, if to any: it is
     * looked for from one segment on.
     *
     * @return false when all events from there on were published before.
     */
    public boolean seekTime(final long timeNs) {
        try {
            files.refresh();
            place(files.before(timeNs));
            seek.placeByTime(segment(), run.index(), timeNs);
            muted = true;
            while (segment().hasRecord() || nextBlock()) {
                if (segment().timeNs() >= timeNs) {
                    return true;
                }
                segment().step();
            }
            return false;
        } catch (final IOException e) {
            throw unreadable(path(), e);
        } finally {
            muted = false;
        }
    }

    /**
     * Moves behind the last snapshot at or before this sequence, whose note is given before the
     * next event.
     *
     * @return false when there is none: then the first event is next.
     */
    public boolean seekSnapshot(final long sequence) {
        try {
            files.refresh();
            final long behind = Math.min(sequence, Long.MAX_VALUE - 2) + 1;
            for (int i = files.holding(behind); i >= 0; i--) {
                final SnapshotParts found = seek.snapshot(i, sequence);
                if (found != null) {
                    seekSequence(found.sequence() + 1);
                    pendingSnapshot = nextSequence() == found.sequence() + 1 ? found : null;
                    begun = pendingSnapshot == null;
                    return pendingSnapshot != null;
                }
            }
            place(0);
            segment().rewind();
            segment().readOpened();
            return false;
        } catch (final IOException e) {
            throw unreadable(path(), e);
        }
    }

    /** Sequence of the first event that is there; above 0 when segments were deleted. */
    public long firstSequence() {
        try {
            final long first = files.firstSequence(0);
            return first == Long.MAX_VALUE ? 0 : first;
        } catch (final IOException e) {
            throw unreadable(path(), e);
        }
    }

    /** Sequence of the next event. */
    public long nextSequence() {
        return segment().nextSequence();
    }

    /** Which run this is, from 1; 0 for one merged of several; -1 when nothing tells yet. */
    public int run() {
        return files.run() == RunFiles.LAST ? segment().run() : files.run();
    }

    /** True for a flat file merged of different runs: no replay of it can be compared. */
    public boolean merged() {
        return segment().isMerged();
    }

    /** Bytes of the run's first event, or of the note that repeats them; empty when none. */
    public byte[] description() {
        try {
            if (description == null) {
                description = seek.description();
            }
            return description == null ? new byte[0] : description.clone();
        } catch (final IOException e) {
            throw unreadable(path(), e);
        }
    }

    /** How the run ends; meaningful once {@link #next} has returned false or thrown. */
    public JournalEnd end() {
        return run.problem() == null ? segment().end() : JournalEnd.DAMAGED;
    }

    /** The seal, once it was reached. */
    public Optional<Seal> seal() {
        return Optional.ofNullable(segment().seal());
    }

    /** What is damaged, once it was reached. */
    public Optional<JournalProblem> problem() {
        return Optional.ofNullable(run.problem());
    }

    /** Length of the valid prefix of the present file, as far as it was read, in bytes. */
    public long validLength() {
        return segment().validLength();
    }

    /** The file that is read now. */
    public Path path() {
        return segment().file().path();
    }

    /** Where the block of the last event begins in {@link #path}, bytes. */
    public long blockOffset() {
        return segment().recordsOffset();
    }

    @Override
    public void close() {
        run.close();
    }

    /** Who is told of each segment that was read to its end, before it is closed. */
    void onSegmentEnd(final Consumer<SegmentReader> value) {
        run.onSegmentEnd(value);
    }

    SegmentReader segment() {
        return run.segment();
    }

    /** Passes over all records from here on unchecked, and gives the notes. */
    void readNotes() {
        begun = true;
        run.passUntil(Long.MAX_VALUE);
        while (nextBlock()) {
            segment().step();
        }
    }

    /** Gives the snapshot that the first event is behind, when that is not the run's first. */
    private void begin() {
        try {
            if (pendingSnapshot == null
                    && segment().readOpened()
                    && segment().firstSequence() > 0) {
                pendingSnapshot = seek.snapshotAtStart(run.index(), segment().firstSequence());
            }
            begun = segment().firstSequence() != SegmentReader.ANY;
            if (pendingSnapshot != null) {
                givenSnapshot = pendingSnapshot.sequence();
                pendingSnapshot.giveTo(listener);
                pendingSnapshot = null;
            }
        } catch (final IOException e) {
            throw unreadable(path(), e);
        }
    }

    private boolean nextBlock() {
        try {
            if (run.nextBlock()) {
                return true;
            }
        } catch (final IOException e) {
            throw unreadable(path(), e);
        }
        if (strict && run.problem() != null) {
            throw new JournalException("damaged journal: " + run.problem());
        }
        return false;
    }

    /** Opens this segment in place of the present one. */
    private void place(final int index) throws IOException {
        begun = true;
        pendingSnapshot = null;
        givenSnapshot = MarketEvent.ABSENT;
        run.place(index);
    }

    private boolean moveTo(final long sequence, final long unchecked) {
        muted = true;
        run.passUntil(unchecked);
        try {
            while (nextSequence() < sequence || !segment().hasRecord()) {
                if (!segment().hasRecord() && !nextBlock()) {
                    return false;
                }
                if (nextSequence() < sequence) {
                    segment().step();
                }
            }
            return true;
        } finally {
            muted = false;
            run.passUntil(Long.MIN_VALUE);
        }
    }

    private void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (!muted && (kind != NoteKind.SNAPSHOT || sequence != givenSnapshot)) {
            listener.onNote(kind, sequence, timeNs, bytes, offset, length);
        }
    }

    private static JournalException unreadable(final Path journal, final IOException e) {
        return new JournalException(
                e instanceof FormatException
                        ? e.getMessage()
                        : "journal in " + journal + " cannot be read: " + e,
                e);
    }
}
