/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.SymbolTable;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The channels one connection was ever asked for, by small indices of its own, and what is known of
 * each. A name is never forgotten, so an index is never another channel's. Stage's thread only,
 * except {@link #addTo}.
 */
final class ChannelTable {
    /** The time of what need not be looked at again. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int INITIAL_CAPACITY = 16;
    private static final State[] STATES = State.values();

    private final SymbolTable names;
    private final StageOutput out;

    private State[] states = new State[INITIAL_CAPACITY];
    private int[] errorCodes = new int[INITIAL_CAPACITY];

    /** True when the embedding program wants it. */
    boolean[] isWanted = new boolean[INITIAL_CAPACITY];

    /** True when the venue may have granted it in this session, whatever its answer. */
    boolean[] mayBeGranted = new boolean[INITIAL_CAPACITY];

    /** Number of the call that asks about it right now, 0 when there is none. */
    int[] callSerial = new int[INITIAL_CAPACITY];

    /** Only channels of one group go into one request; 0 is the group of all that are new. */
    int[] group = new int[INITIAL_CAPACITY];

    /** Asked for only with its like. */
    boolean[] standsApart = new boolean[INITIAL_CAPACITY];

    byte[] attempts = new byte[INITIAL_CAPACITY];

    /** How often a new snapshot was asked for and did not come. */
    byte[] snapshotAttempts = new byte[INITIAL_CAPACITY];

    /** When to look at it again, {@link #NEVER} when there is no need. */
    private long[] dueNs = new long[INITIAL_CAPACITY];

    /** When the last message of it was received. */
    long[] heardNs = new long[INITIAL_CAPACITY];

    /** Number of the call whose answer granted it last. */
    int[] grantedSerial = new int[INITIAL_CAPACITY];

    /** True while its book is live but crossed. */
    boolean[] isCrossed = new boolean[INITIAL_CAPACITY];

    /** Null when it is no book. */
    OrderBook[] books = new OrderBook[INITIAL_CAPACITY];

    /** Hash of the channel's name, for the state hash. */
    long[] nameHashes = new long[INITIAL_CAPACITY];

    private long earliestDueNs = NEVER;
    private int dueCursor;

    // One long a channel: state, attempts and error code, so that a reader sees them together.
    // The array is published before the count that lets a reader in.
    private volatile AtomicLongArray published = new AtomicLongArray(INITIAL_CAPACITY);
    private volatile int publishedCount;

    ChannelTable(final int channelsMax, final StageOutput out) {
        this.names = new SymbolTable(channelsMax);
        this.out = out;
    }

    int size() {
        return names.size();
    }

    /** The channel's index, or a negative number when it was never asked for. */
    int lookup(final byte[] source, final int offset, final int length) {
        return names.lookup(source, offset, length);
    }

    /** The channel's index, or {@link SymbolTable#FULL}. */
    int intern(final byte[] source, final int offset, final int length) {
        final int before = names.size();
        final int index = names.intern(source, offset, length);
        if (index == before) {
            add(index);
        }
        return index;
    }

    byte[] bytes(final int index) {
        return names.bytes(index);
    }

    String name(final int index) {
        return names.name(index);
    }

    State state(final int index) {
        return states[index];
    }

    void setState(final int index, final State state) {
        states[index] = state;
        out.mix(nameHashes[index] + state.ordinal());
        publish(index);
    }

    void setAttempts(final int index, final int count, final int errorCode) {
        attempts[index] = (byte) count;
        errorCodes[index] = errorCode;
        publish(index);
    }

    void setDue(final int index, final long timeNs) {
        dueNs[index] = timeNs;
        earliestDueNs = Math.min(earliestDueNs, timeNs);
    }

    /**
     * A channel whose time has come, which it loses by that, or -1 when there is no more; to be
     * called until then. Looks at the channels only when one of them may be due.
     */
    int nextDue(final long nowNs) {
        if (dueCursor == 0) {
            if (nowNs < earliestDueNs) {
                return -1;
            }
            earliestDueNs = NEVER;
        }
        while (dueCursor < names.size()) {
            final int index = dueCursor++;
            if (dueNs[index] <= nowNs) {
                dueNs[index] = NEVER;
                return index;
            }
            earliestDueNs = Math.min(earliestDueNs, dueNs[index]);
        }
        dueCursor = 0;
        return -1;
    }

    /** Appends a row for every channel that is wanted or granted. Any thread; allocates. */
    void addTo(final List<SubscriptionStatus> target, final int connectionId) {
        final int count = publishedCount;
        final AtomicLongArray rows = published;
        for (int i = 0; i < count; i++) {
            final long row = rows.getAcquire(i);
            final State state = STATES[(int) (row >>> 40)];
            if (state != State.IDLE) {
                final int attemptCount = (int) (row >>> 32) & 0xFF;
                target.add(
                        new SubscriptionStatus(
                                connectionId, names.name(i), state, attemptCount, (int) row));
            }
        }
    }

    /** Counts channels and the books of those that are wanted or granted. Any thread. */
    void tally(final ConnectionBooks source, final SubscriptionStatus.Tally target) {
        final int count = publishedCount;
        final AtomicLongArray rows = published;
        for (int i = 0; i < count; i++) {
            final State state = STATES[(int) (rows.getAcquire(i) >>> 40)];
            target.add(state);
            final OrderBook book = state == State.IDLE ? null : source.ofChannel(names.name(i));
            if (book != null) {
                target.add(book.state());
            }
        }
    }

    private void add(final int index) {
        if (index == states.length) {
            grow(index << 1);
        }
        states[index] = State.IDLE;
        dueNs[index] = NEVER;
        final byte[] name = names.bytes(index);
        nameHashes[index] = StateHash.mix(0, name, name.length);
        out.mix(nameHashes[index]);
        publish(index);
        publishedCount = index + 1;
    }

    private void publish(final int index) {
        final long row = (long) states[index].ordinal() << 40 | (long) attempts[index] << 32;
        // Pairs with the acquire in addTo().
        published.setRelease(index, row | errorCodes[index] & 0xFFFFFFFFL);
    }

    private void grow(final int capacity) {
        states = Arrays.copyOf(states, capacity);
        errorCodes = Arrays.copyOf(errorCodes, capacity);
        isWanted = Arrays.copyOf(isWanted, capacity);
        mayBeGranted = Arrays.copyOf(mayBeGranted, capacity);
        callSerial = Arrays.copyOf(callSerial, capacity);
        group = Arrays.copyOf(group, capacity);
        standsApart = Arrays.copyOf(standsApart, capacity);
        attempts = Arrays.copyOf(attempts, capacity);
        snapshotAttempts = Arrays.copyOf(snapshotAttempts, capacity);
        dueNs = Arrays.copyOf(dueNs, capacity);
        heardNs = Arrays.copyOf(heardNs, capacity);
        grantedSerial = Arrays.copyOf(grantedSerial, capacity);
        isCrossed = Arrays.copyOf(isCrossed, capacity);
        books = Arrays.copyOf(books, capacity);
        nameHashes = Arrays.copyOf(nameHashes, capacity);
        final AtomicLongArray larger = new AtomicLongArray(capacity);
        for (int i = 0; i < published.length(); i++) {
            larger.set(i, published.get(i));
        }
        published = larger;
    }
}
