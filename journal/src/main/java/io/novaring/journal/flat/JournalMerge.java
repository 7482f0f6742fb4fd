/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import java.nio.file.Path;
import java.util.List;

/** Makes one flat file of several recordings. */
public final class JournalMerge {
    private JournalMerge() {}

    /**
     * What was merged.
     *
     * @param events written.
     * @param taken events that several sources had, all alike.
     * @param gaps as pairs: first missing sequence, first one that is there again.
     */
    public record Result(long events, long taken, List<long[]> gaps) {}

    /** Slices of one run; equal events are taken once, different ones refused. */
    public static Result sameRun(
            final List<Path> sources,
            final Path file,
            final FlatConfig config,
            final boolean allowGaps,
            final Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Different runs by published time, numbered anew; no replay of it can be compared. */
    public static Result differentRuns(
            final List<Path> sources,
            final Path file,
            final FlatConfig config,
            final byte[] description,
            final Progress progress) {
        throw new UnsupportedOperationException();
    }
}
