/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

import io.novaring.tools.simulator.schedule.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The locks of each account and currency: one request holds a lock for the matching delay and is
 * then carried out, at most eight wait behind it in the order they came. Simulator thread only.
 */
public final class MatchingQueue {
    /** A ninth is refused. */
    public static final int WAITING_MAX = 8;

    private static final long PATIENCE_NS = 5_000_000_000L;

    private final Timers timers;
    private final long delayNs;
    private final Map<String, Lock> locks = new HashMap<>();

    /** A request that may wait. */
    public interface Work {
        void execute(long nowNs);

        /** It has waited five seconds and was taken out. */
        void onTimeout(long nowNs);
    }

    public MatchingQueue(final Timers timers, final long delayNs) {
        this.timers = timers;
        this.delayNs = delayNs;
    }

    /**
     * Carries it out when its turn has come: at once without a delay.
     *
     * @return false when too many wait already; nothing is done then.
     */
    public boolean add(
            final String account, final String currency, final Work work, final long nowNs) {
        if (delayNs == 0) {
            work.execute(nowNs);
            return true;
        }
        final Lock lock = locks.computeIfAbsent(account + '\n' + currency, name -> new Lock());
        if (!lock.held) {
            lock.hold(work, nowNs);
            return true;
        }
        if (lock.waiting.size() == WAITING_MAX) {
            return false;
        }
        lock.waiting.add(work);
        final long dueNs = nowNs + PATIENCE_NS;
        timers.at(
                dueNs,
                () -> {
                    if (lock.waiting.remove(work)) {
                        work.onTimeout(dueNs);
                    }
                });
        return true;
    }

    /** Takes out what waits; what holds its lock already is carried out. */
    public List<Work> withdraw(final Predicate<Work> which) {
        final List<Work> withdrawn = new ArrayList<>();
        for (final Lock lock : locks.values()) {
            lock.waiting.stream().filter(which).forEach(withdrawn::add);
            lock.waiting.removeIf(which);
        }
        return withdrawn;
    }

    private final class Lock {
        private final Deque<Work> waiting = new ArrayDeque<>();
        private boolean held;

        private void hold(final Work work, final long nowNs) {
            held = true;
            final long dueNs = nowNs + delayNs;
            timers.at(
                    dueNs,
                    () -> {
                        work.execute(dueNs);
                        held = false;
                        final Work next = waiting.poll();
                        if (next != null) {
                            hold(next, dueNs);
                        }
                    });
        }
    }
}
