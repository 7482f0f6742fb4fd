/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.NoteFormat;
import io.novaring.journal.format.QueueFile;
import io.novaring.journal.format.RecordBlock;
import io.novaring.journal.format.SnapshotParts;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * Reads the blocks of one file, a segment or a flat file, and trusts no byte it has not checked. At
 * the first thing that is not as it was written it stays. One thread.
 */
final class SegmentReader implements AutoCloseable {
    /** Any run, number or sequence will do. */
    static final int ANY = -1;

    private final int expectedRun;
    private final int expectedNumber;
    private final long expectedFirst;

    private int run = ANY;
    private int number = ANY;
    private long firstSequence = ANY;
    private long nextSequence;
    private long passUntil = Long.MIN_VALUE;
    private long recordsOffset = ANY;
    private long validLength;
    private boolean opened;
    private boolean merged;
    private boolean rolled;
    private boolean fromStart = true;
    private JournalEnd end = JournalEnd.UNSEALED;
    private String pendingReason;
    private long pendingOffset;
    private Seal seal;
    private JournalProblem problem;

    private final QueueFile file;
    private final SegmentHold hold;
    private final NoteListener notes;
    private final SnapshotParts snapshot = new SnapshotParts();
    private final RecordBlock records = new RecordBlock();
    private final CRC32C crc = new CRC32C();
    private final CRC32C headersCrc = new CRC32C();

    /**
     * Each of the numbers may be {@link #ANY}.
     *
     * @param hold let go when this is closed; null for none.
     */
    SegmentReader(
            final QueueFile file,
            final SegmentHold hold,
            final int run,
            final int number,
            final long firstSequence,
            final NoteListener notes) {
        this.file = file;
        this.hold = hold;
        this.expectedRun = run;
        this.expectedNumber = number;
        this.expectedFirst = firstSequence;
        this.nextSequence = Math.max(0, firstSequence);
        this.notes = notes;
    }

    boolean hasRecord() {
        return records.remaining() > 0;
    }

    /** Fills the event from the next record, which there is, and moves on. */
    void read(final MarketEvent event) {
        records.read(event);
        step();
    }

    /** Published time of the next record, which there is. */
    long timeNs() {
        return records.timeNs();
    }

    void step() {
        records.step();
        nextSequence++;
    }

    /** Blocks all of whose records are before this sequence are passed over unchecked. */
    void passUntil(final long sequence) {
        passUntil = sequence;
    }

    /** Which run the file says it is of, or {@link #ANY} as long as it was not read. */
    int run() {
        return run;
    }

    int number() {
        return number;
    }

    /** Of the file, or {@link #ANY} as long as that was not read. */
    long firstSequence() {
        return firstSequence;
    }

    long nextSequence() {
        return nextSequence;
    }

    boolean isMerged() {
        return merged;
    }

    /** True when the run goes on in the next segment. */
    boolean isRolled() {
        return rolled;
    }

    JournalEnd end() {
        return end;
    }

    Seal seal() {
        return seal;
    }

    JournalProblem problem() {
        return problem;
    }

    /** What is valid from the start of the file on, or from where reading began, ends here. */
    long validLength() {
        return validLength;
    }

    /** Offset of the last block with records that was passed or loaded. */
    long recordsOffset() {
        return recordsOffset;
    }

    QueueFile file() {
        return file;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (final IOException e) {
            throw new JournalException("closing " + file.path() + " failed: " + e, e);
        } finally {
            if (hold != null) {
                hold.close();
            }
        }
    }

    /** Begins anew at the file's first block. */
    void rewind() {
        file.rewind();
        restart();
        opened = false;
        fromStart = true;
        snapshot.reset(false);
        headersCrc.reset();
        validLength = 0;
        nextSequence = Math.max(0, expectedFirst);
    }

    /**
     * Reads the first block unless that was done; false when it is not there, or not as it must.
     */
    boolean readOpened() throws IOException {
        if (!opened && pendingReason == null && file.next() == QueueFile.DOCUMENT) {
            load(true);
        }
        return opened;
    }

    /** Begins anew at this block, if it is one of records with this first sequence. */
    boolean jumpTo(final long offset, final long sequence) throws IOException {
        if (!file.isBlock(offset, BlockFormat.RECORDS, sequence, crc)) {
            return false;
        }
        restart();
        opened = true;
        fromStart = false;
        nextSequence = sequence;
        return true;
    }

    /** Loads the next block with records, unless the present one has more; false without one. */
    boolean nextBlock() throws IOException {
        while (records.remaining() == 0) {
            if (pendingReason != null) {
                fail();
                return false;
            }
            final boolean ended = rolled || hasEnded(end);
            final int found = file.next();
            if (found == QueueFile.DOCUMENT && !ended) {
                load(true);
            } else if (found == QueueFile.BAD && !ended) {
                damaged(file.reason(), file.position());
            } else if (!ended) {
                end = found == QueueFile.TORN ? JournalEnd.TORN : JournalEnd.UNSEALED;
                validLength = Math.max(validLength, Math.min(file.position(), file.size()));
                file.refresh();
                return false;
            } else if (found == QueueFile.END || file.firstNonZero(file.position()) < 0) {
                return false;
            } else {
                damaged("bytes behind the end of the recording", file.position());
            }
        }
        return true;
    }

    static boolean hasEnded(final JournalEnd end) {
        return end == JournalEnd.SEALED || end == JournalEnd.STOPPED || end == JournalEnd.EXPORTED;
    }

    /** Checks the document found; a block with records is ready to be read after this. */
    private void load(final boolean again) throws IOException {
        final byte[] bytes = file.bytes();
        final int start = file.start();
        final String reason = BlockFormat.check(bytes, start, file.length(), crc);
        final String wrong = reason == null ? load(bytes, start) : reason;
        if (again && (wrong != null || pendingReason != null)) {
            // The block may have been completed while it was read: believe the second look.
            records.clear();
            pendingReason = null;
            file.refresh();
            retry();
        } else if (wrong == null) {
            if (file.isFlat()) {
                headersCrc.update(bytes, start, BlockFormat.HEADER_LENGTH);
            }
            file.skip();
            validLength = pendingReason == null ? file.position() : pendingOffset;
        } else {
            damaged(wrong, file.position());
        }
    }

    private void retry() throws IOException {
        final int found = file.next();
        if (found == QueueFile.DOCUMENT) {
            load(false);
        }
    }

    private String load(final byte[] bytes, final int start) {
        final int kind = BlockFormat.kind(bytes, start);
        final long sequence = BlockFormat.sequence(bytes, start);
        if (opened == (kind == BlockFormat.OPENED)) {
            return opened ? "a second recording begins" : "the first block is missing";
        }
        if (kind == BlockFormat.OPENED) {
            return open(bytes, start, sequence);
        }
        if (kind == BlockFormat.SNAPSHOT) {
            return loadSnapshot(bytes, start, sequence);
        }
        if (sequence != nextSequence) {
            return "block has sequence " + sequence + ", expected " + nextSequence;
        }
        return switch (kind) {
            case BlockFormat.RECORDS -> loadRecords(bytes, start);
            case BlockFormat.NOTES -> loadNotes(bytes, start);
            default -> mark(kind, sequence, BlockFormat.value(bytes, start));
        };
    }

    private String open(final byte[] bytes, final int start, final long sequence) {
        final long value = BlockFormat.value(bytes, start);
        run = (int) (value >>> 32);
        number = (int) value;
        if (expectedRun != ANY && expectedRun != run
                || expectedNumber != ANY && expectedNumber != number) {
            final String found = "segment " + number + " of run " + run + " in the place of ";
            final boolean any = expectedNumber == ANY;
            return found + (any ? "one" : "segment " + expectedNumber) + " of run " + expectedRun;
        }
        if (sequence < 0 || expectedFirst != ANY && expectedFirst != sequence) {
            return "segment begins at sequence "
                    + sequence
                    + (expectedFirst == ANY ? "" : ", expected " + expectedFirst);
        }
        opened = true;
        merged = BlockFormat.plainLength(bytes, start) == BlockFormat.MERGED;
        firstSequence = sequence;
        nextSequence = sequence;
        return null;
    }

    private String loadSnapshot(final byte[] bytes, final int start, final long sequence) {
        if (sequence >= nextSequence) {
            return "snapshot of event " + sequence + " before that event";
        }
        final String wrong = snapshot.add(bytes, start);
        if (wrong == null && snapshot.isWhole()) {
            snapshot.giveTo(notes);
        }
        return wrong;
    }

    private String loadNotes(final byte[] bytes, final int start) {
        final int from = start + BlockFormat.HEADER_LENGTH;
        final int count = BlockFormat.recordCount(bytes, start);
        final String wrong =
                NoteFormat.check(bytes, from, start + BlockFormat.length(bytes, start), count);
        if (wrong == null) {
            NoteFormat.read(bytes, from, count, notes);
        }
        return wrong;
    }

    private String mark(final int kind, final long sequence, final long value) {
        switch (kind) {
            case BlockFormat.SEAL -> {
                seal = new Seal(sequence, value);
                end = JournalEnd.SEALED;
            }
            case BlockFormat.STOP -> end = JournalEnd.STOPPED;
            case BlockFormat.ROLLED -> rolled = true;
            default -> {
                return file.isFlat() ? markFlat(kind, value) : "block of a flat file";
            }
        }
        return rolled && file.isFlat() ? "flat file that goes on in another" : null;
    }

    private String markFlat(final int kind, final long value) {
        if (kind == BlockFormat.GAP) {
            if (value <= nextSequence) {
                return "gap that leads back to sequence " + value;
            }
            nextSequence = value;
            return null;
        }
        end = JournalEnd.EXPORTED;
        return fromStart && value != headersCrc.getValue() ? "blocks are missing" : null;
    }

    private String loadRecords(final byte[] bytes, final int start) {
        recordsOffset = file.position();
        if (!RecordBlock.fits(bytes, start)) {
            return "block with more records than fit";
        }
        final int count = BlockFormat.recordCount(bytes, start);
        if (nextSequence + count <= passUntil) {
            nextSequence += count;
            return null;
        }
        records.load(bytes, start, nextSequence);
        if (records.reason() != null && records.remaining() == 0) {
            return records.reason();
        }
        pendingReason = records.reason();
        pendingOffset = file.position() + 4 + records.reasonAt();
        return null;
    }

    private void restart() {
        records.clear();
        rolled = false;
        end = JournalEnd.UNSEALED;
        pendingReason = null;
        seal = null;
        problem = null;
        snapshot.reset(true);
    }

    private void damaged(final String reason, final long offset) {
        pendingReason = reason;
        pendingOffset = offset;
    }

    private void fail() {
        if (problem == null) {
            end = JournalEnd.DAMAGED;
            problem = new JournalProblem(file.path(), pendingOffset, nextSequence, pendingReason);
        }
    }
}
