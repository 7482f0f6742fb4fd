/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import io.novaring.codec.MarketEvent;
import java.util.Arrays;

/**
 * When a segment ends, behind which events snapshots are wanted, and a snapshot that came before
 * its event was recorded. The journal's thread, apart from {@link #wantedSequence}.
 */
public final class RollPlan {
    private final long rollBytes;
    private final long rollIntervalNs;
    private final long snapshotBytes;

    private int ringLength;
    private long beginTimeNs = MarketEvent.ABSENT;
    private long snapshotPosition;
    private long plannedSequence = MarketEvent.ABSENT;
    private boolean roll;

    // Written by the journal's thread, read by any.
    private volatile long wantedSequence = MarketEvent.ABSENT;

    private long heldSequence = MarketEvent.ABSENT;
    private long heldTimeNs;
    private int heldLength;
    private byte[] held = new byte[0];

    /**
     * @param rollBytes a segment ends behind so much.
     * @param rollIntervalNs a segment ends when its first event is so old.
     * @param snapshotBytes a snapshot is wanted whenever so much was written; 0 for none but those
     *     that begin a segment.
     */
    public RollPlan(final long rollBytes, final long rollIntervalNs, final long snapshotBytes) {
        this.rollBytes = rollBytes;
        this.rollIntervalNs = rollIntervalNs;
        this.snapshotBytes = snapshotBytes;
    }

    public void ringLength(final int length) {
        ringLength = length;
    }

    /** Behind which event a snapshot is wanted, or ABSENT. */
    public long wantedSequence() {
        return wantedSequence;
    }

    /** A segment begins. */
    public void begin() {
        beginTimeNs = MarketEvent.ABSENT;
        snapshotPosition = 0;
    }

    /** True when the segment is half through: time to prepare the next. */
    public boolean isNextWanted(final long position, final long timeNs) {
        // A clock that was set back: its time begins anew.
        if (beginTimeNs == MarketEvent.ABSENT || timeNs < beginTimeNs) {
            beginTimeNs = timeNs;
        }
        return position >= rollBytes / 2 || timeNs - beginTimeNs >= rollIntervalNs / 2;
    }

    /**
     * Looks whether something is due, and plans it behind an event that no stage has seen yet.
     *
     * @param position in the segment, bytes.
     * @param isNextReady false: there is no segment to go on in.
     */
    public void plan(
            final long nextSequence,
            final long position,
            final long timeNs,
            final boolean isNextReady) {
        final long wanted = wantedSequence;
        if (plannedSequence != MarketEvent.ABSENT) {
            return;
        }
        if (wanted != MarketEvent.ABSENT) {
            // Every stage has passed it when the ring has gone round: it does not come any more.
            if (nextSequence - wanted > ringLength + 1L) {
                wantedSequence = MarketEvent.ABSENT;
            }
            return;
        }
        final boolean rollDue = position >= rollBytes || timeNs - beginTimeNs >= rollIntervalNs;
        if (rollDue && isNextReady) {
            roll = true;
        } else if (snapshotBytes > 0 && position - snapshotPosition >= snapshotBytes) {
            roll = false;
            snapshotPosition = position;
        } else {
            return;
        }
        plannedSequence = nextSequence + ringLength + 1;
        wantedSequence = plannedSequence;
    }

    public boolean isPlanned(final long sequence) {
        return sequence == plannedSequence;
    }

    /** The planned event is recorded; true when the segment ends with it. */
    public boolean reach() {
        plannedSequence = MarketEvent.ABSENT;
        return roll;
    }

    /** A snapshot came: none is wanted any more, unless it is a late one of those before. */
    public void onSnapshot(final long sequence) {
        if (sequence >= wantedSequence) {
            wantedSequence = MarketEvent.ABSENT;
        }
    }

    /** Keeps a snapshot until its event is recorded. */
    public void hold(
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (held.length < length) {
            held = Arrays.copyOf(held, length + (length >> 2));
        }
        System.arraycopy(bytes, offset, held, 0, length);
        heldSequence = sequence;
        heldTimeNs = timeNs;
        heldLength = length;
    }

    /** True when the snapshot that is kept can be written. */
    public boolean isHeldDue(final long writtenCount) {
        return heldSequence != MarketEvent.ABSENT && heldSequence < writtenCount;
    }

    public long heldSequence() {
        return heldSequence;
    }

    public long heldTimeNs() {
        return heldTimeNs;
    }

    public int heldLength() {
        return heldLength;
    }

    public byte[] held() {
        return held;
    }

    public void release() {
        heldSequence = MarketEvent.ABSENT;
    }
}
