/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.query.Outbox;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Duration;

/** The ways an answer can go wrong on its way back. Simulator thread only. */
final class Answers {
    /** Larger than any id a client counts up to. */
    private static final long UNKNOWN_ID = 8_999_999_999_999_999L;

    private final Timers timers;

    Answers(final Timers timers) {
        this.timers = timers;
    }

    /** The way of the next answer; a fault that is none of its kind, or null, changes nothing. */
    Outbox outbox(final Connection connection, final Fault fault) {
        final FaultKind kind = fault == null ? null : fault.kind();
        if (kind == FaultKind.NO_ANSWER) {
            return (frame, dueNs) -> {};
        }
        if (kind == FaultKind.LATE_ANSWER) {
            return late(connection, fault.duration());
        }
        if (kind == FaultKind.DUPLICATE_ANSWER) {
            return (frame, dueNs) -> {
                connection.send(frame, dueNs);
                connection.send(frame, dueNs);
            };
        }
        return connection::send;
    }

    Outbox late(final Connection connection, final Duration delay) {
        return (frame, dueNs) -> {
            final byte[] payload = frame.payload();
            final long lateNs = dueNs + delay.toNanos();
            timers.at(
                    lateNs,
                    () ->
                            connection.send(
                                    new FrameWriter().raw(payload).finish(FrameWriter.TEXT),
                                    lateNs));
        };
    }

    /** The id the answer bears. */
    JsonNode id(final Connection connection, final Fault fault, final JsonNode right) {
        final FaultKind kind = fault == null ? null : fault.kind();
        if (kind == FaultKind.UNKNOWN_ID) {
            return LongNode.valueOf(UNKNOWN_ID);
        }
        if (kind == FaultKind.WRONG_ID) {
            return connection.lastId == null ? LongNode.valueOf(0) : connection.lastId;
        }
        return right;
    }
}
