/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.NoteKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run holds, from its first to its last valid record.
 *
 * @param run which one, from 1; 0 for one merged of several, -1 when nothing tells.
 * @param begin sequence of the first record that is there; above 0 when segments were deleted.
 * @param records how many; sequences are consecutive.
 * @param notesByKind those up to the end, a snapshot of several parts as one.
 * @param firstTimeNs published time of the first record, or {@link MarketEvent#ABSENT}.
 * @param lastTimeNs published time of the last record, or {@link MarketEvent#ABSENT}.
 * @param rawBytes raw bytes of all records.
 * @param validBytes length of the valid prefixes of the files: what the records take on disk.
 * @param fileBytes length of the files, which are allocated ahead and may not be backed by disk.
 * @param segments those that were read, the last one as far as it is valid.
 * @param problem the first thing that is not as it was written.
 */
public record JournalReport(
        int run,
        long begin,
        long records,
        Map<Origin, Long> recordsByOrigin,
        Map<NoteKind, Long> notesByKind,
        long firstTimeNs,
        long lastTimeNs,
        long rawBytes,
        long validBytes,
        long fileBytes,
        List<SegmentReport> segments,
        JournalEnd end,
        Optional<Seal> seal,
        Optional<JournalProblem> problem) {
    public JournalReport {
        recordsByOrigin = Map.copyOf(recordsByOrigin);
        notesByKind = Map.copyOf(notesByKind);
        segments = List.copyOf(segments);
    }

    /**
     * One file of a run.
     *
     * @param number within the run, from 1.
     * @param nextSequence behind its last valid record.
     * @param rolled true when it says that the run goes on in the next one.
     */
    public record SegmentReport(
            Path file,
            int number,
            long firstSequence,
            long nextSequence,
            long validBytes,
            long fileBytes,
            boolean rolled) {}

    /** Sequence of the first record, or {@link MarketEvent#NONE}. */
    public long firstSequence() {
        return records == 0 ? MarketEvent.NONE : begin;
    }

    /** Sequence of the last record, or {@link MarketEvent#NONE}. */
    public long lastSequence() {
        return records == 0 ? MarketEvent.NONE : begin + records - 1;
    }

    /** True when the end says that nothing is missing behind, and nothing before is damaged. */
    public boolean complete() {
        return (end == JournalEnd.SEALED || end == JournalEnd.EXPORTED) && problem.isEmpty();
    }
}
