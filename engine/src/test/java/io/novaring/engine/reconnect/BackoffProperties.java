/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.reconnect.BackoffSettings.Kind;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class BackoffProperties {
    private static final long MILLISECOND_NS = 1_000_000;

    @Property(tries = 1_000)
    void shouldStayWithinItsBounds(
            @ForAll @LongRange(min = 1, max = 1L << 50) final long baseNs,
            @ForAll @LongRange(min = 0, max = 1L << 50) final long aboveNs,
            @ForAll @DoubleRange(max = 1) final double jitter,
            @ForAll final long seed) {
        final long maxNs = baseNs + aboveNs;
        final Backoff backoff = new Backoff(settings(baseNs, maxNs, jitter, 1), seed);

        double plainNs = baseNs;
        for (int i = 0; i < 100; i++) {
            final long delayNs = backoff.nextDelayNs();
            final double expectedNs = Math.min(maxNs, plainNs);
            assertTrue(delayNs >= MILLISECOND_NS, "never a tight loop");
            assertTrue(delayNs >= Math.floor(expectedNs * (1 - jitter)) - 1, "lower bound");
            assertTrue(
                    delayNs <= Math.max(MILLISECOND_NS, expectedNs * (1 + jitter) + 1),
                    "upper bound");
            plainNs *= 2;
        }
    }

    @Property(tries = 200)
    void shouldNeverComeEarlierThanTheFormulaAllowsOverAThousandRefusals(
            @ForAll final Kind kind,
            @ForAll @LongRange(min = 1, max = 1L << 50) final long baseNs,
            @ForAll @LongRange(min = 0, max = 1L << 50) final long aboveNs,
            @ForAll @DoubleRange(max = 1) final double anyJitter,
            @ForAll @IntRange(max = 1_100) final int slowAfter,
            @ForAll final long seed) {
        final long maxNs = baseNs + aboveNs;
        final long slowNs = maxNs + 1;
        final double jitter = kind == Kind.EXPONENTIAL_JITTER ? anyJitter : 0;
        final Backoff backoff =
                new Backoff(
                        new BackoffSettings(
                                kind, baseNs, maxNs, jitter, 0, slowAfter, slowNs, 1_000),
                        seed);

        double doubled = baseNs;
        for (int i = 0; i < 1_000; i++) {
            final double plainNs =
                    switch (kind) {
                        case EXPONENTIAL_JITTER, EXPONENTIAL -> Math.min(maxNs, doubled);
                        case LINEAR -> Math.min(maxNs, (double) baseNs * (i + 1));
                        case CONSTANT -> baseNs;
                    };
            final double expectedNs = slowAfter > 0 && i >= slowAfter ? slowNs : plainNs;
            backoff.onSessionEnd(0);
            final long delayNs = backoff.nextDelayNs();
            assertTrue(delayNs >= MILLISECOND_NS, "a tight loop at " + i);
            assertTrue(delayNs >= Math.floor(expectedNs * (1 - jitter)) - 1, "too early at " + i);
            assertTrue(
                    delayNs <= Math.max(MILLISECOND_NS, expectedNs * (1 + jitter) + 1),
                    "too late at " + i);
            assertEquals(i + 1, backoff.attempts());
            doubled *= 2;
        }
    }

    @Property(tries = 1_000)
    void shouldBeExhaustedByAttemptsWithoutAHealthySessionOnly(
            @ForAll @IntRange(max = 20) final int attemptsMax,
            @ForAll final List<@IntRange(max = 1) Integer> healthy) {
        final Backoff backoff =
                new Backoff(
                        new BackoffSettings(
                                Kind.CONSTANT, 1_000, 1_000, 0, attemptsMax, 0, 1_000, 500),
                        1);

        int failures = 0;
        for (final int isHealthy : healthy) {
            backoff.onSessionEnd(isHealthy == 1 ? 500 : 499);
            failures = isHealthy == 1 ? 0 : failures + 1;
            assertEquals(attemptsMax > 0 && failures >= attemptsMax, backoff.isExhausted());
        }
    }

    @Property(tries = 1_000)
    void shouldStartAgainAfterAHealthyLifeOnly(
            @ForAll @LongRange(min = 0, max = 2_000) final long openNs) {
        final Backoff backoff =
                new Backoff(settings(MILLISECOND_NS, 1_000 * MILLISECOND_NS, 0, 1_000), 1);
        backoff.nextDelayNs();
        backoff.nextDelayNs();

        backoff.onSessionEnd(openNs);

        final int expected = openNs >= 1_000 ? 0 : 2;
        assertEquals(expected, backoff.attempts());
        assertEquals(MILLISECOND_NS << expected, backoff.nextDelayNs());
    }

    @Property(tries = 1_000)
    void shouldSpreadClientsApart(@ForAll final int seed) {
        final Backoff one = new Backoff(BackoffSettings.DEFAULT, seed);
        final Backoff other = new Backoff(BackoffSettings.DEFAULT, seed + 1L);

        int same = 0;
        for (int i = 0; i < 10; i++) {
            same += one.nextDelayNs() == other.nextDelayNs() ? 1 : 0;
        }

        assertTrue(same < 3, same + " of 10 delays are the same");
    }

    @Example
    void shouldRefuseFiguresThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> settings(0, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(2, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(1, 1, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(1, 1, 1.1, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(1, 1, 0, 0));
    }

    private static BackoffSettings settings(
            final long baseNs, final long maxNs, final double jitter, final long healthyNs) {
        return new BackoffSettings(
                Kind.EXPONENTIAL_JITTER, baseNs, maxNs, jitter, 0, 0, maxNs, healthyNs);
    }
}
