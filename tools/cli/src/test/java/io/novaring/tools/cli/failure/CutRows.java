/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static io.novaring.tools.cli.failure.TradingRig.BTC;
import static io.novaring.tools.cli.failure.TradingRig.ONE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The connection breaks in the middle of something. */
final class CutRows {
    private static final String BUY = "private/buy";
    private static final String EDIT = "private/edit";
    private static final String CANCEL = "private/cancel";

    /** That the venue does not know an order is no proof before. */
    private static final long PROOF_NS = 5_000_000_000L;

    private CutRows() {}

    static List<TradingRow> all() {
        return List.of(
                buy(FaultKind.CUT_BEFORE_REQUEST, OrderState.NOT_FOUND),
                buy(FaultKind.CUT_AFTER_REQUEST, OrderState.OPEN),
                buy(FaultKind.CUT_BEFORE_ANSWER, OrderState.OPEN),
                buy(FaultKind.CUT_AFTER_ANSWER, OrderState.OPEN),
                take(FaultKind.CUT_AFTER_REQUEST),
                take(FaultKind.CUT_BEFORE_ANSWER),
                take(FaultKind.CUT_AFTER_ANSWER),
                edit(FaultKind.CUT_BEFORE_REQUEST),
                edit(FaultKind.CUT_AFTER_REQUEST),
                edit(FaultKind.CUT_BEFORE_ANSWER),
                edit(FaultKind.CUT_AFTER_ANSWER),
                cancel(FaultKind.CUT_BEFORE_REQUEST, OrderState.OPEN),
                cancel(FaultKind.CUT_AFTER_REQUEST, OrderState.CANCELLED),
                cancel(FaultKind.CUT_BEFORE_ANSWER, OrderState.CANCELLED),
                cancel(FaultKind.CUT_AFTER_ANSWER, OrderState.CANCELLED),
                filledMeanwhile(),
                cancelledOnDisconnect(),
                cancelledLate(),
                neverCancelled());
    }

    private static TradingRow buy(final FaultKind kind, final OrderState end) {
        return TradingRow.of(
                "`" + kind.word() + "` of a buy",
                RigSettings.KEEPING,
                rig -> {
                    final CompletableFuture<FaultReport> fault = rig.inject(kind, BUY);
                    final long handle = rig.buy(BTC);
                    rig.fired(fault);
                    rig.expect("order unknown");
                    rig.expect("private ended");
                    rig.awaitState(handle, end);
                    if (end == OrderState.NOT_FOUND) {
                        final long afterNs = rig.expect("alarm").timeNs() - rig.brokenNs();
                        assertTrue(afterNs >= PROOF_NS, () -> "too early: " + afterNs);
                    }
                });
    }

    private static TradingRow take(final FaultKind kind) {
        return TradingRow.of(
                "`" + kind.word() + "` of a buy that fills",
                RigSettings.KEEPING,
                rig -> {
                    final CompletableFuture<FaultReport> fault = rig.inject(kind, BUY);
                    final long handle = rig.take(BTC);
                    rig.fired(fault);
                    rig.expect("order unknown", "order filled");
                    rig.expect("private ended");
                    rig.awaitState(handle, OrderState.FILLED);
                });
    }

    private static TradingRow edit(final FaultKind kind) {
        return TradingRow.of(
                "`" + kind.word() + "` of an edit",
                RigSettings.KEEPING,
                rig -> {
                    final long handle = open(rig);
                    final CompletableFuture<FaultReport> fault = rig.inject(kind, EDIT);
                    rig.orders.edit(handle, rig.resting(BTC) - 100 * ONE, MarketEvent.ABSENT);
                    rig.fired(fault);
                    rig.expect("order unknown");
                    rig.expect("private ended");
                    rig.awaitState(handle, OrderState.OPEN);
                });
    }

    private static TradingRow cancel(final FaultKind kind, final OrderState end) {
        return TradingRow.of(
                "`" + kind.word() + "` of a cancel",
                RigSettings.KEEPING,
                rig -> {
                    final long handle = open(rig);
                    final CompletableFuture<FaultReport> fault = rig.inject(kind, CANCEL);
                    rig.orders.cancel(handle);
                    rig.fired(fault);
                    rig.expect("order unknown", "order cancelled");
                    rig.expect("private ended");
                    rig.awaitState(handle, end);
                });
    }

    private static TradingRow filledMeanwhile() {
        return TradingRow.of(
                        "fill while disconnected",
                        RigSettings.KEEPING,
                        rig -> {
                            final long handle = open(rig);
                            rig.broken();
                            rig.simulator.refuseConnections(Duration.ofMillis(200));
                            rig.simulator.dropConnections();
                            rig.hit(handle, 40 * ONE);
                            rig.expect("order unknown");
                            rig.expect("fill");
                            rig.awaitState(handle, OrderState.OPEN);
                        })
                .touchingPublic();
    }

    private static TradingRow cancelledOnDisconnect() {
        return TradingRow.of(
                        "connection lost, orders go with it",
                        RigSettings.CANCELLING,
                        rig -> {
                            final long handle = open(rig);
                            rig.broken();
                            rig.simulator.dropConnections();
                            rig.expect("order unknown");
                            rig.awaitState(handle, OrderState.CANCELLED);
                        })
                .touchingPublic();
    }

    private static TradingRow cancelledLate() {
        return TradingRow.of(
                        "`cod-delayed duration=500ms`",
                        RigSettings.CANCELLING,
                        rig -> {
                            final long handle = open(rig);
                            final CompletableFuture<FaultReport> fault =
                                    rig.simulator.inject(
                                            Fault.of(FaultKind.COD_DELAYED)
                                                    .withDuration(Duration.ofMillis(500)));
                            rig.simulator.dropConnections();
                            rig.fired(fault);
                            rig.expect("order unknown");
                            rig.expect("private ended");
                            rig.awaitState(handle, OrderState.CANCELLED);
                        })
                .touchingPublic();
    }

    private static TradingRow neverCancelled() {
        return TradingRow.of(
                        "`cod-lost`",
                        RigSettings.CANCELLING,
                        rig -> {
                            final long handle = open(rig);
                            final CompletableFuture<FaultReport> fault =
                                    rig.simulator.inject(Fault.of(FaultKind.COD_LOST));
                            rig.simulator.dropConnections();
                            rig.fired(fault);
                            rig.expect("order unknown");
                            rig.expect("private ended");
                            rig.awaitState(handle, OrderState.OPEN);
                        })
                .touchingPublic();
    }

    private static long open(final TradingRig rig) {
        final long handle = rig.buy(BTC);
        rig.awaitState(handle, OrderState.OPEN);
        rig.awaitWell();
        rig.start();
        return handle;
    }
}
