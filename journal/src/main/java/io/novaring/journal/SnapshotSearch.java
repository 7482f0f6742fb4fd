/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.QueueFile;
import io.novaring.journal.format.SegmentIndex;
import io.novaring.journal.format.SnapshotParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Finds a snapshot in a file: by its index, and by looking where that ends. */
final class SnapshotSearch {
    /** Snapshots are minutes apart; a file made to take our time has more. */
    private static final int PLACES_MAX = 10_000;

    /** How many that are not whole are passed over. */
    private static final int ATTEMPTS_MAX = 16;

    private record Place(long sequence, long offset) {}

    private final QueueFile file;
    private final SegmentIndex index;
    private final CRC32C crc = new CRC32C();
    private final List<Place> places = new ArrayList<>();

    private SnapshotSearch(final QueueFile file, final SegmentIndex index) {
        this.file = file;
        this.index = index;
    }

    /**
     * The last whole snapshot at or before the sequence, or null. Moves the file.
     *
     * @param limit offset behind which no snapshot is looked for.
     */
    static SnapshotParts find(
            final QueueFile file, final SegmentIndex index, final long sequence, final long limit)
            throws IOException {
        return new SnapshotSearch(file, index).find(sequence, limit);
    }

    private SnapshotParts find(final long sequence, final long limit) throws IOException {
        for (int entry = 0; entry < index.size(); entry++) {
            if (index.isSnapshot(entry)) {
                note(index.sequence(entry), index.offset(entry), sequence);
            }
        }
        final int last = index.size() - 1;
        if (last < 0 || !scan(index.offset(last), sequence, limit)) {
            // No index, or one that does not even lead to a block.
            file.rewind();
            scan(file.position(), sequence, limit);
        }
        places.sort((a, b) -> Long.compare(b.sequence, a.sequence));
        for (int i = 0; i < Math.min(ATTEMPTS_MAX, places.size()); i++) {
            final SnapshotParts parts = assemble(places.get(i));
            if (parts != null) {
                return parts;
            }
        }
        return null;
    }

    /** False when there is no block at the offset. */
    private boolean scan(final long offset, final long sequence, final long limit)
            throws IOException {
        file.refresh();
        file.position(offset);
        boolean any = false;
        while (file.position() < limit && nextBlock()) {
            if (isSnapshot() && SnapshotParts.isFirst(file.bytes(), file.start())) {
                note(sequence(), file.position(), sequence);
            }
            any = true;
            file.skip();
        }
        return any;
    }

    private void note(final long of, final long offset, final long sequence) {
        if (of <= sequence) {
            if (places.size() == PLACES_MAX) {
                places.remove(0);
            }
            places.add(new Place(of, offset));
        }
    }

    private SnapshotParts assemble(final Place place) throws IOException {
        file.refresh();
        file.position(place.offset);
        final SnapshotParts parts = new SnapshotParts();
        while (nextBlock()) {
            if (isSnapshot()
                    && (sequence() != place.sequence
                            || parts.add(file.bytes(), file.start()) != null)) {
                return null;
            }
            if (parts.isWhole()) {
                return parts;
            }
            if (!isSnapshot() && file.position() == place.offset) {
                return null;
            }
            file.skip();
        }
        return null;
    }

    private boolean nextBlock() throws IOException {
        return file.next() == QueueFile.DOCUMENT
                && BlockFormat.check(file.bytes(), file.start(), file.length(), crc) == null;
    }

    private boolean isSnapshot() {
        return BlockFormat.kind(file.bytes(), file.start()) == BlockFormat.SNAPSHOT;
    }

    private long sequence() {
        return BlockFormat.sequence(file.bytes(), file.start());
    }
}
