/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.json.JsonEncoder;
import java.net.URI;
import java.util.Objects;

/**
 * How to reach Deribit and how to behave there. The figures are from its articles Connection
 * Management, Notifications and API Usage Policy.
 *
 * @param endpoint ws or wss address with the path of the API.
 * @param heartbeatIntervalNs what the venue is asked for: whole seconds, from 10 s to 60 s. A test
 *     request comes somewhat later than that.
 * @param probeAfterNs silence after which the venue is asked whether it is there. One and a quarter
 *     intervals by default: an idle but healthy connection is not probed.
 * @param deadAfterNs silence after which the session is given up; above probeAfterNs. One and a
 *     half intervals by default.
 * @param bookSilenceNs silence of a book after which it is not believed and gets a new snapshot; 0,
 *     the default, for never: a quiet book says nothing for minutes.
 * @param subscribeBatchMax channels in one subscribe request, 1 to 500. Each request costs the same
 *     whatever it names, so small batches run into the limiter.
 * @param clientName what the venue is told about this program: printable ASCII, 1 to 64.
 * @param clientVersion as {@code clientName}.
 */
public record DeribitConfig(
        URI endpoint,
        long heartbeatIntervalNs,
        long probeAfterNs,
        long deadAfterNs,
        long bookSilenceNs,
        int subscribeBatchMax,
        String clientName,
        String clientVersion) {
    public static final URI PRODUCTION = URI.create("wss://www.deribit.com/ws/api/v2");
    public static final URI TEST = URI.create("wss://test.deribit.com/ws/api/v2");

    public static final long HEARTBEAT_INTERVAL_MIN_NS = 10_000_000_000L;

    /** A connection that says nothing for a little longer than this may be closed as idle. */
    public static final long HEARTBEAT_INTERVAL_MAX_NS = 60_000_000_000L;

    /** The lower end of the spacing the venue recommends: 30 s. */
    public static final long HEARTBEAT_INTERVAL_DEFAULT_NS = 30_000_000_000L;

    public static final int SUBSCRIBE_BATCH_LIMIT = 500;

    /** 250 names of 120 bytes still fit in a frame of the 32 kB the venue accepts. */
    public static final int SUBSCRIBE_BATCH_DEFAULT = 250;

    public static final String CLIENT_NAME_DEFAULT = "novaring";

    // Not read from the jar: a replay by a later build compares the greeting byte for byte.
    public static final String CLIENT_VERSION_DEFAULT = "0.1";

    private static final int CLIENT_WORD_LENGTH_MAX = 64;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    public DeribitConfig {
        checkEndpoint(endpoint);
        if (heartbeatIntervalNs < HEARTBEAT_INTERVAL_MIN_NS
                || heartbeatIntervalNs > HEARTBEAT_INTERVAL_MAX_NS
                || heartbeatIntervalNs % NS_PER_SECOND != 0) {
            throw new IllegalArgumentException(
                    "heartbeatIntervalNs not whole seconds within 10 s and 60 s: "
                            + heartbeatIntervalNs);
        }
        if (probeAfterNs <= 0 || deadAfterNs <= probeAfterNs) {
            throw new IllegalArgumentException(
                    "silence needs 0 < probeAfterNs < deadAfterNs: "
                            + probeAfterNs
                            + ", "
                            + deadAfterNs);
        }
        if (bookSilenceNs < 0) {
            throw new IllegalArgumentException("bookSilenceNs below 0: " + bookSilenceNs);
        }
        if (subscribeBatchMax < 1 || subscribeBatchMax > SUBSCRIBE_BATCH_LIMIT) {
            throw new IllegalArgumentException(
                    "subscribeBatchMax not within 1 and 500: " + subscribeBatchMax);
        }
        checkWord("clientName", clientName);
        checkWord("clientVersion", clientVersion);
    }

    /** Defaults for this address. */
    public static DeribitConfig of(final URI endpoint) {
        return new DeribitConfig(
                endpoint,
                HEARTBEAT_INTERVAL_DEFAULT_NS,
                probeAfterNs(HEARTBEAT_INTERVAL_DEFAULT_NS),
                deadAfterNs(HEARTBEAT_INTERVAL_DEFAULT_NS),
                0,
                SUBSCRIBE_BATCH_DEFAULT,
                CLIENT_NAME_DEFAULT,
                CLIENT_VERSION_DEFAULT);
    }

    /** The exchange itself, with defaults. */
    public static DeribitConfig production() {
        return of(PRODUCTION);
    }

    /** The venue's test exchange, with defaults: other accounts, other prices. */
    public static DeribitConfig test() {
        return of(TEST);
    }

    /** Another interval, and the silence that goes with it. */
    public DeribitConfig withHeartbeatIntervalNs(final long newHeartbeatIntervalNs) {
        return new DeribitConfig(
                endpoint,
                newHeartbeatIntervalNs,
                probeAfterNs(newHeartbeatIntervalNs),
                deadAfterNs(newHeartbeatIntervalNs),
                bookSilenceNs,
                subscribeBatchMax,
                clientName,
                clientVersion);
    }

    /** How long the venue may say nothing: less finds a dead link sooner, and asks more often. */
    public DeribitConfig withSilence(final long newProbeAfterNs, final long newDeadAfterNs) {
        return new DeribitConfig(
                endpoint,
                heartbeatIntervalNs,
                newProbeAfterNs,
                newDeadAfterNs,
                bookSilenceNs,
                subscribeBatchMax,
                clientName,
                clientVersion);
    }

    /** Another limit on the silence of a book, 0 for none. */
    public DeribitConfig withBookSilenceNs(final long newBookSilenceNs) {
        return new DeribitConfig(
                endpoint,
                heartbeatIntervalNs,
                probeAfterNs,
                deadAfterNs,
                newBookSilenceNs,
                subscribeBatchMax,
                clientName,
                clientVersion);
    }

    public DeribitConfig withSubscribeBatchMax(final int newSubscribeBatchMax) {
        return new DeribitConfig(
                endpoint,
                heartbeatIntervalNs,
                probeAfterNs,
                deadAfterNs,
                bookSilenceNs,
                newSubscribeBatchMax,
                clientName,
                clientVersion);
    }

    public DeribitConfig withClient(final String newClientName, final String newClientVersion) {
        return new DeribitConfig(
                endpoint,
                heartbeatIntervalNs,
                probeAfterNs,
                deadAfterNs,
                bookSilenceNs,
                subscribeBatchMax,
                newClientName,
                newClientVersion);
    }

    /** What a replay must know, by the names of this record; not the address. */
    String toJson() {
        final JsonEncoder out = new JsonEncoder(256);
        out.raw("{\"heartbeatIntervalNs\":").integer(heartbeatIntervalNs);
        out.raw(",\"probeAfterNs\":").integer(probeAfterNs);
        out.raw(",\"deadAfterNs\":").integer(deadAfterNs);
        out.raw(",\"bookSilenceNs\":").integer(bookSilenceNs);
        out.raw(",\"subscribeBatchMax\":").integer(subscribeBatchMax);
        out.raw(",\"clientName\":").string(clientName);
        out.raw(",\"clientVersion\":").string(clientVersion);
        return out.raw("}").toString();
    }

    private static long probeAfterNs(final long intervalNs) {
        return intervalNs + intervalNs / 4;
    }

    private static long deadAfterNs(final long intervalNs) {
        return intervalNs + intervalNs / 2;
    }

    private static void checkEndpoint(final URI endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        final String scheme = endpoint.getScheme();
        if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("endpoint neither ws nor wss: " + scheme);
        }
        // Not shown in the message: it may be a password.
        if (endpoint.getRawUserInfo() != null) {
            throw new IllegalArgumentException("endpoint with user information");
        }
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint without a host: " + endpoint);
        }
        if (endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException("endpoint with a fragment: " + endpoint);
        }
    }

    private static void checkWord(final String name, final String value) {
        Objects.requireNonNull(value, name);
        if (value.isBlank() || value.length() > CLIENT_WORD_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    name + " not within 1 and 64 characters: '" + value + '\'');
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException(name + " not printable ASCII: '" + value + '\'');
            }
        }
    }
}
