/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.schedule.LivenessCheck;
import io.novaring.tools.simulator.wire.FrameWriter;

/** The venue's liveness check of one connection, counted. Time is an argument. */
final class Heartbeat implements LivenessCheck.Line {
    private final Connection connection;
    private final Totals totals;
    private final LivenessCheck check;

    Heartbeat(final Connection connection, final double scale, final Totals totals) {
        this.connection = connection;
        this.totals = totals;
        this.check = new LivenessCheck(this, scale);
    }

    void start(final double intervalSeconds, final long nowNs) {
        check.start(intervalSeconds, nowNs);
    }

    void stop() {
        check.stop();
    }

    /** When something is due next; {@link Long#MAX_VALUE} while it is off. */
    long nextDueNs() {
        return check.nextDueNs();
    }

    /** The client called {@code public/test}. */
    void onTest() {
        check.onTest();
    }

    void onTick(final long nowNs) {
        check.onTick(nowNs);
    }

    @Override
    public long channelFrameCount() {
        return connection.channelFrameCount();
    }

    @Override
    public void send(final FrameWriter frame, final long nowNs) {
        connection.send(frame, nowNs);
    }

    @Override
    public void onTestSent() {
        totals.testRequestsSent++;
    }

    @Override
    public void onTestAnswered() {
        totals.testRequestsAnswered++;
    }

    @Override
    public void onSilence() {
        connection.close(LivenessCheck.CODE, LivenessCheck.REASON, CloseCause.HEARTBEAT);
    }
}
