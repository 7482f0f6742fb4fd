/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.SymbolTable;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.snapshot.SnapshotException;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.Arrays;
import java.util.List;

/**
 * The channels one connection was ever asked for, by small indices of its own, and what is known of
 * each. A name is never forgotten, so an index is never another channel's. Stage's thread only,
 * except {@link #addTo}.
 */
final class ChannelTable {
    /** The time of what need not be looked at again. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int INITIAL_CAPACITY = 16;
    private static final int ENTRY_LENGTH_MIN = 81;
    private static final State[] STATES = State.values();

    private final int connectionId;
    private final SymbolTable names;
    private final StageOutput out;

    private State[] states = new State[INITIAL_CAPACITY];
    private int[] errorCodes = new int[INITIAL_CAPACITY];
    private long[] sinceNs = new long[INITIAL_CAPACITY];
    private String[] whys = new String[INITIAL_CAPACITY];

    private boolean[] isWanted = new boolean[INITIAL_CAPACITY];
    private int unsettledCount;

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

    /** Number of the call whose answer refused it by name. */
    int[] refusedSerial = new int[INITIAL_CAPACITY];

    /** True while its book is live but crossed. */
    boolean[] isCrossed = new boolean[INITIAL_CAPACITY];

    /** Null when it is no book. */
    OrderBook[] books = new OrderBook[INITIAL_CAPACITY];

    /** Hash of the channel's name, for the state hash. */
    long[] nameHashes = new long[INITIAL_CAPACITY];

    private long earliestDueNs = NEVER;
    private int dueCursor;

    /** How often a new snapshot was asked for of late, and when that was last. */
    byte[] troubles = new byte[INITIAL_CAPACITY];

    long[] troubleNs = new long[INITIAL_CAPACITY];

    /** Silence after which its book is not believed, 0 for never. */
    long[] silentAfterNs = new long[INITIAL_CAPACITY];

    /** True while a new snapshot is needed and not asked for yet. */
    boolean[] isResyncDue = new boolean[INITIAL_CAPACITY];

    // Read by any thread. Published before the count that lets a reader in.
    private volatile SubscriptionStatus.Rows rows = new SubscriptionStatus.Rows(INITIAL_CAPACITY);
    private volatile int publishedCount;

    private long nowNs;

    ChannelTable(final int connectionId, final int channelsMax, final StageOutput out) {
        this.connectionId = connectionId;
        this.names = new SymbolTable(channelsMax);
        this.out = out;
    }

    long timeNs() {
        return nowNs;
    }

    /** The time of the event that is handled. */
    void setTime(final long timeNs) {
        nowNs = timeNs;
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
        setState(index, state, "");
    }

    void setState(final int index, final State state, final String why) {
        final boolean wasUnsettled = isUnsettled(index);
        states[index] = state;
        count(wasUnsettled, isUnsettled(index));
        sinceNs[index] = nowNs;
        whys[index] = why;
        out.mix(nameHashes[index] + state.ordinal());
        publish(index);
    }

    /** True when the embedding program wants it. */
    boolean isWanted(final int index) {
        return isWanted[index];
    }

    void setWanted(final int index, final boolean isNowWanted) {
        final boolean wasUnsettled = isUnsettled(index);
        isWanted[index] = isNowWanted;
        count(wasUnsettled, isUnsettled(index));
    }

    /** How many are wanted and neither granted nor given up. */
    int unsettledCount() {
        return unsettledCount;
    }

    private boolean isUnsettled(final int index) {
        return isWanted[index] && states[index] != State.ACTIVE && states[index] != State.FAILED;
    }

    private void count(final boolean wasUnsettled, final boolean isUnsettled) {
        unsettledCount += (isUnsettled ? 1 : 0) - (wasUnsettled ? 1 : 0);
    }

    /** Counts no further than a byte does: an error handler may never tire of trying again. */
    void setAttempts(final int index, final int count, final int errorCode) {
        final byte bounded = (byte) Math.min(count, Byte.MAX_VALUE);
        if (attempts[index] != bounded || errorCodes[index] != errorCode) {
            attempts[index] = bounded;
            errorCodes[index] = errorCode;
            publish(index);
        }
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
    void addTo(final List<SubscriptionStatus> target) {
        final int count = publishedCount;
        final SubscriptionStatus.Rows source = rows;
        for (int i = 0; i < count; i++) {
            final SubscriptionStatus row = source.read(i, connectionId, names.name(i));
            if (row.state() != State.IDLE) {
                target.add(row);
            }
        }
    }

    /** Counts channels and the books of those that are wanted or granted. Any thread. */
    void tally(final ConnectionBooks source, final SubscriptionStatus.Tally target) {
        final int count = publishedCount;
        final SubscriptionStatus.Rows table = rows;
        for (int i = 0; i < count; i++) {
            final State state = table.state(i);
            target.add(state);
            final OrderBook book = state == State.IDLE ? null : source.ofChannel(names.name(i));
            if (book != null) {
                target.add(book.state());
            }
        }
    }

    /** Everything that is known of the channels but their books, in the order of their indices. */
    void write(final StateWriter target) {
        target.number(nowNs);
        target.integer(names.size());
        for (int i = 0; i < names.size(); i++) {
            target.name(names.bytes(i));
            target.small(states[i].ordinal());
            target.text(whys[i]);
            target.number(sinceNs[i]);
            target.integer(errorCodes[i]);
            target.small(attempts[i]);
            target.small(snapshotAttempts[i]);
            target.small(troubles[i]);
            target.number(troubleNs[i]);
            target.number(dueNs[i]);
            target.number(heardNs[i]);
            target.number(silentAfterNs[i]);
            target.integer(callSerial[i]);
            target.integer(grantedSerial[i]);
            target.integer(refusedSerial[i]);
            target.integer(group[i]);
            target.flag(isWanted[i]);
            target.flag(mayBeGranted[i]);
            target.flag(standsApart[i]);
            target.flag(isCrossed[i]);
            target.flag(isResyncDue[i]);
        }
    }

    /** Takes what {@link #write} wrote; the table must be empty. */
    void read(final StateReader source) {
        nowNs = source.number();
        final int count = source.count("channels", names.capacity(), ENTRY_LENGTH_MIN);
        for (int i = 0; i < count; i++) {
            final byte[] name = source.name();
            if (intern(name, 0, name.length) != i) {
                throw new SnapshotException("the snapshot has a channel twice: " + names.name(i));
            }
            states[i] = source.constant(STATES);
            whys[i] = source.text();
            sinceNs[i] = source.number();
            errorCodes[i] = source.integer();
            attempts[i] = (byte) source.small();
            snapshotAttempts[i] = (byte) source.small();
            troubles[i] = (byte) source.small();
            troubleNs[i] = source.number();
            setDue(i, source.number());
            heardNs[i] = source.number();
            silentAfterNs[i] = source.number();
            callSerial[i] = source.integer();
            grantedSerial[i] = source.integer();
            refusedSerial[i] = source.integer();
            group[i] = source.integer();
            isWanted[i] = source.flag();
            mayBeGranted[i] = source.flag();
            standsApart[i] = source.flag();
            isCrossed[i] = source.flag();
            isResyncDue[i] = source.flag();
            unsettledCount += isUnsettled(i) ? 1 : 0;
            publish(i);
        }
    }

    private void add(final int index) {
        if (index == states.length) {
            grow(index << 1);
        }
        states[index] = State.IDLE;
        whys[index] = "";
        sinceNs[index] = nowNs;
        dueNs[index] = NEVER;
        final byte[] name = names.bytes(index);
        nameHashes[index] = StateHash.mix(0, name, name.length);
        out.mix(nameHashes[index]);
        publish(index);
        publishedCount = index + 1;
    }

    private void publish(final int index) {
        rows.write(
                index,
                states[index],
                attempts[index],
                errorCodes[index],
                sinceNs[index],
                whys[index]);
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
        refusedSerial = Arrays.copyOf(refusedSerial, capacity);
        isCrossed = Arrays.copyOf(isCrossed, capacity);
        books = Arrays.copyOf(books, capacity);
        troubles = Arrays.copyOf(troubles, capacity);
        troubleNs = Arrays.copyOf(troubleNs, capacity);
        isResyncDue = Arrays.copyOf(isResyncDue, capacity);
        sinceNs = Arrays.copyOf(sinceNs, capacity);
        silentAfterNs = Arrays.copyOf(silentAfterNs, capacity);
        whys = Arrays.copyOf(whys, capacity);
        nameHashes = Arrays.copyOf(nameHashes, capacity);
        rows = rows.grown(capacity);
    }
}
