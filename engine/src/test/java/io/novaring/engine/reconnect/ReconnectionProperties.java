/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.reconnect.BackoffSettings.Kind;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

final class ReconnectionProperties {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long BASE_NS = 5_000_000;
    private static final BackoffSettings BACKOFF =
            BackoffSettings.of(Kind.EXPONENTIAL, BASE_NS, 100_000_000);
    private static final ReconnectSettings SETTINGS =
            new ReconnectSettings(
                    ReconnectStrategy.ALWAYS_RECONNECT,
                    BACKOFF,
                    new BreakerSettings(3, 1_000_000_000),
                    new BudgetSettings(4, 50_000_000));

    /** Fails, opens for a moment or lives, in any order, asked without pause like a duty cycle. */
    @Property(tries = 300)
    void shouldNeverLoopTightly(
            @ForAll final ReconnectStrategy strategy,
            @ForAll @NotEmpty final List<@IntRange(max = 3) Integer> fates,
            @ForAll @LongRange(max = 200_000_000) final long minNs) {
        final ReconnectSettings settings = SETTINGS.withStrategy(strategy);
        final Reconnection reconnection =
                new Reconnection(settings, new ReconnectBudget(settings.budget()), 1);
        long nowNs = 1L << 60;
        long earliestNs = nowNs;
        int started = 0;
        final long startNs = nowNs;
        for (final int fate : fates) {
            for (long waitNs = reconnection.beginNs(nowNs);
                    waitNs > 0;
                    waitNs = reconnection.beginNs(nowNs)) {
                // Asked too early as well: that must not help.
                assertTrue(reconnection.beginNs(nowNs) > 0);
                nowNs += waitNs;
            }
            assertTrue(nowNs >= earliestNs, "before backoff, breaker or venue allow");
            started++;
            assertTrue(
                    started <= 4 + (nowNs - startNs) / 50_000_000, "more than the budget allows");
            if (fate > 0) {
                reconnection.onAuthenticated();
                reconnection.onUsable(nowNs);
                nowNs += fate == 3 ? 31_000_000_000L : fate;
            }
            final long delayNs = reconnection.onEnd(fate == 1, minNs, nowNs);
            if (strategy == ReconnectStrategy.FAIL_FAST) {
                assertEquals(Reconnection.STOP, delayNs);
                assertEquals("the strategy is to fail fast", reconnection.stopText());
                return;
            }
            assertTrue(delayNs >= Math.max(minNs, BASE_NS), "a delay of " + delayNs);
            if (reconnection.breakerState() == CircuitBreaker.State.OPEN) {
                assertTrue(delayNs >= 1_000_000_000, "the breaker is open");
            }
            nowNs += delayNs;
            earliestNs = nowNs;
        }
    }

    @Example
    void shouldAskFiveTimesMoreWhetherTheVenueKnowsUsAndThenStop() {
        final Reconnection reconnection = ofDefaults();
        long nowNs = 0;
        for (long seconds = 1; seconds <= 16; seconds *= 2) {
            reconnection.beginNs(nowNs);
            assertEquals(seconds * SECOND_NS, reconnection.onEnd(true, 0, nowNs));
            nowNs += seconds * SECOND_NS;
        }

        reconnection.beginNs(nowNs);
        assertEquals(Reconnection.STOP, reconnection.onEnd(true, 0, nowNs));
        assertEquals("the venue did not authenticate us 6 times in a row", reconnection.stopText());
        assertEquals(CircuitBreaker.State.CLOSED, reconnection.breakerState());
    }

    @Example
    void shouldCountRefusalsInARowAlone() {
        final Reconnection reconnection = ofDefaults();
        reconnection.onEnd(true, 0, 0);
        reconnection.onEnd(true, 0, 0);
        reconnection.onEnd(false, 0, 0);
        assertEquals(4 * SECOND_NS, reconnection.onEnd(true, 0, 0), "a lost link is no answer");

        reconnection.onAuthenticated();

        assertEquals(SECOND_NS, reconnection.onEnd(true, 0, 0));
        assertEquals(30 * SECOND_NS, reconnection.onEnd(true, 30 * SECOND_NS, 0));
    }

    @Example
    void shouldKeepTheBreakerOpenWhenItsProbeIsNotAuthenticated() {
        final Reconnection reconnection = ofDefaults();
        for (int i = 0; i < 5; i++) {
            reconnection.beginNs(i);
            reconnection.onEnd(false, 0, i);
        }
        assertEquals(CircuitBreaker.State.OPEN, reconnection.breakerState());
        reconnection.beginNs(100 * SECOND_NS);
        assertEquals(CircuitBreaker.State.HALF_OPEN, reconnection.breakerState());

        reconnection.onEnd(true, 0, 100 * SECOND_NS);

        assertEquals(CircuitBreaker.State.OPEN, reconnection.breakerState());
    }

    /** Without the budget, which would add to the delays. */
    private static Reconnection ofDefaults() {
        final ReconnectSettings settings =
                ReconnectSettings.DEFAULT.withBackoff(
                        BackoffSettings.of(Kind.EXPONENTIAL, BASE_NS, 100_000_000));
        return new Reconnection(settings, new ReconnectBudget(settings.budget()), 1);
    }

    @Example
    void shouldTellHowManyAttemptsWereInVain() {
        final ReconnectSettings settings =
                SETTINGS.withBackoff(
                        new BackoffSettings(Kind.CONSTANT, 1, 1, 0, 2, 0, 1, 1_000_000));
        final Reconnection reconnection =
                new Reconnection(settings, new ReconnectBudget(settings.budget()), 1);

        reconnection.beginNs(0);
        assertTrue(reconnection.onEnd(false, 0, 0) > 0);
        reconnection.beginNs(1_000_000_000);

        assertEquals(Reconnection.STOP, reconnection.onEnd(false, 0, 1_000_000_000));
        assertEquals("2 attempts led to no session that lasted", reconnection.stopText());
    }
}
