/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

/** Tells when something happens more than so many times within so long. Allocates nothing. */
final class RateWindow {
    private final long lengthNs;
    private final long[] timesNs;
    private int next;
    private int count;

    RateWindow(final int countMax, final long lengthNs) {
        this.lengthNs = lengthNs;
        this.timesNs = new long[countMax];
    }

    /** Notes one more; true when that makes more than the window allows. */
    boolean exceeds(final long nowNs) {
        final boolean isFull = count == timesNs.length;
        final boolean isExceeded = isFull && nowNs - timesNs[next] <= lengthNs;
        timesNs[next] = nowNs;
        next = (next + 1) % timesNs.length;
        count = isFull ? count : count + 1;
        return isExceeded;
    }

    void clear() {
        next = 0;
        count = 0;
    }
}
