/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.reconnect.BackoffSettings.Kind;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

final class BackoffProperties {
    private static final long MILLISECOND_NS = 1_000_000;

    @Property
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

    @Property
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

    @Property
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
