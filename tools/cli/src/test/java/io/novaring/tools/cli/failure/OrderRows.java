/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static io.novaring.tools.cli.failure.TradingRig.AMOUNT;
import static io.novaring.tools.cli.failure.TradingRig.BTC;
import static io.novaring.tools.cli.failure.TradingRig.ONE;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.limit.AccountTier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers and notifications that are late, lost, repeated, swapped, or none of ours. */
final class OrderRows {
    private static final String BUY = "private/buy";
    private static final String EDIT = "private/edit";
    private static final String CANCEL = "private/cancel";
    private static final String CHANGES = "user.changes.any.BTC.raw";

    private OrderRows() {}

    static List<TradingRow> all() {
        return List.of(
                answer(
                        "`late-answer duration=300ms` of a buy",
                        Fault.of(FaultKind.LATE_ANSWER).withDuration(Duration.ofMillis(300))),
                answer(
                        "`duplicate-answer` of a buy",
                        Fault.of(FaultKind.DUPLICATE_ANSWER),
                        "duplicates"),
                answer(
                        "`wrong-id` of a buy",
                        Fault.of(FaultKind.WRONG_ID),
                        "duplicates",
                        "unknown-ids",
                        "late"),
                answer("`unknown-id` of a buy", Fault.of(FaultKind.UNKNOWN_ID), "unknown-ids"),
                noAnswer(),
                noAnswerToEdit(),
                lostWithItsAnswer(),
                swapped(FaultKind.NOTIFY_BEFORE_ANSWER),
                swapped(FaultKind.ANSWER_BEFORE_NOTIFY),
                refused(BUY, 10_009, "order rejected 10009", OrderState.REJECTED),
                refused(BUY, 11_094, "order unknown 11094", OrderState.NOT_FOUND).slow(),
                refused(EDIT, 11_094, "order unknown 11094", OrderState.OPEN),
                refused(EDIT, 10_009, "edit failed 10009", OrderState.OPEN),
                refused(CANCEL, 11_094, "order unknown 11094", OrderState.OPEN),
                refused(CANCEL, 10_047, "cancel failed 10047", OrderState.OPEN),
                refused(CANCEL, 11_044, "cancel failed 11044", OrderState.OPEN),
                queueFull(),
                lost("`lost-notification` of a buy that fills", rig -> rig.take(BTC)),
                lostFill(),
                lostFillThenAnother(),
                lostCancel(),
                repeatedFill(),
                otherProgram(),
                otherProgramUnheard(),
                twin());
    }

    private static TradingRow answer(final String name, final Fault fault, final String... notes) {
        return TradingRow.of(
                name,
                RigSettings.KEEPING,
                rig -> {
                    final CompletableFuture<FaultReport> fired =
                            rig.simulator.inject(fault.withMethod(BUY));
                    final long handle = rig.buy(BTC);
                    rig.fired(fired);
                    rig.awaitState(handle, OrderState.OPEN);
                    if (notes.length > 0) {
                        rig.expect(notes);
                    }
                });
    }

    private static TradingRow noAnswer() {
        return TradingRow.alone(
                        "`no-answer` of a buy",
                        RigSettings.KEEPING,
                        rig -> {
                            rig.awaitWell();
                            rig.start();
                            final CompletableFuture<FaultReport> fired =
                                    rig.inject(FaultKind.NO_ANSWER, BUY);
                            final long handle = rig.buy(BTC);
                            rig.fired(fired);
                            rig.awaitState(handle, OrderState.OPEN);
                            rig.expect("timed-out");
                        })
                .slow();
    }

    private static TradingRow noAnswerToEdit() {
        return TradingRow.alone(
                        "`no-answer` of an edit",
                        RigSettings.KEEPING,
                        rig -> {
                            rig.awaitWell();
                            final long handle = open(rig);
                            final CompletableFuture<FaultReport> fired =
                                    rig.inject(FaultKind.NO_ANSWER, EDIT);
                            edit(rig, handle);
                            rig.fired(fired);
                            rig.expect("timed-out");
                            rig.awaitState(handle, OrderState.OPEN);
                        })
                .slow();
    }

    /** Nothing at all is heard of the order. */
    private static TradingRow lostWithItsAnswer() {
        return TradingRow.alone(
                        "`no-answer` and `lost-notification` of a buy",
                        RigSettings.KEEPING,
                        rig -> {
                            rig.awaitWell();
                            rig.start();
                            final CompletableFuture<FaultReport> lost =
                                    rig.simulator.inject(loss());
                            final CompletableFuture<FaultReport> fired =
                                    rig.inject(FaultKind.NO_ANSWER, BUY);
                            final long handle = rig.buy(BTC);
                            rig.fired(lost);
                            rig.fired(fired);
                            rig.expect("order unknown");
                            rig.awaitState(handle, OrderState.OPEN);
                        })
                .slow();
    }

    private static TradingRow swapped(final FaultKind kind) {
        return TradingRow.of(
                "`" + kind.word() + "` of a buy that fills",
                RigSettings.KEEPING,
                rig -> {
                    final CompletableFuture<FaultReport> fired = rig.inject(kind, BUY);
                    final long handle = rig.take(BTC);
                    rig.fired(fired);
                    rig.awaitState(handle, OrderState.FILLED);
                });
    }

    private static TradingRow refused(
            final String method, final int code, final String note, final OrderState end) {
        return TradingRow.of(
                "`error-answer method=" + method + " code=" + code + "`",
                RigSettings.KEEPING,
                rig -> {
                    final long earlier = method.equals(BUY) ? 0 : open(rig);
                    final CompletableFuture<FaultReport> fired =
                            rig.simulator.inject(
                                    Fault.of(FaultKind.ERROR_ANSWER)
                                            .withMethod(method)
                                            .withCode(code));
                    final long handle = earlier == 0 ? rig.buy(BTC) : earlier;
                    if (method.equals(EDIT)) {
                        edit(rig, handle);
                    } else if (method.equals(CANCEL)) {
                        rig.orders.cancel(handle);
                    }
                    rig.fired(fired);
                    rig.expect(note);
                    rig.awaitState(handle, end);
                });
    }

    /** Eight wait behind the one that is looked at. */
    private static TradingRow queueFull() {
        return TradingRow.alone(
                "12 buys at once, 9 of which the venue takes",
                RigSettings.KEEPING.withRules(
                        rules ->
                                rules.withTier(AccountTier.UNLIMITED)
                                        .withMatchingDelay(Duration.ofMillis(50))),
                rig -> {
                    rig.awaitWell();
                    rig.awaitState(rig.buy(BTC), OrderState.OPEN);
                    rig.start();
                    for (int i = 0; i < 12; i++) {
                        rig.buy(BTC);
                    }
                    rig.expect("order rejected 10047");
                });
    }

    private static TradingRow lost(final String name, final TradingRow.Script script) {
        return TradingRow.of(
                name,
                RigSettings.KEEPING,
                rig -> {
                    final CompletableFuture<FaultReport> fired = rig.simulator.inject(loss());
                    script.run(rig);
                    rig.fired(fired);
                });
    }

    private static TradingRow lostFill() {
        return TradingRow.of(
                        "`lost-notification` of a fill",
                        RigSettings.KEEPING,
                        rig -> {
                            final long handle = open(rig);
                            final CompletableFuture<FaultReport> fired =
                                    rig.simulator.inject(loss());
                            rig.hit(handle, AMOUNT);
                            rig.fired(fired);
                            rig.expect("order filled", "position difference");
                        })
                .slow();
    }

    private static TradingRow lostFillThenAnother() {
        return TradingRow.of(
                "`lost-notification` of a fill, then the last fill",
                RigSettings.KEEPING,
                rig -> {
                    final long handle = open(rig);
                    final CompletableFuture<FaultReport> fired = rig.simulator.inject(loss());
                    rig.hit(handle, 40 * ONE);
                    rig.fired(fired);
                    rig.hit(handle, 60 * ONE);
                    rig.awaitState(handle, OrderState.FILLED);
                    rig.expect(2, "fill");
                });
    }

    /** Cancelled behind our back; our own cancel finds out. */
    private static TradingRow lostCancel() {
        return TradingRow.alone(
                "`lost-notification` of a cancel by another, then our cancel",
                RigSettings.KEEPING,
                rig -> {
                    rig.awaitWell();
                    final long handle = open(rig);
                    final CompletableFuture<FaultReport> fired = rig.simulator.inject(loss());
                    rig.simulator.trading().cancelAll(TradingRig.ACCOUNT);
                    rig.fired(fired);
                    rig.orders.cancel(handle);
                    rig.expect("cancel failed 11044");
                    rig.awaitState(handle, OrderState.CANCELLED);
                });
    }

    private static TradingRow repeatedFill() {
        return TradingRow.of(
                "`duplicate-notification` of a fill",
                RigSettings.KEEPING,
                rig -> {
                    final long handle = open(rig);
                    final CompletableFuture<FaultReport> fired =
                            rig.simulator.inject(
                                    Fault.of(FaultKind.DUPLICATE_NOTIFICATION)
                                            .withChannel(CHANGES));
                    rig.hit(handle, 40 * ONE);
                    rig.fired(fired);
                    rig.expect("counted repeated-trades");
                });
    }

    private static TradingRow otherProgram() {
        return TradingRow.of(
                "another program of the account buys",
                RigSettings.KEEPING,
                rig -> {
                    rig.broken();
                    takeBehindOurBack(rig);
                    rig.expect("fill");
                });
    }

    private static TradingRow otherProgramUnheard() {
        return TradingRow.of(
                        "`lost-notification` of what another program buys",
                        RigSettings.KEEPING,
                        rig -> {
                            final CompletableFuture<FaultReport> fired =
                                    rig.simulator.inject(loss());
                            takeBehindOurBack(rig);
                            rig.fired(fired);
                            rig.expect("position difference");
                        })
                .slow();
    }

    private static void takeBehindOurBack(final TradingRig rig) {
        rig.simulator
                .trading()
                .place(
                        TradingRig.ACCOUNT,
                        NewOrder.buy(BTC).price(rig.crossing(BTC)).amount(10 * ONE));
    }

    private static TradingRow twin() {
        return TradingRow.alone(
                "two open orders of one label",
                RigSettings.KEEPING,
                rig -> {
                    rig.awaitWell();
                    final long handle = open(rig);
                    rig.allowTwins();
                    rig.simulator
                            .trading()
                            .place(
                                    TradingRig.ACCOUNT,
                                    NewOrder.buy(BTC)
                                            .price(rig.resting(BTC))
                                            .amount(AMOUNT)
                                            .label(rig.label(handle)));
                    rig.expect("alarm");
                });
    }

    private static Fault loss() {
        return Fault.of(FaultKind.LOST_NOTIFICATION).withChannel(CHANGES);
    }

    private static void edit(final TradingRig rig, final long handle) {
        rig.orders.edit(handle, rig.resting(BTC) - 100 * ONE, MarketEvent.ABSENT);
    }

    private static long open(final TradingRig rig) {
        final long handle = rig.buy(BTC);
        rig.awaitState(handle, OrderState.OPEN);
        rig.awaitWell();
        rig.start();
        return handle;
    }
}
