/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.notes;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Notes on their way to the recorder's thread. Any thread may {@link #offer}; the recorder's thread
 * alone calls {@link #drainTo}. Nothing is allocated.
 */
public final class Notes {
    private static final int HEADER_LENGTH = 16;

    private final ManyToOneRingBuffer ring;
    private final AtomicLong lost = new AtomicLong();
    private final MessageHandler reader = this::read;
    private byte[] scratch = new byte[1 << 10];
    private NoteListener target;

    /**
     * @param capacity bytes of all notes that wait; a power of two.
     */
    public Notes(final int capacity) {
        ring =
                new ManyToOneRingBuffer(
                        new UnsafeBuffer(
                                ByteBuffer.allocateDirect(
                                        capacity + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /** Longest note there can be, in bytes. */
    public int lengthMax() {
        return ring.maxMsgLength() - HEADER_LENGTH;
    }

    /**
     * Hands over a copy of the bytes. Never waits.
     *
     * @return false when there was no room: the note is lost, and counted.
     */
    public boolean offer(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        final int index =
                length > lengthMax() ? -1 : ring.tryClaim(kind.code(), HEADER_LENGTH + length);
        if (index < 0) {
            lost.incrementAndGet();
            return false;
        }
        ring.buffer().putLong(index, sequence);
        ring.buffer().putLong(index + Long.BYTES, timeNs);
        ring.buffer().putBytes(index + HEADER_LENGTH, bytes, offset, length);
        ring.commit(index);
        return true;
    }

    /** Gives everything that waits to the listener, in the order in which it was offered. */
    public void drainTo(final NoteListener listener) {
        target = listener;
        ring.read(reader);
    }

    /** How many notes found no room; any thread. */
    public long lost() {
        return lost.get();
    }

    private void read(
            final int kind, final DirectBuffer source, final int index, final int length) {
        final int noteLength = length - HEADER_LENGTH;
        if (scratch.length < noteLength) {
            scratch = new byte[Integer.highestOneBit(noteLength) << 1];
        }
        source.getBytes(index + HEADER_LENGTH, scratch, 0, noteLength);
        target.onNote(
                NoteKind.ofCode(kind),
                source.getLong(index),
                source.getLong(index + Long.BYTES),
                scratch,
                0,
                noteLength);
    }
}
