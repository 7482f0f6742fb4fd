/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.charset.StandardCharsets;

/**
 * The venue's liveness check of one connection: a {@code test_request} every interval and 0.6 s,
 * and code 4000 when none is answered within an interval. Time is an argument.
 */
final class Heartbeat {
    private static final int CODE = 4000;
    private static final double SECOND_NS = 1e9;
    private static final double LAG_SECONDS = 0.6;
    private static final byte[] TEST =
            bytes(
                    "{\"params\":{\"type\":\"test_request\"},\"method\":\"heartbeat\","
                            + "\"jsonrpc\":\"2.0\"}");
    private static final byte[] BEAT =
            bytes(
                    "{\"params\":{\"type\":\"heartbeat\"},\"method\":\"heartbeat\","
                            + "\"jsonrpc\":\"2.0\"}");

    private final double scale;
    private boolean on;
    private boolean waiting;
    private long answerNs;
    private long periodNs;
    private long testDueNs;
    private long testSentNs;
    private long framesBefore;
    private final Connection connection;
    private final Totals totals;
    private final FrameWriter out = new FrameWriter();

    Heartbeat(final Connection connection, final double scale, final Totals totals) {
        this.connection = connection;
        this.scale = scale;
        this.totals = totals;
    }

    private static byte[] bytes(final String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    void start(final double intervalSeconds, final long nowNs) {
        on = true;
        waiting = false;
        answerNs = (long) (intervalSeconds * scale * SECOND_NS);
        periodNs = (long) ((intervalSeconds + LAG_SECONDS) * scale * SECOND_NS);
        testDueNs = nowNs + periodNs;
        framesBefore = connection.channelFrameCount();
    }

    void stop() {
        on = false;
        waiting = false;
    }

    /** When something is due next; {@link Long#MAX_VALUE} while it is off. */
    long nextDueNs() {
        if (!on) {
            return Long.MAX_VALUE;
        }
        return waiting ? Math.min(testDueNs, testSentNs + answerNs) : testDueNs;
    }

    /** The client called {@code public/test}. */
    void onTest() {
        if (waiting) {
            waiting = false;
            totals.testRequestsAnswered++;
        }
    }

    void onTick(final long nowNs) {
        if (!on) {
            return;
        }
        if (waiting && nowNs - testSentNs >= answerNs) {
            connection.close(CODE, "heartbeat close", CloseCause.HEARTBEAT);
        } else if (nowNs - testDueNs >= 0) {
            final boolean idle = connection.channelFrameCount() == framesBefore;
            if (idle) {
                connection.send(out.reset().raw(BEAT).finish(FrameWriter.TEXT), nowNs);
            }
            connection.send(out.reset().raw(TEST).finish(FrameWriter.TEXT), nowNs);
            totals.testRequestsSent++;
            framesBefore = connection.channelFrameCount();
            testDueNs = nowNs + periodNs;
            if (!waiting) {
                waiting = true;
                testSentNs = nowNs;
            }
        }
    }
}
