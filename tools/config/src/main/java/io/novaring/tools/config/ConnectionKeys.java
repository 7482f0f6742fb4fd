/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.ConfigValue;
import io.novaring.engine.profile.Profile;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.tools.config.ConnectionConfig.Role;
import io.novaring.venues.deribit.DeribitConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The keys of a connection, beside those of its profile. */
final class ConnectionKeys {
    static final Key<String> PROFILE =
            Key.of(
                    "profile",
                    ValueType.TEXT,
                    "financial",
                    "financial, standard, lightweight, or one of your own from profiles.");
    static final Key<List<String>> CHANNELS =
            Key.of(
                    "channels",
                    ValueType.TEXTS,
                    List.of(),
                    "Channels by the venue's names, such as \"book.BTC-PERPETUAL.100ms\".");

    private static final DeribitConfig DEFAULT = DeribitConfig.production();

    private static final Key<String> VENUE =
            Key.of("venue", Words.oneOf("deribit"), "deribit", "deribit.");
    static final Key<Role> ROLE =
            Key.of(
                    "role",
                    Words.of(Arrays.asList(Role.values())),
                    Role.PUBLIC,
                    "public or private: the side of the venue.");
    private static final Key<URI> ENDPOINT =
            Key.of(
                    "endpoint",
                    endpoint(),
                    DeribitConfig.PRODUCTION,
                    "production, test, or the address of a server:"
                            + " \"ws://127.0.0.1:8080/ws/api/v2\".");
    private static final Key<Long> HEARTBEAT =
            Key.of(
                    "heartbeat-interval",
                    Measures.seconds(
                            DeribitConfig.HEARTBEAT_INTERVAL_MIN_NS,
                            DeribitConfig.HEARTBEAT_INTERVAL_MAX_NS),
                    DEFAULT.heartbeatIntervalNs(),
                    "What the venue is asked for; whole seconds from 10 to 60.");
    private static final Key<Long> PROBE_AFTER =
            Key.of(
                    "silence.probe-after",
                    Measures.time(),
                    null,
                    "Silence after which the venue is asked whether it is there; 1.25 times the"
                            + " heartbeat interval.");
    private static final Key<Long> DEAD_AFTER =
            Key.of(
                    "silence.dead-after",
                    Measures.time(),
                    null,
                    "Silence after which the session is given up; 1.5 times the heartbeat"
                            + " interval.");
    private static final Key<Integer> BATCH =
            Key.of(
                    "subscribe-batch-max",
                    ValueType.count(1, DeribitConfig.SUBSCRIBE_BATCH_LIMIT),
                    DEFAULT.subscribeBatchMax(),
                    "Channels in one subscribe request, 1 to 500.");
    private static final Key<String> CLIENT_NAME =
            Key.of(
                    "client.name",
                    ValueType.TEXT,
                    DEFAULT.clientName(),
                    "What the venue is told about this program.");
    private static final Key<String> CLIENT_VERSION =
            Key.of("client.version", ValueType.TEXT, DEFAULT.clientVersion(), "As client.name.");

    /** Every key; those of a profile not among them. */
    static final List<Key<?>> ALL = all();

    private ConnectionKeys() {}

    private static List<Key<?>> all() {
        final List<Key<?>> keys = new ArrayList<>();
        keys.addAll(
                List.of(
                        VENUE,
                        ROLE,
                        ENDPOINT,
                        PROFILE,
                        CHANNELS,
                        HEARTBEAT,
                        PROBE_AFTER,
                        DEAD_AFTER,
                        BATCH,
                        CLIENT_NAME,
                        CLIENT_VERSION));
        for (final CreditPool pool : ConnectionConfig.pools(DEFAULT)) {
            keys.add(cap(pool));
            keys.add(refill(pool));
        }
        keys.addAll(PrivateKeys.ALL);
        return List.copyOf(keys);
    }

    /**
     * @param values own keys of the connection.
     * @param profile with what the connection says differently.
     */
    static ConnectionConfig read(
            final Values values,
            final String name,
            final Profile profile,
            final Map<String, String> environment) {
        values.get(VENUE);
        final Role role = values.get(ROLE);
        final URI endpoint = values.get(ENDPOINT);
        values.get(PROFILE);
        final List<String> channels = values.get(CHANNELS);
        final DeribitConfig venue = venue(values, endpoint);
        final List<LimitSettings> limits = new ArrayList<>();
        for (final CreditPool pool : ConnectionConfig.pools(venue)) {
            limits.add(limit(values, pool));
        }
        if (role == Role.PUBLIC) {
            PrivateKeys.readPublic(values);
            return new ConnectionConfig(name, role, venue, profile, channels, limits, null, null);
        }
        return new ConnectionConfig(
                name,
                role,
                venue,
                profile,
                channels,
                limits,
                PrivateKeys.credentials(values, environment),
                PrivateKeys.account(values));
    }

    private static DeribitConfig venue(final Values values, final URI endpoint) {
        final DeribitConfig at;
        try {
            at = DeribitConfig.of(endpoint);
        } catch (final IllegalArgumentException e) {
            // It names the key itself, and shows no password.
            throw values.refusal(ENDPOINT, e.getMessage().substring(ENDPOINT.path().length()));
        }
        final DeribitConfig beating = at.withHeartbeatIntervalNs(values.get(HEARTBEAT));
        final long probeAfterNs = values.get(PROBE_AFTER, beating.probeAfterNs());
        final long deadAfterNs = values.get(DEAD_AFTER, beating.deadAfterNs());
        if (deadAfterNs <= probeAfterNs) {
            throw values.refusal(
                    values.has(DEAD_AFTER) ? DEAD_AFTER : PROBE_AFTER,
                    ": silence.dead-after = "
                            + Measures.text(deadAfterNs)
                            + " is not above silence.probe-after = "
                            + Measures.text(probeAfterNs));
        }
        final DeribitConfig silent =
                beating.withSilence(probeAfterNs, deadAfterNs)
                        .withSubscribeBatchMax(values.get(BATCH));
        final String clientName = values.get(CLIENT_NAME);
        final String clientVersion = values.get(CLIENT_VERSION);
        try {
            return silent.withClient(clientName, clientVersion);
        } catch (final IllegalArgumentException e) {
            final boolean isName = e.getMessage().startsWith("clientName");
            throw values.refusal(
                    isName ? CLIENT_NAME : CLIENT_VERSION,
                    e.getMessage().substring(e.getMessage().indexOf(' ')));
        }
    }

    private static LimitSettings limit(final Values values, final CreditPool pool) {
        final Key<Integer> cap = cap(pool);
        final Key<Integer> refill = refill(pool);
        final CreditPool own = new CreditPool(pool.name(), values.get(cap), values.get(refill));
        return new LimitSettings(own, !own.equals(pool));
    }

    private static Key<Integer> cap(final CreditPool pool) {
        return Key.of(
                "limits." + pool.name() + ".cap",
                ValueType.count(1, Integer.MAX_VALUE),
                (int) pool.cap(),
                "Credits the pool " + pool.name() + " holds at most.");
    }

    private static Key<Integer> refill(final CreditPool pool) {
        return Key.of(
                "limits." + pool.name() + ".refill-per-second",
                ValueType.count(1, Integer.MAX_VALUE),
                (int) pool.refillPerSecond(),
                "Credits that come back each second.");
    }

    private static ValueType<URI> endpoint() {
        return new ValueType<>() {
            @Override
            URI read(final ConfigValue value) {
                final String text = scalar(value, "an address");
                return switch (text) {
                    case "production" -> DeribitConfig.PRODUCTION;
                    case "test" -> DeribitConfig.TEST;
                    default -> address(text);
                };
            }

            private static URI address(final String text) {
                if (!text.contains("://")) {
                    throw new IllegalArgumentException(
                            "is neither production, test nor an address");
                }
                try {
                    return URI.create(text);
                } catch (final IllegalArgumentException e) {
                    throw new IllegalArgumentException("is no address", e);
                }
            }

            @Override
            String text(final URI value) {
                // Keys may stand in a query.
                return hocon(value).replaceFirst("\\?.*", "?" + Setting.HIDDEN).replace("\"", "");
            }

            @Override
            String hocon(final URI value) {
                if (value.equals(DeribitConfig.PRODUCTION)) {
                    return "production";
                }
                return value.equals(DeribitConfig.TEST) ? "test" : quoted(value.toString());
            }
        };
    }
}
