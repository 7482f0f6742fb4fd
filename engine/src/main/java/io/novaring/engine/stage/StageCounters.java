/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters of one stage. Its thread counts; any thread reads. Every count is also part of the
 * stage's hash.
 *
 * @param <E> the names of the counters.
 */
public final class StageCounters<E extends Enum<E>> {
    private final AtomicLongArray values;
    private final StageOutput out;

    StageCounters(final Class<E> type, final StageOutput out) {
        this.values = new AtomicLongArray(type.getEnumConstants().length);
        this.out = out;
    }

    public long get(final E counter) {
        return values.getAcquire(counter.ordinal());
    }

    // Stage's thread only: a plain read is its own last write. Pairs with the acquire in get().
    void increment(final E counter) {
        final int index = counter.ordinal();
        values.setRelease(index, values.getPlain(index) + 1);
        out.mix(index);
    }
}
