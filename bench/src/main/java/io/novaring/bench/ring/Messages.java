/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.bench.Frames;
import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.stage.RequestSink;
import io.novaring.engine.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Frames of the simulator, and a venue that grants what stages ask for: enough to have books LIVE
 * and every message welcome. Frames come round again and again; each round begins with a snapshot
 * of every book, so that the chain of changes holds.
 */
final class Messages implements RequestSink {
    private static final int CONNECTION = 0;
    private static final int EPOCH = 1;
    private static final long STEP_NS = 20_000;
    private static final Pattern CHANNEL = Pattern.compile("\"channel\":\"([^\"]+)\"");
    private static final Pattern CHANNELS = Pattern.compile("\"channels\":(\\[[^]]*])");

    private final VenueClient client;
    private final Consumer<Consumer<MarketEvent>> publisher;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private FrameDecoder decoder;
    private long nowNs = 1_700_000_000_000_000_000L;

    private record Sent(int type, long requestId, byte[] message) {}

    /**
     * @param publisher has an event filled by what it is given, and shown to the stages.
     */
    Messages(final VenueClient client, final Consumer<Consumer<MarketEvent>> publisher) {
        this.client = client;
        this.publisher = publisher;
    }

    /** The first frames of each kind in turns; a power of two of kinds. */
    static List<byte[]> collect(final int count, final Collection<String> kinds) {
        final List<List<byte[]>> all = new ArrayList<>();
        for (final String kind : kinds) {
            all.add(Frames.of(kind, count / kinds.size()));
        }
        final List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < count / kinds.size(); i++) {
            for (final List<byte[]> list : all) {
                frames.add(list.get(i));
            }
        }
        return frames;
    }

    /** Opens a session and has every channel of these frames granted. */
    void open(final Symbols symbols, final List<byte[]> frames) {
        decoder = InboundDecoding.newDecoder(client.messages(), symbols);
        publish(
                Origin.LIFECYCLE,
                EventKind.LIFECYCLE,
                event -> event.code = Lifecycle.CONNECTED.code());
        final Set<String> channels = new LinkedHashSet<>();
        for (final byte[] frame : frames) {
            final Matcher found = CHANNEL.matcher(new String(frame, StandardCharsets.UTF_8));
            if (found.find()) {
                channels.add(found.group(1));
            }
        }
        publish(
                Origin.COMMAND,
                EventKind.COMMAND,
                event -> {
                    event.code = CommandType.SUBSCRIBE.code();
                    raw(event, String.join("\n", channels));
                });
        settle();
    }

    /** Answers what the stages have sent until they send no more. */
    private void settle() {
        for (Sent wish = sent.poll(); wish != null; wish = sent.poll()) {
            final Sent now = wish;
            publish(
                    Origin.OUTBOUND,
                    EventKind.OUTBOUND,
                    event -> {
                        event.code = now.type;
                        event.requestId = now.requestId;
                        event.setRaw(now.message, 0, now.message.length);
                    });
            final Matcher asked = CHANNELS.matcher(new String(now.message, StandardCharsets.UTF_8));
            final String result = asked.find() ? asked.group(1) : "\"ok\"";
            publish(
                    Origin.INBOUND,
                    EventKind.REJECT,
                    event -> {
                        raw(
                                event,
                                "{\"jsonrpc\":\"2.0\",\"id\":"
                                        + now.requestId
                                        + ",\"result\":"
                                        + result
                                        + "}");
                        decoder.decode(event);
                    });
        }
    }

    private void publish(
            final Origin origin, final EventKind kind, final Consumer<MarketEvent> filler) {
        publisher.accept(
                event -> {
                    begin(event, origin, kind);
                    filler.accept(event);
                });
    }

    private void begin(final MarketEvent event, final Origin origin, final EventKind kind) {
        nowNs += STEP_NS;
        event.reset(origin, kind);
        event.connectionId = CONNECTION;
        event.epoch = EPOCH;
        event.receivedTimeNs = nowNs;
        event.publishedTimeNs = nowNs;
    }

    /** A frame decoded into an event that stays so, and its header apart. */
    Decoded decode(final byte[] frame) {
        final MarketEvent event = new MarketEvent();
        decode(event, frame);
        return new Decoded(event);
    }

    private void decode(final MarketEvent event, final byte[] frame) {
        begin(event, Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);
        decoder.decode(event);
        if (event.kind == EventKind.REJECT) {
            throw new IllegalStateException("not decoded: " + event.rawText());
        }
    }

    private static void raw(final MarketEvent event, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
    }

    /** A decoded message: what {@link MarketEvent#reset} takes away is given back by load. */
    static final class Decoded {
        final MarketEvent event;
        private final EventKind kind;
        private final int flags;
        private final int channelId;
        private final int instrumentId;
        private final int rawLength;
        private final long exchangeTimeNs;

        private Decoded(final MarketEvent event) {
            this.event = event;
            kind = event.kind;
            flags = event.flags;
            channelId = event.channelId;
            instrumentId = event.instrumentId;
            rawLength = event.rawLength;
            exchangeTimeNs = event.exchangeTimeNs;
        }

        /** The event as it is before the stages see it. */
        MarketEvent load(final long sequence, final long nowNs) {
            return header(event, sequence, nowNs);
        }

        /** Writes header and levels into a slot of a ring, as a decoder does. */
        MarketEvent loadInto(final MarketEvent slot, final long nowNs) {
            header(slot, slot.sequence, nowNs);
            if (kind == EventKind.BOOK) {
                slot.changeId = event.changeId;
                slot.prevChangeId = event.prevChangeId;
                slot.bids.copyFrom(event.bids);
                slot.asks.copyFrom(event.asks);
            }
            return slot;
        }

        private MarketEvent header(
                final MarketEvent target, final long sequence, final long nowNs) {
            target.reset(Origin.INBOUND, kind);
            target.sequence = sequence;
            target.connectionId = CONNECTION;
            target.epoch = EPOCH;
            target.receivedTimeNs = nowNs;
            target.rawLength = rawLength;
            target.flags = flags;
            target.channelId = channelId;
            target.instrumentId = instrumentId;
            target.exchangeTimeNs = exchangeTimeNs;
            target.publishedTimeNs = nowNs;
            return target;
        }
    }

    @Override
    public void send(
            final int stage,
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final byte[] copy = new byte[length];
        System.arraycopy(message, 0, copy, 0, length);
        sent.add(new Sent(requestType, requestId, copy));
    }

    @Override
    public void disconnect(
            final int stage,
            final int connectionId,
            final int epoch,
            final DisconnectReason reason) {
        throw new IllegalStateException("stage " + stage + " ends the session: " + reason);
    }

    @Override
    public void reauthenticate(final int stage, final int connectionId, final int epoch) {
        throw new IllegalStateException("stage " + stage + " authenticates anew");
    }
}
