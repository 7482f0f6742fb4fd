/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.BookState;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How one subscription stands. Immutable.
 *
 * @param sinceNs when it came into this state, epoch nanoseconds of the events.
 * @param attempts how often it was refused or missing since it last was granted.
 * @param errorCode the venue's code of the last refusal, 0 when there was none.
 * @param why what a person should know about this state, empty when there is nothing to say.
 */
public record SubscriptionStatus(
        int connectionId,
        String channel,
        State state,
        long sinceNs,
        int attempts,
        int errorCode,
        String why) {
    /** Where a channel stands with the venue. */
    public enum State {
        /** Neither wanted nor granted. */
        IDLE,
        /** Wanted, and not granted yet. */
        PENDING,
        /** Granted by the venue's own word. */
        ACTIVE,
        /** Refused, or missing from the answer; will be asked for again. */
        REJECTED,
        /**
         * Refused too often, or its snapshot never came: nothing more is asked for before the next
         * session, or before it is wished for again. A snapshot that comes after all mends it.
         */
        FAILED,
        /** Being given back, for good or in order to get a new snapshot. */
        UNSUBSCRIBING
    }

    /**
     * How many subscriptions and books of one connection are in each state. Filled by one thread,
     * read by any; the numbers of one filling are not seen all at once.
     */
    public static final class Tally {
        private static final int STATES = State.values().length;
        private static final int BOOK_STATES = BookState.values().length;

        private final long[] next = new long[STATES + BOOK_STATES];
        private final AtomicLongArray published = new AtomicLongArray(STATES + BOOK_STATES);

        public long subscriptions(final State state) {
            return published.getAcquire(state.ordinal());
        }

        public long books(final BookState state) {
            return published.getAcquire(STATES + state.ordinal());
        }

        void add(final State state) {
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
}
