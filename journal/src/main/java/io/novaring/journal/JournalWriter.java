/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import java.io.File;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every event of the ring, one block for each batch. What {@link #onEvent} was given with
 * {@code endOfBatch} has left the process when it returns: killing the process cannot lose it. A
 * power failure can: nothing is forced to the disk.
 *
 * <p>Opened by any thread, then used by the journal's thread alone. In steady state nothing is
 * allocated, unless blocks are compressed.
 */
public final class JournalWriter implements Recorder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private static final long GUARD_INTERVAL_NS = 250_000_000L;

    /** The guard also looks when so much was written, should the events' time stand still. */
    private static final long GUARD_INTERVAL_BYTES = 16L << 20;

    private static final String VERIFY = ": `novaring journal verify` shows what is there";

    private enum State {
        OPEN,
        SEALED,
        STOPPED,
        FAILED,
        CLOSED
    }

    private int length = BlockFormat.HEADER_LENGTH;
    private int recordCount;
    private long nextSequence;
    private long guardDueNs;
    private long bytesSinceGuard;
    private State state = State.OPEN;

    // Written by the journal's thread, read by any.
    private volatile boolean stopped;

    private final Path directory;
    private final JournalConfig config;
    private final JournalLock lock;
    private final ChronicleAppender appender;
    private final LongSupplier freeBytes;
    private final BlockPacker packer;
    private final CRC32C crc = new CRC32C();
    private byte[] block;

    private JournalWriter(
            final Path directory,
            final JournalConfig config,
            final LongSupplier freeBytes,
            final JournalLock lock,
            final ChronicleAppender appender) {
        this.directory = directory;
        this.config = config;
        this.freeBytes = freeBytes;
        this.lock = lock;
        this.appender = appender;
        this.packer = config.compression() == Compression.LZ4 ? new BlockPacker() : null;
        this.block = new byte[BlockFormat.documentLength(config.batchBytes())];
    }

    /**
     * Begins a recording in a directory that holds none; creates it when it is missing. The first
     * block is written before this returns, so that class loading and the first mapping, some 0.4
     * s, are paid before events arrive.
     *
     * @throws JournalException when anything stands in the way; nothing is left locked.
     */
    public static JournalWriter open(final Path directory, final JournalConfig config) {
        final File file = directory.toFile();
        return open(directory, config, file::getUsableSpace);
    }

    static JournalWriter open(
            final Path directory, final JournalConfig config, final LongSupplier freeBytes) {
        JvmFlags.require();
        JournalFiles.create(directory);
        final JournalLock lock = JournalLock.acquire(directory);
        try {
            JournalFiles.requireEmpty(directory);
            requireSpace(directory, config, freeBytes.getAsLong());
            final ChronicleAppender appender = ChronicleAppender.open(directory);
            final JournalWriter writer =
                    new JournalWriter(directory, config, freeBytes, lock, appender);
            writer.begin();
            return writer;
        } catch (final JournalException e) {
            lock.close();
            throw e;
        } catch (final RuntimeException | Error e) {
            // Chronicle reports a missing right or class by whatever error comes first.
            lock.close();
            throw new JournalException("journal in " + directory + " cannot be created: " + e, e);
        }
    }

    /**
     * Records the event. Sequences are consecutive from 0.
     *
     * @throws JournalException when the event cannot be recorded; none can be after that.
     */
    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (state != State.OPEN) {
            refuse();
            return;
        }
        try {
            record(event, endOfBatch);
        } catch (final InternalError e) {
            // The JVM may report a mapped page that could not be backed later than it happened.
            throw failed("failed near sequence " + nextSequence + VERIFY, e);
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
        if (state != State.OPEN) {
            return;
        }
        if (eventCount != nextSequence) {
            throw unfit("recorded " + nextSequence + " events of " + eventCount);
        }
        flush();
        appendMarker(BlockFormat.SEAL, eventCount, stateHash);
        state = State.SEALED;
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        // Written below.
    }

    @Override
    public long snapshotSequence() {
        return MarketEvent.ABSENT;
    }

    @Override
    public void ringLength(final int length) {
        // Nothing is asked for ahead.
    }

    @Override
    public RecorderState state() {
        return stopped ? RecorderState.STOPPED : RecorderState.RECORDING;
    }

    @Override
    public long recordedCount() {
        return nextSequence;
    }

    @Override
    public long syncedCount() {
        return 0;
    }

    @Override
    public long diskBytes() {
        return 0;
    }

    @Override
    public long freeBytes() {
        return 0;
    }

    /** True when the disk was nearly full and recording ended; any thread may ask. */
    public boolean stopped() {
        return stopped;
    }

    /** Events recorded; the journal's thread only, or after it has ended. */
    public long eventCount() {
        return nextSequence;
    }

    /** Writes what is collected and lets go of the directory. Idempotent. */
    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        try {
            if (state == State.OPEN) {
                flush();
            }
        } finally {
            state = State.CLOSED;
            closeFiles();
        }
    }

    private void begin() {
        try {
            appendMarker(BlockFormat.OPENED, 0, 0);
        } catch (final JournalException e) {
            closeFiles();
            throw e;
        }
    }

    private void record(final MarketEvent event, final boolean endOfBatch) {
        if (event.sequence != nextSequence) {
            throw unfit("was given sequence " + event.sequence + ", not " + nextSequence);
        }
        if (event.rawLength > RecordFormat.RAW_LENGTH_MAX) {
            throw unfit("was given a message of " + event.rawLength + " bytes");
        }
        makeRoom(RecordFormat.length(event.rawLength));
        length = RecordFormat.write(block, length, event, crc);
        recordCount++;
        nextSequence++;
        if (endOfBatch || length >= config.batchBytes()) {
            flush();
            guard(event.publishedTimeNs);
        }
    }

    private void closeFiles() {
        try {
            appender.close();
        } catch (final RuntimeException | Error e) {
            // Everything is written by now, or its failure was reported.
            LOG.warn("closing the journal in {} failed", directory, e);
        } finally {
            lock.close();
        }
    }

    private void refuse() {
        if (state == State.STOPPED && !config.haltWhenStopped()) {
            return;
        }
        throw new JournalException(
                "journal in " + directory + " is " + state + " and records no further event");
    }

    private void makeRoom(final int recordLength) {
        if (block.length - length >= recordLength) {
            return;
        }
        flush();
        final int needed = BlockFormat.documentLength(BlockFormat.HEADER_LENGTH + recordLength);
        if (block.length < needed) {
            block = new byte[Integer.highestOneBit(needed) << 1];
        }
    }

    private void flush() {
        if (recordCount == 0) {
            return;
        }
        final int plainLength = length - BlockFormat.HEADER_LENGTH;
        final long first = nextSequence - recordCount;
        byte[] stored = block;
        int storedLength = length;
        Compression compression = Compression.NONE;
        long storedCrc = 0;
        if (packer != null) {
            final int packedLength = packer.pack(block, length);
            if (packedLength > 0) {
                stored = packer.packed();
                storedLength = packedLength;
                compression = Compression.LZ4;
                storedCrc = BlockFormat.storedCrc(stored, 0, storedLength, crc);
            }
        }
        BlockFormat.write(
                stored,
                BlockFormat.RECORDS,
                compression,
                storedLength,
                recordCount,
                first,
                storedCrc,
                plainLength,
                crc);
        append(stored, BlockFormat.documentLength(storedLength));
        length = BlockFormat.HEADER_LENGTH;
        recordCount = 0;
        bytesSinceGuard += storedLength;
    }

    private void appendMarker(final int kind, final long sequence, final long value) {
        BlockFormat.write(
                block,
                kind,
                Compression.NONE,
                BlockFormat.HEADER_LENGTH,
                0,
                sequence,
                value,
                0,
                crc);
        append(block, BlockFormat.HEADER_LENGTH);
    }

    private void append(final byte[] bytes, final int count) {
        try {
            appender.append(bytes, count);
        } catch (final RuntimeException | Error e) {
            // A mapped page that cannot be backed arrives as an InternalError.
            throw failed("failed at sequence " + (nextSequence - recordCount) + VERIFY, e);
        }
    }

    private void guard(final long nowNs) {
        if (nowNs < guardDueNs && bytesSinceGuard < GUARD_INTERVAL_BYTES) {
            return;
        }
        guardDueNs = nowNs + GUARD_INTERVAL_NS;
        bytesSinceGuard = 0;
        final long free = freeBytes.getAsLong();
        if (free < config.freeBytesMin()) {
            stop(free);
        }
    }

    private void stop(final long free) {
        appendMarker(BlockFormat.STOP, nextSequence, free);
        state = State.STOPPED;
        stopped = true;
        final String message =
                "journal in "
                        + directory
                        + " stopped behind event "
                        + (nextSequence - 1)
                        + ": "
                        + (free >> 20)
                        + " MiB free, "
                        + (config.freeBytesMin() >> 20)
                        + " MiB required";
        LOG.error(message);
        if (config.haltWhenStopped()) {
            throw new JournalException(message);
        }
    }

    /** The records before are good: they are written, for whoever looks for the cause. */
    private JournalException unfit(final String what) {
        flush();
        return failed(what, null);
    }

    private JournalException failed(final String what, final Throwable cause) {
        state = State.FAILED;
        return new JournalException("journal in " + directory + " " + what, cause);
    }

    private static void requireSpace(
            final Path directory, final JournalConfig config, final long free) {
        if (free < config.freeBytesMin()) {
            throw new JournalException(
                    "journal directory "
                            + directory
                            + " has "
                            + (free >> 20)
                            + " MiB free, "
                            + (config.freeBytesMin() >> 20)
                            + " MiB required: free some or name another directory");
        }
    }
}
