/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo, and everything that can be done with a journal of it. */
@Timeout(120)
final class DemoCommandTest {
    @TempDir private static Path folder;
    private static Path journal;
    private static Cli demo;

    @BeforeAll
    static void runOnce() {
        journal = folder.resolve("journal");
        demo =
                Cli.run(
                        "demo",
                        "--duration",
                        "1",
                        "--rate",
                        "2000",
                        "--json",
                        "--journal",
                        journal.toString());
    }

    @Test
    void shouldEndWell() {
        final JsonNode json = demo.json();

        assertEquals(0, demo.exitCode(), demo.err());
        assertAll(
                () -> assertTrue(json.path("ok").asBoolean(), demo.out()),
                () -> assertTrue(json.path("messages").asLong() > 100, demo.out()),
                () -> assertEquals(json.path("events"), json.path("handled")),
                () -> assertEquals(json.path("events"), json.path("journalled")),
                () -> assertEquals(json.path("events"), json.path("replay").path("events")),
                () -> assertEquals(json.path("stateHash"), json.path("replay").path("stateHash")),
                () -> assertEquals(8, json.path("books").size()),
                () -> assertEquals(0, json.path("unmatched").asLong()),
                () -> assertTrue(json.path("wireToHandlerNs").path("max").asLong() > 0),
                () -> assertTrue(json.path("allocatedBytesPerMessage").has("novaring-io")),
                () -> assertEquals(journal.toString(), json.path("journal").asText()));
        json.path("books")
                .forEach(
                        book -> {
                            assertEquals("live", book.path("state").asText());
                            assertTrue(book.path("equal").asBoolean(), book.toString());
                            assertTrue(book.path("replayedEqual").asBoolean(), book.toString());
                        });
    }

    @Test
    void shouldPrintOneObjectAndNothingElse() {
        assertEquals(1, demo.out().lines().count());
        assertEquals("", demo.err());
    }

    @Test
    void shouldNotTakeAnAddressOfMetricsThatAreNotServed() {
        final Cli refused = Cli.run("demo", "--duration", "1", "--metrics-address", "127.0.0.1");

        assertEquals(2, refused.exitCode(), refused.out());
        assertTrue(refused.err().contains("need --metrics-port"), refused.err());
    }

    @Test
    void shouldTellHowGoodEachBookWas() {
        final Cli quality = Cli.run("journal", "quality", "--json", journal.toString());

        assertEquals(0, quality.exitCode(), quality.err());
        final JsonNode books = quality.json().path("instruments");
        assertEquals(8, books.size());
        for (final JsonNode book : books) {
            assertTrue(book.path("liveNs").asLong() > 0, book.toString());
            assertTrue(book.path("livePercent").asDouble() <= 100, book.toString());
        }
        final Cli one =
                Cli.run(
                        "journal",
                        "quality",
                        "--instrument",
                        "BTC-PERPETUAL",
                        "--from",
                        "-500ms",
                        journal.toString());
        assertEquals(0, one.exitCode(), one.err());
        assertTrue(one.out().contains("BTC-PERPETUAL"), one.out());
        assertEquals(
                2,
                Cli.run("journal", "quality", "--from", "99999999", journal.toString()).exitCode());
    }

    @Test
    void shouldReplayToTheSameHash() {
        final Cli replay = Cli.run("replay", "--json", journal.toString());

        assertEquals(0, replay.exitCode(), replay.err());
        assertAll(
                () -> assertEquals(demo.json().path("stateHash"), replay.json().path("stateHash")),
                () -> assertEquals(demo.json().path("events"), replay.json().path("events")),
                () -> assertTrue(replay.json().path("equal").asBoolean()),
                () -> assertTrue(replay.json().path("sealed").asBoolean()),
                () -> assertTrue(replay.json().path("requestsCompared").asLong() >= 3));
    }

    @Test
    void shouldReplayAtAPace() {
        final Cli replay = Cli.run("replay", "--pace", "20", journal.toString());

        assertEquals(0, replay.exitCode(), replay.err());
        assertTrue(replay.out().contains("equal to the recorded run"), replay.out());
    }

    @Test
    void shouldVerifyAndDescribeTheJournal() {
        final Cli verify = Cli.run("journal", "verify", journal.toString());
        final Cli stat = Cli.run("journal", "stat", "--json", journal.toString());

        assertEquals(0, verify.exitCode());
        assertTrue(verify.out().startsWith("valid: "), verify.out());
        assertEquals(0, stat.exitCode());
        assertEquals(demo.json().path("events"), stat.json().path("events"));
        assertEquals(
                demo.json().path("messages"), stat.json().path("eventsByOrigin").path("inbound"));
    }

    @Test
    void shouldDumpWhatWasAskedFor() {
        final Cli all = Cli.run("journal", "dump", journal.toString());
        final Cli some =
                Cli.run(
                        "journal",
                        "dump",
                        "--from",
                        "10",
                        "--limit",
                        "7",
                        "--kind",
                        "book,quote",
                        journal.toString());

        assertEquals(demo.json().path("events").asLong(), all.out().lines().count());
        assertEquals(7, some.out().lines().count());
        some.out()
                .lines()
                .forEach(line -> assertTrue(line.matches(".*\"kind\":\"(book|quote)\".*"), line));
    }

    @Test
    void shouldNameTheKindThatWasMeant() {
        final Cli rare = Cli.run("journal", "dump", "--kind", "candle", journal.toString());
        assertEquals(2, rare.exitCode(), "a kind that only --typed prints");
        final Cli typed =
                Cli.run("journal", "dump", "--typed", "--kind", "candle", journal.toString());
        assertEquals(0, typed.exitCode(), typed.err());
        final Cli dump = Cli.run("journal", "dump", "--kind", "trade", journal.toString());

        assertEquals(2, dump.exitCode());
        assertTrue(dump.err().contains("did you mean trades?"), dump.err());
    }

    @Test
    void shouldFindATamperedByte() throws IOException {
        final Path copy = Files.createDirectory(folder.resolve("tampered"));
        JournalFilesTest.copy(journal, copy);
        final Path records;
        try (Stream<Path> files = Files.walk(copy)) {
            records = files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        final long offset =
                Cli.run("journal", "stat", "--json", copy.toString())
                                .json()
                                .path("validBytes")
                                .asLong()
                        / 2;
        try (RandomAccessFile file = new RandomAccessFile(records.toFile(), "rw")) {
            file.seek(offset);
            final int value = file.read();
            file.seek(offset);
            file.write(value ^ 1);
        }

        final Cli verify = Cli.run("journal", "verify", "--json", copy.toString());

        assertEquals(1, verify.exitCode());
        assertFalse(verify.json().path("valid").asBoolean());
        assertEquals("damaged", verify.json().path("end").asText());
        assertEquals(1, Cli.run("replay", copy.toString()).exitCode());
        assertEquals(1, Cli.run("journal", "dump", copy.toString()).exitCode());
    }

    @Test
    void shouldGoOnInADirectoryWithAJournal() throws IOException {
        final Path copy = Files.createDirectory(folder.resolve("again"));
        JournalFilesTest.copy(journal, copy);

        final Cli again = Cli.run("demo", "--duration", "1", "--journal", copy.toString());

        assertEquals(0, again.exitCode(), again.err() + again.out());
        assertTrue(again.out().contains("journal kept, run 2: novaring replay "), again.out());
        final JsonNode older =
                Cli.run("journal", "stat", "--json", "--run", "1", copy.toString()).json();
        assertEquals(demo.json().path("events"), older.path("events"));
    }

    @Test
    void shouldRefuseALatencyLogThatIsThere() throws IOException {
        final Path file = Files.writeString(folder.resolve("old.hlog"), "kept");

        final Cli cli = Cli.run("demo", "--duration", "1", "--latency-log", file.toString());

        assertEquals(1, cli.exitCode());
        assertTrue(cli.err().contains("is there already"), cli.err());
        assertEquals("", cli.out());
        assertEquals("kept", Files.readString(file));
    }

    @Test
    void shouldFitATerminal() {
        final Cli cli = Cli.run("demo", "--duration", "1", "--rate", "1000", "--faults");

        assertEquals(0, cli.exitCode(), cli.err() + cli.out());
        assertTrue(cli.out().contains("recovered   11 of 11"), cli.out());
        assertTrue(cli.widest() <= 100, cli.out());
    }

    @Test
    void shouldSurviveEveryFault() {
        final Cli cli =
                Cli.run(
                        "demo",
                        "--duration",
                        "1",
                        "--rate",
                        "1000",
                        "--faults",
                        "--seed",
                        "7",
                        "--json");

        assertEquals(0, cli.exitCode(), cli.err() + cli.out());
        final Set<String> faults = new HashSet<>();
        cli.json()
                .path("faults")
                .forEach(
                        fault -> {
                            faults.add(fault.path("fault").asText());
                            assertTrue(fault.path("recovered").asBoolean(), fault.toString());
                            assertFalse(fault.path("noticedBy").isNull(), fault.toString());
                        });
        assertEquals(11, faults.size(), faults.toString());
        assertTrue(cli.json().path("gaps").asLong() >= 1);
    }

    @Test
    void shouldShowAPersonTheSameFacts() {
        final Cli cli = Cli.run("demo", "--duration", "1", "--rate", "max", "--instruments", "3");

        assertEquals(0, cli.exitCode(), cli.err() + cli.out());
        assertAll(
                () -> assertTrue(cli.out().contains("live == replay: "), cli.out()),
                () -> assertTrue(cli.out().contains("wire to handler"), cli.out()),
                () -> assertTrue(cli.out().contains("BTC-PERPETUAL"), cli.out()),
                () -> assertFalse(cli.out().contains("\u001b"), cli.out()));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertEquals(2, Cli.run("demo", "--duration", "0").exitCode());
        assertEquals(2, Cli.run("demo", "--rate", "fast").exitCode());
        assertEquals(2, Cli.run("demo", "--instruments", "5000").exitCode());
        assertEquals(2, Cli.run("demo", "--faults", "--rate", "10").exitCode());
        assertEquals(2, Cli.run("replay", "--pace", "-1", "x").exitCode());
    }
}
