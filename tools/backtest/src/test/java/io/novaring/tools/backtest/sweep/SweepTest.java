/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SweepTest {
    @Test
    void shouldGiveResultsInTheOrderOfTheRunsWhicheverIsDoneFirst() {
        final CountDownLatch second = new CountDownLatch(1);

        final List<String> results =
                Sweep.run(
                        2,
                        2,
                        index -> {
                            if (index == 0) {
                                await(second);
                            } else {
                                second.countDown();
                            }
                            return "run " + index;
                        },
                        () -> false,
                        done -> {});

        assertEquals(List.of("run 0", "run 1"), results);
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldBeginNoFurtherRunOnceItIsCancelled() {
        final AtomicBoolean cancelled = new AtomicBoolean();
        final AtomicInteger progress = new AtomicInteger();

        final List<Integer> results =
                Sweep.run(
                        5,
                        1,
                        index -> {
                            cancelled.set(index == 1);
                            return index;
                        },
                        cancelled::get,
                        progress::set);

        assertEquals(1, results.get(1));
        assertNull(results.get(2));
        assertNull(results.get(4));
        assertEquals(2, progress.get());
    }

    @Test
    void shouldSayWhichRunFailedAndBeginNoneBehindIt() {
        final AtomicInteger begun = new AtomicInteger();

        final IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                Sweep.run(
                                        9,
                                        1,
                                        index -> {
                                            begun.incrementAndGet();
                                            if (index == 2) {
                                                throw new IllegalArgumentException("no tick");
                                            }
                                            return index;
                                        },
                                        () -> false,
                                        done -> {}));

        assertEquals("run 3 failed: no tick", e.getMessage());
        assertEquals(3, begun.get());
    }
}
