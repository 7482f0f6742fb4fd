/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets any thread read what one thread writes as it was between two events, without holding the
 * writer up: a reader takes the version, reads, and reads again when the version is another by
 * then.
 */
final class SequenceLock {
    /** So often a reader tries before it gives up. */
    static final int ATTEMPTS_MAX = 10_000;

    private static final VarHandle VERSION;

    static {
        try {
            VERSION =
                    MethodHandles.lookup().findVarHandle(SequenceLock.class, "version", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long version;

    // Writer's thread only. The fence keeps what is written behind the odd number, so that a reader
    // that sees one of the writes also sees that something is being written.
    void begin() {
        VERSION.setOpaque(this, version + 1);
        VarHandle.storeStoreFence();
    }

    // Writer's thread only; pairs with the acquire in version().
    void end() {
        VERSION.setRelease(this, version + 1);
    }

    /** Any thread; odd while something is being written. */
    long version() {
        return (long) VERSION.getAcquire(this);
    }

    /** True when all that was read since {@link #version} gave this belongs together. */
    boolean isUnchanged(final long before) {
        // No read above may happen after the next one.
        VarHandle.acquireFence();
        return (before & 1) == 0 && (long) VERSION.getOpaque(this) == before;
    }
}
