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
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
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
        if (!"deribit public".equals(name)) {
            throw failure(journal, "it has a connection of a kind unknown here: " + name);
        }
        final JsonNode settings = connection.path("settings");
        final DeribitConfig defaults =
                DeribitConfig.production()
                        .withHeartbeatIntervalNs(
                                settings.path("heartbeatIntervalNs")
                                        .asLong(DeribitConfig.HEARTBEAT_INTERVAL_DEFAULT_NS));
        return new DeribitPublicClient(
                defaults.withSilence(
                                settings.path("probeAfterNs").asLong(defaults.probeAfterNs()),
                                settings.path("deadAfterNs").asLong(defaults.deadAfterNs()))
                        .withBookSilenceNs(settings.path("bookSilenceNs").asLong())
                        .withSubscribeBatchMax(
                                settings.path("subscribeBatchMax")
                                        .asInt(defaults.subscribeBatchMax()))
                        .withClient(
                                settings.path("clientName").asText(defaults.clientName()),
                                settings.path("clientVersion").asText(defaults.clientVersion())));
    }

    private static CommandFailure failure(final Path journal, final String why) {
        return new CommandFailure(
                ExitCode.FAILED, "the journal in " + journal + " cannot be replayed: " + why);
    }
}
