/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.schedule;

import java.util.PriorityQueue;

/** Work for later, in the order it is due and then in the order it came. Simulator thread only. */
public final class Timers {
    private long number;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();

    public void at(final long dueNs, final Runnable work) {
        timers.add(new Timer(dueNs, number++, work));
    }

    /** {@link Long#MAX_VALUE} when there is none. */
    public long nextDueNs() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().dueNs;
    }

    /** Runs what is due, and what that makes due at once. */
    public void run(final long nowNs) {
        while (!timers.isEmpty() && nowNs - timers.peek().dueNs >= 0) {
            timers.poll().work.run();
        }
    }

    private record Timer(long dueNs, long number, Runnable work) implements Comparable<Timer> {
        // By differences, so that nanoTime may wrap.
        @Override
        public int compareTo(final Timer other) {
            final int byTime = Long.signum(dueNs - other.dueNs);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }
}
