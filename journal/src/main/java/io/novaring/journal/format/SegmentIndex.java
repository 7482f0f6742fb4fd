/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What a segment's index says, as far as it can be true: in order, within the file, each entry's
 * checksum right. The blocks are still to be looked at.
 */
public final class SegmentIndex {
    /** An index of 1 TiB at one entry a MiB and as many snapshots; more is not read. */
    private static final int LENGTH_MAX = 64 << 20;

    private static final SegmentIndex NONE = new SegmentIndex(new byte[0], 0);

    private final byte[] bytes;
    private final int size;

    private SegmentIndex(final byte[] bytes, final int size) {
        this.bytes = bytes;
        this.size = size;
    }

    /** The entries up to the first that cannot be; none without an index. */
    public static SegmentIndex load(final Path path, final long fileLength) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        final byte[] bytes;
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LENGTH_MAX);
        }
        final CRC32C crc = new CRC32C();
        long offsetBefore = -1;
        int size = 0;
        while ((size + 1) * IndexFormat.ENTRY_LENGTH <= bytes.length) {
            final int at = size * IndexFormat.ENTRY_LENGTH;
            final long offset = IndexFormat.offset(bytes, at);
            final int what = IndexFormat.what(bytes, at);
            if (!IndexFormat.isWhole(bytes, at, crc)
                    || offset <= offsetBefore
                    || offset >= fileLength
                    || what != IndexFormat.RECORDS && what != IndexFormat.SNAPSHOT) {
                break;
            }
            offsetBefore = offset;
            size++;
        }
        return new SegmentIndex(bytes, size);
    }

    public int size() {
        return size;
    }

    public long sequence(final int entry) {
        return IndexFormat.sequence(bytes, entry * IndexFormat.ENTRY_LENGTH);
    }

    public long offset(final int entry) {
        return IndexFormat.offset(bytes, entry * IndexFormat.ENTRY_LENGTH);
    }

    public boolean isSnapshot(final int entry) {
        return IndexFormat.what(bytes, entry * IndexFormat.ENTRY_LENGTH) == IndexFormat.SNAPSHOT;
    }

    /** The last block of records that begins at or before the sequence, or -1. */
    public int atOrBefore(final long sequence) {
        int found = -1;
        for (int entry = 0; entry < size; entry++) {
            if (!isSnapshot(entry) && sequence(entry) <= sequence) {
                found = entry;
            }
        }
        return found;
    }

    /** The block of records before the first one that begins at or after the time, or -1. */
    public int before(final long timeNs) {
        int found = -1;
        for (int entry = 0; entry < size; entry++) {
            if (!isSnapshot(entry)) {
                if (timeNs(entry) >= timeNs) {
                    return found;
                }
                found = entry;
            }
        }
        return found;
    }

    private long timeNs(final int entry) {
        return IndexFormat.timeNs(bytes, entry * IndexFormat.ENTRY_LENGTH);
    }
}
