/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.engine.stage.RequestSink;
import java.util.Objects;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

/**
 * What stages want done, on its way to the I/O thread. Written by the stages' threads, drained by
 * the I/O thread. Its own ring: a program that floods the user's commands cannot hold up a
 * heartbeat.
 */
public final class StageCommands implements RequestSink {
    private static final int SEND = 1;
    private static final int DISCONNECT = 2;
    private static final int REAUTHENTICATE = 3;

    private static final int CONNECTION = 0;
    private static final int EPOCH = 4;
    private static final int TYPE = 8;
    private static final int REQUEST_ID = 16;
    private static final int TOKEN = 24;
    private static final int PAYLOAD = 32;

    private final ManyToOneRingBuffer ring;
    private final Runnable wakeUp;
    private final MessageHandler onMessage = this::onMessage;
    private Receiver receiver;
    private byte[] payload = new byte[4096];

    public StageCommands(final int capacity, final Runnable wakeUp) {
        ring = CommandRing.create(capacity);
        this.wakeUp = wakeUp;
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
        // Before the claim: one that is never committed would block the ring for ever.
        Objects.checkFromIndexSize(0, length, message.length);
        final int index = claim(SEND, PAYLOAD + length);
        final MutableDirectBuffer buffer = ring.buffer();
        buffer.putInt(index + CONNECTION, connectionId);
        buffer.putInt(index + EPOCH, epoch);
        buffer.putInt(index + TYPE, requestType);
        buffer.putLong(index + REQUEST_ID, requestId);
        buffer.putLong(index + TOKEN, token);
        buffer.putBytes(index + PAYLOAD, message, 0, length);
        ring.commit(index);
        wakeUp.run();
    }

    @Override
    public void disconnect(
            final int stage,
            final int connectionId,
            final int epoch,
            final DisconnectReason reason) {
        final int index = claim(DISCONNECT, REQUEST_ID);
        final MutableDirectBuffer buffer = ring.buffer();
        buffer.putInt(index + CONNECTION, connectionId);
        buffer.putInt(index + EPOCH, epoch);
        buffer.putInt(index + TYPE, reason.code());
        ring.commit(index);
        wakeUp.run();
    }

    @Override
    public void reauthenticate(final int stage, final int connectionId, final int epoch) {
        final int index = claim(REAUTHENTICATE, TYPE);
        final MutableDirectBuffer buffer = ring.buffer();
        buffer.putInt(index + CONNECTION, connectionId);
        buffer.putInt(index + EPOCH, epoch);
        ring.commit(index);
        wakeUp.run();
    }

    /**
     * Stages are bounded by credits and the I/O thread drains every cycle: a full ring is a bug,
     * and dropping a wish silently would make a replay differ.
     */
    private int claim(final int type, final int length) {
        final int index = ring.tryClaim(type, length);
        if (index < 0) {
            throw new IllegalStateException(
                    "the stages' command ring of "
                            + ring.capacity()
                            + " bytes is full: the I/O thread does not drain it");
        }
        return index;
    }

    /** Hands waiting wishes over; I/O thread. */
    int drain(final Receiver target) {
        receiver = target;
        final int count = ring.read(onMessage);
        // None may mean that only the padding at the ring's end was read.
        return count > 0 ? count : ring.read(onMessage);
    }

    private void onMessage(
            final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        final int connectionId = buffer.getInt(index + CONNECTION);
        final int epoch = buffer.getInt(index + EPOCH);
        if (type == DISCONNECT) {
            receiver.onDisconnect(
                    connectionId, epoch, DisconnectReason.ofCode(buffer.getInt(index + TYPE)));
            return;
        }
        if (type == REAUTHENTICATE) {
            receiver.onReauthenticate(connectionId, epoch);
            return;
        }
        final int payloadLength = length - PAYLOAD;
        if (payload.length < payloadLength) {
            payload = new byte[Integer.highestOneBit(payloadLength) << 1];
        }
        buffer.getBytes(index + PAYLOAD, payload, 0, payloadLength);
        receiver.onSend(
                connectionId,
                epoch,
                buffer.getInt(index + TYPE),
                buffer.getLong(index + REQUEST_ID),
                buffer.getLong(index + TOKEN),
                payload,
                payloadLength);
    }

    /** Takes drained wishes. */
    interface Receiver {
        void onSend(
                int connectionId,
                int epoch,
                int requestType,
                long requestId,
                long token,
                byte[] message,
                int length);

        void onDisconnect(int connectionId, int epoch, DisconnectReason reason);

        void onReauthenticate(int connectionId, int epoch);
    }
}
