/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import java.util.EnumMap;
import java.util.Map;

/** The counters while they count. Simulator thread only. */
final class Totals {
    long framesSent;
    long bytesSent;
    long connectionsAccepted;
    int subscriptions;
    long testRequestsSent;
    long testRequestsAnswered;
    long changesSkipped;
    long changesDuplicated;
    long rubbishSent;
    private final Map<CloseCause, Long> closes = new EnumMap<>(CloseCause.class);

    Totals() {
        for (final CloseCause cause : CloseCause.values()) {
            closes.put(cause, 0L);
        }
    }

    void closed(final CloseCause cause) {
        closes.merge(cause, 1L, Long::sum);
    }

    SimulatorCounters snapshot(final int connectionsOpen, final long marketEvents) {
        return new SimulatorCounters(
                framesSent,
                bytesSent,
                connectionsAccepted,
                connectionsOpen,
                subscriptions,
                marketEvents,
                testRequestsSent,
                testRequestsAnswered,
                changesSkipped,
                changesDuplicated,
                rubbishSent,
                closes);
    }
}
