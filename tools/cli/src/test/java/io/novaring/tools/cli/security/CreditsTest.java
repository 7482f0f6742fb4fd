/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import static io.novaring.tools.cli.security.CreditRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Lifecycle;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.tools.simulator.CloseCause;
import io.novaring.tools.simulator.SimulatorCounters;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitPrivateRequests;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A strategy that wants twice its credits, at a venue that ends the session of who takes more than
 * he has. {@code -Dnovaring.soak.creditSeconds=60} for the whole; it prints what was done.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class CreditsTest {
    private static final int SECONDS = Integer.getInteger("novaring.soak.creditSeconds", 6);
    private static final DeribitAccount LOWEST = DeribitAccount.of(List.of("BTC"));
    private static final int QUESTIONS_PER_SECOND = 40;
    private static final long THROTTLED_DELAY_NS = 5 * SECOND_NS;

    private int submitted;
    private int sent;
    private int throttled;
    private int cancels;
    private int cancelsRefused;

    @ParameterizedTest
    @EnumSource(names = {"TIER_4", "TIER_1"})
    void shouldNeverTakeMoreThanItHas(final AccountTier tier) throws Exception {
        try (CreditRig rig = new CreditRig(tier, LOWEST)) {
            rig.untilReady();
            storm(rig, tier);
            Account.until(() -> rig.account.openCount() == 0, "every answer");
            shouldBeTakenBehindTheWaitThatWasTold(rig);

            final SimulatorCounters venue = rig.simulator.counters();
            print(rig, tier, venue);
            assertEquals(0, rig.throttleAnswers(), "answers 10028");
            assertEquals(0L, venue.closes().get(CloseCause.NO_CREDITS));
            assertEquals(1, rig.account.count(Lifecycle.CONNECTED), rig.account.changes::toString);
            assertEquals(0, rig.account.count(Lifecycle.DISCONNECTED));
            assertEquals(0, cancelsRefused, "a cancel had to wait for orders");
            assertEquals(
                    0,
                    rig.engine
                            .responses()
                            .desk(Account.PRIVATE)
                            .counters()
                            .get(Counter.CANCELS_QUEUED));
            assertTrue(throttled > 0, "it did want more than it has");
            final int fair = tier.rate() * SECONDS;
            assertTrue(sent + cancels >= fair * 8 / 10, sent + " and " + cancels + " of " + fair);
            assertTrue(venue.testRequestsSent() >= SECONDS / 2, venue::toString);
            assertTrue(
                    venue.testRequestsSent() - venue.testRequestsAnswered() <= 2, venue::toString);
            assertEquals(0L, venue.closes().get(CloseCause.HEARTBEAT));
            assertTrue(rig.account.publicEvents.get() > SECONDS, "market data went on");
            assertEquals(1, rig.engine.connectionStatus(Account.PUBLIC).epoch());
            assertNull(rig.engine.failure());
        }
    }

    private void storm(final CreditRig rig, final AccountTier tier) throws Exception {
        final long startNs = rig.clock.epochNs();
        final double cancelsPerSecond = tier.rate() / 2.0;
        final double ordersPerSecond = 2 * tier.rate() - cancelsPerSecond;
        double questions = 0;
        double passed = 0;
        while (passed < SECONDS) {
            passed = (rig.clock.epochNs() - startNs) / 1e9;
            for (; submitted < passed * ordersPerSecond; submitted++) {
                count(rig.submit());
            }
            for (; cancels < passed * cancelsPerSecond && !rig.opened.isEmpty(); cancels++) {
                cancelsRefused += rig.cancelOldest() < 0 ? 1 : 0;
            }
            for (; questions < passed * QUESTIONS_PER_SECOND; questions++) {
                // Twice what the venue answers as well; those without credits are refused in time.
                rig.engine.request(Account.PRIVATE, DeribitPrivateRequests.getPositions());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void count(final long result) {
        if (result > 0) {
            sent++;
            return;
        }
        throttled++;
        assertEquals(OrderRefusal.THROTTLED, OrderEntry.refusalOf(result));
        final long waitNs = OrderEntry.waitNs(result);
        assertTrue(waitNs > 0 && waitNs < 10 * SECOND_NS, waitNs + " ns to wait");
    }

    private static void shouldBeTakenBehindTheWaitThatWasTold(final CreditRig rig)
            throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            long result = rig.submit();
            while (result > 0) {
                result = rig.submit();
            }
            rig.sleep(OrderEntry.waitNs(result));
            assertTrue(rig.submit() > 0, "taken behind the wait that was told");
        }
        Account.until(() -> rig.account.openCount() == 0, "every answer");
    }

    private void print(final CreditRig rig, final AccountTier tier, final SimulatorCounters venue) {
        System.out.printf(
                "%s (%d/s, %d at once), %d s, wanted twice: %d orders wanted, %d sent, %d told to"
                        + " wait; %d cancels, %d refused; 10028: %d, sessions ended: %d;"
                        + " submit p50 %.1f us, p99 %.1f us, max %.1f us;"
                        + " cancel to answer p50 %.2f ms, p99 %.2f ms, max %.2f ms (of %d);"
                        + " heartbeats %d, answered %d%n",
                tier,
                tier.rate(),
                tier.burst(),
                SECONDS,
                submitted,
                sent,
                throttled,
                cancels,
                cancelsRefused,
                rig.throttleAnswers(),
                rig.account.count(Lifecycle.DISCONNECTED),
                rig.submitNs.getValueAtPercentile(50) / 1e3,
                rig.submitNs.getValueAtPercentile(99) / 1e3,
                rig.submitNs.getMaxValue() / 1e3,
                rig.cancelNs.getValueAtPercentile(50) / 1e6,
                rig.cancelNs.getValueAtPercentile(99) / 1e6,
                rig.cancelNs.getMaxValue() / 1e6,
                rig.cancelNs.getTotalCount(),
                venue.testRequestsSent(),
                venue.testRequestsAnswered());
    }

    /** Configured for the highest tier, and told that it is the lowest. */
    @Test
    void shouldBelieveTheVenueAboutItsLimits() throws Exception {
        try (CreditRig rig = new CreditRig(AccountTier.TIER_4, LOWEST.withTradingRate(100, 30))) {
            rig.untilReady();
            for (int i = 0; i < 200; i++) {
                count(rig.submit());
                rig.sleep(SECOND_NS / 100);
            }
            Account.until(() -> rig.account.openCount() == 0, "every answer");

            assertEquals(0, rig.throttleAnswers(), "answers 10028");
            assertEquals(1, rig.account.count(Lifecycle.CONNECTED));
            final int most = AccountTier.TIER_4.burst() + 3 * AccountTier.TIER_4.rate();
            assertTrue(sent >= AccountTier.TIER_4.burst() / 2 && sent <= most, sent + " sent");
        }
    }

    @Test
    void shouldSurviveAThrottleAnswerAndKnowWhatBecameOfItsOrders() throws Exception {
        try (CreditRig rig = new CreditRig(AccountTier.TIER_1, LOWEST)) {
            rig.untilReady();
            rig.sleep(SECOND_NS);
            final long open = rig.submit();
            Account.until(() -> rig.states.get(open) == OrderState.OPEN, "an open order");
            rig.simulator.inject(Fault.of(FaultKind.TOO_MANY_REQUESTS).withMethod("private/buy"));
            final long brokenNs = rig.clock.epochNs();
            final long refused = rig.submit();
            assertTrue(refused > 0);

            Account.until(() -> rig.readyCount == 2, "a second session that is ready");

            assertTrue(
                    rig.clock.epochNs() - brokenNs >= THROTTLED_DELAY_NS,
                    "credits had time to come back");
            assertEquals(1, rig.throttleAnswers());
            assertEquals(OrderState.REJECTED, rig.states.get(refused), "it was not executed");
            assertEquals(OrderState.CANCELLED, rig.states.get(open), "as the venue was asked to");
            assertEquals(1, rig.engine.connectionStatus(Account.PUBLIC).epoch());
            rig.sleep(SECOND_NS);
            final long next = rig.submit();
            assertTrue(next > 0, "orders go out again");
            Account.until(() -> rig.states.get(next) == OrderState.OPEN, "an open order");
            assertEquals(ConnectionState.OPEN, rig.engine.connectionState(Account.PRIVATE));
        }
    }
}
