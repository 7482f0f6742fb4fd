/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.reconnect.CircuitBreaker.State;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class CircuitBreakerProperties {
    private static final long OPEN_NS = 1_000;

    /**
     * A step is what a caller may do: 0 asks for an attempt, 1 reports success of one under way, 2
     * its failure, more lets time pass.
     */
    @Property(tries = 1_000)
    void shouldAgreeWithASlowModel(
            @ForAll @IntRange(max = 6) final int failuresMax,
            @ForAll final List<@IntRange(max = 500) Integer> steps) {
        final CircuitBreaker breaker = new CircuitBreaker(new BreakerSettings(failuresMax, 400));
        int failuresInARow = 0;
        int underWay = 0;
        long openedNs = Long.MIN_VALUE;
        long nowNs = 1L << 40;
        for (final int step : steps) {
            if (step == 1 && underWay > 0) {
                breaker.onSuccess();
                underWay--;
                failuresInARow = 0;
                openedNs = Long.MIN_VALUE;
            } else if (step == 2 && underWay > 0) {
                breaker.onFailure(nowNs);
                underWay--;
                failuresInARow++;
                if (failuresMax > 0 && failuresInARow >= failuresMax) {
                    openedNs = nowNs;
                }
            } else if (step <= 2) {
                // One at a time, as a connection does.
                if (underWay > 0) {
                    continue;
                }
                final boolean mayTry = openedNs == Long.MIN_VALUE || nowNs - openedNs >= 400;
                assertEquals(mayTry, breaker.tryAttempt(nowNs));
                underWay += mayTry ? 1 : 0;
                assertEquals(
                        openedNs == Long.MIN_VALUE
                                ? State.CLOSED
                                : mayTry ? State.HALF_OPEN : State.OPEN,
                        breaker.state());
            } else {
                nowNs += step;
            }
        }
    }

    @Property(tries = 1_000)
    void shouldLetOneProbeThrough(@ForAll @IntRange(min = 1, max = 10) final int failuresMax) {
        final CircuitBreaker breaker = opened(failuresMax);
        assertFalse(breaker.tryAttempt(OPEN_NS - 1));
        assertEquals(1, breaker.waitNs(OPEN_NS - 1));

        assertTrue(breaker.tryAttempt(OPEN_NS));
        assertEquals(State.HALF_OPEN, breaker.state());
        for (int i = 0; i < 5; i++) {
            assertFalse(breaker.tryAttempt(OPEN_NS + i), "a second probe");
        }

        breaker.onFailure(2 * OPEN_NS);
        assertEquals(State.OPEN, breaker.state(), "one failed probe is enough");
        assertFalse(breaker.tryAttempt(3 * OPEN_NS - 1));
        assertTrue(breaker.tryAttempt(3 * OPEN_NS));
        breaker.onSuccess();
        assertEquals(State.CLOSED, breaker.state());
        assertTrue(breaker.tryAttempt(3 * OPEN_NS));
    }

    private static CircuitBreaker opened(final int failuresMax) {
        final CircuitBreaker breaker =
                new CircuitBreaker(new BreakerSettings(failuresMax, OPEN_NS));
        for (int i = 0; i < failuresMax; i++) {
            assertEquals(State.CLOSED, breaker.state());
            assertTrue(breaker.tryAttempt(0));
            breaker.onFailure(0);
        }
        assertEquals(State.OPEN, breaker.state());
        return breaker;
    }

    @Example
    void shouldNotOverflowForAnOpeningWithoutEnd() {
        final CircuitBreaker breaker = new CircuitBreaker(new BreakerSettings(1, Long.MAX_VALUE));
        breaker.onFailure(1_700_000_000_000_000_000L);

        assertFalse(breaker.tryAttempt(Long.MAX_VALUE - 1));
    }

    @Example
    void shouldRefuseFiguresThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new BreakerSettings(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new BreakerSettings(1, 0));
    }
}
