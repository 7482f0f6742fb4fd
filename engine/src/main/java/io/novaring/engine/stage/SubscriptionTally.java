/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.BookState;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many subscriptions and books of one connection are in each state. Filled by one thread, read
 * by any; the numbers of one filling are not seen all at once.
 */
public final class SubscriptionTally {
    private static final int STATES = SubscriptionStatus.State.values().length;
    private static final int BOOK_STATES = BookState.values().length;

    private final long[] next = new long[STATES + BOOK_STATES];
    private final AtomicLongArray published = new AtomicLongArray(STATES + BOOK_STATES);

    public long subscriptions(final SubscriptionStatus.State state) {
        return published.getAcquire(state.ordinal());
    }

    public long books(final BookState state) {
        return published.getAcquire(STATES + state.ordinal());
    }

    void add(final SubscriptionStatus.State state) {
        next[state.ordinal()]++;
    }

    void add(final BookState state) {
        next[STATES + state.ordinal()]++;
    }

    void publish() {
        for (int i = 0; i < next.length; i++) {
            published.setRelease(i, next[i]);
            next[i] = 0;
        }
    }
}
