/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalReader;
import io.novaring.journal.flat.Progress;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a file says of itself that is merged of different runs: the connections of all of them. */
final class MergedDescription {
    private static final int PROGRESS_MASK = (1 << 16) - 1;

    private MergedDescription() {}

    /**
     * Reads all sources: their connections are numbered on by the highest number an event has.
     *
     * @param progress is only asked whether to give up; the merge asks it again.
     */
    static byte[] of(final List<Path> sources, final Progress progress) {
        final ObjectMapper mapper = new ObjectMapper();
        ObjectNode merged = null;
        ArrayNode connections = null;
        for (final Path source : sources) {
            try (JournalReader reader = JournalReader.openPrefix(source)) {
                final JsonNode description = mapper.readTree(reader.description());
                if (!description.isObject()) {
                    throw failure(source);
                }
                if (merged == null) {
                    merged = description.deepCopy();
                    connections = merged.putArray("connections");
                } else if (!merged.path("format").equals(description.path("format"))) {
                    throw failure(source);
                }
                final int count = connectionCount(reader, progress);
                for (int id = 0; id < count; id++) {
                    connections.add(description.path("connections").path(id));
                }
            } catch (final IOException e) {
                throw failure(source);
            }
        }
        return merged == null ? new byte[0] : merged.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int connectionCount(final JournalReader reader, final Progress progress) {
        final MarketEvent event = new MarketEvent();
        int highest = MarketEvent.NONE;
        for (long done = 1; reader.next(event); done++) {
            highest = Math.max(highest, event.connectionId);
            if ((done & PROGRESS_MASK) == 0 && !progress.onProgress(0)) {
                break;
            }
        }
        return highest + 1;
    }

    private static CommandFailure failure(final Path source) {
        return new CommandFailure(
                ExitCode.FAILED,
                source + " does not say what was recorded, or not as the others do");
    }
}
