/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.schedule;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.charset.StandardCharsets;

/**
 * The venue's liveness check of one connection: a {@code test_request} every interval and 0.6 s,
 * and the end when none is answered within an interval. Time is an argument.
 */
public final class LivenessCheck {
    /** The shortest interval that may be asked for. */
    public static final double INTERVAL_SECONDS_MIN = 10;

    /** What the venue closes a silent connection with. */
    public static final int CODE = 4000;

    public static final String REASON = "heartbeat close";

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
    private final Line line;
    private final FrameWriter out = new FrameWriter();

    /** The connection that is looked after. */
    public interface Line {
        /** Channel messages so far: what keeps a connection from being idle. */
        long channelFrameCount();

        /** Takes a copy of a finished frame. */
        void send(FrameWriter frame, long nowNs);

        /** A {@code test_request} was sent. */
        void onTestSent();

        /** It was answered. */
        void onTestAnswered();

        /** It was not: the connection is to be closed. */
        void onSilence();
    }

    /**
     * @param scale of every interval: below 1 is faster than the venue.
     */
    public LivenessCheck(final Line line, final double scale) {
        this.line = line;
        this.scale = scale;
    }

    private static byte[] bytes(final String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    public void start(final double intervalSeconds, final long nowNs) {
        on = true;
        waiting = false;
        answerNs = (long) (intervalSeconds * scale * SECOND_NS);
        periodNs = (long) ((intervalSeconds + LAG_SECONDS) * scale * SECOND_NS);
        testDueNs = nowNs + periodNs;
        framesBefore = line.channelFrameCount();
    }

    public void stop() {
        on = false;
        waiting = false;
    }

    /** When something is due next; {@link Long#MAX_VALUE} while it is off. */
    public long nextDueNs() {
        if (!on) {
            return Long.MAX_VALUE;
        }
        return waiting ? Math.min(testDueNs, testSentNs + answerNs) : testDueNs;
    }

    /** The client called {@code public/test}. */
    public void onTest() {
        if (waiting) {
            waiting = false;
            line.onTestAnswered();
        }
    }

    public void onTick(final long nowNs) {
        if (!on) {
            return;
        }
        if (waiting && nowNs - testSentNs >= answerNs) {
            line.onSilence();
        } else if (nowNs - testDueNs >= 0) {
            final boolean idle = line.channelFrameCount() == framesBefore;
            if (idle) {
                line.send(out.reset().raw(BEAT).finish(FrameWriter.TEXT), nowNs);
            }
            line.send(out.reset().raw(TEST).finish(FrameWriter.TEXT), nowNs);
            line.onTestSent();
            framesBefore = line.channelFrameCount();
            testDueNs = nowNs + periodNs;
            if (!waiting) {
                waiting = true;
                testSentNs = nowNs;
            }
        }
    }
}
