/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.journal.format.Compression;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a journal is written. Begin with {@link #DEFAULTS} and change what has to differ.
 *
 * @param batchBytes a block is written when so much is collected, and at the end of a ring batch.
 * @param freeBytesWarn below this, or when the disk would be full within 120 s of the highest rate
 *     of this run, the journal warns: {@code LOW_SPACE}.
 * @param freeBytesMin the journal stops while this much of the disk is still free. It stops earlier
 *     when the disk would be full within 30 s of the highest rate, though never above {@code
 *     freeBytesWarn}.
 * @param haltWhenStopped true: a journal that stopped throws at every further event, which halts
 *     the engine. False: it drops them, and {@link JournalWriter#state()} tells.
 * @param rollBytes a segment ends when it has this length.
 * @param rollIntervalNs a segment ends when its first event is so old, by the events' time.
 * @param snapshotBytes a snapshot is asked for whenever so much was written; 0 for one at the start
 *     of each segment only.
 * @param retainBytes the oldest segments are deleted when all of them take more; 0 keeps all.
 * @param retainNs segments are deleted when their last event is so old; 0 keeps them for ever.
 * @param syncIntervalNs how often what was written is forced to the disk; 0 leaves that to the
 *     kernel.
 * @param pollIntervalNs how long the journal's thread rests between two batches while the ring is
 *     less than a quarter full; 0 has it look at each event at once.
 */
public record JournalConfig(
        Compression compression,
        int batchBytes,
        long freeBytesWarn,
        long freeBytesMin,
        boolean haltWhenStopped,
        long rollBytes,
        long rollIntervalNs,
        long snapshotBytes,
        long retainBytes,
        long retainNs,
        long syncIntervalNs,
        long pollIntervalNs) {
    /** Below this nothing is ever written. */
    public static final long FREE_BYTES_FLOOR = 16L << 20;

    /** A shorter segment is mostly what each one has to begin with. */
    public static final long ROLL_BYTES_MIN = 1L << 20;

    /** The queue counts its documents in 32 bits and the file is mapped. */
    public static final long ROLL_BYTES_MAX = 64L << 30;

    public static final long ROLL_INTERVAL_NS_MIN = 1_000_000_000L;

    /** Books written more often than this would be most of the journal. */
    public static final long SNAPSHOT_BYTES_MIN = 1L << 20;

    /** Shorter ones than this would keep the disk busy all the time. */
    public static final long SYNC_INTERVAL_NS_MIN = 10_000_000L;

    /** Events that wait longer are lost in numbers when the process is killed. */
    public static final long POLL_INTERVAL_NS_MAX = 10_000_000L;

    /**
     * No compression, batches of 256 KiB; warns below 2 GiB, stops below 512 MiB and lets the feed
     * go on; segments of 1 GiB or 1 h, a snapshot each 256 MiB; keeps all, forces nothing; a batch
     * each half a millisecond.
     */
    public static final JournalConfig DEFAULTS =
            new JournalConfig(
                    Compression.NONE,
                    256 << 10,
                    2L << 30,
                    512L << 20,
                    false,
                    1L << 30,
                    3_600_000_000_000L,
                    256L << 20,
                    0,
                    0,
                    0,
                    500_000);

    private static final int BATCH_BYTES_MIN = 4 << 10;
    private static final int BATCH_BYTES_MAX = 4 << 20;

    public JournalConfig {
        Objects.requireNonNull(compression, "compression");
        if (batchBytes < BATCH_BYTES_MIN || batchBytes > BATCH_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "batchBytes not within 4 KiB and 4 MiB: " + batchBytes);
        }
        requireAtLeast("freeBytesWarn", freeBytesWarn, 0);
        requireAtLeast("freeBytesMin", freeBytesMin, FREE_BYTES_FLOOR);
        requireAtLeast("rollBytes", rollBytes, ROLL_BYTES_MIN);
        if (rollBytes > ROLL_BYTES_MAX) {
            throw new IllegalArgumentException("rollBytes above 64 GiB: " + rollBytes);
        }
        requireAtLeast("rollIntervalNs", rollIntervalNs, ROLL_INTERVAL_NS_MIN);
        requireZeroOrAtLeast("snapshotBytes", snapshotBytes, SNAPSHOT_BYTES_MIN);
        requireAtLeast("retainBytes", retainBytes, 0);
        requireAtLeast("retainNs", retainNs, 0);
        requireZeroOrAtLeast("syncIntervalNs", syncIntervalNs, SYNC_INTERVAL_NS_MIN);
        requireAtLeast("pollIntervalNs", pollIntervalNs, 0);
        if (pollIntervalNs > POLL_INTERVAL_NS_MAX) {
            throw new IllegalArgumentException("pollIntervalNs above 10 ms: " + pollIntervalNs);
        }
    }

    public JournalConfig withCompression(final Compression value) {
        return with(draft -> draft.compression = value);
    }

    public JournalConfig withBatchBytes(final int value) {
        return with(draft -> draft.batchBytes = value);
    }

    public JournalConfig withFreeBytesWarn(final long value) {
        return with(draft -> draft.freeBytesWarn = value);
    }

    public JournalConfig withFreeBytesMin(final long value) {
        return with(draft -> draft.freeBytesMin = value);
    }

    public JournalConfig withHaltWhenStopped(final boolean value) {
        return with(draft -> draft.haltWhenStopped = value);
    }

    public JournalConfig withRollBytes(final long value) {
        return with(draft -> draft.rollBytes = value);
    }

    public JournalConfig withRollIntervalNs(final long value) {
        return with(draft -> draft.rollIntervalNs = value);
    }

    public JournalConfig withSnapshotBytes(final long value) {
        return with(draft -> draft.snapshotBytes = value);
    }

    public JournalConfig withRetainBytes(final long value) {
        return with(draft -> draft.retainBytes = value);
    }

    public JournalConfig withRetainNs(final long value) {
        return with(draft -> draft.retainNs = value);
    }

    public JournalConfig withSyncIntervalNs(final long value) {
        return with(draft -> draft.syncIntervalNs = value);
    }

    public JournalConfig withPollIntervalNs(final long value) {
        return with(draft -> draft.pollIntervalNs = value);
    }

    private JournalConfig with(final Consumer<Draft> change) {
        final Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toConfig();
    }

    private static void requireAtLeast(final String name, final long value, final long min) {
        if (value < min) {
            throw new IllegalArgumentException(name + " below " + min + ": " + value);
        }
    }

    private static void requireZeroOrAtLeast(final String name, final long value, final long min) {
        if (value != 0 && value < min) {
            throw new IllegalArgumentException(
                    name + " neither 0 nor at least " + min + ": " + value);
        }
    }

    /** A configuration that is being changed. */
    private static final class Draft {
        private Compression compression;
        private int batchBytes;
        private long freeBytesWarn;
        private long freeBytesMin;
        private boolean haltWhenStopped;
        private long rollBytes;
        private long rollIntervalNs;
        private long snapshotBytes;
        private long retainBytes;
        private long retainNs;
        private long syncIntervalNs;
        private long pollIntervalNs;

        private Draft(final JournalConfig from) {
            compression = from.compression;
            batchBytes = from.batchBytes;
            freeBytesWarn = from.freeBytesWarn;
            freeBytesMin = from.freeBytesMin;
            haltWhenStopped = from.haltWhenStopped;
            rollBytes = from.rollBytes;
            rollIntervalNs = from.rollIntervalNs;
            snapshotBytes = from.snapshotBytes;
            retainBytes = from.retainBytes;
            retainNs = from.retainNs;
            syncIntervalNs = from.syncIntervalNs;
            pollIntervalNs = from.pollIntervalNs;
        }

        private JournalConfig toConfig() {
            return new JournalConfig(
                    compression,
                    batchBytes,
                    freeBytesWarn,
                    freeBytesMin,
                    haltWhenStopped,
                    rollBytes,
                    rollIntervalNs,
                    snapshotBytes,
                    retainBytes,
                    retainNs,
                    syncIntervalNs,
                    pollIntervalNs);
        }
    }
}
