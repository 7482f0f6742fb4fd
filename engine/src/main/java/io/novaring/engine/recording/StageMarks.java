/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.notes.Notes;

/**
 * Notes along a live run what the stages decided: for each event, which stages' hashes it changed
 * and a part of these; for each window of events, all of the hashes and the one over all books. A
 * replay finds the first event that it decides otherwise. Behind stage 4, on its thread. Nothing is
 * allocated.
 */
public final class StageMarks implements StageObserver {
    /** Events of a window. A run that is killed has no mark for its last ones. */
    public static final int INTERVAL_DEFAULT = 4096;

    private final StageTaps taps;
    private final Notes notes;
    private final int interval;
    private final byte[] bytes;
    private final long[][] source = new long[StageTaps.STAGES][];
    private final long[] hashes = new long[StageTaps.STAGES];
    private final int mask;
    private int length = Mark.HEADER_LENGTH;
    private int count;
    private long lastSequence;
    private long lastTimeNs;

    /**
     * @param taps note the books as well.
     * @param interval events of a window, a power of two.
     */
    public StageMarks(final StageTaps taps, final Notes notes, final int interval) {
        if (Integer.bitCount(interval) != 1 || interval < 1 || interval > Mark.INTERVAL_MAX) {
            throw new IllegalArgumentException(
                    "interval of marks not a power of two up to "
                            + Mark.INTERVAL_MAX
                            + ": "
                            + interval);
        }
        this.taps = taps;
        this.notes = notes;
        this.interval = interval;
        bytes = new byte[Mark.HEADER_LENGTH + interval * Mark.FINGERPRINT_MAX];
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            source[stage] = taps.hashes(stage);
            hashes[stage] = taps.initialHash(stage);
        }
        mask = source[0].length - 1;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence) {
        final int at = (int) sequence & mask;
        int changed = 0;
        int end = length + 1;
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            final long hash = source[stage][at];
            if (hash != hashes[stage]) {
                hashes[stage] = hash;
                changed |= 1 << stage;
                bytes[end] = (byte) hash;
                bytes[end + 1] = (byte) (hash >>> Byte.SIZE);
                end += 2;
            }
        }
        bytes[length] = (byte) changed;
        length = end;
        count++;
        lastSequence = sequence;
        lastTimeNs = event.publishedTimeNs;
        if ((sequence + 1 & interval - 1) == 0) {
            finish();
        }
    }

    /**
     * Marks what was seen since the last mark: at the end of a window, or behind the last event of
     * the run once its threads have ended.
     */
    public void finish() {
        if (count == 0) {
            return;
        }
        Mark.writeHeader(
                bytes,
                interval,
                lastSequence,
                count,
                length - Mark.HEADER_LENGTH,
                hashes,
                taps.booksHash(lastSequence));
        notes.offer(NoteKind.MARK, lastSequence, lastTimeNs, bytes, 0, length);
        length = Mark.HEADER_LENGTH;
        count = 0;
    }
}
