/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static io.novaring.tools.cli.failure.TradingRig.AMOUNT;
import static io.novaring.tools.cli.failure.TradingRig.BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.KillReport;
import io.novaring.engine.order.OrderEntry;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.venues.deribit.DeribitAccount;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Orders that must not go out, and the kill switch. */
final class EntryRows {
    private EntryRows() {}

    static List<TradingRow> all() {
        return List.of(
                bookGone(),
                bookStale(),
                disconnected(),
                recovering(),
                throttled(),
                cancelOfDone(),
                unprotected(),
                killed(),
                killedWhileStuck());
    }

    private static TradingRow bookGone() {
        return TradingRow.of(
                "buy without a book",
                RigSettings.KEEPING,
                rig -> {
                    final long price = rig.resting(BTC);
                    final List<String> channel = List.of(TradingRig.channel(BTC));
                    rig.engine.unsubscribe(TradingRig.PUBLIC, channel);
                    Health.until(
                            () -> rig.engine.book(BTC).state() != BookState.LIVE, "no live book");
                    rig.broken();
                    rig.place(BTC, Side.BUY, price, AMOUNT);
                    rig.expect("refused book-not-live");
                    rig.engine.subscribe(TradingRig.PUBLIC, channel);
                });
    }

    private static TradingRow bookStale() {
        return TradingRow.of(
                        "`gap` and `withheld-snapshot`, then a buy",
                        RigSettings.KEEPING,
                        rig -> {
                            final long price = rig.resting(BTC);
                            final String channel = TradingRig.channel(BTC);
                            rig.simulator.inject(
                                    Fault.of(FaultKind.WITHHELD_SNAPSHOT).withChannel(channel));
                            rig.fired(
                                    rig.simulator.inject(
                                            Fault.of(FaultKind.GAP).withChannel(channel)));
                            rig.expect("public book stale");
                            rig.place(BTC, Side.BUY, price, AMOUNT);
                            rig.expect("refused book-not-live");
                        })
                .touchingPublic()
                .slow();
    }

    private static TradingRow disconnected() {
        return TradingRow.of(
                        "buy while disconnected",
                        RigSettings.KEEPING,
                        rig -> {
                            final long price = rig.resting(BTC);
                            rig.broken();
                            rig.simulator.refuseConnections(Duration.ofMillis(200));
                            rig.simulator.dropConnections();
                            rig.expect("private ended");
                            rig.place(BTC, Side.BUY, price, AMOUNT);
                            rig.expect("refused not-connected");
                        })
                .touchingPublic();
    }

    private static TradingRow recovering() {
        return TradingRow.of(
                "buy before the fate of all orders is known",
                RigSettings.KEEPING,
                rig -> {
                    final CompletableFuture<FaultReport> late =
                            rig.simulator.inject(
                                    Fault.of(FaultKind.LATE_ANSWER)
                                            .withMethod("private/get_open_orders")
                                            .withDuration(Duration.ofMillis(500)));
                    final CompletableFuture<FaultReport> cut =
                            rig.inject(FaultKind.CUT_AFTER_ANSWER, "private/buy");
                    rig.buy(BTC);
                    rig.fired(cut);
                    rig.fired(late);
                    rig.buy(BTC);
                    rig.expect("refused recovering");
                });
    }

    /** By the venue's lowest tier: 20 at once, 5 of which are kept for cancels. */
    private static TradingRow throttled() {
        return TradingRow.alone(
                "more orders than there are credits for",
                RigSettings.KEEPING
                        .withRules(rules -> rules.withTier(AccountTier.TIER_4))
                        .withAccount(
                                DeribitAccount.of(List.of("BTC")).withCancelsOnDisconnect(false)),
                rig -> {
                    rig.awaitWell();
                    rig.start();
                    final OrderCommand order =
                            TradingRig.order(BTC, Side.BUY, rig.resting(BTC), AMOUNT);
                    long result = 1;
                    int taken = -1;
                    while (result > 0) {
                        result = rig.submit(order);
                        taken++;
                    }
                    assertEquals(OrderRefusal.THROTTLED, OrderEntry.refusalOf(result));
                    assertTrue(taken >= 14, () -> "too few: " + rig.seen());
                    final long waitNs = OrderEntry.waitNs(result);
                    rig.expect("refused throttled");
                    TimeUnit.NANOSECONDS.sleep(waitNs);
                    assertTrue(rig.submit(order) > 0, "credits are back by then");
                    assertEquals(0, rig.count("error"), () -> "" + rig.seen());
                });
    }

    private static TradingRow cancelOfDone() {
        return TradingRow.of(
                "cancel of an order that is filled",
                RigSettings.KEEPING,
                rig -> {
                    final long handle = rig.take(BTC);
                    rig.awaitState(handle, OrderState.FILLED);
                    rig.start();
                    rig.orders.cancel(handle);
                    rig.expect("refused already-done");
                });
    }

    private static TradingRow unprotected() {
        final String method = "private/enable_cancel_on_disconnect";
        return TradingRow.of(
                        "`error-answer method=" + method + " code=13021`",
                        RigSettings.CANCELLING,
                        rig -> {
                            final CompletableFuture<FaultReport> fired =
                                    rig.simulator.inject(
                                            Fault.of(FaultKind.ERROR_ANSWER)
                                                    .withMethod(method)
                                                    .withCode(13_021));
                            rig.simulator.dropConnections();
                            rig.fired(fired);
                            rig.expect("alarm");
                        })
                .touchingPublic();
    }

    private static TradingRow killed() {
        return TradingRow.alone(
                "kill switch",
                RigSettings.KEEPING,
                rig -> {
                    rig.awaitWell();
                    final long handle = open(rig);
                    kill(rig, handle);
                    rig.awaitState(handle, OrderState.CANCELLED);
                    rig.expect("order cancelled");
                    resume(rig);
                });
    }

    /** The handlers' thread does not come back, and the orders are gone all the same. */
    private static TradingRow killedWhileStuck() {
        return TradingRow.alone(
                "kill switch, the strategy stuck",
                RigSettings.KEEPING,
                rig -> {
                    rig.awaitWell();
                    final long handle = open(rig);
                    rig.stick();
                    try {
                        kill(rig, handle);
                    } finally {
                        rig.release();
                    }
                    rig.expect("order cancelled");
                    resume(rig);
                });
    }

    private static void kill(final TradingRig rig, final long handle) {
        final String label = rig.label(handle);
        rig.broken();
        final KillReport report = rig.engine.kill();
        assertTrue(report.isConfirmed(), report::toString);
        assertEquals(
                "cancelled",
                rig.simulator
                        .trading()
                        .ledger()
                        .ordersByLabel(TradingRig.ACCOUNT, label)
                        .get(0)
                        .state());
        assertEquals(OrderRefusal.KILLED, OrderEntry.refusalOf(rig.buy(BTC)));
    }

    private static void resume(final TradingRig rig) {
        rig.engine.resume();
        final long handle = rig.buy(BTC);
        rig.awaitState(handle, OrderState.OPEN);
    }

    private static long open(final TradingRig rig) {
        final long handle = rig.buy(BTC);
        rig.awaitState(handle, OrderState.OPEN);
        rig.awaitWell();
        rig.start();
        return handle;
    }
}
