/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.nio.file.Path;
import java.util.List;

/**
 * What is imported, and how.
 *
 * @param files read side by side; {@link #STDIN} is standard input, once at most.
 * @param format null when each file is to be told by its first line.
 * @param skipsErrors true when a line that cannot be read is left out; else the import ends there.
 * @param reorderNs how far a file's times may go back: messages are held so long, and sorted.
 * @param clampsTimes true when a message whose time is before that of the one before it, further
 *     than can be sorted, gets the time of that one; else it is a line that cannot be read.
 * @param holeAfterNs silence of all raw messages together after which the connection is taken to
 *     have been lost; 0 for never. Nothing is concluded from the silence of CSV files.
 */
public record ImportOptions(
        List<Path> files,
        ImportFormat format,
        boolean skipsErrors,
        long reorderNs,
        boolean clampsTimes,
        long holeAfterNs) {
    /** Stands for standard input. */
    public static final Path STDIN = Path.of("-");

    /** More open files than this are more than a process may have by default. */
    public static final int FILES_MAX = 1_000;

    /** A venue that is asked for heartbeats each 30 s is not silent for so long. */
    public static final long HOLE_AFTER_NS = 60_000_000_000L;

    /** So many messages wait at most to be sorted, by their times alone. */
    public static final long REORDER_NS_MAX = 60_000_000_000L;

    public ImportOptions {
        files = List.copyOf(files);
        if (files.isEmpty() || files.size() > FILES_MAX) {
            throw new IllegalArgumentException(
                    "files not within 1 and " + FILES_MAX + ": " + files.size());
        }
        if (files.stream().filter(STDIN::equals).count() > 1) {
            throw new IllegalArgumentException("standard input is named twice");
        }
        if (reorderNs < 0 || reorderNs > REORDER_NS_MAX) {
            throw new IllegalArgumentException("reorderNs not within 0 and 60 s: " + reorderNs);
        }
        if (holeAfterNs < 0) {
            throw new IllegalArgumentException("holeAfterNs below 0: " + holeAfterNs);
        }
    }

    /** These files with what is usual: a line that cannot be read ends the import. */
    public static ImportOptions of(final List<Path> files) {
        return new ImportOptions(files, null, false, 0, false, HOLE_AFTER_NS);
    }

    public ImportOptions withFormat(final ImportFormat newFormat) {
        return new ImportOptions(
                files, newFormat, skipsErrors, reorderNs, clampsTimes, holeAfterNs);
    }

    public ImportOptions withSkipsErrors(final boolean newSkipsErrors) {
        return new ImportOptions(
                files, format, newSkipsErrors, reorderNs, clampsTimes, holeAfterNs);
    }

    public ImportOptions withTimes(final long newReorderNs, final boolean newClampsTimes) {
        return new ImportOptions(
                files, format, skipsErrors, newReorderNs, newClampsTimes, holeAfterNs);
    }

    public ImportOptions withHoleAfterNs(final long newHoleAfterNs) {
        return new ImportOptions(
                files, format, skipsErrors, reorderNs, clampsTimes, newHoleAfterNs);
    }
}
