/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings in which somebody has put what a terminal or a tool should fall for. */
final class HostileJournalTest {
    private static final String CONNECTIONS =
            "\"connections\":[{\"venue\":\"deribit\",\"role\":\"public\",\"settings\":{}}]";

    /** Clears the screen in one character, and turns the direction of writing. */
    private static final String HOSTILE = "A\u009b2J\u202eB";

    @TempDir private Path folder;
    private String journal;

    @BeforeEach
    void name() {
        journal = folder.resolve("journal").toString();
    }

    @Test
    void shouldShowNothingThatATerminalObeys() {
        write("{\"format\":1," + CONNECTIONS + "}", 0);

        final Cli dump = Cli.run("journal", "dump", journal);
        final Cli seek = Cli.run("journal", "seek", journal, "1");
        final Cli at = Cli.run("replay", "--at", "1", "--instrument", HOSTILE, journal);

        assertEquals(0, dump.exitCode(), dump.err());
        assertTrue(dump.out().contains("A\\u009b2J\\u202eB"), dump.out());
        assertHarmless(dump);
        assertEquals(0, seek.exitCode(), seek.err());
        assertHarmless(seek);
        assertEquals(1, at.exitCode());
        assertTrue(at.err().contains("no book of A?2J?B was known then"), at.err());
        assertHarmless(at);
    }

    @Test
    void shouldShowAHostileDescriptionAsText() {
        write("{\"format\":\"" + HOSTILE + "\"}", 0);

        final Cli dump = Cli.run("journal", "dump", journal);
        final Cli stat = Cli.run("journal", "stat", journal);

        assertEquals(1, dump.exitCode());
        assertTrue(dump.err().contains("it has format A?2J?B"), dump.err());
        assertHarmless(dump);
        assertEquals(0, stat.exitCode(), stat.err());
        assertTrue(stat.out().contains("kinds of messages cannot be told"), stat.out());
        assertHarmless(stat);
    }

    @Test
    void shouldTakeAMessageOfNoConnectionForARejectedOne() {
        write("{\"format\":1," + CONNECTIONS + "}", 7);

        final Cli dump = Cli.run("journal", "dump", "--kind", "reject", journal);
        final Cli replay = Cli.run("replay", journal);

        assertEquals(0, dump.exitCode(), dump.err());
        assertEquals(1, dump.out().lines().count(), dump.out());
        assertEquals(1, replay.exitCode());
        assertTrue(replay.err().contains("has a connection 7"), replay.err());
    }

    private static void assertHarmless(final Cli cli) {
        for (final String text : new String[] {cli.out(), cli.err()}) {
            assertFalse(text.contains("\u009b") || text.contains("\u202e"), text);
        }
    }

    private void write(final String description, final int connectionId) {
        final MarketEvent event = new MarketEvent();
        try (JournalWriter writer = JournalWriter.open(Path.of(journal), JournalConfig.DEFAULTS)) {
            event.reset(Origin.LIFECYCLE, EventKind.LIFECYCLE);
            event.code = Lifecycle.ENGINE_STARTED.code();
            event.sequence = 0;
            set(event, description);
            writer.onEvent(event, 0, true);
            event.reset(Origin.INBOUND, EventKind.REJECT);
            event.connectionId = connectionId;
            event.epoch = 1;
            event.sequence = 1;
            set(
                    event,
                    "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":"
                            + "\"quote."
                            + HOSTILE
                            + "\",\"data\":{\"timestamp\":1795257000123,\"instrument_name\":\""
                            + HOSTILE
                            + "\",\"best_bid_price\":1.0,\"best_bid_amount\":1.0,"
                            + "\"best_ask_price\":2.0,\"best_ask_amount\":1.0}}}");
            writer.onEvent(event, 1, true);
        }
    }

    private static void set(final MarketEvent event, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
    }
}
