/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

/**
 * Says when a disk is filling up. The limits are bytes, or a time at the highest rate at which this
 * run has written so far, whatever is more; though the time alone never ends a recording above the
 * bytes that only warn.
 */
public final class SpaceGuard {
    /** Enough space. */
    public static final int PLENTY = 0;

    /** Time to do something. */
    public static final int LOW = 1;

    /** Time to stop. */
    public static final int FULL = 2;

    private static final long WARN_SECONDS = 120;
    private static final long STOP_SECONDS = 30;
    private static final long SECOND_NS = 1_000_000_000L;

    /** A burst is no rate. */
    private static final long WINDOW_NS = 10 * SECOND_NS;

    private final long warnBytes;
    private final long stopBytes;
    private long windowStartNs;
    private long windowStartBytes = -1;
    private long peakBytesPerSecond;
    private int level = PLENTY;

    public SpaceGuard(final long warnBytes, final long stopBytes) {
        this.warnBytes = Math.max(warnBytes, stopBytes);
        this.stopBytes = stopBytes;
    }

    /**
     * @param nowNs of a clock that only goes forward.
     * @param writtenBytes by this run so far.
     * @return one of the three levels. Full is for good; low ends when there is a quarter more.
     */
    public int look(final long nowNs, final long writtenBytes, final long freeBytes) {
        measure(nowNs, writtenBytes);
        if (level == FULL || freeBytes < stopBelow()) {
            level = FULL;
        } else if (freeBytes < warnBelow()) {
            level = LOW;
        } else if (freeBytes >= warnBelow() + warnBelow() / 4) {
            level = PLENTY;
        }
        return level;
    }

    /** Free bytes below which the journal stops. */
    public long stopBelow() {
        return Math.max(stopBytes, Math.min(warnBytes, STOP_SECONDS * peakBytesPerSecond));
    }

    /** Free bytes below which it warns. */
    public long warnBelow() {
        return Math.max(warnBytes, WARN_SECONDS * peakBytesPerSecond);
    }

    private void measure(final long nowNs, final long writtenBytes) {
        final long elapsedNs = nowNs - windowStartNs;
        if (windowStartBytes >= 0 && elapsedNs < WINDOW_NS) {
            return;
        }
        if (windowStartBytes >= 0) {
            final long written = writtenBytes - windowStartBytes;
            final long rate = (long) (written / ((double) elapsedNs / SECOND_NS));
            peakBytesPerSecond = Math.max(peakBytesPerSecond, rate);
        }
        windowStartNs = nowNs;
        windowStartBytes = writtenBytes;
    }
}
