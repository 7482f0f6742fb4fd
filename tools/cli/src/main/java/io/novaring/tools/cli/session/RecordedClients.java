/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Printable;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The clients of a recorded run, made again from what it says of itself. */
public final class RecordedClients {
    private static final int FORMAT = 1;
    private static final int DESCRIPTION_SHOWN_MAX = 80;

    private RecordedClients() {}

    /**
     * As {@link #of(JournalReader, Path)}, of the last run of a journal.
     *
     * @throws CommandFailure when this version cannot replay what was recorded.
     */
    public static List<VenueClient> of(final Path journal) {
        try (JournalReader reader = JournalReader.openPrefix(journal)) {
            return of(reader, journal);
        }
    }

    /**
     * Reads the run's description, which every segment has: the first one may be gone.
     *
     * @param reader stays where it is.
     * @throws CommandFailure when this version cannot replay what was recorded.
     */
    public static List<VenueClient> of(final JournalReader reader, final Path journal) {
        final byte[] description = reader.description();
        if (description.length == 0) {
            throw failure(
                    journal,
                    "it does not say what was recorded: it holds no event, or none"
                            + " of an engine");
        }
        return of(journal, new String(description, StandardCharsets.UTF_8));
    }

    private static List<VenueClient> of(final Path journal, final String description) {
        final JsonNode run;
        try {
            run = new ObjectMapper().readTree(description);
        } catch (final JsonProcessingException e) {
            throw failure(
                    journal,
                    "its description is not JSON: "
                            + Printable.of(description, DESCRIPTION_SHOWN_MAX));
        }
        if (run.path("format").asInt() != FORMAT) {
            throw failure(
                    journal,
                    "it has format "
                            + Printable.of(run.path("format").asText("none"))
                            + " and this version reads "
                            + FORMAT);
        }
        final List<VenueClient> clients = new ArrayList<>();
        for (final JsonNode connection : run.path("connections")) {
            clients.add(client(journal, connection));
        }
        if (clients.isEmpty()) {
            throw failure(journal, "it names no connection");
        }
        return clients;
    }

    private static VenueClient client(final Path journal, final JsonNode connection) {
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
            default ->
                    throw failure(
                            journal,
                            "it has a connection of a kind unknown here: " + Printable.of(name));
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

    private static CommandFailure failure(final Path journal, final String why) {
        return new CommandFailure(
                ExitCode.FAILED, "the journal in " + journal + " cannot be replayed: " + why);
    }
}
