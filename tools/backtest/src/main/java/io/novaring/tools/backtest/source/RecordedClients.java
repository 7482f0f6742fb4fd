/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The clients of a recorded run, made again from what it says of itself. */
public final class RecordedClients {
    private static final int FORMAT = 1;
    private static final int DESCRIPTION_SHOWN_MAX = 80;

    private RecordedClients() {}

    /**
     * Makes the clients anew; nothing is connected by that.
     *
     * @param description as the run's first event has it.
     * @throws IllegalArgumentException when this version cannot replay what was recorded: why, to
     *     be put behind what it is about. It may hold what is written in the recording.
     */
    public static List<VenueClient> of(final String description) {
        if (description.isEmpty()) {
            throw failure(
                    "it does not say what was recorded: it holds no event, or none"
                            + " of an engine");
        }
        final JsonNode run;
        try {
            run = new ObjectMapper().readTree(description);
        } catch (final JsonProcessingException e) {
            throw failure(
                    "its description is not JSON: "
                            + description.substring(
                                    0, Math.min(description.length(), DESCRIPTION_SHOWN_MAX)));
        }
        if (run.path("format").asInt() != FORMAT) {
            throw failure(
                    "it has format "
                            + run.path("format").asText("none")
                            + " and this version reads "
                            + FORMAT);
        }
        final List<VenueClient> clients = new ArrayList<>();
        for (final JsonNode connection : run.path("connections")) {
            clients.add(client(connection));
        }
        if (clients.isEmpty()) {
            throw failure("it names no connection");
        }
        return clients;
    }

    /**
     * The client of the connection that trades in a backtest: that of the recorded account, as far
     * as settings go, or one of these currencies when none was recorded. Its credentials are known
     * to nobody else.
     *
     * @param description as of {@link #of}.
     * @param currencies of the account where none was recorded.
     */
    public static VenueClient trader(final String description, final List<String> currencies) {
        JsonNode wanted = null;
        try {
            for (final JsonNode connection :
                    new ObjectMapper().readTree(description).path("connections")) {
                final boolean isPrivate = "private".equals(connection.path("role").asText());
                if (wanted == null || isPrivate) {
                    wanted = connection;
                }
                if (isPrivate) {
                    break;
                }
            }
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException("its description is not JSON", e);
        }
        if (wanted == null) {
            throw failure("it names no connection");
        }
        final JsonNode settings = wanted.path("settings");
        final DeribitAccount account =
                settings.has("account")
                        ? account(settings.path("account"))
                        : DeribitAccount.of(currencies);
        final byte[] secret = "backtest".getBytes(StandardCharsets.US_ASCII);
        return new DeribitPrivateClient(
                config(settings),
                DeribitCredentials.of("backtest", Secret.copyOf(secret)),
                account);
    }

    private static VenueClient client(final JsonNode connection) {
        final String name =
                connection.path("venue").asText() + ' ' + connection.path("role").asText();
        final JsonNode settings = connection.path("settings");
        return switch (name) {
            case "deribit public" -> new DeribitPublicClient(config(settings));
            case "deribit private" ->
                    new DeribitPrivateClient(
                            config(settings),
                            DeribitCredentials.ofReplay(),
                            account(settings.path("account")));
            default -> throw failure("it has a connection of a kind unknown here: " + name);
        };
    }

    private static DeribitAccount account(final JsonNode settings) {
        final DeribitAccount defaults = DeribitAccount.of(words(settings.path("currencies")));
        return defaults.withKinds(words(settings.path("kinds")))
                .withCancelsOnDisconnect(settings.path("cancelsOnDisconnect").asBoolean())
                .withCancelReservePercent(
                        settings.path("cancelReservePercent")
                                .asInt(defaults.cancelReservePercent()))
                .withTradingRate(
                        settings.path("tradingBurst").asInt(defaults.tradingBurst()),
                        settings.path("tradingPerSecond").asInt(defaults.tradingPerSecond()));
    }

    private static List<String> words(final JsonNode array) {
        final List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static DeribitConfig config(final JsonNode settings) {
        final DeribitConfig defaults =
                DeribitConfig.production()
                        .withHeartbeatIntervalNs(
                                settings.path("heartbeatIntervalNs")
                                        .asLong(DeribitConfig.HEARTBEAT_INTERVAL_DEFAULT_NS));
        return defaults.withSilence(
                        settings.path("probeAfterNs").asLong(defaults.probeAfterNs()),
                        settings.path("deadAfterNs").asLong(defaults.deadAfterNs()))
                .withBookSilenceNs(settings.path("bookSilenceNs").asLong())
                .withSubscribeBatchMax(
                        settings.path("subscribeBatchMax").asInt(defaults.subscribeBatchMax()))
                .withClient(
                        settings.path("clientName").asText(defaults.clientName()),
                        settings.path("clientVersion").asText(defaults.clientVersion()));
    }

    private static IllegalArgumentException failure(final String why) {
        return new IllegalArgumentException(why);
    }
}
