/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is counted of one connection. The tap's thread writes with ordered stores; any thread reads.
 */
final class ConnectionFigures {
    /** One number each. */
    enum Figure {
        EPOCH,
        MESSAGES_RECEIVED,
        BYTES_RECEIVED,
        MESSAGES_SENT,
        BYTES_SENT,
        UNSENT,
        REJECTS,
        ERRORS,
        DISCONNECTS,
        RECONNECTS,
        GAPS,
        DUPLICATES,
        RESYNCS,
        LAST_RECEIVED_NS
    }

    private static final int KINDS = Figure.values().length;
    private static final int CREDITS = KINDS + EventKind.values().length;

    private final AtomicLongArray values =
            new AtomicLongArray(CREDITS + MarketEvent.CREDIT_POOLS_MAX);

    long get(final Figure figure) {
        return values.getAcquire(figure.ordinal());
    }

    long received(final EventKind kind) {
        return values.getAcquire(KINDS + kind.ordinal());
    }

    long credits(final int pool) {
        return values.getAcquire(CREDITS + pool);
    }

    void set(final Figure figure, final long value) {
        values.setRelease(figure.ordinal(), value);
    }

    void add(final Figure figure, final long amount) {
        addAt(figure.ordinal(), amount);
    }

    void countKind(final EventKind kind) {
        addAt(KINDS + kind.ordinal(), 1);
    }

    void setCredits(final int pool, final long credits) {
        values.setRelease(CREDITS + pool, credits);
    }

    // One writer: a plain read is its own last write.
    private void addAt(final int index, final long amount) {
        values.setRelease(index, values.getPlain(index) + amount);
    }
}
