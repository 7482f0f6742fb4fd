/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.StageCounters;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.tools.simulator.Rubbish;
import java.util.Locale;

/** Sees on the ring how the engine notices a fault. One fault at a time. */
final class FaultWatch {
    /** What is waited for. Written by the injector's thread, read by the handler's. */
    private volatile Expectation expectation;

    /**
     * Waits for the first sign of this fault from now on.
     *
     * @param counters of the engine that is going to notice.
     */
    Expectation expect(
            final FaultKind kind, final StageCounters<SubscriptionStage.Counter> counters) {
        final Expectation armed = new Expectation(kind, counters);
        expectation = armed;
        return armed;
    }

    /** Handler's thread. Allocates only when a fault is noticed. */
    void onEvent(final MarketEvent event, final long nowNs) {
        final Expectation armed = expectation;
        if (armed != null && armed.notices(event)) {
            armed.noticedNs = nowNs;
            armed.how = armed.how(event);
            expectation = null;
            armed.noticed = true;
        }
    }

    private static String word(final Enum<?> constant) {
        return String.valueOf(constant).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One fault, and how it was noticed. */
    static final class Expectation {
        private final FaultKind kind;
        private final StageCounters<SubscriptionStage.Counter> counters;
        private final SubscriptionStage.Counter counter;
        private final long countBefore;

        // Written by the handler's thread before `noticed`, read by the injector's behind it.
        private long noticedNs;
        private String how;
        private volatile boolean noticed;

        private Expectation(
                final FaultKind kind, final StageCounters<SubscriptionStage.Counter> counters) {
            this.kind = kind;
            this.counters = counters;
            counter =
                    kind.action() == FaultKind.Action.SKIP
                            ? SubscriptionStage.Counter.GAPS
                            : SubscriptionStage.Counter.DUPLICATES;
            countBefore = counters.get(counter);
        }

        private boolean notices(final MarketEvent event) {
            final boolean ended =
                    event.kind == EventKind.LIFECYCLE
                            && event.code == Lifecycle.DISCONNECTED.code();
            return switch (kind.action()) {
                case DROP, CLOSE, MUTE -> ended;
                // Text that is not UTF-8 ends the session: the protocol of WebSocket demands it.
                case RUBBISH ->
                        kind.rubbish() == Rubbish.INVALID_UTF8
                                ? ended
                                : event.kind == EventKind.REJECT;
                case SKIP, DUPLICATE ->
                        event.kind == EventKind.BOOK && counters.get(counter) > countBefore;
            };
        }

        private String how(final MarketEvent event) {
            if (event.kind == EventKind.LIFECYCLE) {
                final String code = event.token == 0 ? "" : ", code " + event.token;
                return "disconnected: " + word(DisconnectReason.ofCode(event.reason)) + code;
            }
            if (event.kind == EventKind.REJECT) {
                return "reject: " + event.rejectReason.word();
            }
            final String what =
                    kind.action() == FaultKind.Action.SKIP ? "gap" : "duplicate dropped";
            return "book: " + what + ", now " + word(event.bookState);
        }

        boolean isNoticed() {
            return noticed;
        }

        long noticedNs() {
            return noticedNs;
        }

        String how() {
            return how;
        }
    }
}
