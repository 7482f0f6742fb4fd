/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.channel.Channel;
import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.login.Logins;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.trading.TradingMethods;
import io.novaring.tools.simulator.trading.TradingSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Subscribe and unsubscribe calls, public and private. Simulator thread only. */
final class Subscriptions {
    private static final int CHANNELS_MAX = 500;
    private static final int LABEL_MAX = 16;
    private static final int RAW_FORBIDDEN = 13778;

    private final SimulatorConfig config;
    private final Channels channels;
    private final TradingMethods trading;
    private final Logins logins;
    private final Faults faults;
    private final Answers answers;
    private final Reply reply;
    private final Random order;

    Subscriptions(
            final SimulatorConfig config,
            final Channels channels,
            final TradingMethods trading,
            final Logins logins,
            final Faults faults,
            final Answers answers,
            final Reply reply) {
        this.config = config;
        this.channels = channels;
        this.trading = trading;
        this.logins = logins;
        this.faults = faults;
        this.answers = answers;
        this.reply = reply;
        this.order = new Random(config.seed());
    }

    /**
     * @param session null for a public call, which knows no channels of a user.
     */
    void subscribe(
            final Connection connection,
            final TradingSession session,
            final JsonNode params,
            final long nowNs) {
        final Set<String> names = names(params);
        final String label = session == null ? null : params.path("label").asText(null);
        if (names == null) {
            return;
        }
        if (label != null && label.length() > LABEL_MAX) {
            reply.badParam("label", "at most " + LABEL_MAX + " characters");
            return;
        }
        final Map<String, Channel> accepted = accepted(connection, session, names, params);
        if (accepted == null) {
            // One refused channel refuses the whole call.
            reply.error(RAW_FORBIDDEN, "raw_subscriptions_not_available_for_unauthorized");
            return;
        }
        if (faults.takeSubscribe(FaultKind.PARTIAL_ACKNOWLEDGEMENT, connection, null) != null) {
            final List<String> all = new ArrayList<>(accepted.keySet());
            for (int i = all.size() - 1; i >= 0; i -= 2) {
                accepted.remove(all.get(i));
            }
        }
        accepted.entrySet()
                .removeIf(
                        entry ->
                                entry.getValue() == null
                                        && !trading.subscribe(session, entry.getKey(), label));
        acknowledge(connection, accepted.keySet());
        accepted.forEach(
                (name, channel) -> {
                    if (!connection.isSubscribedTo(name)) {
                        faults.onSubscribe(connection, name);
                        if (channel != null) {
                            channels.subscribe(connection, channel, nowNs);
                        }
                    }
                });
    }

    /** With null for the channels of a user; all is null when the whole call is refused. */
    private Map<String, Channel> accepted(
            final Connection connection,
            final TradingSession session,
            final Set<String> names,
            final JsonNode params) {
        final boolean rawAllowed =
                !config.rawNeedsLogin() || logins.accountOf(connection.login, params) != null;
        final Map<String, Channel> accepted = new LinkedHashMap<>();
        for (final String name : names) {
            final boolean ofUser = trading.isUserChannel(name);
            final Channel channel = ofUser ? null : channels.find(name);
            final boolean exists =
                    ofUser
                            ? session != null
                                    && logins.allows(connection.login, params, scopeOf(name))
                            : channel != null;
            if (!exists
                    || config.rejectChannels().test(name)
                    || faults.takeSubscribe(FaultKind.REFUSED_CHANNEL, connection, name) != null) {
                continue;
            }
            if (!rawAllowed && name.endsWith(".raw")) {
                return null;
            }
            accepted.put(name, channel);
        }
        return accepted;
    }

    private void acknowledge(final Connection connection, final Set<String> names) {
        final List<String> acknowledged = new ArrayList<>(names);
        // The venue's order is its own.
        Collections.shuffle(acknowledged, order);
        final Fault late = faults.takeSubscribe(FaultKind.LATE_ACKNOWLEDGEMENT, connection, null);
        if (late != null) {
            reply.redirect(answers.late(connection, late.duration()));
        }
        reply.names(acknowledged);
    }

    private static String scopeOf(final String channel) {
        final String[] parts = channel.split("\\.", -1);
        return switch (parts.length < 2 ? "" : parts[1]) {
            case "orders", "trades", "combo_trades", "changes", "mmp_trigger" -> "trade:read";
            default -> "account:read";
        };
    }

    /**
     * @param session null for a public call.
     */
    void unsubscribe(
            final Connection connection, final TradingSession session, final JsonNode params) {
        final Set<String> names = names(params);
        if (names != null) {
            names.removeIf(name -> !leaves(connection, session, name));
            reply.names(names);
        }
    }

    private boolean leaves(
            final Connection connection, final TradingSession session, final String name) {
        if (session == null || !trading.isUserChannel(name)) {
            return channels.unsubscribe(connection, name);
        }
        faults.onUnsubscribe(connection, name);
        return trading.unsubscribe(session, name);
    }

    /**
     * @param session null for a public call, which leaves the channels of a user as they are.
     */
    void unsubscribeAll(final Connection connection, final TradingSession session) {
        channels.unsubscribeAll(connection);
        if (session != null) {
            trading.unsubscribeAll(session);
        }
        reply.result("\"ok\"");
    }

    /** Null when the parameter is wrong; the error is sent then. */
    private Set<String> names(final JsonNode params) {
        final JsonNode list = params.path("channels");
        if (!list.isArray()) {
            reply.badParam("channels", "must be an array");
            return null;
        }
        if (list.size() > CHANNELS_MAX) {
            reply.badParam("channels", "too many channels, at most " + CHANNELS_MAX);
            return null;
        }
        final Set<String> names = new LinkedHashSet<>();
        for (final JsonNode name : list) {
            if (!name.isTextual()) {
                reply.badParam("channels", "must be strings");
                return null;
            }
            names.add(name.textValue());
        }
        return names;
    }
}
