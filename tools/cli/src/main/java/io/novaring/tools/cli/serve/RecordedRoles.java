/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The connections of a recording, as it names them: which of them to play. */
final class RecordedRoles {
    private static final String VENUE = "deribit";
    private static final String PUBLIC = "public";

    private RecordedRoles() {}

    /**
     * The ids of the connections to play.
     *
     * @param wanted null for all public ones: private messages are shown to no one unasked.
     */
    static Set<Integer> toPlay(
            final JournalReader reader, final Path journal, final Integer wanted) {
        final List<JsonNode> connections = read(reader, journal);
        final Set<Integer> ids = new TreeSet<>();
        for (int id = 0; id < connections.size(); id++) {
            final boolean isPublic = PUBLIC.equals(connections.get(id).path("role").asText());
            if (wanted == null ? isPublic : wanted == id) {
                requireVenue(journal, connections.get(id));
                ids.add(id);
            }
        }
        if (ids.isEmpty()) {
            throw failure(
                    journal,
                    wanted == null
                            ? "it has no public connection: name one with --connection, 0 to "
                                    + (connections.size() - 1)
                            : "it has no connection "
                                    + wanted
                                    + ": they are 0 to "
                                    + (connections.size() - 1));
        }
        return ids;
    }

    private static void requireVenue(final Path journal, final JsonNode connection) {
        final String venue = connection.path("venue").asText();
        if (!VENUE.equals(venue)) {
            throw failure(journal, "only recordings of " + VENUE + " are played, not of " + venue);
        }
    }

    private static List<JsonNode> read(final JournalReader reader, final Path journal) {
        final String description = new String(reader.description(), StandardCharsets.UTF_8);
        if (description.isEmpty()) {
            throw failure(journal, "it does not say what was recorded");
        }
        final List<JsonNode> connections = new ArrayList<>();
        try {
            new ObjectMapper().readTree(description).path("connections").forEach(connections::add);
        } catch (final JsonProcessingException e) {
            throw failure(journal, "its description is not JSON");
        }
        if (connections.isEmpty()) {
            throw failure(journal, "it names no connection");
        }
        return connections;
    }

    static CommandFailure failure(final Path journal, final String why) {
        return new CommandFailure(
                ExitCode.FAILED, "the journal in " + journal + " cannot be served: " + why);
    }
}
