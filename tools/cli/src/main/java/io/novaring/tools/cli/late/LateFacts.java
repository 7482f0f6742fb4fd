/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.normalised.EventPrinter;
import io.novaring.tools.cli.session.RecordedClients;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What late events were: their kinds and channels, from the events themselves. */
final class LateFacts {
    private static final String NOT_THERE = "-";

    private static final Fact UNKNOWN = new Fact("event", NOT_THERE);

    private final Map<Long, Fact> facts = new HashMap<>();

    /** What an event was; no channel is a dash. */
    record Fact(String kind, String channel) {}

    private LateFacts() {}

    /** Knows nothing. */
    static LateFacts none() {
        return new LateFacts();
    }

    /** Reads the events that are shown; one that is not there any more stays unknown. */
    static LateFacts read(
            final JournalReader reader, final Path path, final List<LateGroup> groups) {
        final LateFacts known = new LateFacts();
        final EventPrinter decoder;
        try {
            decoder = new EventPrinter(RecordedClients.of(reader, path), true);
        } catch (final CommandFailure e) {
            // Of a venue that this program does not know: times are told all the same.
            return known;
        }
        final MarketEvent event = new MarketEvent();
        for (final long sequence : sequences(groups)) {
            if (reader.seekSequence(sequence) && reader.next(event)) {
                decoder.decode(event);
                known.facts.put(sequence, fact(event, decoder));
            }
        }
        return known;
    }

    private static long[] sequences(final List<LateGroup> groups) {
        return groups.stream().mapToLong(group -> group.slowest().sequence()).sorted().toArray();
    }

    private static Fact fact(final MarketEvent event, final EventPrinter decoder) {
        final String channel =
                event.channelId < 0
                        ? NOT_THERE
                        : decoder.symbols().channels().name(event.channelId);
        return new Fact(
                event.kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Printable.of(channel));
    }

    Fact of(final long sequence) {
        return facts.getOrDefault(sequence, UNKNOWN);
    }
}
