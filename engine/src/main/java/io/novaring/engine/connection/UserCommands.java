/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.CommandType;
import java.util.Objects;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

/**
 * What the embedding program asks for, on its way to the I/O thread, which publishes it as an
 * event. Bounded: {@link #offer} answers false when it is full. Written by any thread.
 */
public final class UserCommands {
    private static final int CONNECTION = 0;
    private static final int REQUEST_TYPE = 4;
    private static final int TOKEN = 8;
    private static final int PAYLOAD = 16;
    private static final int MESSAGES_PER_CYCLE_MAX = 16;

    private final ManyToOneRingBuffer ring;
    private final Runnable wakeUp;
    private final MessageHandler onMessage = this::onMessage;
    private Receiver receiver;
    private byte[] payload = new byte[4096];

    public UserCommands(final int capacity, final Runnable wakeUp) {
        ring = CommandRing.create(capacity);
        this.wakeUp = wakeUp;
    }

    /** Largest payload of one command, in bytes. */
    public int payloadLengthMax() {
        return ring.maxMsgLength() - PAYLOAD;
    }

    /** False when the ring is full: try again later. Any thread. */
    public boolean offer(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] source,
            final int length) {
        // Before the claim: one that is never committed would block the ring for ever.
        Objects.checkFromIndexSize(0, length, source.length);
        final int index = ring.tryClaim(type.code(), PAYLOAD + length);
        if (index < 0) {
            return false;
        }
        final MutableDirectBuffer buffer = ring.buffer();
        buffer.putInt(index + CONNECTION, connectionId);
        buffer.putInt(index + REQUEST_TYPE, requestType);
        buffer.putLong(index + TOKEN, token);
        buffer.putBytes(index + PAYLOAD, source, 0, length);
        ring.commit(index);
        wakeUp.run();
        return true;
    }

    /** Hands some waiting commands over; I/O thread. */
    public int drain(final Receiver target) {
        receiver = target;
        final int count = ring.read(onMessage, MESSAGES_PER_CYCLE_MAX);
        // None may mean that only the padding at the ring's end was read.
        return count > 0 ? count : ring.read(onMessage, MESSAGES_PER_CYCLE_MAX);
    }

    private void onMessage(
            final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        final int payloadLength = length - PAYLOAD;
        if (payload.length < payloadLength) {
            payload = new byte[Integer.highestOneBit(payloadLength) << 1];
        }
        buffer.getBytes(index + PAYLOAD, payload, 0, payloadLength);
        receiver.onCommand(
                buffer.getInt(index + CONNECTION),
                CommandType.ofCode(type),
                buffer.getInt(index + REQUEST_TYPE),
                buffer.getLong(index + TOKEN),
                payload,
                payloadLength);
    }

    /** Takes drained commands. */
    public interface Receiver {
        void onCommand(
                int connectionId,
                CommandType type,
                int requestType,
                long token,
                byte[] payload,
                int length);
    }
}
