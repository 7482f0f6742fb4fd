/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal holds, from its first to its last valid record.
 *
 * @param records how many; sequences are 0 to one less.
 * @param firstTimeNs published time of the first record, or {@link MarketEvent#ABSENT}.
 * @param lastTimeNs published time of the last record, or {@link MarketEvent#ABSENT}.
 * @param rawBytes raw bytes of all records.
 * @param validBytes length of the valid prefix of the file: what the records take on disk.
 * @param fileBytes length of the file, which is allocated ahead and mostly not backed by disk.
 * @param problem the first thing that is not as it was written.
 */
public record JournalReport(
        long records,
        Map<Origin, Long> recordsByOrigin,
        long firstTimeNs,
        long lastTimeNs,
        long rawBytes,
        long validBytes,
        long fileBytes,
        JournalEnd end,
        Optional<Seal> seal,
        Optional<JournalProblem> problem) {
    public JournalReport {
        recordsByOrigin = Map.copyOf(recordsByOrigin);
    }

    /** Sequence of the first record, or {@link MarketEvent#NONE}. */
    public long firstSequence() {
        return records == 0 ? MarketEvent.NONE : 0;
    }

    /** Sequence of the last record, or {@link MarketEvent#NONE}. */
    public long lastSequence() {
        return records - 1;
    }

    /** True when the journal is sealed and nothing in it is damaged. */
    public boolean complete() {
        return end == JournalEnd.SEALED && problem.isEmpty();
    }
}
