/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.journal.files.Retention;
import io.novaring.journal.files.SegmentFolder;
import io.novaring.journal.format.FormatException;
import io.novaring.journal.format.IndexFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what earlier runs left into its final state, before a new run begins: whoever has the
 * directory's lock knows that they are dead. A block that was not completed is cut off, as no
 * reader can see it; what is damaged otherwise stays as it is, for `verify` to tell.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** An index may end in a part of an entry; some entries further back there is a whole one. */
    private static final int INDEX_ENTRIES_LOOKED_AT = 16;

    private static final int RUN_MAX = 99_999;

    private Recovery() {}

    /**
     * Returns the number of the new run.
     *
     * @param retention is told of every segment that stays.
     */
    static int recover(final Path directory, final Retention retention) throws IOException {
        int lastRun = 0;
        for (final Segment segment : Segment.list(directory)) {
            if (!Files.isDirectory(segment.folder(), LinkOption.NOFOLLOW_LINKS)) {
                LOG.warn("{} is no folder: links and files are left as they are", segment.folder());
                lastRun = segment.run();
                continue;
            }
            final List<Path> stores = SegmentFolder.stores(segment.folder());
            long lastTimeNs = Long.MIN_VALUE;
            if (stores.size() == 1 && SegmentFolder.isUnfinished(segment.folder())) {
                lastTimeNs = tryFinish(segment, stores.get(0));
            }
            if (SegmentFolder.stores(segment.folder()).isEmpty()) {
                // Never begun, or deleted but for the rest.
                SegmentFolder.delete(segment.folder());
                lastRun = Files.exists(segment.folder()) ? segment.run() : lastRun;
                continue;
            }
            lastRun = segment.run();
            retention.add(
                    segment.folder(),
                    SegmentFolder.length(segment.folder()),
                    lastTimeNs == Long.MIN_VALUE ? lastTimeNs(segment, stores.get(0)) : lastTimeNs);
        }
        if (lastRun == RUN_MAX) {
            throw new JournalException(
                    "journal directory "
                            + directory
                            + " holds run "
                            + RUN_MAX
                            + ", the last there can be: name a new directory");
        }
        return lastRun + 1;
    }

    private static long tryFinish(final Segment segment, final Path store) throws IOException {
        try {
            return finish(segment, store);
        } catch (final FormatException e) {
            LOG.warn("{}; it stays as it is", e.getMessage());
            return Long.MIN_VALUE;
        }
    }

    /** Returns the published time of the segment's last event. */
    private static long finish(final Segment segment, final Path store) throws IOException {
        final SegmentScan scan = SegmentScan.of(store);
        if (scan.damage() != null) {
            LOG.warn(
                    "{} is damaged at offset {}, behind sequence {}: {}; it stays as it is",
                    store,
                    scan.validLength(),
                    scan.nextSequence() - 1,
                    scan.damage());
        } else if (!scan.opened()) {
            Files.delete(store);
        } else {
            if (scan.tornLength() > 0) {
                LOG.warn(
                        "{} ends in a block that was not completed: cut at offset {}, behind"
                                + " sequence {}, {} bytes",
                        store,
                        scan.validLength(),
                        scan.nextSequence() - 1,
                        scan.tornLength());
            }
            try (FileChannel channel = FileChannel.open(store, StandardOpenOption.WRITE)) {
                channel.truncate(scan.validLength());
            }
        }
        Files.deleteIfExists(segment.folder().resolve(SegmentFolder.TABLE));
        return scan.lastTimeNs();
    }

    /** Not before the last event: its file was changed last when the segment ended. */
    private static long lastTimeNs(final Segment segment, final Path store) throws IOException {
        final long changedMs =
                Files.getLastModifiedTime(store, LinkOption.NOFOLLOW_LINKS).toMillis();
        return Math.max(lastIndexedTimeNs(segment), changedMs * 1_000_000);
    }

    private static long lastIndexedTimeNs(final Segment segment) throws IOException {
        if (Files.isRegularFile(segment.index(), LinkOption.NOFOLLOW_LINKS)) {
            final CRC32C crc = new CRC32C();
            final byte[] entries = new byte[INDEX_ENTRIES_LOOKED_AT * IndexFormat.ENTRY_LENGTH];
            try (FileChannel channel = FileChannel.open(segment.index(), StandardOpenOption.READ)) {
                final long whole = channel.size() / IndexFormat.ENTRY_LENGTH;
                final long first = Math.max(0, whole - INDEX_ENTRIES_LOOKED_AT);
                final int read =
                        channel.read(ByteBuffer.wrap(entries), first * IndexFormat.ENTRY_LENGTH);
                for (int at = read - IndexFormat.ENTRY_LENGTH; at >= 0; at--) {
                    if (at % IndexFormat.ENTRY_LENGTH == 0
                            && IndexFormat.isWhole(entries, at, crc)) {
                        return IndexFormat.timeNs(entries, at);
                    }
                }
            }
        }
        return Long.MIN_VALUE;
    }
}
