/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.cli.console.Elsewhere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of a recording in several segments and runs. */
@Timeout(120)
final class JournalToolsTest {
    @TempDir private static Path folder;
    private static String journal;
    private static RecordedRun first;
    private static RecordedRun second;

    @BeforeAll
    static void recordTwoRuns() {
        final Path directory = folder.resolve("journal");
        journal = directory.toString();
        first = RecordedRun.record(directory, 4 << 20);
        second = RecordedRun.record(directory, 1 << 20);
    }

    @Test
    void shouldCountTheLastRunUnlessAnotherIsNamed() {
        assertEquals(second.events(), stat().path("events").asLong());
        assertEquals(first.events(), stat("--run", "1").path("events").asLong());
        assertEquals(second.events(), stat("--run", "2").path("events").asLong());

        final Cli none = Cli.run("journal", "stat", "--run", "3", journal);

        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("has no run 3: its runs are 1 to 2"), none.err());
    }

    @Test
    void shouldTellOfSegmentsConnectionsKindsAndNotes() {
        final JsonNode stat = stat("--run", "1");

        final JsonNode segments = stat.path("segments");
        assertTrue(segments.size() >= 3, stat.toString());
        long next = 0;
        for (final JsonNode segment : segments) {
            assertEquals(next, segment.path("firstSequence").asLong(), segments.toString());
            next = segment.path("nextSequence").asLong();
            assertTrue(segment.path("firstTimeNs").asLong() > 0, segments.toString());
            assertTrue(segment.path("validBytes").asLong() > 0, segments.toString());
            assertEquals(
                    segment.path("firstSequence").asLong() > 0,
                    segment.path("snapshot").asBoolean(),
                    segments.toString());
        }
        assertEquals(first.events(), next);
        assertEquals("rolled", segments.path(0).path("end").asText());
        assertEquals("sealed", segments.path(segments.size() - 1).path("end").asText());
        final JsonNode connection = stat.path("connections").path(0);
        assertAll(
                () -> assertEquals("deribit", connection.path("venue").asText()),
                () -> assertEquals(1, connection.path("sessions").asLong()),
                () -> assertEquals(0, connection.path("rejects").asLong()),
                () ->
                        assertEquals(
                                stat.path("eventsByOrigin").path("inbound"),
                                connection.path("received")),
                () -> assertTrue(stat.path("eventsByKind").path("book").asLong() > 100),
                () -> assertTrue(stat.path("notes").path("mark").asLong() > 0),
                () -> assertTrue(stat.path("notes").path("snapshot").asLong() >= 2),
                () -> assertEquals(60, stat.path("eventsPerSecond").size()),
                () -> assertEquals(2, stat.path("runs").size()));
    }

    @Test
    void shouldShowAPersonTheSame() {
        final Cli stat = Cli.run("journal", "stat", "--run", "1", journal);

        assertEquals(0, stat.exitCode(), stat.err());
        assertAll(
                () -> assertTrue(stat.out().contains("events a second: "), stat.out()),
                () -> assertTrue(stat.out().contains("0 deribit public"), stat.out()),
                () -> assertTrue(stat.out().contains("rolled"), stat.out()),
                () -> assertTrue(stat.widest() <= 100, stat.out()),
                () -> assertTrue(stat.out().lines().anyMatch(l -> l.matches("\\[.{60}]"))),
                () -> assertFalse(stat.out().contains("\u001b"), stat.out()));
    }

    @Test
    void shouldSpeakAlikeEverywhere() {
        final String here = Cli.run("journal", "stat", journal).out();
        Elsewhere.run(
                "ar-EG-u-nu-arab",
                "Asia/Tokyo",
                () -> assertEquals(here, Cli.run("journal", "stat", journal).out()));
    }

    @Test
    void shouldVerifyEachRun() {
        final Cli last = Cli.run("journal", "verify", journal);
        final Cli older = Cli.run("journal", "verify", "--json", "--run", "1", journal);

        assertEquals(0, last.exitCode(), last.err());
        assertTrue(last.out().startsWith("valid: "), last.out());
        assertTrue(last.out().contains("that is run 2; not checked: 1, with --run"), last.out());
        assertEquals(0, older.exitCode(), older.err());
        assertEquals(first.events(), older.json().path("events").asLong());
        assertTrue(older.json().path("sealed").asBoolean());
    }

    @Test
    void shouldDumpARangeByTimeAndBySequence() {
        final RecordedRun.Known known = first.known().get(1);
        final Instant time = Instant.ofEpochSecond(0, known.timeNs());

        final Cli byTime =
                Cli.run(
                        "journal",
                        "dump",
                        "--run",
                        "1",
                        "--from",
                        time.toString(),
                        "--limit",
                        "1",
                        journal);
        final Cli bySequence =
                Cli.run(
                        "journal",
                        "dump",
                        "--run",
                        "1",
                        "--from",
                        Long.toString(known.sequence()),
                        "--until",
                        Long.toString(known.sequence() + 3),
                        journal);

        assertEquals(0, byTime.exitCode(), byTime.err());
        assertTrue(byTime.out().contains("\"changeId\":" + known.changeId()), byTime.out());
        assertEquals(3, bySequence.out().lines().count(), bySequence.out() + bySequence.err());
        assertTrue(bySequence.out().startsWith("{\"sequence\":" + known.sequence() + ","));
    }

    @Test
    void shouldDumpEventsOfAnInstrumentAndNotes() {
        final Cli dump =
                Cli.run(
                        "journal",
                        "dump",
                        "--instrument",
                        RecordedRun.INSTRUMENT,
                        "--kind",
                        "book,trades",
                        "--notes",
                        journal);

        assertEquals(0, dump.exitCode(), dump.err());
        final List<String> events =
                dump.out().lines().filter(l -> l.startsWith("{\"sequence\"")).toList();
        assertTrue(events.size() > 100, "only " + events.size());
        assertTrue(events.stream().allMatch(l -> l.contains(RecordedRun.INSTRUMENT)));
        assertTrue(dump.out().contains("{\"note\":\"mark\",\"sequence\":"), "no marks");
        final Cli nobody = Cli.run("journal", "dump", "--connection", "1", journal);
        assertEquals("", nobody.out());
    }

    @Test
    void shouldSayWhereARangeCannotBe() {
        final Cli late = Cli.run("journal", "dump", "--from", "2100-01-01T00:00:00Z", journal);
        final Cli none = Cli.run("journal", "dump", "--from", "9", "--until", "9", journal);
        final Cli local = Cli.run("journal", "dump", "--from", "2026-11-21T10:00:00", journal);
        final Cli early = Cli.run("journal", "dump", "--until", "1999-01-01T00:00:00Z", journal);

        assertEquals(2, late.exitCode());
        assertTrue(late.err().contains("is behind the recording, which goes from"), late.err());
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("no event from 9 until 9"), none.err());
        assertEquals(2, local.exitCode());
        assertTrue(local.err().contains("write 2026-11-21T10:00:00Z for UTC"), local.err());
        assertEquals(2, early.exitCode());
        assertTrue(early.err().contains("is before the recording"), early.err());
    }

    @Test
    void shouldFindAnEventByTimeAndBySequence() {
        final RecordedRun.Known known = first.known().get(2);

        final Cli bySequence =
                Cli.run(
                        "journal",
                        "seek",
                        "--json",
                        "--run",
                        "1",
                        journal,
                        Long.toString(known.sequence()));
        final Cli byTime =
                Cli.run("journal", "seek", "--run", "1", journal, Long.toString(known.timeNs()));
        final Cli end = Cli.run("journal", "seek", journal, "-0s");
        final Cli beyond = Cli.run("journal", "seek", journal, "123456789");

        assertEquals(0, bySequence.exitCode(), bySequence.err());
        final JsonNode json = bySequence.json();
        assertEquals(known.sequence(), json.path("sequence").asLong());
        assertEquals(known.timeNs(), json.path("timeNs").asLong());
        assertEquals(known.changeId(), json.path("event").path("changeId").asLong());
        assertTrue(json.path("file").asText().contains("00001-0000"), json.toString());
        assertTrue(json.path("offset").asLong() > 0, json.toString());
        assertEquals(0, byTime.exitCode(), byTime.err());
        assertTrue(byTime.out().contains("\"changeId\":" + known.changeId()), byTime.out());
        assertTrue(byTime.out().contains("found in "), byTime.out());
        assertEquals(0, end.exitCode(), end.err());
        assertEquals(2, beyond.exitCode());
        assertTrue(beyond.err().contains("the recording goes from event 0"), beyond.err());
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        for (final String command : List.of("stat", "verify", "dump")) {
            final Cli cli = Cli.run("journal", command, folder.resolve("none").toString());
            assertEquals(1, cli.exitCode(), command);
            assertTrue(cli.err().contains("none"), cli.err());
            assertEquals("", cli.out(), command);
        }
    }

    @Test
    void shouldSayOfEveryCommandWhyAFileIsNoJournal() throws IOException {
        final String letter = Files.writeString(folder.resolve("letter.txt"), "hello").toString();
        final List<String[]> commands =
                List.of(
                        new String[] {"journal", "stat", letter},
                        new String[] {"journal", "verify", letter},
                        new String[] {"journal", "dump", letter},
                        new String[] {"journal", "quality", letter},
                        new String[] {"journal", "seek", letter, "+1s"},
                        new String[] {"why-late", letter},
                        new String[] {"replay", letter});
        for (final String[] command : commands) {
            final Cli cli = Cli.run(command);
            assertEquals(1, cli.exitCode(), cli.err());
            assertTrue(cli.err().contains("does not begin with NOVARING"), cli.err());
        }
    }

    private static JsonNode stat(final String... options) {
        final String[] args = new String[options.length + 4];
        System.arraycopy(new String[] {"journal", "stat", "--json"}, 0, args, 0, 3);
        System.arraycopy(options, 0, args, 3, options.length);
        args[args.length - 1] = journal;
        final Cli cli = Cli.run(args);
        assertEquals(0, cli.exitCode(), cli.err());
        return cli.json();
    }
}
