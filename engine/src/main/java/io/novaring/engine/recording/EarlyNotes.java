/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keeps notes about events that the recorder has not seen yet, and gives them to it behind these:
 * stages may be ahead of it, and a note must not come into a segment before the one its event is
 * in. One thread; allocates to grow.
 *
 * <pre>
 * length 4, kind 4, sequence 8, time 8, bytes
 * </pre>
 */
final class EarlyNotes implements NoteListener {
    private static final int HEADER_LENGTH = 24;
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final NoteListener target;
    private byte[] kept = new byte[1 << 12];
    private int end;
    private long dueSequence = Long.MAX_VALUE;
    private long seenSequence = -1;

    /**
     * @param target takes the notes about what was seen.
     */
    EarlyNotes(final NoteListener target) {
        this.target = target;
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (sequence <= seenSequence) {
            target.onNote(kind, sequence, timeNs, bytes, offset, length);
            return;
        }
        if (kept.length - end < HEADER_LENGTH + length) {
            kept = Arrays.copyOf(kept, Math.max(kept.length << 1, end + HEADER_LENGTH + length));
        }
        INTS.set(kept, end, length);
        INTS.set(kept, end + 4, kind.code());
        LONGS.set(kept, end + 8, sequence);
        LONGS.set(kept, end + 16, timeNs);
        System.arraycopy(bytes, offset, kept, end + HEADER_LENGTH, length);
        end += HEADER_LENGTH + length;
        dueSequence = Math.min(dueSequence, sequence);
    }

    /** The recorder has seen this event. */
    void onRecorded(final long sequence) {
        seenSequence = sequence;
        if (sequence >= dueSequence) {
            release(sequence);
        }
    }

    /** No event follows. */
    void finish() {
        release(Long.MAX_VALUE);
    }

    private void release(final long lastSequence) {
        dueSequence = Long.MAX_VALUE;
        int at = 0;
        int left = 0;
        while (at < end) {
            final int length = (int) INTS.get(kept, at);
            final long sequence = (long) LONGS.get(kept, at + 8);
            if (sequence <= lastSequence) {
                target.onNote(
                        NoteKind.ofCode((int) INTS.get(kept, at + 4)),
                        sequence,
                        (long) LONGS.get(kept, at + 16),
                        kept,
                        at + HEADER_LENGTH,
                        length);
            } else {
                System.arraycopy(kept, at, kept, left, HEADER_LENGTH + length);
                left += HEADER_LENGTH + length;
                dueSequence = Math.min(dueSequence, sequence);
            }
            at += HEADER_LENGTH + length;
        }
        end = left;
    }
}
