/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static io.novaring.tools.cli.failure.TradingRig.BTC;
import static io.novaring.tools.cli.failure.TradingRig.PRIVATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.order.OrderState;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.login.ApiKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Logins, tokens, channels and the account as a whole. */
final class SessionRows {
    private static final String AUTH = "public/auth";
    private static final String CHANGES = "user.changes.any.BTC.raw";
    private static final long SECOND_NS = 1_000_000_000L;

    /** A token is refreshed 1.6 s after the login. */
    private static final RigSettings SHORT_TOKENS =
            RigSettings.KEEPING.withRules(
                    rules ->
                            rules.withTier(AccountTier.UNLIMITED)
                                    .withTokenLife(Duration.ofSeconds(2)));

    private SessionRows() {}

    static List<TradingRow> all() {
        return List.of(
                refused(),
                refusedForNow(6),
                refusedForNow(2),
                silent(),
                scopeTooSmall(),
                skewed(),
                skewedTooFar(),
                refresh("`refresh-refused`", Fault.of(FaultKind.REFRESH_REFUSED)),
                refresh("`auth-silent` of a refresh", Fault.of(FaultKind.AUTH_SILENT)),
                refresh(
                        "`late-answer duration=300ms` of a refresh",
                        Fault.of(FaultKind.LATE_ANSWER)
                                .withMethod(AUTH)
                                .withDuration(Duration.ofMillis(300))),
                refresh(
                        "`duplicate-answer` of a refresh",
                        Fault.of(FaultKind.DUPLICATE_ANSWER).withMethod(AUTH)),
                revoked(),
                revokedAgain(),
                tooManyRequests(),
                channel("`partial-acknowledgement`", Fault.of(FaultKind.PARTIAL_ACKNOWLEDGEMENT)),
                channel(
                        "`refused-channel channel=" + CHANGES + "`",
                        Fault.of(FaultKind.REFUSED_CHANNEL).withChannel(CHANGES)),
                silentChannel(),
                locked(),
                maintenance());
    }

    private static TradingRow refused() {
        return TradingRow.halt(
                "`auth-error code=13004`",
                RigSettings.KEEPING.withFaults(authErrors(13_004, 1)),
                rig -> {
                    rig.firedAll();
                    rig.expect("login refused 13004");
                });
    }

    /** After five more attempts the account's connection is given up. */
    private static TradingRow refusedForNow(final int times) {
        final String name = "`auth-error code=10040`, " + times + " times";
        final RigSettings settings = RigSettings.KEEPING.withFaults(authErrors(10_040, times));
        final TradingRow.Script script =
                rig -> {
                    rig.firedAll();
                    rig.expect("login refused 10040");
                    rig.expect(times == 6 ? "private stopped" : "ready");
                    assertEquals(
                            List.of(
                                            "private again in 20 ms",
                                            "private again in 40 ms",
                                            "private again in 80 ms",
                                            "private again in 160 ms",
                                            "private again in 320 ms")
                                    .subList(0, Math.min(times, 5)),
                            rig.seen().stream().filter(w -> w.startsWith("private ag")).toList());
                };
        return times == 6
                ? TradingRow.halt(name, settings, script)
                : TradingRow.alone(name, settings, script);
    }

    private static FaultPlan authErrors(final int code, final int times) {
        final FaultPlan.Builder plan = FaultPlan.builder();
        for (int i = 1; i <= times; i++) {
            plan.onRequest(AUTH, i, Fault.of(FaultKind.AUTH_ERROR).withCode(code));
        }
        return plan.build();
    }

    private static TradingRow silent() {
        return TradingRow.alone(
                        "`auth-silent`",
                        RigSettings.KEEPING.withFaults(
                                FaultPlan.builder()
                                        .onRequest(AUTH, 1, Fault.of(FaultKind.AUTH_SILENT))
                                        .build()),
                        rig -> {
                            rig.firedAll();
                            rig.expect("private ended: authentication-failed");
                        })
                .slow();
    }

    private static TradingRow scopeTooSmall() {
        return TradingRow.halt(
                "a key that may not trade",
                RigSettings.KEEPING.withKey(
                        ApiKey.of("reader", "reader's", "demo", "trade:read", "account:read")),
                rig -> {
                    rig.expect("private stopped");
                    final String text = rig.engine.connectionStatus(PRIVATE).lastText();
                    assertTrue(text.contains("trade:read_write"), text);
                });
    }

    private static TradingRow skewed() {
        return TradingRow.alone(
                "our clock 3 s behind, `auth-error code=13004`",
                RigSettings.KEEPING.withSkewNs(3 * SECOND_NS).withFaults(authErrors(13_004, 1)),
                rig -> {
                    rig.firedAll();
                    rig.expect("login refused 13004");
                    rig.expect("logged in");
                });
    }

    private static TradingRow skewedTooFar() {
        return TradingRow.halt(
                "our clock two minutes behind",
                RigSettings.KEEPING.withSkewNs(120 * SECOND_NS),
                rig -> rig.expect("login refused 13004"));
    }

    /** The session goes on whatever becomes of it. */
    private static TradingRow refresh(final String name, final Fault fault) {
        return TradingRow.alone(
                name,
                SHORT_TOKENS,
                rig -> {
                    rig.expect("logged in");
                    rig.awaitWell();
                    rig.start();
                    final CompletableFuture<FaultReport> fired = rig.simulator.inject(fault);
                    rig.fired(fired);
                    rig.expect(1, "logged in");
                    final long handle = rig.buy(BTC);
                    rig.awaitState(handle, OrderState.OPEN);
                    if (fault.kind() == FaultKind.REFRESH_REFUSED) {
                        // The next token is refreshed as if nothing had been.
                        rig.expect(2, "logged in");
                        rig.expect(1, "logged in");
                    }
                    assertEquals(0, rig.count("private"), () -> "" + rig.seen());
                });
    }

    private static TradingRow revoked() {
        return TradingRow.alone(
                "`token-revoked`, then a buy",
                RigSettings.KEEPING,
                rig -> {
                    rig.awaitWell();
                    rig.start();
                    rig.fired(rig.simulator.inject(Fault.of(FaultKind.TOKEN_REVOKED)));
                    final long refused = rig.buy(BTC);
                    rig.expect("error 13009");
                    rig.awaitState(refused, OrderState.REJECTED);
                    rig.expect("logged in");
                    final long handle = rig.buy(BTC);
                    rig.awaitState(handle, OrderState.OPEN);
                    assertEquals(0, rig.count("private"), () -> "" + rig.seen());
                });
    }

    private static TradingRow revokedAgain() {
        return TradingRow.halt(
                "`token-revoked`, a login, and 13009 again",
                RigSettings.KEEPING,
                rig -> {
                    rig.awaitWell();
                    rig.start();
                    rig.fired(rig.simulator.inject(Fault.of(FaultKind.TOKEN_REVOKED)));
                    rig.buy(BTC);
                    rig.expect("logged in");
                    final CompletableFuture<FaultReport> again =
                            rig.simulator.inject(
                                    Fault.of(FaultKind.ERROR_ANSWER)
                                            .withMethod("private/buy")
                                            .withCode(13_009));
                    rig.start();
                    rig.buy(BTC);
                    rig.fired(again);
                    rig.expect("private stopped");
                });
    }

    private static TradingRow tooManyRequests() {
        return TradingRow.of(
                "`too-many-requests` of a buy",
                RigSettings.KEEPING,
                rig -> {
                    final CompletableFuture<FaultReport> fault =
                            rig.inject(FaultKind.TOO_MANY_REQUESTS, "private/buy");
                    final long handle = rig.buy(BTC);
                    rig.fired(fault);
                    rig.expect("error 10028");
                    rig.awaitState(handle, OrderState.REJECTED);
                    // By then the venue has all its credits back.
                    rig.expect("private again in 5000 ms");
                });
    }

    /** Orders wait until every channel is granted. */
    private static TradingRow channel(final String name, final Fault fault) {
        return TradingRow.alone(
                name + " to the account",
                RigSettings.KEEPING.withFaults(
                        FaultPlan.builder().onRequest("private/subscribe", 1, fault).build()),
                rig -> {
                    rig.firedAll();
                    rig.expect("rejected");
                    rig.expect("ready");
                    final long handle = rig.buy(BTC);
                    rig.awaitState(handle, OrderState.OPEN);
                    rig.hit(handle, 40 * TradingRig.ONE);
                    rig.expect("fill");
                });
    }

    private static TradingRow silentChannel() {
        return TradingRow.alone(
                        "`silent-channel channel=" + CHANGES + "`, then a fill",
                        RigSettings.KEEPING.withFaults(
                                FaultPlan.builder()
                                        .onRequest(
                                                "private/subscribe",
                                                1,
                                                Fault.of(FaultKind.SILENT_CHANNEL)
                                                        .withChannel(CHANGES))
                                        .build()),
                        rig -> {
                            rig.awaitWell();
                            final long handle = rig.buy(BTC);
                            rig.awaitState(handle, OrderState.OPEN);
                            rig.start();
                            rig.hit(handle, TradingRig.AMOUNT);
                            rig.expect("order filled", "position difference");
                        })
                .slow();
    }

    private static TradingRow locked() {
        return TradingRow.of(
                "account locked, then a buy",
                RigSettings.KEEPING,
                rig -> {
                    rig.broken();
                    rig.simulator.trading().lock(TradingRig.ACCOUNT, true);
                    rig.expect("account locked");
                    final long handle = rig.buy(BTC);
                    rig.awaitState(handle, OrderState.REJECTED);
                    rig.simulator.trading().lock(TradingRig.ACCOUNT, false);
                    rig.expect("account unlocked");
                });
    }

    private static TradingRow maintenance() {
        return TradingRow.of(
                        "`maintenance duration=300ms delay=200ms`, cancel in between",
                        RigSettings.KEEPING,
                        rig -> {
                            final long handle = rig.buy(BTC);
                            rig.awaitState(handle, OrderState.OPEN);
                            rig.start();
                            rig.simulator.inject(
                                    Fault.of(FaultKind.MAINTENANCE)
                                            .withDuration(Duration.ofMillis(300))
                                            .withDelay(Duration.ofMillis(200)));
                            rig.orders.cancel(handle);
                            rig.expect("error 11051");
                            rig.expect("order unknown");
                            rig.expect("private ended");
                            rig.awaitState(handle, OrderState.OPEN);
                        })
                .touchingPublic();
    }
}
