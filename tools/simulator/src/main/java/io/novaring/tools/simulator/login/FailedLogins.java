/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts failed logins of each key: too many within a minute lock it. Simulator thread only. */
final class FailedLogins {
    private static final int FAILURES_MAX = 10;
    private static final long WINDOW_MS = 60_000;

    private final Map<String, Deque<Long>> failures = new HashMap<>();

    /**
     * @param keyId empty for all ids that nobody has.
     */
    boolean isOverLimit(final String keyId, final long nowMs) {
        final Deque<Long> times = failures.get(keyId);
        while (times != null && !times.isEmpty() && nowMs - times.peekFirst() >= WINDOW_MS) {
            times.removeFirst();
        }
        return times != null && times.size() >= FAILURES_MAX;
    }

    void onFailure(final String keyId, final long nowMs) {
        failures.computeIfAbsent(keyId, id -> new ArrayDeque<>()).addLast(nowMs);
    }

    void onSuccess(final String keyId) {
        failures.remove(keyId);
    }
}
