/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.format.SegmentIndex;
import io.novaring.journal.format.SnapshotParts;
import java.io.IOException;
import java.util.Arrays;

/** Finds places in a run's files. What an index says is held against the block it leads to. */
final class JournalSeek {
    /** The stages that make the snapshot at a segment's start do not lag by more. */
    private static final long SNAPSHOT_BEHIND_MAX = 256L << 20;

    private int number = SegmentReader.ANY;
    private long fileLength;
    private SegmentIndex index;

    private final RunFiles files;

    JournalSeek(final RunFiles files) {
        this.files = files;
    }

    /** Places a segment's reader at or before the sequence: near it, with a good index. */
    void place(final SegmentReader segment, final int at, final long sequence) throws IOException {
        final SegmentIndex places = index(segment, at);
        final int entry = places.atOrBefore(sequence);
        if (entry < 0 || !segment.jumpTo(places.offset(entry), places.sequence(entry))) {
            rewind(segment);
        }
    }

    /** Places a segment's reader before the first event published at the time or later. */
    void placeByTime(final SegmentReader segment, final int at, final long timeNs)
            throws IOException {
        final SegmentIndex places = index(segment, at);
        final int entry = places.before(timeNs);
        if (entry < 0
                || !segment.jumpTo(places.offset(entry), places.sequence(entry))
                || !segment.nextBlock()
                || segment.timeNs() >= timeNs) {
            rewind(segment);
        }
    }

    /** The last snapshot of a segment at or before the sequence, or null. */
    SnapshotParts snapshot(final int at, final long sequence) throws IOException {
        return snapshot(at, sequence, Long.MAX_VALUE);
    }

    /** The snapshot that a segment's first event is behind, or null. */
    SnapshotParts snapshotAtStart(final int at, final long firstSequence) throws IOException {
        final SnapshotParts found = snapshot(at, firstSequence - 1, SNAPSHOT_BEHIND_MAX);
        return found != null && found.sequence() == firstSequence - 1 ? found : null;
    }

    private SnapshotParts snapshot(final int at, final long sequence, final long limit)
            throws IOException {
        try (SegmentReader segment = files.open(at, SegmentReader.ANY, NoteListener.NONE)) {
            return segment == null
                    ? null
                    : SnapshotSearch.find(segment.file(), index(segment, at), sequence, limit);
        }
    }

    /** Bytes of the run's first event or of the note that repeats them; null when not there yet. */
    byte[] description() throws IOException {
        final byte[][] noted = new byte[1][];
        final NoteListener listener =
                (kind, sequence, timeNs, bytes, offset, length) -> {
                    if (kind == NoteKind.DESCRIPTION && noted[0] == null) {
                        noted[0] = Arrays.copyOfRange(bytes, offset, offset + length);
                    }
                };
        try (SegmentReader segment = files.open(0, SegmentReader.ANY, listener)) {
            final boolean any = segment != null && segment.nextBlock();
            if (noted[0] == null && any && segment.nextSequence() == 0) {
                final MarketEvent event = new MarketEvent();
                segment.read(event);
                noted[0] = Arrays.copyOf(event.raw, event.rawLength);
            }
        }
        return noted[0];
    }

    private SegmentIndex index(final SegmentReader segment, final int at) throws IOException {
        final long length = segment.file().size();
        final int of = files.get(at).number();
        if (index == null || of != number || length != fileLength) {
            index = SegmentIndex.load(files.get(at).index(), length);
            number = of;
            fileLength = length;
        }
        return index;
    }

    private static void rewind(final SegmentReader segment) throws IOException {
        segment.rewind();
        segment.readOpened();
    }
}
