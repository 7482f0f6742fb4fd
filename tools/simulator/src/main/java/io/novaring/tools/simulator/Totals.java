/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.market.Market;
import java.util.EnumMap;
import java.util.Map;

/** What the server counts itself. Simulator thread only. */
final class Totals {
    long framesSent;
    long bytesSent;
    long connectionsAccepted;
    long testRequestsSent;
    long testRequestsAnswered;
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

    SimulatorCounters snapshot(
            final int connectionsOpen, final Market market, final Channels channels) {
        return new SimulatorCounters(
                framesSent,
                bytesSent,
                connectionsAccepted,
                connectionsOpen,
                channels.subscriptions(),
                market.eventCount(),
                testRequestsSent,
                testRequestsAnswered,
                channels.changesSkipped(),
                channels.changesDuplicated(),
                rubbishSent,
                closes);
    }
}
