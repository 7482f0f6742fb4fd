/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A fault has happened.
 *
 * @param planned which.
 * @param time by the clock of the simulator's timestamps.
 * @param sinceStart by the simulator's clock.
 * @param connections numbers of the upgraded connections it happened to, as {@code FrameListener}
 *     counts them; empty for what has no number yet or concerns no one connection.
 * @param channel or null.
 * @param detail in words, never null: a change id, a request's method.
 */
public record FaultReport(
        PlannedFault planned,
        Instant time,
        Duration sinceStart,
        List<Integer> connections,
        String channel,
        String detail) {
    public FaultReport {
        connections = List.copyOf(connections);
    }

    /** One line for a person. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("fault ").append(planned.fault());
        text.append(" after ").append(sinceStart.toMillis()).append(" ms");
        if (!connections.isEmpty()) {
            text.append(" on connection ")
                    .append(connections.toString().replaceAll("[\\[\\]]", ""));
        }
        if (channel != null) {
            text.append(" on ").append(channel);
        }
        return detail.isEmpty() ? text.toString() : text + " (" + detail + ")";
    }
}
