/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.journal.JournalException;
import java.nio.file.Path;
import java.util.List;

/** Makes one flat file of several recordings: journals (their last runs) or flat files. */
public final class JournalMerge {
    private JournalMerge() {}

    /**
     * What was merged.
     *
     * @param events written.
     * @param duplicates events that a further source had as well, and alike.
     * @param gaps in which events are missing.
     */
    public record Result(long events, long duplicates, List<Gap> gaps) {
        public Result {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Events that no source has.
     *
     * @param fromSequence the first one missing.
     * @param untilSequence the next one that is there.
     */
    public record Gap(long fromSequence, long untilSequence) {}

    /**
     * Merges parts of one run that touch or overlap. Equal events are taken once, and so are equal
     * notes; sequences stay as they are. When the parts reach the run's seal, so does the file.
     *
     * @param allowGaps true: events that no part has are left out, and the file says so.
     * @throws JournalException when parts are of different runs or differ at a sequence, when
     *     events are missing and may not, when a part is damaged, or when progress said to give up;
     *     no file is left then.
     */
    public static Result sameRun(
            final List<Path> sources,
            final Path file,
            final FlatConfig config,
            final boolean allowGaps,
            final Progress progress) {
        try (MergeSources opened = new MergeSources(sources)) {
            final SameRunMerge merge = new SameRunMerge(opened, allowGaps, progress);
            final MergeSource first = opened.lowest();
            if (first == null) {
                throw new JournalException("nothing to merge: there is no event in " + sources);
            }
            try (FlatWriter writer =
                    FlatWriter.create(file, config, first.reader().run(), first.event().sequence)) {
                final Result result = merge.write(writer);
                writer.finish();
                return result;
            }
        }
    }

    /**
     * Merges different runs by published time. Events are numbered anew from 0 and connection ids
     * shifted, so that each source has its own; marks, snapshots and descriptions of the sources
     * are left out. The file says that it was merged: no replay of it can be compared.
     *
     * @param description bytes of the note that describes the result; may be empty.
     * @throws JournalException when a source is damaged, or progress said to give up; no file is
     *     left then.
     */
    public static Result differentRuns(
            final List<Path> sources,
            final Path file,
            final FlatConfig config,
            final byte[] description,
            final Progress progress) {
        final int[] shifts = DifferentRunsMerge.connectionShifts(sources);
        try (MergeSources opened = new MergeSources(sources);
                FlatWriter writer = FlatWriter.createMerged(file, config)) {
            final Result result =
                    new DifferentRunsMerge(opened, shifts, progress).write(writer, description);
            writer.finish();
            return result;
        }
    }
}
