/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import io.novaring.journal.files.DirectoryLock;
import io.novaring.journal.files.FilesAgent;
import io.novaring.journal.files.FreeSpace;
import io.novaring.journal.files.RollPlan;
import io.novaring.journal.files.SegmentFile;
import io.novaring.journal.files.SpaceGuard;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every event of a run, one block for each batch, in segments. What {@link #onEvent} was
 * given with {@code isEndOfBatch} has left the process when it returns: killing the process cannot
 * lose it, nor can a disk that is full. A power failure can, unless it was synced before.
 *
 * <p>Opened by any thread, then used by the journal's thread alone, but for what says any thread.
 * In steady state nothing is allocated, unless blocks are compressed. A daemon thread, {@code
 * novaring-journal-files}, does what would take the disk's time.
 */
public final class JournalWriter implements Recorder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private enum Phase {
        OPEN,
        SEALED,
        STOPPED,
        FAILED,
        CLOSED
    }

    private final int run;
    private int number = 1;
    private long segmentSequence;
    private boolean closed;

    // Written by the journal's thread, read by any.
    private volatile Phase phase = Phase.OPEN;

    private final Path directory;
    private final JournalConfig config;
    private final DirectoryLock lock;
    private final FilesAgent files;
    private final RollPlan plan;
    private final BlockWriter blocks;
    private SegmentFile file;

    /** Begins the run's first segment. */
    JournalWriter(
            final Path directory,
            final JournalConfig config,
            final int run,
            final DirectoryLock lock,
            final FilesAgent files,
            final SegmentFile first)
            throws IOException {
        this.directory = directory;
        this.config = config;
        this.run = run;
        this.lock = lock;
        this.files = files;
        this.file = first;
        this.plan =
                new RollPlan(config.rollBytes(), config.rollIntervalNs(), config.snapshotBytes());
        this.blocks = new BlockWriter(config);
        blocks.begin(first, run, number);
    }

    /**
     * Begins a new run in a directory, which is created when it is missing. What an earlier run
     * left is put in order before. The first block is written when this returns, so that class
     * loading and the first mapping, some 0.4 s, are paid before events arrive.
     *
     * @throws JournalException when anything stands in the way; nothing is left locked.
     */
    public static JournalWriter open(final Path directory, final JournalConfig config) {
        return open(directory, config, new FreeSpace(directory));
    }

    static JournalWriter open(
            final Path directory, final JournalConfig config, final LongSupplier freeBytes) {
        return JournalOpening.open(directory, config, freeBytes);
    }

    @Override
    public void ringLength(final int length) {
        plan.ringLength(length);
    }

    /**
     * Records the event. Sequences are consecutive from 0.
     *
     * @throws JournalException when the event cannot be recorded; none can be after that. A journal
     *     that {@linkplain RecorderState#STOPPED stopped} drops events without a word, unless it is
     *     told to halt; one that {@linkplain RecorderState#FAILED failed} always throws.
     */
    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (phase != Phase.OPEN) {
            refuse();
            return;
        }
        try {
            record(event, isEndOfBatch);
        } catch (final IOException e) {
            stop(e.getMessage());
        } catch (final JournalException e) {
            throw e;
        } catch (final RuntimeException | Error e) {
            throw appendFailed(e);
        }
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (phase != Phase.OPEN) {
            return;
        }
        try {
            if (BlockWriter.isTooLong(kind, length)) {
                LOG.warn("a note of kind {} has {} bytes and is left out", kind, length);
            } else if (kind == NoteKind.SNAPSHOT) {
                onSnapshot(sequence, timeNs, bytes, offset, length);
            } else {
                blocks.addNote(kind, sequence, timeNs, bytes, offset, length);
            }
        } catch (final IOException e) {
            stop(e.getMessage());
        } catch (final JournalException e) {
            throw e;
        } catch (final RuntimeException | Error e) {
            throw appendFailed(e);
        }
    }

    /**
     * Ends the recording: nothing can be recorded after this. Call it behind the last event of an
     * orderly run. A journal that has stopped or failed is not sealed.
     *
     * @param eventCount how many events the run had; must be what was recorded.
     */
    @Override
    public void seal(final long eventCount, final long stateHash) {
        if (phase != Phase.OPEN) {
            return;
        }
        if (eventCount != blocks.nextSequence()) {
            throw unfit("recorded " + blocks.nextSequence() + " events of " + eventCount);
        }
        if (flush()) {
            append(BlockFormat.SEAL, stateHash);
            end(Phase.SEALED);
        }
    }

    @Override
    public long snapshotSequence() {
        return plan.wantedSequence();
    }

    @Override
    public long pollIntervalNs() {
        return config.pollIntervalNs();
    }

    @Override
    public RecorderState state() {
        return switch (phase) {
            case OPEN ->
                    files.level() == SpaceGuard.PLENTY
                            ? RecorderState.RECORDING
                            : RecorderState.LOW_SPACE;
            case STOPPED -> RecorderState.STOPPED;
            case FAILED -> RecorderState.FAILED;
            case SEALED, CLOSED -> RecorderState.SEALED;
        };
    }

    @Override
    public long recordedCount() {
        return files.recordedCount();
    }

    /** 0 unless {@link JournalConfig#syncIntervalNs} says that the journal is synced. */
    @Override
    public long syncedCount() {
        return files.syncedCount();
    }

    @Override
    public long diskBytes() {
        return files.diskBytes();
    }

    @Override
    public long freeBytes() {
        return files.freeBytes();
    }

    /** Bytes that retention would have deleted if no reader held them; any thread. */
    public long heldBackBytes() {
        return files.heldBackBytes();
    }

    /** True when the disk was nearly full and recording ended; any thread may ask. */
    public boolean stopped() {
        return phase == Phase.STOPPED;
    }

    /** Number of this run in its directory, from 1. */
    public int run() {
        return run;
    }

    /** The present segment; the journal's thread only. */
    SegmentFile segmentFile() {
        return file;
    }

    /** Events recorded or collected; the journal's thread only, or after it has ended. */
    public long eventCount() {
        return blocks.nextSequence();
    }

    /** Writes what is collected, ends the segment and lets go of the directory. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (phase == Phase.OPEN && flush()) {
                end(Phase.CLOSED);
            }
        } finally {
            files.close();
            lock.close();
        }
    }

    private void record(final MarketEvent event, final boolean isEndOfBatch) throws IOException {
        final long next = blocks.nextSequence();
        if (event.sequence != next) {
            throw unfit("was given sequence " + event.sequence + ", not " + next);
        }
        if (event.rawLength > RecordFormat.RAW_LENGTH_MAX) {
            throw unfit("was given a message of " + event.rawLength + " bytes");
        }
        blocks.add(event);
        if (plan.isPlanned(next)) {
            blocks.flush();
            if (plan.reach()) {
                roll();
            }
            flushed();
        } else if (isEndOfBatch || blocks.isFull()) {
            blocks.flush();
            flushed();
        }
    }

    /** Everything collected has left the process: time for what waited for that. */
    private void flushed() throws IOException {
        final long timeNs = blocks.lastTimeNs();
        files.recorded(blocks.writtenCount(), timeNs);
        if (plan.isHeldDue(blocks.writtenCount())) {
            blocks.appendSnapshot(
                    plan.heldSequence(), plan.heldTimeNs(), plan.held(), plan.heldLength());
            plan.release();
        }
        if (files.level() == SpaceGuard.FULL) {
            stop((files.freeBytes() >> 20) + " MiB free, which is too little to go on");
            return;
        }
        final long position = file.position();
        if (plan.isNextWanted(position, timeNs)) {
            files.wantNext();
        }
        plan.plan(blocks.nextSequence(), position, timeNs, files.isNextReady());
    }

    /** The next segment begins. Everything it takes from the disk was taken before. */
    private void roll() throws IOException {
        blocks.appendMarker(BlockFormat.ROLLED, 0);
        file = files.roll();
        number++;
        segmentSequence = blocks.nextSequence();
        plan.begin();
        blocks.begin(file, run, number);
    }

    private void onSnapshot(
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length)
            throws IOException {
        plan.onSnapshot(sequence);
        // One that is about a segment before helps nobody who begins in this one.
        if (sequence + 1 >= segmentSequence) {
            plan.hold(sequence, timeNs, bytes, offset, length);
        }
        if (plan.isHeldDue(blocks.nextSequence())) {
            blocks.flush();
            flushed();
        }
    }

    /** False when there was no room for what was collected. */
    private boolean flush() {
        try {
            blocks.flush();
            files.recorded(blocks.writtenCount(), blocks.lastTimeNs());
            return true;
        } catch (final IOException e) {
            stop(e.getMessage());
            return false;
        } catch (final RuntimeException | Error e) {
            throw appendFailed(e);
        }
    }

    private void append(final int kind, final long value) {
        try {
            blocks.appendMarker(kind, value);
        } catch (final RuntimeException | Error e) {
            throw appendFailed(e);
        }
    }

    private void end(final Phase ended) {
        phase = ended;
        files.recorded(blocks.writtenCount(), blocks.lastTimeNs());
        files.end(ended != Phase.FAILED);
    }

    private void refuse() {
        if (phase == Phase.STOPPED && !config.haltWhenStopped()) {
            return;
        }
        throw new JournalException(
                "journal in " + directory + " is " + phase + " and records no further event");
    }

    /** Ends the recording in order, as the disk is full or nearly so. */
    private void stop(final String why) {
        blocks.drop();
        append(BlockFormat.STOP, files.freeBytes());
        end(Phase.STOPPED);
        final String message =
                "journal in "
                        + directory
                        + " stopped behind event "
                        + (blocks.writtenCount() - 1)
                        + ", nothing is recorded from here on: "
                        + why;
        LOG.error(message);
        if (config.haltWhenStopped()) {
            throw new JournalException(message);
        }
    }

    /** The records before are good: they are written, for whoever looks for the cause. */
    private JournalException unfit(final String what) {
        if (flush()) {
            end(Phase.FAILED);
        }
        return new JournalException("journal in " + directory + " " + what);
    }

    private JournalException appendFailed(final Throwable cause) {
        final long recorded = files.recordedCount();
        phase = Phase.FAILED;
        files.end(false);
        final long last = Math.max(recorded, blocks.nextSequence() - 1);
        final String found = SegmentScan.describe(file.store(), recorded);
        return new JournalException(
                "journal in %s failed at sequences %s to %s: %s; %s"
                        .formatted(directory, recorded, last, cause, found),
                cause);
    }
}
