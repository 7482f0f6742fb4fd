/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.engine.snapshot.SnapshotException;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.HeartbeatStage;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.stage.SubscriptionStage;

/**
 * What a run knew behind one event, as bytes of a {@link
 * io.novaring.codec.recording.NoteKind#SNAPSHOT} note: the symbols, so that ids in later events are
 * the same numbers; everything stage 3 knows, books and requests under way included; the credits of
 * stage 2. From there on, books and what stage 3 writes on events are as they were live.
 *
 * <p>Not in it: requests of the program and of heartbeats that wait for an answer, orders,
 * positions, limits and rules of risk, and what handlers of a venue or of the program keep for
 * themselves. A heartbeat stage that goes on takes open sessions for heard of at that moment.
 *
 * <pre>
 * magic 4, version 4, sequence 8, time 8
 * instruments: count 4, each: length 4, bytes
 * channels:    the same
 * stage 3, then a byte: 1 when the credits of stage 2 follow
 * CRC32C of everything before 4
 * </pre>
 *
 * <p>All little-endian. Lists of symbols may be longer than what was named up to the event: further
 * names have the numbers that later events will give them.
 */
public final class StateSnapshot {
    private static final int MAGIC = 0x5353524E;
    private static final int VERSION = 1;

    /** The event behind which it was taken; a replay goes on with the next. */
    private final long sequence;

    private final long timeNs;
    private final StateReader source;

    private StateSnapshot(final long sequence, final long timeNs, final StateReader source) {
        this.sequence = sequence;
        this.timeNs = timeNs;
        this.source = source;
    }

    /**
     * Writes what is known behind an event. The thread of stage 3, between two events.
     *
     * @param credits what stage 2 wrote of itself behind the same event; null when it did not.
     */
    public static void write(
            final StateWriter target,
            final long sequence,
            final long timeNs,
            final Symbols symbols,
            final SubscriptionStage subscriptions,
            final StateWriter credits) {
        target.clear();
        target.integer(MAGIC);
        target.integer(VERSION);
        target.number(sequence);
        target.number(timeNs);
        write(symbols.instruments(), target);
        write(symbols.channels(), target);
        subscriptions.write(target);
        target.flag(credits != null);
        if (credits != null) {
            target.append(credits);
        }
        target.checksum();
    }

    /**
     * Reads the head of a snapshot.
     *
     * @param bytes must not change before {@link #restore} has returned.
     * @throws SnapshotException when it is damaged or of a version that is not known.
     */
    public static StateSnapshot read(final byte[] bytes, final int offset, final int length) {
        final StateReader source = new StateReader(bytes, offset, length);
        if (source.integer() != MAGIC) {
            throw new SnapshotException("these bytes are no snapshot");
        }
        final int version = source.integer();
        if (version != VERSION) {
            throw new SnapshotException(
                    "the snapshot is of version "
                            + version
                            + " and this program knows "
                            + VERSION
                            + ": replay with the program that recorded it");
        }
        return new StateSnapshot(source.number(), source.number(), source);
    }

    /** The event behind which it was taken: a replay goes on with the next one. */
    public long sequence() {
        return sequence;
    }

    /** When that event was published, epoch nanoseconds. */
    public long timeNs() {
        return timeNs;
    }

    /**
     * Brings tables and stages that have seen no event to where it was taken. Once.
     *
     * @throws SnapshotException when it is not one of these clients; the stages are of no use then.
     */
    public void restore(
            final Symbols symbols,
            final HeartbeatStage heartbeat,
            final RateLimitStage rateLimit,
            final SubscriptionStage subscriptions,
            final ResponseStage responses) {
        read(symbols.instruments(), "instruments");
        read(symbols.channels(), "channels");
        subscriptions.read(source);
        if (source.flag()) {
            rateLimit.read(source);
        }
        source.finish();
        for (int i = 0; i < subscriptions.connectionCount(); i++) {
            final int epoch = subscriptions.epoch(i);
            final boolean isOpen = subscriptions.isOpen(i);
            heartbeat.resume(i, epoch, isOpen, timeNs);
            responses.resume(i, epoch, isOpen);
        }
    }

    private static void write(final SymbolTable symbols, final StateWriter target) {
        final int count = symbols.visibleSize();
        target.integer(count);
        for (int id = 0; id < count; id++) {
            target.name(symbols.bytes(id));
        }
    }

    private void read(final SymbolTable symbols, final String what) {
        final int count = source.count(what, symbols.capacity(), Integer.BYTES);
        for (int id = 0; id < count; id++) {
            final byte[] name = source.name();
            if (symbols.intern(name, 0, name.length) != id) {
                throw new SnapshotException("the snapshot does not number its " + what + " anew");
            }
        }
    }

    /**
     * Looks whether a recording can be taken up at an event.
     *
     * @param snapshot there is, or null.
     * @throws IllegalStateException when it is not that of the event before.
     */
    public static void requireBefore(final long sequence, final StateSnapshot snapshot) {
        if (snapshot == null || snapshot.sequence() + 1 != sequence) {
            throw new IllegalStateException(
                    "the recording begins at sequence "
                            + sequence
                            + " and "
                            + (snapshot == null
                                    ? "has no snapshot of what was before"
                                    : "its snapshot is of sequence " + snapshot.sequence())
                            + ": replay it from its start");
        }
    }
}
