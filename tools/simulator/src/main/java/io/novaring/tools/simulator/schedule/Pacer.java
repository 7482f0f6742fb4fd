/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.schedule;

/**
 * An open-loop schedule: message n is due n periods after the start, however late the messages
 * before it were. Time is an argument; one thread.
 */
public final class Pacer {
    private static final long SECOND_NS = 1_000_000_000L;

    private long ratePerSecond;
    private long epochNs;
    private long count;

    /** Starts a new schedule now: what was due and not sent is forgotten. */
    public void restart(final long rate, final long nowNs) {
        ratePerSecond = rate;
        epochNs = nowNs;
        count = 0;
    }

    public long ratePerSecond() {
        return ratePerSecond;
    }

    public boolean unlimited() {
        return ratePerSecond >= Integer.MAX_VALUE;
    }

    public boolean stopped() {
        return ratePerSecond == 0;
    }

    /** When the next message is due; meaningless when stopped or unlimited. */
    public long dueNs() {
        return epochNs + count * SECOND_NS / ratePerSecond;
    }

    /** Between two messages; meaningless when stopped or unlimited. */
    public long periodNs() {
        return SECOND_NS / ratePerSecond;
    }

    /** Counts messages as sent. */
    public void advance(final long messages) {
        count += messages;
        while (count >= ratePerSecond) {
            // A whole second moves to the epoch, exactly: the product above never overflows.
            epochNs += SECOND_NS;
            count -= ratePerSecond;
        }
    }
}
