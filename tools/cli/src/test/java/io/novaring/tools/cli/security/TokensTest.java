/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import static io.novaring.tools.cli.security.TokenRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Lifecycle;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.tools.cli.security.Account.Login;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tokens that end after two seconds, under load: no request is lost, and none is sent while the
 * venue does not know who asks. {@code -Dnovaring.soak.tokenSeconds=300} for the whole, in real
 * time; it prints what was done.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class TokensTest {
    private static final int SOAK_SECONDS = Integer.getInteger("novaring.soak.tokenSeconds", 0);
    private static final double SPEED = 8;
    private static final long REFRESH_NS = TokenRig.LIFE_NS / 10 * 8;
    private static final Set<Long> ORDER_IS_DONE = Set.of(10_004L, 10_010L, 11_008L, 11_044L);
    private static final int UNAVAILABLE = 10_040;

    @Test
    void shouldLoseNothingWhileTokensEndUnderLoad() throws Exception {
        final long durationNs = (SOAK_SECONDS > 0 ? SOAK_SECONDS : 20) * SECOND_NS;
        try (TokenRig rig = new TokenRig(SOAK_SECONDS > 0 ? 1 : SPEED)) {
            rig.untilReady();
            rig.work(durationNs);
            rig.untilQuiet();

            rig.assertNothingLost();
            assertEquals(0, rig.account.unsent.get(), "held back");
            assertNoRefusalButOfOrdersThatAreDone(rig);
            assertEquals(0, rig.load.questionsFailed.get());
            final List<Login> logins = List.copyOf(rig.account.logins);
            assertTrue(logins.size() >= durationNs / (2 * SECOND_NS), logins::toString);
            assertEquals(1, logins.stream().filter(login -> !login.isRefresh()).count());
            for (int i = 1; i < logins.size(); i++) {
                final long passedNs = logins.get(i).atNs() - logins.get(i - 1).atNs();
                assertTrue(
                        passedNs >= REFRESH_NS - PatientClock.LAG_MAX_NS,
                        "too early, " + passedNs + " ns");
                assertTrue(
                        passedNs <= REFRESH_NS + 2 * PatientClock.LAG_MAX_NS,
                        "too late, " + passedNs + " ns");
            }
            print(rig, durationNs, logins.size() - 1);
        }
    }

    /** Once in a while a taker of the market goes so deep that it meets an order of ours. */
    private static void assertNoRefusalButOfOrdersThatAreDone(final TokenRig rig) {
        final int filled = rig.load.refusals.getOrDefault("FILLED", 0);
        int refused = 0;
        for (final Map.Entry<Long, Integer> error : rig.account.errors.entrySet()) {
            assertTrue(ORDER_IS_DONE.contains(error.getKey()), rig.account.errorTexts::toString);
            refused += error.getValue();
        }
        assertTrue(refused <= filled, rig.account.errorTexts::toString);
        final Set<String> refusals = new HashSet<>(rig.load.refusals.keySet());
        refusals.removeAll(Set.of("FILLED", "FAILED", "ALREADY_DONE"));
        assertEquals(Set.of(), refusals);
    }

    private static void print(final TokenRig rig, final long durationNs, final int refreshes) {
        System.out.printf(
                "tokens of 2 s for %d s under load: %d private requests read by the venue, %d of"
                        + " them unauthenticated; %d requests sent, %d answered, %d lost, %d"
                        + " answered twice, %d held back; %d refreshes, one each %.3f s; %s%n",
                durationNs / SECOND_NS,
                rig.known.get() + rig.unknown.get(),
                rig.unknown.get(),
                rig.account.sent.get(),
                rig.account.answered.get(),
                rig.account.openCount(),
                rig.account.answeredTwice.get(),
                rig.account.unsent.get(),
                refreshes,
                durationNs / 1e9 / Math.max(1, refreshes),
                rig.account.sentByMethod());
    }

    @Test
    void shouldLogInByTheKeyWhenARefreshIsRefused() throws Exception {
        try (TokenRig rig = new TokenRig(SPEED, Fault.of(FaultKind.REFRESH_REFUSED))) {
            rig.untilReady();
            rig.work(5 * SECOND_NS);
            rig.untilQuiet();

            rig.account.errors.remove(13_009L, 1);
            rig.account.logins.set(2, alone(rig.account.logins.get(2)));
            rig.assertNothingLost();
            assertEquals(0, rig.account.unsent.get(), "the old token is good meanwhile");
            final List<Boolean> refreshes =
                    rig.account.logins.stream().map(Login::isRefresh).limit(4).toList();
            assertEquals(List.of(false, true, false, true), refreshes);
        }
    }

    /** The login behind a refused refresh: its answer is no change of the session. */
    private static Login alone(final Login login) {
        return new Login(login.atNs(), login.isRefresh(), true);
    }

    @Test
    void shouldHoldRequestsBackWhileARefreshIsNotAnswered() throws Exception {
        try (TokenRig rig = new TokenRig(SPEED)) {
            rig.untilReady();
            rig.account.expectSilence();
            rig.simulator.inject(Fault.of(FaultKind.AUTH_SILENT));
            rig.work(6 * SECOND_NS);
            rig.untilQuiet();

            assertEquals(0, rig.unknown.get(), "asked by nobody the venue knows");
            assertNull(rig.account.errors.get(13_009L), rig.account.errors::toString);
            assertTrue(rig.account.unsent.get() > 0, "held back from the end on");
            assertEquals(1, rig.account.count(Lifecycle.CONNECTED));
            assertEquals(0, rig.account.count(Lifecycle.DISCONNECTED));
            final List<Login> logins = List.copyOf(rig.account.logins);
            final int silent = indexOfSecondKey(logins) - 1;
            assertTrue(logins.get(silent).isRefresh(), logins::toString);
            final long waitedNs = rig.askedNs.get(silent + 1) - rig.askedNs.get(silent);
            assertTrue(waitedNs >= SECOND_NS, () -> waitedNs + " ns, " + logins);
            assertTrue(logins.size() > silent + 2, "and refreshed again: " + logins);
        }
    }

    private static int indexOfSecondKey(final List<Login> logins) {
        for (int i = 1; i < logins.size(); i++) {
            if (!logins.get(i).isRefresh()) {
                return i;
            }
        }
        throw new AssertionError("one login only by the key: " + logins);
    }

    @Test
    void shouldLogInOnceWheneverATokenIsTakenBack() throws Exception {
        try (TokenRig rig = new TokenRig(SPEED)) {
            rig.untilReady();
            for (int time = 0; time < 2; time++) {
                final long grants = rig.account.count(Lifecycle.AUTHENTICATED);
                while (rig.account.count(Lifecycle.AUTHENTICATED) == grants) {
                    // Right behind a refresh, so that none is under way.
                    rig.work(SECOND_NS / 20);
                }
                final int loginsBefore = rig.account.logins.size();
                rig.simulator.inject(Fault.of(FaultKind.TOKEN_REVOKED)).get(60, TimeUnit.SECONDS);
                rig.work(2 * SECOND_NS);
                rig.untilQuiet();

                final List<Login> logins = List.copyOf(rig.account.logins);
                assertEquals(
                        1,
                        logins.stream()
                                .skip(loginsBefore)
                                .filter(login -> !login.isRefresh())
                                .count(),
                        logins::toString);
                final long refused = rig.unknown.get();
                assertEquals((int) refused, rig.account.errors.get(13_009L), "under way alone");
                assertEquals(1, rig.account.count(Lifecycle.CONNECTED));
                final long knownBefore = rig.known.get();
                rig.work(2 * SECOND_NS);
                rig.untilQuiet();
                assertTrue(rig.known.get() > knownBefore, "it goes on");
                assertEquals(refused, rig.unknown.get());
                assertEquals(0, rig.account.answeredTwice.get());
            }
            assertEquals(ConnectionState.OPEN, rig.engine.connectionState(Account.PRIVATE));
            assertNull(rig.engine.failure());
        }
    }

    @Test
    void shouldWaitLongerAfterEachRefusalAndStopBehindTheFifthRetry() throws Exception {
        final Fault[] refusals = new Fault[6];
        Arrays.fill(refusals, Fault.of(FaultKind.AUTH_ERROR).withCode(UNAVAILABLE));
        try (TokenRig rig = new TokenRig(10 * SPEED, refusals)) {
            Account.until(
                    () -> rig.account.count(Lifecycle.CONNECTION_STOPPED) == 1, "it gives up");

            final List<Long> delays =
                    rig.account.changes.stream()
                            .filter(change -> change.state() == Lifecycle.RECONNECT_SCHEDULED)
                            .map(change -> change.value() / SECOND_NS)
                            .toList();
            assertEquals(List.of(1L, 2L, 4L, 8L, 16L), delays);
            assertEquals(6, rig.account.logins.size());
            assertEquals(6, rig.account.count(Lifecycle.AUTHENTICATION_REFUSED));
            for (int i = 1; i < 6; i++) {
                final long passedNs =
                        rig.account.logins.get(i).atNs() - rig.account.logins.get(i - 1).atNs();
                assertTrue(passedNs >= delays.get(i - 1) * SECOND_NS, "waited for all of it");
            }
            assertEquals(0, rig.known.get() + rig.unknown.get(), "no request before a login");
            final long publicBefore = rig.account.publicEvents.get();
            rig.engine.subscribe("book." + Load.INSTRUMENT + ".100ms");
            Account.until(
                    () -> rig.account.publicEvents.get() > publicBefore + 20, "public market data");
        }
    }
}
