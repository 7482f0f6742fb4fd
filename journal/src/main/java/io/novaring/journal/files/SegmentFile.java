/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One segment's folder while it is written. The journal's thread appends; the thread that looks
 * after files prepares it, reserves space ahead, forces and ends it.
 */
public final class SegmentFile {
    /**
     * What stays free behind every document: for the pages of the queue's own index, which it
     * writes where it likes to, and for an end marker.
     */
    static final int MARGIN = 1 << 20;

    /** Reserved at least, ahead of the last document. */
    static final int AHEAD = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFile.class);

    // Ordered stores by the journal's thread; read by the one that looks after files.
    private final AtomicLong position;
    private final AtomicLong lastTimeNs = new AtomicLong(Long.MIN_VALUE);

    private boolean indexed = true;
    private final Path folder;
    private final Path store;
    private final ChronicleAppender appender;
    private final ReservedSpace space;
    private final RandomAccessFile index;

    private SegmentFile(
            final Path folder,
            final Path store,
            final long begin,
            final ChronicleAppender appender,
            final ReservedSpace space,
            final RandomAccessFile index) {
        this.folder = folder;
        this.store = store;
        this.appender = appender;
        this.space = space;
        this.index = index;
        this.position = new AtomicLong(begin);
    }

    /**
     * Makes the folder with everything in it, mapped, and the first space reserved. Takes some
     * milliseconds; the first time in a JVM some 0.4 s.
     *
     * @throws IOException also for what Chronicle throws; nothing is left then.
     */
    public static SegmentFile prepare(final Path folder) throws IOException {
        Files.createDirectory(folder, SegmentFolder.ownerOnly(folder.toAbsolutePath().getParent()));
        ChronicleAppender appender = null;
        ReservedSpace space = null;
        try {
            Files.createFile(folder.resolve(SegmentFolder.HOLD));
            appender = ChronicleAppender.open(folder);
            final long begin = appender.begin();
            final Path store = SegmentFolder.store(folder);
            ReservedSpace.back(folder.resolve(SegmentFolder.TABLE));
            space = ReservedSpace.open(store, begin);
            space.reserve(begin + AHEAD + MARGIN);
            final RandomAccessFile index =
                    new RandomAccessFile(folder.resolve(SegmentFolder.INDEX).toFile(), "rw");
            return new SegmentFile(folder, store, begin, appender, space, index);
        } catch (final IOException | RuntimeException | Error e) {
            // Chronicle reports a missing right or a full disk by whatever error comes first.
            closeQuietly(appender);
            closeQuietly(space);
            SegmentFolder.deleteQuietly(folder);
            throw new IOException("segment " + folder + " cannot be created: " + e, e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** The file with the documents. */
    public Path store() {
        return store;
    }

    /** Offset behind the last document. Any thread. */
    public long position() {
        return position.get();
    }

    /** True when a document of this length can be written to space that is there for good. */
    public boolean hasRoom(final int documentLength) {
        return needed(documentLength) <= space.end();
    }

    /**
     * Reserves what {@link #hasRoom} found missing, should that not have been done ahead.
     *
     * @throws IOException when the disk is full; an end marker still has room.
     */
    public void makeRoom(final int documentLength) throws IOException {
        space.reserve(needed(documentLength));
    }

    /**
     * Appends a document; there must be room. The journal's thread.
     *
     * @return its offset.
     */
    public long append(final byte[] bytes, final int length) {
        final long offset = appender.append(bytes, length);
        position.lazySet(offset + ChronicleAppender.WORD_LENGTH + length);
        return offset;
    }

    /** Appends an entry to the index, which only saves time: the journal does not fail with it. */
    public void appendIndex(final byte[] entry) {
        if (!indexed) {
            return;
        }
        try {
            index.write(entry);
        } catch (final IOException e) {
            indexed = false;
            LOG.warn("the index of {} ends here, finding events will take longer", folder, e);
        }
    }

    /** Published time of the last event in it, or {@link Long#MIN_VALUE}. */
    long lastTimeNs() {
        return lastTimeNs.get();
    }

    public void lastTimeNs(final long timeNs) {
        lastTimeNs.lazySet(timeNs);
    }

    /** Bytes it takes on the disk. */
    long diskBytes() {
        return space.end();
    }

    /** Reserves so much ahead of the last document. */
    void reserveAhead(final long byteCount) throws IOException {
        if (space.end() - position() < byteCount) {
            space.reserve(position() + byteCount);
        }
    }

    void force() throws IOException {
        space.force();
    }

    /** Forces the names of the folder's files, of the folder itself, and of the journal's. */
    public void forceNames() throws IOException {
        final Path journal = folder.toAbsolutePath().getParent();
        forceFolder(folder);
        forceFolder(journal);
        if (journal.getParent() != null) {
            forceFolder(journal.getParent());
        }
    }

    /**
     * Closes the queue and leaves what was written and nothing else. Nobody may append any more.
     *
     * @param isWhole false: an append failed, so what was written is for the next run to find out.
     */
    void end(final boolean isWhole) throws IOException {
        closeQuietly(appender);
        try {
            index.close();
            if (isWhole) {
                space.truncate(position());
                // Its locks are the writer's; a reader takes the queue without.
                Files.deleteIfExists(folder.resolve(SegmentFolder.TABLE));
            }
        } finally {
            space.close();
        }
    }

    /** Takes back what was prepared for nothing. */
    public void discard() {
        try {
            end(false);
        } catch (final IOException e) {
            LOG.debug("closing {} failed", folder, e);
        }
        SegmentFolder.deleteQuietly(folder);
    }

    private long needed(final int documentLength) {
        return position() + ChronicleAppender.WORD_LENGTH + documentLength + MARGIN;
    }

    private static void forceFolder(final Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (final FileSystemException e) {
            // Some systems do not open folders; there the names are theirs to keep.
            LOG.debug("{} cannot be forced", path, e);
        }
    }

    private static void closeQuietly(final AutoCloseable closeable) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (final Exception | Error e) {
            // Everything is written by now, or its failure was reported.
            LOG.warn("closing a file of the journal failed", e);
        }
    }
}
