/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecodeAllocationTest {
    private static final int ROUNDS = 100_000;

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long threadId = Thread.currentThread().getId();
        final Frames frames = new Frames();
        final List<byte[]> golden =
                Frames.golden().stream().map(f -> f.getBytes(StandardCharsets.UTF_8)).toList();
        final byte[][] messages = golden.toArray(byte[][]::new);
        decodeAll(frames, messages, ROUNDS / 4);

        final long before = threads.getThreadAllocatedBytes(threadId);
        decodeAll(frames, messages, ROUNDS);
        final long allocated = threads.getThreadAllocatedBytes(threadId) - before;

        final double perDecode = (double) allocated / ROUNDS;
        assertTrue(perDecode < 0.1, perDecode + " bytes for one message");
    }

    private static void decodeAll(final Frames frames, final byte[][] messages, final int count) {
        int next = 0;
        for (int i = 0; i < count; i++) {
            frames.decode(messages[next]);
            next = next + 1 == messages.length ? 0 : next + 1;
        }
    }
}
