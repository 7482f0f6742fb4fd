/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import java.util.Map;

/**
 * What the simulator has done since it started, as one consistent picture.
 *
 * @param framesSent text frames handed to sockets.
 * @param bytesSent bytes the sockets took, headers included.
 * @param connectionsAccepted TCP connections, refused ones included.
 * @param connectionsOpen connections that are upgraded now.
 * @param subscriptions channel subscriptions that are live now.
 * @param marketEvents times an instrument's book has moved.
 * @param testRequestsSent heartbeats that ask for an answer.
 * @param testRequestsAnswered of those, answered with {@code public/test}.
 * @param changesSkipped book changes kept off the wire.
 * @param changesDuplicated book changes sent twice.
 * @param rubbishSent frames of {@link Rubbish}.
 * @param closes ended connections by cause; every cause is present.
 */
public record SimulatorCounters(
        long framesSent,
        long bytesSent,
        long connectionsAccepted,
        int connectionsOpen,
        int subscriptions,
        long marketEvents,
        long testRequestsSent,
        long testRequestsAnswered,
        long changesSkipped,
        long changesDuplicated,
        long rubbishSent,
        Map<CloseCause, Long> closes) {
    public SimulatorCounters {
        closes = Map.copyOf(closes);
    }
}
