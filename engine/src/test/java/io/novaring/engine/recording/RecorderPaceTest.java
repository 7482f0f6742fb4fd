/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RecorderPaceTest {
    private static final int RING = 64;

    /** So long that a rest that nobody ends is a test that does not end in time. */
    private static final long LONG_NS = TimeUnit.HOURS.toNanos(1);

    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong rests = new AtomicLong();

    /** Rests again and again until it is interrupted. */
    private Thread resting(final RecorderPace pace) {
        final Thread thread =
                new Thread(
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                pace.idle(1);
                                rests.incrementAndGet();
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitResting(final Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private void awaitRests(final long count) {
        while (rests.get() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldWakeAtEveryQuarterOfTheRing() throws InterruptedException {
        final RecorderPace pace = new RecorderPace(LONG_NS, RING, waiting::get);
        final Thread thread = resting(pace);
        awaitResting(thread);

        for (long sequence = 0; sequence < RING / 4 - 1; sequence++) {
            pace.published(sequence, sequence);
        }
        final long before = rests.get();
        pace.published(RING / 4 - 1, RING / 4 - 1);
        awaitRests(1);
        awaitResting(thread);
        pace.published(RING / 2 - 1, RING / 2 - 1);
        awaitRests(2);
        awaitResting(thread);
        // The end of a quarter among others that were published together with it.
        pace.published(RING * 3 / 4 - 2, RING * 3 / 4);
        awaitRests(3);
        awaitResting(thread);
        pace.published(RING * 3 / 4 + 1, RING - 2);
        final long quarters = rests.get();

        assertEquals(0, before, "nobody woke it before");
        assertEquals(3, quarters, "nobody woke it within a quarter");
        thread.interrupt();
        thread.join();
    }

    @Test
    void shouldNotRestWhileAQuarterOfTheRingWaits() {
        final RecorderPace pace = new RecorderPace(LONG_NS, RING, waiting::get);
        waiting.set(RING / 4);

        pace.idle(1);
        pace.idle(0);

        assertTrue(waiting.get() > 0, "it came back at once");
    }

    @Test
    void shouldEndARestWhenItIsTold() throws InterruptedException {
        final RecorderPace pace = new RecorderPace(LONG_NS, RING, waiting::get);
        pace.wake();
        final Thread thread = resting(pace);
        awaitResting(thread);

        pace.wake();
        awaitRests(1);

        thread.interrupt();
        thread.join();
    }
}
