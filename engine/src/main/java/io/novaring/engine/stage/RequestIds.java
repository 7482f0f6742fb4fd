/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

/**
 * Request ids of one stage on one connection. Each stage counts for itself, so that ids do not
 * depend on how stages are spread over threads; the lowest bits tell whose an id is. Never reused
 * within a run.
 */
public final class RequestIds {
    /**
     * Stands for the I/O thread, which sends for the handlers that work before an event is on the
     * ring. No stage asks for that, so a replay does not either.
     */
    public static final int IO = 5;

    private static final int STAGE_BITS = 3;

    /** More than {@link #stageOf} ever answers. */
    public static final int STAGES = 1 << STAGE_BITS;

    private final int stage;
    private long count;

    public RequestIds(final int stage) {
        this.stage = stage;
    }

    public long next() {
        return ++count << STAGE_BITS | stage;
    }

    /** Ids made so far. */
    long count() {
        return count;
    }

    /** Goes on behind so many ids. */
    void resume(final long newCount) {
        count = newCount;
    }

    /** The stage that made this id. */
    public static int stageOf(final long requestId) {
        return (int) requestId & (1 << STAGE_BITS) - 1;
    }
}
