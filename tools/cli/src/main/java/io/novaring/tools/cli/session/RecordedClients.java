/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The clients of a recorded run, made again from its first event. */
public final class RecordedClients {
    private static final int FORMAT = 1;

    private RecordedClients() {}

    /**
     * Reads the first event of the journal.
     *
     * @throws CommandFailure when this version cannot replay what was recorded.
     */
    public static List<VenueClient> of(final Path journal) {
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.openPrefix(journal)) {
            if (!reader.next(event)) {
                throw failure(journal, "it holds no event");
            }
        }
        if (event.kind != EventKind.LIFECYCLE || event.code != Lifecycle.ENGINE_STARTED.code()) {
            throw failure(journal, "its first event does not say what was recorded");
        }
        return of(journal, event.rawText());
    }

    private static List<VenueClient> of(final Path journal, final String description) {
        final JsonNode run;
        try {
            run = new ObjectMapper().readTree(description);
        } catch (final JsonProcessingException e) {
            throw failure(journal, "its first event is not JSON: " + description);
        }
        if (run.path("format").asInt() != FORMAT) {
            throw failure(
                    journal,
                    "it has format "
                            + run.path("format").asText("none")
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
                    throw failure(journal, "it has a connection of a kind unknown here: " + name);
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
