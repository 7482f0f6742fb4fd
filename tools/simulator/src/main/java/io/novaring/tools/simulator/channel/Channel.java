/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel that somebody is subscribed to. Everything a subscriber gets after its first message
 * is the same for all of them, so it is written once.
 */
public abstract class Channel {
    /** Pushed with every event. */
    static final long RAW = 0;

    private static final byte[] END = bytes("}}");
    private static final byte[] NAME_KEY = bytes("\"instrument_name\":\"");
    private static final byte[] NAME_END = bytes("\",");

    final String name;
    final long intervalNs;

    /** Something happened since the last flush; only merged channels are ever dirty. */
    boolean dirty;

    long flushDueNs;
    final List<Subscriber> subscribers = new ArrayList<>();

    /** The instruments whose events concern this channel. */
    List<Instrument> sources = List.of();

    /** Null unless somebody wants to count or break. */
    Tap tap;

    private final byte[] head;

    Channel(final String name, final long intervalNs) {
        this.name = name;
        this.intervalNs = intervalNs;
        this.head =
                bytes(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\","
                                + "\"params\":{\"channel\":\""
                                + name
                                + "\",\"data\":");
    }

    static byte[] bytes(final String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    public final String name() {
        return name;
    }

    /** Within one event: trades, then book, then quote, then ticker. */
    int rank() {
        return 0;
    }

    /** Whether a message is due every interval, whatever happened. */
    boolean isPeriodic() {
        return false;
    }

    /** The first subscriber comes: the state merged messages are measured against starts here. */
    void open() {
        // most channels keep nothing
    }

    /** Whether a new instrument belongs to it. */
    boolean covers(final Instrument instrument) {
        return false;
    }

    /** Hands a finished frame to every subscriber who may hear it; returns 1. */
    public final int deliver(final FrameWriter frame, final long dueNs) {
        for (int i = 0; i < subscribers.size(); i++) {
            final Subscriber subscriber = subscribers.get(i);
            if (tap == null || !tap.isSilent(subscriber)) {
                subscriber.publish(frame, dueNs);
            }
        }
        return 1;
    }

    /** Hands a finished frame to one subscriber. */
    public final void deliverTo(
            final Subscriber subscriber, final FrameWriter frame, final long dueNs) {
        subscriber.publish(frame, dueNs);
    }

    /** Those who listen now. */
    public final List<Subscriber> subscribers() {
        return List.copyOf(subscribers);
    }

    /** Writes what a new subscriber gets at once; false when it gets nothing. */
    boolean writeFirst(final FrameWriter out) {
        return false;
    }

    /** Writes what an event is worth; false when nothing is to be sent now. */
    boolean writeEvent(final Step step, final FrameWriter out) {
        return false;
    }

    /** Writes what has gathered since the last flush; false when nothing is to be sent. */
    boolean writeMerged(final FrameWriter out) {
        return false;
    }

    /** {@code "instrument_name":"BTC-PERPETUAL"} and a comma. */
    static void writeName(final Instrument instrument, final FrameWriter out) {
        out.raw(NAME_KEY).raw(instrument.nameBytes).raw(NAME_END);
    }

    final void begin(final FrameWriter out) {
        out.reset().raw(head);
    }

    final void end(final FrameWriter out) {
        out.raw(END).finish(FrameWriter.TEXT);
    }
}
