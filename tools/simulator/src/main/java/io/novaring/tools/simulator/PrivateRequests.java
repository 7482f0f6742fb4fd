/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.limit.AccountCredits;
import io.novaring.tools.simulator.limit.MatchingQueue;
import io.novaring.tools.simulator.login.AccountRules;
import io.novaring.tools.simulator.login.CancelOnDisconnect;
import io.novaring.tools.simulator.login.Logins;
import io.novaring.tools.simulator.query.Outbox;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.trading.NotificationOrder;
import io.novaring.tools.simulator.trading.TradingMethods;
import io.novaring.tools.simulator.trading.TradingSession;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What needs a login: who may ask for what, how often, and when its turn comes. Simulator thread
 * only.
 */
final class PrivateRequests {
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int QUEUE_FULL = 10_047;
    private static final int LOCK_TIME_EXCEEDED = 10_050;
    private static final int CANCELLED_BY_USER = 13_666;
    private static final int REPLACED = 13_777;
    private static final int TIMED_OUT = 13_888;
    private static final String ACCOUNT_WRITE = "account:read_write";
    private static final String ACCOUNT_READ = "account:read";

    /** What a mass cancel takes back while it waits. */
    private static final Set<String> ENTRIES =
            Set.of(
                    "private/buy",
                    "private/sell",
                    "private/edit",
                    "private/edit_by_label",
                    "private/close_position");

    private final AccountRules rules;
    private final Clock clock;
    private final Timers timers;
    private final TradingMethods trading;
    private final Logins logins;
    private final Subscriptions subscriptions;
    private final Faults faults;
    private final Reply reply;
    private final MatchingQueue queue;
    private final CancelOnDisconnect cancels = new CancelOnDisconnect();
    private final Map<String, AccountCredits> credits = new HashMap<>();

    PrivateRequests(
            final SimulatorConfig config,
            final Timers timers,
            final TradingMethods trading,
            final Logins logins,
            final Subscriptions subscriptions,
            final Faults faults,
            final Reply reply) {
        this.rules = config.accounts();
        this.clock = config.clock();
        this.timers = timers;
        this.trading = trading;
        this.logins = logins;
        this.subscriptions = subscriptions;
        this.faults = faults;
        this.reply = reply;
        this.queue = new MatchingQueue(timers, rules.matchingDelay().toNanos());
    }

    /** Takes what the request costs whoever sent it; false when there is not enough. */
    boolean takeCredits(
            final Connection connection,
            final String method,
            final JsonNode params,
            final long nowNs) {
        final String account = logins.accountOf(connection.login, params);
        if (account == null) {
            return connection.credits == null || connection.credits.take(method, nowNs);
        }
        return credits.computeIfAbsent(account, name -> new AccountCredits(rules.tier()))
                .take(method, params, trading.isMatching(method), nowNs);
    }

    /** {@code public/auth}. */
    void auth(final Connection connection, final JsonNode params, final long nowNs) {
        final boolean refreshes = "refresh_token".equals(params.path("grant_type").asText());
        final Fault fault = faults.takeLogin(connection, refreshes);
        if (fault == null) {
            logins.auth(connection.login, params, reply, nowNs);
            cancels.onLogin(connection.login);
        } else if (fault.kind() == FaultKind.AUTH_ERROR) {
            reply.error(fault.code(), "injected_error");
        } else if (fault.kind() == FaultKind.REFRESH_REFUSED) {
            Logins.unauthorized(reply, "refresh_token");
        }
    }

    void handle(final Request request, final long nowNs) {
        final Connection connection = request.connection();
        final JsonNode params = request.params();
        final String method = request.method();
        final TradingSession session =
                logins.authorize(connection.login, params, scopeOf(method), reply);
        if (session == null) {
            return;
        }
        switch (method) {
            case "private/subscribe" -> subscriptions.subscribe(connection, session, params, nowNs);
            case "private/unsubscribe" -> subscriptions.unsubscribe(connection, session, params);
            case "private/unsubscribe_all" -> subscriptions.unsubscribeAll(connection, session);
            case "private/enable_cancel_on_disconnect" ->
                    cancels.set(connection.login, session, true, params, reply);
            case "private/disable_cancel_on_disconnect" ->
                    cancels.set(connection.login, session, false, params, reply);
            case "private/get_cancel_on_disconnect" ->
                    cancels.get(connection.login, session, params, reply);
            case "private/logout" -> {
                logins.leave(connection.login, params);
                connection.close(1000, "", CloseCause.LOGGED_OUT);
            }
            default -> trade(new Turn(request, session, reply.receivedUs()), nowNs);
        }
    }

    private String scopeOf(final String method) {
        return switch (method) {
            case "private/enable_cancel_on_disconnect", "private/disable_cancel_on_disconnect" ->
                    ACCOUNT_WRITE;
            case "private/get_cancel_on_disconnect" -> ACCOUNT_READ;
            default -> trading.scopeOf(method);
        };
    }

    private void trade(final Turn turn, final long nowNs) {
        final Request request = turn.request;
        if (!trading.isKnown(request.method())) {
            reply.error(METHOD_NOT_FOUND, "Method not found");
            return;
        }
        if (!trading.isMatching(request.method())) {
            turn.execute(nowNs);
            return;
        }
        withdraw(turn, nowNs);
        supersede(turn, nowNs);
        if (!queue.add(turn.session.account(), turn.currency(), turn, nowNs)) {
            turn.refuse(QUEUE_FULL, "matching_engine_queue_full", nowNs);
        }
    }

    /** A mass cancel takes back what its own connection has waiting. */
    private void withdraw(final Turn cancel, final long nowNs) {
        final String method = cancel.request.method();
        final JsonNode label = cancel.request.params().path("label");
        final boolean byLabel = "private/cancel_by_label".equals(method) && label.isTextual();
        if (!byLabel && !"private/cancel_all".equals(method)) {
            return;
        }
        final String currency = cancel.currency();
        queue.withdraw(
                        work ->
                                work instanceof Turn turn
                                        && turn.isOf(cancel.request.connection())
                                        && ENTRIES.contains(turn.request.method())
                                        && (!byLabel || turn.hasLabel(label))
                                        && ("any".equals(currency)
                                                || currency.equals(turn.currency())))
                .forEach(work -> ((Turn) work).withdraw(nowNs));
    }

    /** An edit overtakes those of the same order that still wait. */
    private void supersede(final Turn edit, final long nowNs) {
        final String name =
                switch (edit.request.method()) {
                    case "private/edit" -> "order_id";
                    case "private/edit_by_label" -> "label";
                    default -> null;
                };
        if (name == null || !edit.request.params().path(name).isTextual()) {
            return;
        }
        queue.withdraw(work -> work instanceof Turn turn && turn.isEditOfSame(edit, name))
                .forEach(work -> ((Turn) work).refuse(REPLACED, "replaced", nowNs));
    }

    /** The connection is gone; its own tokens and channels go with it, perhaps its orders. */
    void onEnded(final Connection connection, final long nowNs) {
        logins.onEnded(connection.login);
        final boolean isLost =
                connection.cause() != CloseCause.LOGGED_OUT
                        && connection.cause() != CloseCause.SIMULATOR_CLOSED;
        final boolean wanted = isLost && cancels.cancels(connection.login);
        final Fault fault = wanted ? faults.takeDisconnect(connection) : null;
        disconnect(connection, false, nowNs);
        if (!wanted || fault != null && fault.kind() == FaultKind.COD_LOST) {
            return;
        }
        final long extraNs = fault == null ? 0 : fault.duration().toNanos();
        final long dueNs = nowNs + rules.cancelOnDisconnectDelay().toNanos() + extraNs;
        if (dueNs == nowNs) {
            disconnect(connection, true, nowNs);
        } else {
            timers.at(dueNs, () -> disconnect(connection, true, dueNs));
        }
    }

    private void disconnect(
            final Connection connection, final boolean cancelsOrders, final long nowNs) {
        if (cancelsOrders) {
            // What has not had its turn would be an order nobody cancels.
            connection.login.finish();
        }
        for (final TradingSession session : connection.login.sessions()) {
            trading.onDisconnect(session, cancelsOrders, nowNs);
        }
    }

    void revoke(final Connection connection) {
        logins.revoke(connection.login);
    }

    /**
     * One request as it was read.
     *
     * @param id it is answered with; null or missing for none.
     * @param fault of its answer, or null.
     */
    record Request(
            Connection connection,
            JsonNode id,
            String method,
            JsonNode params,
            Fault fault,
            Outbox outbox) {}

    /** A request of trading, until its turn has come. */
    private final class Turn implements MatchingQueue.Work {
        private final Request request;
        private final TradingSession session;
        private final long receivedUs;

        private Turn(final Request request, final TradingSession session, final long receivedUs) {
            this.request = request;
            this.session = session;
            this.receivedUs = receivedUs;
        }

        private boolean isOf(final Connection connection) {
            return request.connection() == connection;
        }

        private boolean hasLabel(final JsonNode label) {
            return label.equals(request.params().path("label"));
        }

        private String currency() {
            return trading.currencyOf(request.method(), request.params());
        }

        /** Whether it edits the order that another edit names so. */
        private boolean isEditOfSame(final Turn other, final String name) {
            final JsonNode params = request.params();
            final JsonNode others = other.request.params();
            return session.account().equals(other.session.account())
                    && request.method().equals(other.request.method())
                    && params.path(name).equals(others.path(name))
                    && params.path("instrument_name").equals(others.path("instrument_name"));
        }

        private void withdraw(final long nowNs) {
            refuse(CANCELLED_BY_USER, "request_cancelled_by_user", nowNs);
        }

        @Override
        public void execute(final long nowNs) {
            if (request.connection().login.isOver()) {
                return;
            }
            final JsonNode validUntil = request.params().path("valid_until");
            if (validUntil.isNumber() && validUntil.longValue() <= clock.millis()) {
                refuse(TIMED_OUT, "timed_out", nowNs);
                return;
            }
            final int number = session.connectionNumber();
            trading.setNotificationOrder(number, order());
            begin(nowNs);
            trading.handle(request.method(), request.params(), session, reply, nowNs);
            trading.setNotificationOrder(number, rules.notificationOrder());
        }

        private NotificationOrder order() {
            return switch (request.fault() == null ? FaultKind.NO_ANSWER : request.fault().kind()) {
                case NOTIFY_BEFORE_ANSWER, CUT_AFTER_REQUEST, CUT_BEFORE_ANSWER ->
                        NotificationOrder.BEFORE_ANSWER;
                case ANSWER_BEFORE_NOTIFY, CUT_AFTER_ANSWER -> NotificationOrder.AFTER_ANSWER;
                default -> rules.notificationOrder();
            };
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
            reply.begin(request.outbox(), request.id(), nowNs, receivedUs);
        }
    }
}
