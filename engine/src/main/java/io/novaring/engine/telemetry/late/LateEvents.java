/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.notes.Notes;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Picks the slowest messages of each second and notes them at its end. What is fast pays two
 * comparisons and three stores, no clock read. One thread, that of the last stage; allocates
 * nothing.
 */
public final class LateEvents {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final long floorNs;
    private long batchFirst;
    private boolean isInBatch;
    private long lastEndNs;
    private long secondStartNs;
    private long secondEndNs;
    private long messageCount;
    private long lateCount;
    private long longestNs;
    private long lastSequence;
    private final long[] sequences;
    private final long[] receivedNs;
    private final long[] publishedNs;
    private final long[] begunNs;
    private final long[] endedNs;
    private final int[] positions;
    private final int[] lags;
    private final Slowest slowest;
    private final LateNote.Writer writer;
    private final LongSupplier published;

    /**
     * @param published how many events were published so far; asked for late messages only.
     */
    LateEvents(final LateSettings settings, final Notes notes, final LongSupplier published) {
        this.floorNs = settings.floorNs();
        this.published = published;
        this.writer = new LateNote.Writer(notes);
        final int count = settings.perSecond();
        slowest = new Slowest(count);
        sequences = new long[count];
        receivedNs = new long[count];
        publishedNs = new long[count];
        begunNs = new long[count];
        endedNs = new long[count];
        positions = new int[count];
        lags = new int[count];
    }

    /** A message has passed the stages. */
    public void onMessage(
            final MarketEvent event,
            final long sequence,
            final boolean isEndOfBatch,
            final long endNs) {
        batch(sequence, isEndOfBatch);
        if (endNs - secondEndNs >= 0) {
            turn(endNs);
        }
        messageCount++;
        final long totalNs = endNs - event.receivedTimeNs;
        if (totalNs >= floorNs) {
            late(event, sequence, endNs, totalNs);
        }
        lastEndNs = endNs;
    }

    /** An event that is no message has passed the stages: nobody waits for it. */
    public void onOther(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        batch(sequence, isEndOfBatch);
        if (event.publishedTimeNs - secondEndNs >= 0) {
            turn(event.publishedTimeNs);
        }
    }

    private void batch(final long sequence, final boolean isEndOfBatch) {
        if (!isInBatch) {
            batchFirst = sequence;
        }
        isInBatch = !isEndOfBatch;
    }

    private void late(
            final MarketEvent event, final long sequence, final long endNs, final long totalNs) {
        lateCount++;
        lastSequence = sequence;
        longestNs = Math.max(longestNs, totalNs);
        final int index = slowest.take(totalNs);
        if (index < 0) {
            return;
        }
        sequences[index] = sequence;
        receivedNs[index] = event.receivedTimeNs;
        publishedNs[index] = event.publishedTimeNs;
        // Until the thread was through with the event before, this one waited.
        begunNs[index] = Math.max(event.publishedTimeNs, lastEndNs);
        endedNs[index] = endNs;
        positions[index] = (int) (sequence - batchFirst);
        lags[index] = (int) (published.getAsLong() - 1 - sequence);
    }

    private void turn(final long nowNs) {
        note();
        secondStartNs = nowNs;
        secondEndNs = nowNs + SECOND_NS;
    }

    private void note() {
        if (lateCount > 0) {
            for (int i = 0; i < slowest.count(); i++) {
                writer.event(
                        sequences[i],
                        receivedNs[i],
                        publishedNs[i],
                        begunNs[i],
                        endedNs[i],
                        positions[i],
                        lags[i]);
            }
            writer.second(
                    lastSequence,
                    secondStartNs,
                    secondEndNs,
                    messageCount,
                    lateCount,
                    longestNs,
                    floorNs);
        }
        slowest.clear();
        messageCount = 0;
        lateCount = 0;
        longestNs = 0;
    }

    /** No event follows: notes what there is. */
    public void end() {
        note();
    }
}
