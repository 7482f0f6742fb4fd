/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.EventSource;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads a journal from its start: while it is written, after its writer was killed, or when it is
 * done. Never changes anything in its directory, needs no JVM flag, and trusts no byte it has not
 * checked: magic, version, lengths, checksum and consecutive sequences.
 *
 * <p>One thread. Allocates nothing but to grow to the longest block.
 */
public final class JournalReader implements EventSource, AutoCloseable {
    private final boolean strict;

    private byte[] records;
    private int at;
    private int remaining;
    private long nextSequence;
    private long validLength;
    private boolean opened;
    private JournalEnd end = JournalEnd.UNSEALED;
    private String pendingReason;
    private long pendingOffset;
    private Seal seal;
    private JournalProblem problem;

    private final QueueFile file;
    private final BlockPacker packer = new BlockPacker();
    private final CRC32C crc = new CRC32C();

    private JournalReader(final QueueFile file, final boolean strict) {
        this.file = file;
        this.strict = strict;
    }

    /**
     * Opens the journal in the directory. A damaged record will throw.
     *
     * @throws JournalException when there is none, or its files are not ours.
     */
    public static JournalReader open(final Path directory) {
        return open(directory, true);
    }

    /**
     * As {@link #open}, but a damaged record ends the journal in place of throwing; {@link
     * #problem} tells. For what is left after a power failure.
     */
    public static JournalReader openPrefix(final Path directory) {
        return open(directory, false);
    }

    /** As {@link #open(Path)}, of this run in place of the last. */
    public static JournalReader open(final Path journal, final int run) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #openPrefix(Path)}, of this run in place of the last. */
    public static JournalReader openPrefix(final Path journal, final int run) {
        throw new UnsupportedOperationException();
    }

    /** The runs of a journal, first to last. */
    public static List<JournalRun> runs(final Path journal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void notes(final NoteListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Moves to this sequence, forward or back; false when it is not there. */
    public boolean seekSequence(final long sequence) {
        throw new UnsupportedOperationException();
    }

    /** Moves to the first event published at or after this time; false when there is none. */
    public boolean seekTime(final long timeNs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Moves behind the last snapshot at or before this sequence, whose note is given before the
     * next event; false when there is none: then the first event is next.
     */
    public boolean seekSnapshot(final long sequence) {
        throw new UnsupportedOperationException();
    }

    /** Sequence of the first event that is there; above 0 when segments were deleted. */
    public long firstSequence() {
        throw new UnsupportedOperationException();
    }

    /** Which run this is, from 1; 0 for one that was merged of several. */
    public int run() {
        throw new UnsupportedOperationException();
    }

    /** True for a flat file merged of different runs: no replay of it can be compared. */
    public boolean merged() {
        throw new UnsupportedOperationException();
    }

    /** Bytes of the run's first event or of the note that repeats them; empty when none. */
    public byte[] description() {
        throw new UnsupportedOperationException();
    }

    private static JournalReader open(final Path directory, final boolean strict) {
        try {
            return new JournalReader(QueueFile.open(JournalFiles.store(directory)), strict);
        } catch (final IOException e) {
            throw new JournalException("journal in " + directory + " cannot be read: " + e, e);
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
        if (remaining == 0 && !nextBlock()) {
            return false;
        }
        RecordFormat.read(records, at, event);
        step();
        return true;
    }

    /**
     * Moves forward so that the next event has this sequence.
     *
     * @return false when the journal ends before it.
     */
    public boolean skipTo(final long sequence) {
        if (sequence < nextSequence) {
            throw new IllegalArgumentException(
                    "sequence " + sequence + " is behind: next is " + nextSequence);
        }
        while (nextSequence < sequence || remaining == 0) {
            if (remaining == 0 && !nextBlock()) {
                return false;
            }
            if (nextSequence < sequence) {
                step();
            }
        }
        return true;
    }

    /** Sequence of the next event, and so the number of events before it. */
    public long nextSequence() {
        return nextSequence;
    }

    /** How the journal ends; meaningful once {@link #next} has returned false or thrown. */
    public JournalEnd end() {
        return end;
    }

    /** The seal, once it was reached. */
    public Optional<Seal> seal() {
        return Optional.ofNullable(seal);
    }

    /** What is damaged, once it was reached. */
    public Optional<JournalProblem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Length of the valid prefix of the file, as far as it was read, in bytes. */
    public long validLength() {
        return validLength;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (final IOException e) {
            throw new JournalException("closing " + file.path() + " failed: " + e, e);
        }
    }

    /** File of the last event. */
    public Path path() {
        return file.path();
    }

    /** Where the block of the last event begins in its file, bytes. */
    public long offset() {
        return file.position();
    }

    QueueFile file() {
        return file;
    }

    private void step() {
        at += RecordFormat.recordLength(records, at);
        remaining--;
        nextSequence++;
    }

    /** Loads the next block with records. */
    private boolean nextBlock() {
        try {
            while (remaining == 0) {
                if (problem != null || pendingReason != null) {
                    return fail();
                }
                final boolean ended = end == JournalEnd.SEALED || end == JournalEnd.STOPPED;
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
                } else if (found == QueueFile.END) {
                    return false;
                } else {
                    damaged("bytes behind the end of the recording", file.position());
                }
            }
            return true;
        } catch (final IOException e) {
            throw new JournalException("reading " + file.path() + " failed: " + e, e);
        }
    }

    /** Checks the document found; a block with records is ready to be read after this. */
    private void load(final boolean again) throws IOException {
        final byte[] bytes = file.bytes();
        final int start = file.start();
        final String reason = BlockFormat.check(bytes, start, file.length(), crc);
        final String wrong = reason == null ? load(bytes, start) : reason;
        if (again && (wrong != null || pendingReason != null)) {
            // The block may have been completed while it was read: believe the second look.
            remaining = 0;
            pendingReason = null;
            file.refresh();
            retry();
        } else if (wrong == null) {
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
        opened = true;
        if (kind == BlockFormat.OPENED) {
            return null;
        }
        if (sequence != nextSequence) {
            return "block has sequence " + sequence + ", expected " + nextSequence;
        }
        if (kind == BlockFormat.RECORDS) {
            return loadRecords(bytes, start);
        }
        if (kind == BlockFormat.SEAL) {
            seal = new Seal(sequence, BlockFormat.value(bytes, start));
            end = JournalEnd.SEALED;
        } else {
            end = JournalEnd.STOPPED;
        }
        return null;
    }

    /** Checks every record, so that those before a damaged one can still be read. */
    private String loadRecords(final byte[] bytes, final int start) {
        final int offset = start + BlockFormat.HEADER_LENGTH;
        final int storedLength = BlockFormat.length(bytes, start) - BlockFormat.HEADER_LENGTH;
        final int plainLength = BlockFormat.plainLength(bytes, start);
        final boolean plain = BlockFormat.compression(bytes, start) == Compression.NONE.code();
        if (!plain && !packer.unpack(bytes, offset, storedLength, plainLength)) {
            return "compressed block is damaged";
        }
        final byte[] source = plain ? bytes : packer.packed();
        final int first = plain ? offset : 0;
        final int limit = first + plainLength;
        final int count = BlockFormat.recordCount(bytes, start);
        int next = first;
        int good = 0;
        String reason = null;
        while (good < count && reason == null) {
            reason = RecordFormat.check(source, next, limit, nextSequence + good, crc);
            if (reason == null) {
                next += RecordFormat.recordLength(source, next);
                good++;
            }
        }
        if (reason == null && next != limit) {
            reason = "bytes behind the last record";
        }
        return offer(source, first, good, reason, file.position() + 4 + (plain ? next - start : 0));
    }

    private String offer(
            final byte[] source,
            final int first,
            final int good,
            final String reason,
            final long reasonOffset) {
        if (reason != null && good == 0) {
            return reason;
        }
        records = source;
        at = first;
        remaining = good;
        pendingReason = reason;
        pendingOffset = reasonOffset;
        return null;
    }

    private void damaged(final String reason, final long offset) {
        pendingReason = reason;
        pendingOffset = offset;
    }

    private boolean fail() {
        if (problem == null) {
            end = JournalEnd.DAMAGED;
            problem = new JournalProblem(file.path(), pendingOffset, nextSequence, pendingReason);
        }
        if (strict) {
            throw new JournalException("damaged journal: " + problem);
        }
        return false;
    }
}
