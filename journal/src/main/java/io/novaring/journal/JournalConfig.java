/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import java.util.Objects;

/**
 * How a journal is written.
 *
 * @param batchBytes a block is written when so much is collected, and at the end of a ring batch.
 * @param freeBytesMin the journal stops while this much of the disk is still free: a mapped file on
 *     a full disk loses records that were already written.
 * @param haltWhenStopped true: a journal that stopped throws at every further event. False: it
 *     drops them, and only {@link JournalWriter#stopped()} tells.
 */
public record JournalConfig(
        Compression compression, int batchBytes, long freeBytesMin, boolean haltWhenStopped) {
    /** Below this nothing is ever written: the first mapping alone may need it. */
    public static final long FREE_BYTES_FLOOR = 64L << 20;

    /** No compression, 256 KiB, 512 MiB, halt. */
    public static final JournalConfig DEFAULTS =
            new JournalConfig(Compression.NONE, 256 << 10, 512L << 20, true);

    private static final int BATCH_BYTES_MIN = 4 << 10;
    private static final int BATCH_BYTES_MAX = 4 << 20;

    public JournalConfig {
        Objects.requireNonNull(compression, "compression");
        if (batchBytes < BATCH_BYTES_MIN || batchBytes > BATCH_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "batchBytes not within 4 KiB and 4 MiB: " + batchBytes);
        }
        if (freeBytesMin < FREE_BYTES_FLOOR) {
            throw new IllegalArgumentException("freeBytesMin below 64 MiB: " + freeBytesMin);
        }
    }

    public JournalConfig withCompression(final Compression value) {
        return new JournalConfig(value, batchBytes, freeBytesMin, haltWhenStopped);
    }

    public JournalConfig withBatchBytes(final int value) {
        return new JournalConfig(compression, value, freeBytesMin, haltWhenStopped);
    }

    public JournalConfig withFreeBytesMin(final long value) {
        return new JournalConfig(compression, batchBytes, value, haltWhenStopped);
    }

    public JournalConfig withHaltWhenStopped(final boolean value) {
        return new JournalConfig(compression, batchBytes, freeBytesMin, value);
    }
}
