/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.BookState;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

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
    /** Where a channel stands with the venue. Written to journals by place: others come last. */
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

    /**
     * What other threads see of the channels. Each row is written under a number that is odd
     * meanwhile, so that a reader never takes parts of two states for one. Allocates only to grow.
     */
    static final class Rows {
        private static final State[] STATES = State.values();
        private static final int SERIAL_SHIFT = 48;
        private static final int STATE_SHIFT = 40;
        private static final int ATTEMPTS_SHIFT = 32;

        // Number, state, attempts and error code.
        private final AtomicLongArray heads;
        private final AtomicLongArray sinceNs;
        private final AtomicReferenceArray<String> whys;

        Rows(final int capacity) {
            heads = new AtomicLongArray(capacity);
            sinceNs = new AtomicLongArray(capacity);
            whys = new AtomicReferenceArray<>(capacity);
        }

        Rows grown(final int capacity) {
            final Rows larger = new Rows(capacity);
            for (int i = 0; i < heads.length(); i++) {
                larger.heads.set(i, heads.get(i));
                larger.sinceNs.set(i, sinceNs.get(i));
                larger.whys.set(i, whys.get(i));
            }
            return larger;
        }

        /** Stage's thread only. */
        void write(
                final int index,
                final State state,
                final int attempts,
                final int errorCode,
                final long newSinceNs,
                final String why) {
            final long serial = heads.getPlain(index) >>> SERIAL_SHIFT;
            // Full barriers: states change seldom, and this is plainly right.
            heads.set(index, serial + 1 << SERIAL_SHIFT);
            sinceNs.set(index, newSinceNs);
            whys.set(index, why);
            heads.set(
                    index,
                    serial + 2 << SERIAL_SHIFT
                            | (long) state.ordinal() << STATE_SHIFT
                            | (long) attempts << ATTEMPTS_SHIFT
                            | errorCode & 0xFFFFFFFFL);
        }

        /** The state alone; any thread, allocates nothing. */
        State state(final int index) {
            long head = heads.get(index);
            while ((head >>> SERIAL_SHIFT & 1) != 0) {
                Thread.onSpinWait();
                head = heads.get(index);
            }
            return STATES[(int) (head >>> STATE_SHIFT) & 0xFF];
        }

        SubscriptionStatus read(final int index, final int connectionId, final String channel) {
            while (true) {
                final long head = heads.get(index);
                final long since = sinceNs.get(index);
                final String why = whys.get(index);
                if ((head >>> SERIAL_SHIFT & 1) == 0 && heads.get(index) == head) {
                    return new SubscriptionStatus(
                            connectionId,
                            channel,
                            STATES[(int) (head >>> STATE_SHIFT) & 0xFF],
                            since,
                            (int) (head >>> ATTEMPTS_SHIFT) & 0xFF,
                            (int) head,
                            why);
                }
                Thread.onSpinWait();
            }
        }
    }
}
