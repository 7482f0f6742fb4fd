/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class WalkAllocationTest implements MessageSink {
    private static final int FRAMES = 100;
    private static final int ROUNDS = 5_000;

    /** For the whole run, whatever its length. */
    private static final long ALLOWED_BYTES = 4096;

    private long messages;

    @Test
    void shouldWalkFramesWithoutGarbage() throws Exception {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final byte[] frame = Frames.text("x".repeat(300));
        final ByteBuffer buffer = ByteBuffer.allocate(frame.length * FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            buffer.put(frame);
        }
        buffer.flip();
        final FrameWalker walker = new FrameWalker(1 << 20, this);
        walk(walker, buffer);
        messages = 0;

        final long before = threads.getCurrentThreadAllocatedBytes();
        walk(walker, buffer);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(FRAMES * ROUNDS, messages);
        assertTrue(allocated <= ALLOWED_BYTES, allocated + " bytes for " + messages + " frames");
    }

    private static void walk(final FrameWalker walker, final ByteBuffer buffer) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            buffer.rewind();
            walker.translateFrame(buffer);
        }
    }

    @Override
    public int onText(final ByteBuffer source, final int offset, final int length) {
        messages++;
        return CONTINUE;
    }

    @Override
    public void onBinary(final int length) {
        throw new AssertionError("binary");
    }
}
