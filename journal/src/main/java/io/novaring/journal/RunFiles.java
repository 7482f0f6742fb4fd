/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.files.SegmentFolder;
import io.novaring.journal.format.FormatException;
import io.novaring.journal.format.QueueFile;
import io.novaring.journal.format.QueueHeader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The files of one run: the segments of a directory, the folder of one segment alone, or a flat
 * file. Neither folders nor files that are links are followed.
 */
final class RunFiles {
    /** The last run that is there. */
    static final int LAST = -1;

    private static final String STORES = "*.cq4";
    private static final String TABLE = "metadata.cq4t";

    private final Path journal;
    private final int run;
    private final boolean single;
    private final Map<Integer, Long> firstSequences = new HashMap<>();
    private final Map<Integer, Long> firstTimesNs = new HashMap<>();
    private List<Segment> segments;

    private RunFiles(
            final Path journal, final int run, final boolean single, final List<Segment> segments) {
        this.journal = journal;
        this.run = run;
        this.single = single;
        this.segments = segments;
    }

    /** Numbers of the runs, in their order; one that is {@link #LAST} for a single file. */
    static List<Integer> runs(final Path journal) throws IOException {
        final TreeSet<Integer> runs = new TreeSet<>();
        for (final Segment segment : Segment.list(journal)) {
            if (!runs.contains(segment.run()) && mayHaveRecords(segment.folder())) {
                runs.add(segment.run());
            }
        }
        if (runs.isEmpty()) {
            requireSingle(journal);
            return List.of(LAST);
        }
        return List.copyOf(runs);
    }

    static RunFiles of(final Path journal, final int run) throws IOException {
        final List<Integer> runs = runs(journal);
        final int last = runs.get(runs.size() - 1);
        if (last == LAST) {
            return new RunFiles(journal, run, true, List.of(new Segment(journal, run, LAST)));
        }
        final int wanted = run == LAST ? last : run;
        if (!runs.contains(wanted)) {
            throw new JournalException(
                    "journal in " + journal + " has no run " + wanted + "; it has " + runs);
        }
        final RunFiles files = new RunFiles(journal, wanted, false, list(journal, wanted));
        files.dropEmptyFirst();
        return files;
    }

    /** Number of the run, or {@link #LAST} when only the file knows. */
    int run() {
        return run;
    }

    boolean isSingle() {
        return single;
    }

    int size() {
        return segments.size();
    }

    Segment get(final int index) {
        return segments.get(index);
    }

    int indexOf(final int number) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    /** Looks which segments are there by now. */
    void refresh() throws IOException {
        if (!single) {
            final List<Segment> found = list(journal, run);
            segments = found.isEmpty() ? segments : found;
            dropEmptyFirst();
        }
    }

    /** Opens a segment and holds it; null as long as it has no file, and when it was deleted. */
    SegmentReader open(final int index, final long firstSequence, final NoteListener notes)
            throws IOException {
        if (single) {
            // A file or folder alone may have been given any name.
            final QueueFile file =
                    Files.isRegularFile(journal)
                            ? QueueFile.openFlat(journal)
                            : QueueFile.open(store(journal));
            return new SegmentReader(file, null, run, SegmentReader.ANY, firstSequence, notes);
        }
        final Segment segment = segments.get(index);
        SegmentHold hold = null;
        if (Files.isRegularFile(segment.hold(), LinkOption.NOFOLLOW_LINKS)) {
            hold = SegmentHold.shared(segment);
            if (hold == null) {
                return null;
            }
        }
        QueueFile file = null;
        try {
            final Path store = storeOf(segment);
            file = store == null ? null : QueueFile.open(store);
        } finally {
            if (file == null && hold != null) {
                hold.close();
            }
        }
        return file == null
                ? null
                : new SegmentReader(
                        file, hold, segment.run(), segment.number(), firstSequence, notes);
    }

    /** The file of a segment, or null as long as there is none. */
    Path path(final int index) throws IOException {
        if (!single) {
            return storeOf(segments.get(index));
        }
        return Files.isRegularFile(journal) ? journal : store(journal);
    }

    /** The last segment that begins at or before this sequence; the first if none does. */
    int holding(final long sequence) throws IOException {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            final int middle = low + high + 1 >>> 1;
            if (firstSequence(middle) <= sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The last segment whose first event was published before this time, or the first. */
    int before(final long timeNs) throws IOException {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            final int middle = low + high + 1 >>> 1;
            if (firstTimeNs(middle) < timeNs) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Of a segment; {@link Long#MAX_VALUE} for one that is not begun or cannot be read. */
    long firstSequence(final int index) throws IOException {
        final int number = segments.get(index).number();
        final Long known = firstSequences.get(number);
        return known == null ? peek(index, number, false) : known;
    }

    /** Of a segment's first event; {@link Long#MAX_VALUE} as long as there is none. */
    long firstTimeNs(final int index) throws IOException {
        final int number = segments.get(index).number();
        final Long known = firstTimesNs.get(number);
        return known == null ? peek(index, number, true) : known;
    }

    /** True when the segment has an event: its writer was done with the one before. */
    boolean hasEvents(final int index) throws IOException {
        return firstTimeNs(index) != Long.MAX_VALUE;
    }

    private long peek(final int index, final int number, final boolean time) throws IOException {
        try (SegmentReader reader = open(index, SegmentReader.ANY, NoteListener.NONE)) {
            if (reader == null || !reader.readOpened()) {
                return Long.MAX_VALUE;
            }
            firstSequences.put(number, reader.firstSequence());
            if (time && reader.nextBlock()) {
                firstTimesNs.put(number, reader.timeNs());
                return reader.timeNs();
            }
            return time ? Long.MAX_VALUE : reader.firstSequence();
        } catch (final JournalException | FormatException e) {
            // Whoever reads as far as that is told.
            return Long.MAX_VALUE;
        }
    }

    /** Deleting begins with the records: what is left then is no segment. */
    private void dropEmptyFirst() throws IOException {
        int first = 0;
        while (first < segments.size() - 1 && storeOf(segments.get(first)) == null) {
            first++;
        }
        segments = segments.subList(first, segments.size());
    }

    private static List<Segment> list(final Path journal, final int run) throws IOException {
        final List<Segment> segments = new ArrayList<>();
        for (final Segment segment : Segment.list(journal)) {
            if (segment.run() == run) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static void requireSingle(final Path journal) throws IOException {
        if (Files.isRegularFile(journal)) {
            return;
        }
        if (!Files.isDirectory(journal)) {
            // A folder that may not be looked into hides whether it is there.
            throw new JournalException(
                    Files.exists(journal) || Files.notExists(journal)
                            ? "no journal directory or file: " + journal
                            : "no permission to look at " + journal);
        }
        if (store(journal) == null) {
            throw new JournalException("no journal in " + journal + ": it holds no segment");
        }
    }

    /** Not what a deleted segment left, nor one that was only being made. */
    private static boolean mayHaveRecords(final Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try {
            return !SegmentFolder.stores(folder).isEmpty();
        } catch (final NoSuchFileException e) {
            return false;
        }
    }

    /** The file of a segment, or null when there is none. */
    private static Path storeOf(final Segment segment) throws IOException {
        final Path folder = segment.folder();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new JournalException(
                    folder + " is no folder: links and files are not followed in a journal");
        }
        return store(folder);
    }

    /** The one file with blocks, its header checked, or null when there is none. */
    private static Path store(final Path folder) throws IOException {
        final List<Path> stores = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, STORES)) {
            for (final Path path : paths) {
                stores.add(path);
            }
        } catch (final DirectoryIteratorException e) {
            throw e.getCause();
        } catch (final NoSuchFileException e) {
            return null;
        }
        if (stores.size() > 1) {
            throw new JournalException(
                    folder + " holds " + stores.size() + " record files; a segment has one");
        }
        final Path table = folder.resolve(TABLE);
        if (Files.exists(table, LinkOption.NOFOLLOW_LINKS)) {
            QueueHeader.requireTable(table);
        }
        if (stores.isEmpty()) {
            return null;
        }
        QueueHeader.requireStore(stores.get(0));
        return stores.get(0);
    }
}
