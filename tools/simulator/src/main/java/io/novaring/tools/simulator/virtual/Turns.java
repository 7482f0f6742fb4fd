/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.limit.MatchingQueue;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.trading.TradingMethods;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Requests of trading, until each has had its turn at the matching engine. */
final class Turns {
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int QUEUE_FULL = 10_047;
    private static final int LOCK_TIME_EXCEEDED = 10_050;
    private static final int CANCELLED_BY_USER = 13_666;
    private static final int REPLACED = 13_777;
    private static final int TIMED_OUT = 13_888;

    /** What a mass cancel takes back while it waits, and what a book is needed for. */
    private static final Set<String> ENTRIES =
            Set.of(
                    "private/buy",
                    "private/sell",
                    "private/edit",
                    "private/edit_by_label",
                    "private/close_position");

    private final VirtualConfig config;
    private final TradingMethods trading;
    private final Clock clock;
    private final Reply reply;
    private final MatchingQueue queue;
    private final Predicate<JsonNode> isHeldBack;
    private final List<Turn> held = new ArrayList<>();

    /**
     * @param isHeldBack whether an order of these parameters waits for a book.
     */
    Turns(
            final VirtualConfig config,
            final TradingMethods trading,
            final Timers timers,
            final Clock clock,
            final Reply reply,
            final Predicate<JsonNode> isHeldBack) {
        this.config = config;
        this.trading = trading;
        this.clock = clock;
        this.reply = reply;
        this.queue = new MatchingQueue(timers, config.matchingDelay().toNanos());
        this.isHeldBack = isHeldBack;
    }

    /** The answer that was begun for it is given now, or when its turn has come. */
    void take(
            final VirtualSession session,
            final JsonNode id,
            final String method,
            final JsonNode params,
            final long receivedUs,
            final long nowNs) {
        if (!trading.isKnown(method)) {
            reply.error(METHOD_NOT_FOUND, "Method not found");
            return;
        }
        final Turn turn = new Turn(session, id, method, params, receivedUs);
        if (!trading.isMatching(method)) {
            turn.execute(nowNs);
            return;
        }
        withdraw(turn, nowNs);
        supersede(turn, nowNs);
        if (!queue.add(config.account(), turn.currency(), turn, nowNs)) {
            turn.refuse(QUEUE_FULL, "matching_engine_queue_full", nowNs);
        }
    }

    /** A book is known again: what waited for it has its turn, in the order it came. */
    void onBook(final long nowNs) {
        if (!held.isEmpty()) {
            final List<Turn> all = List.copyOf(held);
            held.clear();
            all.forEach(turn -> turn.execute(nowNs));
        }
    }

    private List<Turn> takeBack(final Predicate<Turn> which) {
        final List<Turn> found = new ArrayList<>();
        queue.withdraw(work -> which.test((Turn) work)).forEach(work -> found.add((Turn) work));
        held.stream().filter(which).forEach(found::add);
        held.removeIf(which);
        return found;
    }

    /** A mass cancel takes back what its own connection has waiting. */
    private void withdraw(final Turn cancel, final long nowNs) {
        final JsonNode label = cancel.params.path("label");
        final boolean byLabel =
                "private/cancel_by_label".equals(cancel.method) && label.isTextual();
        if (!byLabel && !"private/cancel_all".equals(cancel.method)) {
            return;
        }
        final String currency = cancel.currency();
        takeBack(
                        turn ->
                                turn.session == cancel.session
                                        && ENTRIES.contains(turn.method)
                                        && (!byLabel || label.equals(turn.params.path("label")))
                                        && ("any".equals(currency)
                                                || currency.equals(turn.currency())))
                .forEach(
                        turn -> turn.refuse(CANCELLED_BY_USER, "request_cancelled_by_user", nowNs));
    }

    /** An edit overtakes those of the same order that still wait. */
    private void supersede(final Turn edit, final long nowNs) {
        final String name =
                switch (edit.method) {
                    case "private/edit" -> "order_id";
                    case "private/edit_by_label" -> "label";
                    default -> null;
                };
        if (name != null && edit.params.path(name).isTextual()) {
            takeBack(turn -> turn.isEditOfSame(edit, name))
                    .forEach(turn -> turn.refuse(REPLACED, "replaced", nowNs));
        }
    }

    private final class Turn implements MatchingQueue.Work {
        private final VirtualSession session;
        private final JsonNode id;
        private final String method;
        private final JsonNode params;
        private final long receivedUs;

        private Turn(
                final VirtualSession session,
                final JsonNode id,
                final String method,
                final JsonNode params,
                final long receivedUs) {
            this.session = session;
            this.id = id;
            this.method = method;
            this.params = params;
            this.receivedUs = receivedUs;
        }

        private String currency() {
            return trading.currencyOf(method, params);
        }

        /** Whether it edits the order that another edit names so. */
        private boolean isEditOfSame(final Turn other, final String name) {
            return method.equals(other.method)
                    && params.path(name).equals(other.params.path(name))
                    && params.path("instrument_name").equals(other.params.path("instrument_name"));
        }

        @Override
        public void execute(final long nowNs) {
            if (session.over) {
                return;
            }
            if (ENTRIES.contains(method) && isHeldBack.test(params)) {
                held.add(this);
                return;
            }
            final JsonNode validUntil = params.path("valid_until");
            if (validUntil.isNumber() && validUntil.longValue() <= clock.millis()) {
                refuse(TIMED_OUT, "timed_out", nowNs);
                return;
            }
            trading.setNotificationOrder(session.number(), config.notificationOrder());
            begin(nowNs);
            trading.handle(method, params, session.line, reply, nowNs);
        }

        @Override
        public void onTimeout(final long nowNs) {
            refuse(LOCK_TIME_EXCEEDED, "lock_time_exceeded", nowNs);
        }

        private void refuse(final int code, final String message, final long nowNs) {
            begin(nowNs);
            reply.error(code, message);
        }

        private void begin(final long nowNs) {
            reply.begin(session::send, id, nowNs, receivedUs);
        }
    }
}
