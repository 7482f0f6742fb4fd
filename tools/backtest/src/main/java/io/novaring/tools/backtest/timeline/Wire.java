/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.tools.backtest.latency.LatencyModel;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What is on its way between the engine and the venue. Like a TCP connection it keeps the order of
 * each direction: what would overtake arrives with what is before it. One thread.
 */
final class Wire implements VirtualVenue.Replies {
    /**
     * @param epoch of the session it belongs to.
     * @param message null for a connection that begins or ends.
     * @param code WebSocket close code of one that ends.
     */
    record Frame(long dueNs, int epoch, byte[] message, boolean isEnd, int code, String text) {}

    private final VirtualVenue venue;
    private final LatencyModel latency;
    private final ArrayDeque<Frame> there = new ArrayDeque<>();
    private final ArrayDeque<Frame> back = new ArrayDeque<>();
    private VirtualVenue.Session session;
    private int sessionEpoch;
    private long lastThereNs = Long.MIN_VALUE;
    private long lastBackNs = Long.MIN_VALUE;

    Wire(final VirtualVenue venue, final LatencyModel latency) {
        this.venue = venue;
        this.latency = latency;
    }

    /** Begins a connection; when it is open on our side. */
    long connect(final int epoch, final long nowNs) {
        put(epoch, null, false, nowNs);
        lastBackNs = Math.max(lastBackNs, lastThereNs + latency.wayBackNs(lastThereNs));
        return lastBackNs;
    }

    /** A message leaves. */
    void send(final int epoch, final byte[] message, final long nowNs) {
        put(epoch, message, false, nowNs);
    }

    /** The connection ends on our side. */
    void disconnect(final int epoch, final long nowNs) {
        put(epoch, null, true, nowNs);
    }

    private void put(final int epoch, final byte[] message, final boolean isEnd, final long nowNs) {
        lastThereNs = Math.max(lastThereNs, nowNs + latency.wayThereNs(nowNs));
        there.add(new Frame(lastThereNs, epoch, message, isEnd, 0, ""));
    }

    /** When something arrives at the venue, or {@link VirtualVenue#NEVER}. */
    long venueDueNs() {
        return there.isEmpty() ? VirtualVenue.NEVER : there.peek().dueNs();
    }

    /** Hands the venue what arrives there next. */
    void arrive() {
        final Frame frame = there.remove();
        if (frame.message() != null) {
            if (session != null && sessionEpoch == frame.epoch()) {
                session.onMessage(frame.message(), frame.message().length, frame.dueNs());
            }
        } else if (!frame.isEnd()) {
            sessionEpoch = frame.epoch();
            session = venue.connect(this, frame.dueNs());
        } else if (session != null && sessionEpoch == frame.epoch()) {
            final VirtualVenue.Session ended = session;
            session = null;
            ended.onDisconnect(frame.dueNs());
        }
    }

    @Override
    public void onMessage(final byte[] message, final int length, final long timeNs) {
        answer(Arrays.copyOf(message, length), false, 0, "", timeNs);
    }

    @Override
    public void onClose(final int code, final String text, final long timeNs) {
        session = null;
        answer(null, true, code, text, timeNs);
    }

    private void answer(
            final byte[] message,
            final boolean isEnd,
            final int code,
            final String text,
            final long timeNs) {
        lastBackNs = Math.max(lastBackNs, timeNs + latency.wayBackNs(timeNs));
        back.add(new Frame(lastBackNs, sessionEpoch, message, isEnd, code, text));
    }

    /** When something arrives on our side, or {@link VirtualVenue#NEVER}. */
    long engineDueNs() {
        return back.isEmpty() ? VirtualVenue.NEVER : back.peek().dueNs();
    }

    /** What arrives on our side next. */
    Frame receive() {
        return back.remove();
    }
}
