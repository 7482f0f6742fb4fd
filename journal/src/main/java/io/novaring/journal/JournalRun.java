/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;

/**
 * One run in a journal, as its blocks' headers tell: records are not checked.
 *
 * @param run from 1; 0 for one that was merged of several.
 * @param firstSegment number of the first segment that is there; above 1 when retention deleted
 *     some.
 * @param segments how many are there.
 * @param firstSequence of the first event that is there.
 * @param nextSequence behind the last event.
 * @param firstTimeNs published time of the first event that is there, or {@link
 *     MarketEvent#ABSENT}.
 * @param lastTimeNs published time of the last event, or {@link MarketEvent#ABSENT}.
 * @param bytes of all segments as far as they are written.
 */
public record JournalRun(
        int run,
        int firstSegment,
        int segments,
        long firstSequence,
        long nextSequence,
        long firstTimeNs,
        long lastTimeNs,
        long bytes,
        JournalEnd end) {
    /** How many events are there. */
    public long events() {
        return nextSequence - firstSequence;
    }
}
