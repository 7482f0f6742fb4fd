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
        return kind == null ? connection::send : cut(connection, kind);
    }

    /** The ways that end with the connection; the answer's own way when it is none of them. */
    private static Outbox cut(final Connection connection, final FaultKind kind) {
        return switch (kind) {
            // What the request has caused waits in the send buffer still, and is lost with it.
            case CUT_AFTER_REQUEST -> (frame, dueNs) -> connection.reset(CloseCause.FAULT);
            case CUT_BEFORE_ANSWER ->
                    (frame, dueNs) -> {
                        connection.flush();
                        connection.reset(CloseCause.FAULT);
                    };
            case CUT_AFTER_ANSWER ->
                    (frame, dueNs) -> {
                        connection.send(frame, dueNs);
                        connection.flush();
                        connection.reset(CloseCause.FAULT);
                    };
            default -> connection::send;
        };
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
