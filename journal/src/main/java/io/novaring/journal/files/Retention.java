/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes ended segments, the oldest first, while all take more than they may or the oldest is too
 * old. Stops at the first that is held: behind it a reader is on its way. One thread.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final long retainBytes;
    private final long retainNs;
    private long keptBytes;
    private boolean heldBack;

    // Read by any.
    private volatile long heldBackBytes;

    private final Function<Path, AutoCloseable> exclusiveHold;
    private final ArrayDeque<Ended> kept = new ArrayDeque<>();

    /** A segment that has ended. */
    private record Ended(Path folder, long length, long lastTimeNs) {}

    /**
     * @param retainBytes 0 for no limit.
     * @param retainNs 0 for no limit.
     * @param exclusiveHold takes a folder from all readers; null when one holds it.
     */
    public Retention(
            final long retainBytes,
            final long retainNs,
            final Function<Path, AutoCloseable> exclusiveHold) {
        this.retainBytes = retainBytes;
        this.retainNs = retainNs;
        this.exclusiveHold = exclusiveHold;
    }

    /**
     * The next younger segment.
     *
     * @param lastTimeNs published time of its last event, epoch nanoseconds; {@link Long#MAX_VALUE}
     *     keeps it from getting too old.
     */
    public void add(final Path folder, final long length, final long lastTimeNs) {
        kept.add(new Ended(folder, length, lastTimeNs));
        keptBytes += length;
    }

    /** Bytes of the ended segments. */
    public long keptBytes() {
        return keptBytes;
    }

    /** Bytes that would be gone if no reader held them; any thread. */
    public long heldBackBytes() {
        return heldBackBytes;
    }

    /**
     * @param presentBytes what the segment being written takes.
     * @param nowNs published time of the last event, epoch nanoseconds.
     */
    public void enforce(final long presentBytes, final long nowNs) {
        while (!kept.isEmpty() && isTooMuch(kept.peek(), presentBytes + keptBytes, nowNs)) {
            if (!delete(kept.peek(), presentBytes, nowNs)) {
                return;
            }
            keptBytes -= kept.poll().length;
        }
        heldBack = false;
        heldBackBytes = 0;
    }

    private boolean isTooMuch(final Ended oldest, final long bytes, final long nowNs) {
        final boolean isTooOld =
                retainNs > 0 && nowNs > oldest.lastTimeNs && nowNs - oldest.lastTimeNs > retainNs;
        return isTooOld || retainBytes > 0 && bytes > retainBytes;
    }

    private boolean delete(final Ended oldest, final long presentBytes, final long nowNs) {
        try (AutoCloseable hold = exclusiveHold.apply(oldest.folder)) {
            if (hold == null) {
                holdBack(oldest, presentBytes, nowNs);
                return false;
            }
            SegmentFolder.delete(oldest.folder);
            LOG.info("deleted the journal's oldest segment {}", oldest.folder);
            return true;
        } catch (final Exception e) {
            // Whatever it is: the disk is to be watched all the same.
            if (!heldBack) {
                LOG.warn("segment {} is to go and cannot be deleted", oldest.folder, e);
            }
            heldBack = true;
            return false;
        }
    }

    private void holdBack(final Ended oldest, final long presentBytes, final long nowNs) {
        long bytes = presentBytes + keptBytes;
        long held = 0;
        for (final Ended ended : kept) {
            if (!isTooMuch(ended, bytes, nowNs)) {
                break;
            }
            bytes -= ended.length;
            held += ended.length;
        }
        heldBackBytes = held;
        if (!heldBack) {
            heldBack = true;
            LOG.warn(
                    "segment {} is to go, but a reader holds it: {} bytes are kept for it",
                    oldest.folder,
                    held);
        }
    }
}
