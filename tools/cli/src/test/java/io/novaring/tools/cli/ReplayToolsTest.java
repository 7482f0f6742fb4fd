/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalReader;
import io.novaring.journal.flat.FlatConfig;
import io.novaring.journal.flat.FlatWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording replayed in part, step by step, and up to an instant. */
@Timeout(120)
final class ReplayToolsTest {
    @TempDir private static Path folder;
    private static String journal;
    private static RecordedRun run;

    @BeforeAll
    static void recordOnce() {
        journal = folder.resolve("journal").toString();
        run = RecordedRun.record(folder.resolve("journal"), 3 << 20);
    }

    @Test
    void shouldGiveTheBookOfEveryInstantAsItWasLive() {
        final int size = run.known().size();
        for (final int i : new int[] {0, size / 2, size - 1}) {
            final RecordedRun.Known known = run.known().get(i);

            final JsonNode then = at(Instant.ofEpochSecond(0, known.timeNs()).toString());

            requireBookBehind(known.sequence(), journal);
            assertTrue(then.path("sequence").asLong() >= known.sequence(), then.toString());
            assertEquals(known.timeNs(), then.path("timeNs").asLong());
        }
    }

    @Test
    void shouldGiveTheBookBehindTheEventsAroundEverySnapshot() throws IOException {
        final Path shortened = folder.resolve("behind-a-snapshot");
        JournalFilesTest.copy(Path.of(journal), shortened);
        delete(shortened.resolve("00001-00001"));
        final List<Long> snapshots = run.snapshots();
        final long begin = JournalReader.runs(shortened).get(0).firstSequence();

        for (final long snapshot : snapshots) {
            for (long sequence = snapshot - 1; sequence <= snapshot + 1; sequence++) {
                requireBookBehind(sequence, journal);
                if (sequence >= begin) {
                    requireBookBehind(sequence, shortened.toString());
                }
            }
        }
        assertTrue(snapshots.contains(begin - 1), snapshots + " and " + begin);
        assertTrue(snapshots.get(snapshots.size() - 1) > begin, snapshots + " and " + begin);
    }

    @Test
    void shouldSliceBehindEverySnapshot() {
        for (final long snapshot : run.snapshots()) {
            final String slice = folder.resolve("behind-" + snapshot + ".nvr").toString();
            final long first = snapshot + 1;

            final Cli written =
                    Cli.run(
                            "journal",
                            "slice",
                            "--from",
                            Long.toString(first),
                            "--until",
                            Long.toString(first + 2),
                            journal,
                            slice);

            assertEquals(0, written.exitCode(), written.err());
            requireBookBehind(first, slice);
            requireBookBehind(first + 1, slice);
            assertEquals(0, Cli.run("replay", "--verify", slice).exitCode());
        }
    }

    @Test
    void shouldDrawALadder() {
        final Cli cli =
                Cli.run(
                        "replay",
                        "--at",
                        "-1ms",
                        "--instrument",
                        RecordedRun.INSTRUMENT,
                        "--depth",
                        "3",
                        journal);

        assertEquals(0, cli.exitCode(), cli.err());
        assertAll(
                () -> assertTrue(cli.out().startsWith(RecordedRun.INSTRUMENT + " at 20")),
                () -> assertEquals(12, cli.out().lines().count(), cli.out()),
                () -> assertTrue(cli.out().contains("spread, "), cli.out()),
                () -> assertTrue(cli.out().contains("####"), cli.out()));
    }

    @Test
    void shouldSayThatABookWasNotLive() {
        final Cli early =
                Cli.run("replay", "--at", "3", "--instrument", RecordedRun.INSTRUMENT, journal);
        final Cli unknown =
                Cli.run("replay", "--at", "-0s", "--instrument", "BTC-PERPETUL", journal);
        final Cli beyond =
                Cli.run("replay", "--at", "+9h", "--instrument", "BTC-PERPETUAL", journal);

        assertTrue(
                early.exitCode() == 0
                        ? early.out().lines().toList().get(1).startsWith("NOT LIVE: EMPTY")
                        : early.err().contains("no book of BTC-PERPETUAL was known then"),
                early.out() + early.err());
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.err().contains("did you mean BTC-PERPETUAL?"), unknown.err());
        assertEquals(2, beyond.exitCode());
        assertTrue(beyond.err().contains("is not within the recording"), beyond.err());
    }

    @Test
    void shouldVerifyEverything() {
        final Cli text = Cli.run("replay", "--verify", journal);
        final Cli json = Cli.run("replay", "--verify", "--json", journal);

        assertEquals(0, text.exitCode(), text.err() + text.out());
        assertTrue(text.out().contains(" compared, alike"), text.out());
        assertTrue(text.out().contains("equal to the recorded run"), text.out());
        assertEquals(0, json.exitCode(), json.err());
        assertEquals(run.events(), json.json().path("events").asLong());
        assertTrue(json.json().path("marksCompared").asLong() > 0, json.out());
        assertEquals(0, json.json().path("marksMissing").asLong(), json.out());
        assertTrue(json.json().path("firstDivergence").isNull(), json.out());
        assertEquals(
                String.format("0x%016x", run.stateHash()), json.json().path("stateHash").asText());
    }

    @Test
    void shouldNameTheFirstEventThatIsDecidedOtherwise() {
        final RecordedRun.Known known = run.known().get(1);
        final Path forged = folder.resolve("forged.nvr");
        copyWithAnotherChangeId(known, forged);

        final Cli text = Cli.run("replay", "--verify", forged.toString());
        final Cli json = Cli.run("replay", "--verify", "--json", forged.toString());

        assertEquals(1, text.exitCode(), text.out());
        assertTrue(text.out().contains("first difference: "), text.out());
        assertTrue(text.out().contains("different from the recorded run"), text.out());
        assertEquals(1, json.exitCode());
        final JsonNode first = json.json().path("firstDivergence");
        assertTrue(first.path("fromSequence").asLong() <= known.sequence(), json.out());
        assertTrue(first.path("sequence").asLong() >= known.sequence(), json.out());
        assertFalse(json.json().path("equal").asBoolean(), json.out());
    }

    /** As somebody would who wants a recording to tell another story, checksums and all. */
    private static void copyWithAnotherChangeId(final RecordedRun.Known known, final Path file) {
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(Path.of(journal));
                FlatWriter writer = FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 0)) {
            reader.notes(writer);
            while (reader.next(event)) {
                if (event.sequence == known.sequence()) {
                    final byte[] raw =
                            event.rawText()
                                    .replace(
                                            "\"change_id\":" + known.changeId(),
                                            "\"change_id\":" + (known.changeId() + 1))
                                    .getBytes(StandardCharsets.UTF_8);
                    event.setRaw(raw, 0, raw.length);
                }
                writer.onEvent(event);
            }
            reader.seal().ifPresent(seal -> writer.seal(seal.eventCount(), seal.stateHash()));
            writer.finish();
        }
    }

    @Test
    void shouldReplayAPartFromTheSnapshotBefore() {
        final long from = run.events() - 500;

        final Cli cli =
                Cli.run(
                        "replay",
                        "--json",
                        "--from",
                        "" + from,
                        "--until",
                        "" + (from + 200),
                        journal);

        assertEquals(0, cli.exitCode(), cli.err() + cli.out());
        final long begin = cli.json().path("firstSequence").asLong();
        assertTrue(begin > 0 && begin <= from, cli.out());
        assertEquals(from + 200 - begin, cli.json().path("events").asLong());
        assertTrue(cli.json().path("equal").isNull(), "hashes of a part cannot be compared");
    }

    @Test
    void shouldVerifyWhatIsLeftWhenTheBeginningIsGone() throws IOException {
        final Path copy = folder.resolve("shortened");
        JournalFilesTest.copy(Path.of(journal), copy);
        delete(copy.resolve("00001-00001"));

        final Cli text = Cli.run("replay", "--verify", copy.toString());
        final Cli json = Cli.run("replay", "--verify", "--json", copy.toString());

        assertEquals(0, text.exitCode(), text.err() + text.out());
        assertTrue(text.out().contains("begun behind a snapshot"), text.out());
        assertTrue(text.out().contains("not compared"), text.out());
        assertTrue(json.json().path("firstSequence").asLong() > 0, json.out());
        assertTrue(json.json().path("marksCompared").asLong() > 0, json.out());
        final Cli early = Cli.run("journal", "dump", "--from", "0", copy.toString());
        assertEquals(2, early.exitCode());
        assertTrue(early.err().contains("is gone with the segments"), early.err());
    }

    @Test
    void shouldGoStepByStep() {
        final RecordedRun.Known known = run.known().get(1);

        final Cli cli =
                step(
                        "\n2\nwhat\nq\n\n",
                        "--from",
                        Long.toString(known.sequence()),
                        "--instrument",
                        RecordedRun.INSTRUMENT);

        assertEquals(0, cli.exitCode(), cli.err());
        final List<String> events =
                cli.out().lines().filter(l -> l.startsWith("{\"sequence\":")).toList();
        assertEquals(3, events.size(), cli.out());
        assertTrue(
                events.get(0)
                        .startsWith("{\"sequence\":" + known.sequence() + ",\"kind\":\"book\""));
        assertTrue(
                cli.out()
                        .contains(
                                " @ "
                                        + Decimals.toString(known.bid())
                                        + " | "
                                        + Decimals.toString(known.ask())
                                        + " @ "),
                cli.out());
        assertTrue(cli.out().contains("no such step: what"), cli.out());
    }

    @Test
    void shouldStepToTheEndOfTheRecordingOrOfItsInput() {
        final Cli end = step("999999999\n", "--from", Long.toString(run.events() - 2));
        final Cli input = step("", "--from", "5");

        assertEquals(0, end.exitCode(), end.err());
        assertTrue(end.out().endsWith("the recording ends here\n"), end.out());
        assertEquals(2, end.out().lines().filter(l -> l.startsWith("{")).count(), end.out());
        assertEquals(0, input.exitCode());
        assertEquals("", input.out());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        for (final String[] args :
                new String[][] {
                    {"--at", "5"},
                    {"--at", "5", "--instrument", "a,b"},
                    {"--at", "noon", "--instrument", "a"},
                    {"--at", "5", "--instrument", "a", "--depth", "0"},
                    {"--at", "5", "--instrument", "a", "--from", "4"},
                    {"--step", "--verify"},
                    {"--step", "--json"},
                    {"--instrument", "a"},
                    {"--connection", "0"},
                    {"--verify", "--from", "5"},
                    {"--from", "9", "--until", "8"},
                }) {
            final String[] all = new String[args.length + 2];
            all[0] = "replay";
            System.arraycopy(args, 0, all, 1, args.length);
            all[all.length - 1] = journal;
            final Cli cli = Cli.run(all);
            assertEquals(2, cli.exitCode(), String.join(" ", all));
            assertFalse(cli.err().contains("--verbose"), cli.err());
        }
    }

    private static void requireBookBehind(final long sequence, final String recording) {
        final RecordedRun.Known known = run.knownAt(sequence);
        final JsonNode book = at(Long.toString(sequence), recording);

        assertEquals(sequence, book.path("sequence").asLong());
        if (!known.isLive()) {
            assertEquals("stale", book.path("state").asText());
            return;
        }
        assertEquals(known.changeId(), book.path("changeId").asLong());
        assertEquals("live", book.path("state").asText());
        assertEquals(Decimals.toString(known.bid()), book.path("bids").path(0).path(0).asText());
        assertEquals(Decimals.toString(known.ask()), book.path("asks").path(0).path(0).asText());
    }

    private static JsonNode at(final String place) {
        return at(place, journal);
    }

    private static JsonNode at(final String place, final String recording) {
        final Cli cli =
                Cli.run(
                        "replay",
                        "--json",
                        "--at",
                        place,
                        "--instrument",
                        RecordedRun.INSTRUMENT,
                        recording);
        assertEquals(0, cli.exitCode(), cli.err());
        return cli.json();
    }

    private static Cli step(final String input, final String... options) {
        final InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            final String[] args = new String[options.length + 3];
            args[0] = "replay";
            args[1] = "--step";
            System.arraycopy(options, 0, args, 2, options.length);
            args[args.length - 1] = journal;
            return Cli.run(args);
        } finally {
            System.setIn(before);
        }
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
