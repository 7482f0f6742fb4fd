/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pieces of a recording in files of their own. */
@Timeout(120)
final class JournalFilesTest {
    @TempDir private static Path recorded;
    private static String journal;
    private static RecordedRun run;

    @TempDir private Path folder;

    @BeforeAll
    static void recordOnce() {
        journal = recorded.resolve("journal").toString();
        run = RecordedRun.record(recorded.resolve("journal"), 4 << 20);
    }

    @Test
    void shouldCutOutASliceThatIsReplayedAlone() throws IOException {
        final RecordedRun.Known known = run.known().get(run.known().size() / 2);
        final Path slice = folder.resolve("slice.nvr");

        final Cli cut = slice(Long.toString(known.sequence() - 20), known.sequence() + 20, slice);

        assertEquals(0, cut.exitCode(), cut.err());
        assertTrue(cut.out().startsWith(slice + ": 40 events, "), cut.out());
        assertEquals(List.of("slice.nvr"), names());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(slice)));
        final JsonNode stat = Cli.run("journal", "stat", "--json", slice.toString()).json();
        assertEquals(40, stat.path("events").asLong());
        // Two where the run has one of its own among these events.
        assertTrue(stat.path("notes").path("snapshot").asLong() >= 1, stat.toString());
        assertEquals("exported", stat.path("end").asText());
        final Cli book =
                Cli.run(
                        "replay",
                        "--json",
                        "--at",
                        Long.toString(known.sequence()),
                        "--instrument",
                        RecordedRun.INSTRUMENT,
                        slice.toString());
        assertEquals(0, book.exitCode(), book.err());
        assertEquals(known.changeId(), book.json().path("changeId").asLong());
        final Cli replay = Cli.run("replay", "--json", slice.toString());
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(40, replay.json().path("events").asLong());
        assertEquals(known.sequence() - 20, replay.json().path("firstSequence").asLong());
    }

    @Test
    void shouldExportARunThatIsEqualInEverything() {
        final Path file = folder.resolve("run.nvr");

        final Cli export = Cli.run("journal", "export", "--compress", journal, file.toString());

        assertEquals(0, export.exitCode(), export.err());
        final Cli verify = Cli.run("replay", "--verify", "--json", file.toString());
        assertEquals(0, verify.exitCode(), verify.err() + verify.out());
        assertTrue(verify.json().path("equal").asBoolean(), verify.out());
        assertEquals(run.events(), verify.json().path("events").asLong());
        assertTrue(verify.json().path("marksCompared").asLong() > 0, verify.out());
        assertEquals(
                Cli.run("journal", "dump", journal).out(),
                Cli.run("journal", "dump", file.toString()).out());
    }

    @Test
    void shouldPutSlicesTogetherAgain() {
        final long middle = run.events() / 2;
        final Path early = folder.resolve("early.nvr");
        final Path late = folder.resolve("late.nvr");
        final Path whole = folder.resolve("whole.nvr");
        assertEquals(0, slice("0", middle + 10, early).exitCode());
        assertEquals(
                0,
                Cli.run("journal", "slice", "--from", "" + (middle - 10), journal, late + "")
                        .exitCode());

        final Cli merge = Cli.run("journal", "merge", whole + "", late + "", early + "");

        assertEquals(0, merge.exitCode(), merge.err());
        assertTrue(merge.out().contains("20 events were there more than once"), merge.out());
        final Cli verify = Cli.run("replay", "--verify", "--json", whole.toString());
        assertEquals(0, verify.exitCode(), verify.err() + verify.out());
        assertTrue(verify.json().path("equal").asBoolean(), verify.out());
    }

    @Test
    void shouldTellOfWhatIsMissingBetweenSlices() throws IOException {
        final Path early = folder.resolve("early.nvr");
        final Path late = folder.resolve("late.nvr");
        final Path out = folder.resolve("out.nvr");
        assertEquals(0, slice("0", 100, early).exitCode());
        assertEquals(0, slice("150", 200, late).exitCode());

        final Cli refused = Cli.run("journal", "merge", out + "", early + "", late + "");
        final Cli allowed =
                Cli.run("journal", "merge", "--allow-gaps", out + "", early + "", late + "");

        assertEquals(1, refused.exitCode());
        assertEquals(0, allowed.exitCode(), allowed.err());
        assertTrue(allowed.out().contains("missing: events 100 to 149"), allowed.out());
    }

    @Test
    void shouldMergeRunsByTimeAndNotReplayThat() throws IOException {
        final Path other = folder.resolve("other");
        final RecordedRun second = RecordedRun.record(other, 1 << 18);
        final Path both = folder.resolve("both.nvr");

        final Cli merge = Cli.run("journal", "merge", "--by-time", both + "", journal, other + "");

        assertEquals(0, merge.exitCode(), merge.err());
        final JsonNode stat = Cli.run("journal", "stat", "--json", both.toString()).json();
        assertEquals(run.events() + second.events(), stat.path("events").asLong());
        assertEquals(2, stat.path("connections").size());
        assertEquals("deribit", stat.path("connections").path(1).path("venue").asText());
        final Cli replay = Cli.run("replay", both.toString());
        assertEquals(1, replay.exitCode());
        assertTrue(replay.err().contains("merged of different runs"), replay.err());
    }

    @Test
    void shouldNotReplaceAFileUnlessTold() throws IOException {
        final Path file = Files.writeString(folder.resolve("kept.nvr"), "kept");

        final Cli export = Cli.run("journal", "export", journal, file.toString());
        final Cli cut = slice("1", 3, file);
        final Cli merge = Cli.run("journal", "merge", file + "", journal);

        for (final Cli cli : List.of(export, cut, merge)) {
            assertEquals(1, cli.exitCode(), cli.out());
            assertTrue(cli.err().contains("is there already: name another"), cli.err());
        }
        assertEquals("kept", Files.readString(file));
        final Cli forced = Cli.run("journal", "export", "--force", journal, file.toString());
        assertEquals(0, forced.exitCode(), forced.err());
        assertEquals(List.of("kept.nvr"), names());
        assertTrue(Files.size(file) > 1 << 20);
    }

    @Test
    void shouldLeaveNothingOfWhatCannotBeDone() throws IOException {
        final Path copy = Files.createDirectory(folder.resolve("journal"));
        copy(Path.of(journal), copy);
        damage(copy);
        final Path out = folder.resolve("out.nvr");

        final Cli export = Cli.run("journal", "export", copy.toString(), out.toString());
        final Cli nowhere = Cli.run("journal", "export", journal, folder.resolve("no/out") + "");
        final Cli onto = Cli.run("journal", "export", journal, folder.toString());
        final Cli twice = Cli.run("journal", "merge", out + "", journal, journal);
        final Cli all = Cli.run("journal", "slice", journal, out.toString());

        assertEquals(1, export.exitCode());
        assertTrue(export.err().contains("`novaring journal slice --until"), export.err());
        assertEquals(1, nowhere.exitCode());
        assertTrue(nowhere.err().contains("there is no folder"), nowhere.err());
        assertEquals(1, onto.exitCode());
        assertTrue(onto.err().contains("is a folder"), onto.err());
        assertEquals(2, twice.exitCode());
        assertTrue(twice.err().contains("is named twice"), twice.err());
        assertEquals(2, all.exitCode());
        assertTrue(all.err().contains("novaring journal export"), all.err());
        assertEquals(List.of("journal"), names());
    }

    @Test
    void shouldSayWhereDamageBeginsAndHowToKeepTheRest() throws IOException {
        final Path copy = Files.createDirectory(folder.resolve("journal"));
        copy(Path.of(journal), copy);
        final long offset = damage(copy);
        final Path valid = folder.resolve("valid.nvr");

        final Cli verify = Cli.run("journal", "verify", copy.toString());
        final JsonNode json = Cli.run("journal", "verify", "--json", copy.toString()).json();

        assertEquals(1, verify.exitCode());
        final long events = json.path("events").asLong();
        assertTrue(events > 0 && events < run.events(), json.toString());
        assertTrue(json.path("problem").path("offset").asLong() <= offset, json.toString());
        assertTrue(
                json.path("problem").path("path").asText().contains("00001-00001"),
                json.toString());
        assertTrue(verify.out().contains("what to do: "), verify.out());
        final Cli cut =
                Cli.run(
                        "journal",
                        "slice",
                        "--until",
                        Long.toString(events),
                        copy.toString(),
                        valid.toString());
        assertEquals(0, cut.exitCode(), cut.err());
        final Cli whole = Cli.run("journal", "verify", "--json", valid.toString());
        assertEquals(0, whole.exitCode(), whole.out());
        assertEquals(events, whole.json().path("events").asLong());
    }

    @Test
    void shouldNotCallDamageADifference() throws IOException {
        final Path copy = Files.createDirectory(folder.resolve("journal"));
        copy(Path.of(journal), copy);
        damage(copy);

        final Cli replay = Cli.run("replay", "--verify", copy.toString());

        assertEquals(1, replay.exitCode());
        assertTrue(replay.out().contains("damaged, and alike up to there"), replay.out());
        assertFalse(replay.out().contains("different"), replay.out());
    }

    @Test
    void shouldSayWhatIsValidBeforeAMissingSegment() throws IOException {
        final Path copy = Files.createDirectory(folder.resolve("journal"));
        copy(Path.of(journal), copy);
        try (Stream<Path> files = Files.list(copy.resolve("00001-00002"))) {
            for (final Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(copy.resolve("00001-00002"));
        assertTrue(Files.exists(copy.resolve("00001-00003")), "the last one is not missed");

        final Cli verify = Cli.run("journal", "verify", copy.toString());

        assertEquals(1, verify.exitCode());
        assertTrue(verify.out().contains("segment 2 of run 1 is missing"), verify.out());
        assertTrue(verify.out().contains("valid before it: events 0 to "), verify.out());
        assertTrue(verify.out().contains("what to do: "), verify.out());
    }

    private Cli slice(final String from, final long until, final Path out) {
        return Cli.run(
                "journal",
                "slice",
                "--from",
                from,
                "--until",
                Long.toString(until),
                journal,
                out.toString());
    }

    /** Changes a bit in the middle of the first segment; where that is. */
    static long damage(final Path journal) throws IOException {
        final JsonNode segment =
                Cli.run("journal", "stat", "--json", journal.toString())
                        .json()
                        .path("segments")
                        .path(0);
        final long offset = segment.path("validBytes").asLong() / 2;
        try (RandomAccessFile file = new RandomAccessFile(segment.path("file").asText(), "rw")) {
            file.seek(offset);
            final int value = file.read();
            file.seek(offset);
            file.write(value ^ 1);
        }
        return offset;
    }

    static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
