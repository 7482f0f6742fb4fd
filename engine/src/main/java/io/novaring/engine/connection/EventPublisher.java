/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.EventSink;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.connection.wire.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fills and publishes ring events: one method for each origin. I/O thread; allocates nothing. */
final class EventPublisher {
    private static final byte[] EMPTY = new byte[0];
    private static final byte BLANK = '*';

    private final EventSink sink;
    private final EpochClock clock;
    private final Symbols symbols;
    private final int holdMax;
    private int heldCount;
    private int heldMax = 1;

    EventPublisher(final EventSink sink, final EpochClock clock, final Symbols symbols) {
        this.sink = sink;
        this.clock = clock;
        this.symbols = symbols;
        this.holdMax = sink.holdMax();
    }

    /**
     * Copies a message in and decodes it; {@link #publish} must follow. Its code tells whether the
     * text is UTF-8.
     */
    MarketEvent inbound(
            final int connectionId,
            final int epoch,
            final long receivedTimeNs,
            final FrameDecoder decoder,
            final ByteBuffer source,
            final int offset,
            final int length) {
        final MarketEvent event = claim(Origin.INBOUND, EventKind.REJECT, connectionId, epoch);
        event.receivedTimeNs = receivedTimeNs;
        final byte[] raw = event.ensureRaw(length);
        source.get(offset, raw, 0, length);
        event.rawLength = length;
        final boolean isText = Utf8.isValid(raw, length);
        event.code =
                isText ? InboundDecoding.DECODE : InboundDecoding.codeOf(RejectReason.BAD_UTF8);
        InboundDecoding.decode(event, decoder);
        return event;
    }

    /** Makes a message that cannot be read one that nobody can: its bytes may hold a secret. */
    void blank(final MarketEvent event, final FrameDecoder decoder) {
        Arrays.fill(event.raw, 0, event.rawLength, BLANK);
        event.flags = 0;
        event.channelId = MarketEvent.NONE;
        event.instrumentId = MarketEvent.NONE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.requestId = MarketEvent.ABSENT;
        InboundDecoding.decode(event, decoder);
    }

    /** Bytes of a secret stay in the read buffer until others take their place: now. */
    static void wipe(final ByteBuffer source, final int offset, final int length) {
        for (int i = offset; i < offset + length; i++) {
            source.put(i, (byte) 0);
        }
    }

    void rejected(
            final int connectionId,
            final int epoch,
            final long receivedTimeNs,
            final RejectReason reason) {
        final MarketEvent event = begin(Origin.INBOUND, EventKind.REJECT, connectionId, epoch);
        event.receivedTimeNs = receivedTimeNs;
        event.code = InboundDecoding.codeOf(reason);
        InboundDecoding.decode(event, null);
        publish(event);
    }

    void outbound(
            final int connectionId,
            final int epoch,
            final boolean sent,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final MarketEvent event = begin(Origin.OUTBOUND, EventKind.OUTBOUND, connectionId, epoch);
        event.flags = sent ? 0 : MarketEvent.UNSENT;
        event.code = requestType;
        event.requestId = requestId;
        event.token = token;
        event.setRaw(message, 0, length);
        event.receivedTimeNs = clock.epochNs();
        publish(event);
    }

    void lifecycle(
            final int connectionId,
            final int epoch,
            final Lifecycle state,
            final DisconnectReason reason,
            final long value,
            final int closeCode,
            final String text) {
        final MarketEvent event = begin(Origin.LIFECYCLE, EventKind.LIFECYCLE, connectionId, epoch);
        event.code = state.code();
        event.reason = reason == null ? 0 : reason.code();
        event.requestId = value;
        event.token = closeCode;
        // Lifecycle changes are rare and their text is for people: the only allocation here.
        final byte[] bytes = text == null ? EMPTY : text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
        event.receivedTimeNs = clock.epochNs();
        publish(event);
    }

    void journal(final RecorderState state, final long freeBytes) {
        final MarketEvent event = begin(Origin.LIFECYCLE, EventKind.LIFECYCLE, MarketEvent.NONE, 0);
        event.code = Lifecycle.JOURNAL_STATE.code();
        event.reason = state.code();
        event.requestId = freeBytes;
        event.token = 0;
        event.setRaw(EMPTY, 0, 0);
        event.receivedTimeNs = clock.epochNs();
        publish(event);
    }

    void tick(final int connectionId, final int epoch, final long nowNs) {
        final MarketEvent event = begin(Origin.TICK, EventKind.TICK, connectionId, epoch);
        event.receivedTimeNs = nowNs;
        publish(event);
    }

    void command(
            final int connectionId,
            final int epoch,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload,
            final int length) {
        final MarketEvent event = begin(Origin.COMMAND, EventKind.COMMAND, connectionId, epoch);
        event.code = type.code();
        event.requestId = requestType;
        event.token = token;
        event.setRaw(payload, 0, length);
        InboundDecoding.nameInstrument(event, symbols);
        event.receivedTimeNs = clock.epochNs();
        publish(event);
    }

    private MarketEvent begin(
            final Origin origin, final EventKind kind, final int connectionId, final int epoch) {
        // What was received before comes before.
        publishHeld();
        return claim(origin, kind, connectionId, epoch);
    }

    private MarketEvent claim(
            final Origin origin, final EventKind kind, final int connectionId, final int epoch) {
        final MarketEvent event = sink.claim();
        event.reset(origin, kind);
        event.connectionId = connectionId;
        event.epoch = epoch;
        return event;
    }

    /** Publishes an event at once, and with it what is held. */
    void publish(final MarketEvent event) {
        if (heldCount > 0) {
            heldCount++;
            sink.hold();
            publishHeld();
        } else {
            event.publishedTimeNs = clock.epochNs();
            sink.publish();
        }
    }

    /**
     * Publishes an inbound message, now or together with those behind it; the caller must end with
     * {@link #endRead}. The first of a read goes at once, then two together, then four: no message
     * waits longer for those behind it than it did for those before.
     *
     * @param mayHold false where what comes next is acted upon before stages see it, such as the
     *     answer to a login: what came before it is to be known by then.
     */
    void publishInbound(final MarketEvent event, final boolean mayHold) {
        if (holdMax == 1 || !mayHold) {
            publish(event);
            return;
        }
        heldCount++;
        if (!sink.hold() || heldCount >= heldMax) {
            publishHeld();
            heldMax = Math.min(holdMax, heldMax << 1);
        }
    }

    /** Publishes what is held: nothing more comes with it. */
    void endRead() {
        heldMax = 1;
        publishHeld();
    }

    private void publishHeld() {
        if (heldCount > 0) {
            heldCount = 0;
            sink.publishHeld(clock.epochNs());
        }
    }
}
