/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.PlannedFault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Where in the protocol something breaks. */
enum CutPoint {
    REQUEST_UNREAD(FaultKind.CUT_BEFORE_REQUEST),
    EXECUTED_AND_UNTOLD(FaultKind.CUT_AFTER_REQUEST),
    NOTIFIED_AND_UNANSWERED(FaultKind.CUT_BEFORE_ANSWER),
    ANSWERED_AND_NOT_NOTIFIED(FaultKind.CUT_AFTER_ANSWER),
    WITHIN_OUR_BYTES,
    WITHIN_THEIR_BYTES,
    LOGIN("public/auth"),
    SUBSCRIBING("private/subscribe"),
    PROTECTING("private/enable_cancel_on_disconnect"),
    PROTECTION_READ("private/get_cancel_on_disconnect"),
    OPEN_ORDERS_READ("private/get_open_orders"),
    TRADES_READ("private/get_user_trades_by_currency_and_time"),
    ORDER_BY_LABEL_READ("private/get_order_state_by_label"),
    ORDER_BY_ID_READ("private/get_order_state"),
    POSITIONS_READ("private/get_positions"),
    ACCOUNT_READ("private/get_account_summary"),
    TWICE,
    ANSWER_LATE(FaultKind.LATE_ANSWER),
    ANSWER_LOST(FaultKind.NO_ANSWER),
    ANSWER_TWICE(FaultKind.DUPLICATE_ANSWER),
    ANSWER_OF_NOBODY(FaultKind.UNKNOWN_ID),
    NOTICE_TWICE,
    NOTICE_LOST,
    NOTICE_FIRST(FaultKind.NOTIFY_BEFORE_ANSWER),
    ANSWER_FIRST(FaultKind.ANSWER_BEFORE_NOTIFY),
    ERROR_OF_UNKNOWN_OUTCOME(FaultKind.ERROR_ANSWER),
    THROTTLED(FaultKind.TOO_MANY_REQUESTS),
    TOKEN_REVOKED,
    SILENT,
    CLOSED,
    RESET,
    KILLED;

    private static final List<String> ORDERS =
            List.of("private/buy", "private/sell", "private/edit", "private/cancel");

    private static final List<FaultKind> CUTS =
            List.of(
                    FaultKind.CUT_BEFORE_REQUEST,
                    FaultKind.CUT_AFTER_REQUEST,
                    FaultKind.CUT_BEFORE_ANSWER,
                    FaultKind.CUT_AFTER_ANSWER);

    private static final int FRAMES_BYTES = 6_000;

    private final FaultKind ofOrder;
    private final String ofMethod;

    CutPoint() {
        this(null, null);
    }

    CutPoint(final FaultKind ofOrder) {
        this(ofOrder, null);
    }

    CutPoint(final String ofMethod) {
        this(null, ofMethod);
    }

    CutPoint(final FaultKind ofOrder, final String ofMethod) {
        this.ofOrder = ofOrder;
        this.ofMethod = ofMethod;
    }

    /** Makes it happen, at the next occasion. */
    void apply(final Simulator simulator, final CuttingProxy proxy, final SplittableRandom random) {
        if (ofOrder != null) {
            inject(simulator, fault(random).withMethod(oneOf(ORDERS, random)));
        } else if (ofMethod != null) {
            inject(simulator, Fault.of(oneOf(CUTS, random)).withMethod(ofMethod));
            simulator.dropConnections();
        } else {
            applyOther(simulator, proxy, random);
        }
    }

    /** Unless the same thing waits for its occasion already. */
    private static void inject(final Simulator simulator, final Fault fault) {
        for (final PlannedFault planned : simulator.pendingFaults()) {
            if (fault.method().equals(planned.fault().method())) {
                return;
            }
        }
        simulator.inject(fault);
    }

    private Fault fault(final SplittableRandom random) {
        final Fault fault = Fault.of(ofOrder);
        return switch (this) {
            case ANSWER_LATE ->
                    fault.withDuration(Duration.ofMillis(random.nextInt(2) * 12_000 + 50));
            case ERROR_OF_UNKNOWN_OUTCOME -> fault.withCode(random.nextBoolean() ? 11_094 : 13_028);
            default -> fault;
        };
    }

    private void applyOther(
            final Simulator simulator, final CuttingProxy proxy, final SplittableRandom random) {
        switch (this) {
            case WITHIN_OUR_BYTES ->
                    proxy.cutUpstream(random.nextInt(FRAMES_BYTES), random.nextBoolean());
            case WITHIN_THEIR_BYTES ->
                    proxy.cutDownstream(random.nextInt(FRAMES_BYTES), random.nextBoolean());
            case TWICE -> {
                proxy.cutUpstream(2_000 + random.nextInt(FRAMES_BYTES), random.nextBoolean());
                simulator.dropConnections();
            }
            case NOTICE_TWICE -> simulator.inject(Fault.of(FaultKind.DUPLICATE_NOTIFICATION));
            case NOTICE_LOST -> simulator.inject(Fault.of(FaultKind.LOST_NOTIFICATION));
            case TOKEN_REVOKED -> simulator.inject(Fault.of(FaultKind.TOKEN_REVOKED));
            case SILENT -> simulator.inject(Fault.of(FaultKind.HALF_OPEN));
            case CLOSED -> simulator.closeConnections(1_000 + random.nextInt(2));
            case RESET -> simulator.dropConnections();
            default -> {
                // Ours to do.
            }
        }
    }

    private static <T> T oneOf(final List<T> choices, final SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
