/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRunTest {
    private static final int SEGMENTS = 4;
    private static final long COUNT = SEGMENTS * Runs.EVENTS_PER_SEGMENT;

    @TempDir Path directory;

    private final Runs.Notes notes = new Runs.Notes();

    @Test
    void shouldReadEventsAndNotesOverAllSegments() throws IOException {
        Runs.write(directory, 1, SEGMENTS, true);
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.notes(notes);

            assertEquals(COUNT, Events.readAll(reader));

            assertEquals(JournalEnd.SEALED, reader.end());
            assertEquals(0, reader.firstSequence());
            assertEquals(1, reader.run());
        }
        // A description, five of quality, three marks for each; seven snapshots.
        assertEquals(SEGMENTS * 9 + 7, notes.all.size());
        assertEquals(Runs.text(NoteKind.DESCRIPTION, 0), notes.all.get(0));
        assertEquals(Runs.text(NoteKind.QUALITY, 9), notes.all.get(1));
        assertEquals(Runs.text(NoteKind.MARK, 17), notes.all.get(2));
        assertTrue(notes.all.contains(Runs.text(NoteKind.SNAPSHOT, 59)));
    }

    @Test
    void shouldGiveANoteBetweenTheEventsItWasRecordedBetween() throws IOException {
        Runs.write(directory, 1, 1, true);
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.notes(notes);
            for (int i = 0; i < 12; i++) {
                assertTrue(reader.next(event));
                assertEquals(1, notes.all.size());
            }
            assertTrue(reader.next(event));
            assertEquals(2, notes.all.size());
        }
    }

    @Test
    void shouldReadTheLastRunUnlessToldWhich() throws IOException {
        Runs.write(directory, 1, 2, true);
        Runs.write(directory, 7, 1, false);

        try (JournalReader last = JournalReader.open(directory);
                JournalReader first = JournalReader.openPrefix(directory, 1)) {
            assertEquals(60, Events.readAll(last));
            assertEquals(7, last.run());
            assertEquals(JournalEnd.UNSEALED, last.end());
            assertEquals(120, Events.readAll(first));
            assertEquals(JournalEnd.SEALED, first.end());
        }
        final String message =
                assertThrows(JournalException.class, () -> JournalReader.open(directory, 2))
                        .getMessage();
        assertTrue(message.contains("has no run 2; it has [1, 7]"), message);
    }

    @Test
    void shouldListTheOtherRunsWhenOneCannotBeRead() throws IOException {
        Runs.write(directory, 1, 2, true);
        Runs.write(directory, 2, 1, true);
        final Path folder = Segment.of(directory, 1, 1).folder();
        Files.writeString(folder.resolve(Composer.STORE), "#! not a queue");

        final List<JournalRun> runs = JournalReader.runs(directory);

        assertEquals(List.of(2), runs.stream().map(JournalRun::run).toList());
        assertFalse(JournalVerifier.verifyAll(directory).get(0).complete());
    }

    @Test
    void shouldListTheRunsThatAreThere() throws IOException {
        Runs.write(directory, 1, 2, true);
        Runs.write(directory, 3, SEGMENTS, false);
        delete(directory.resolve("00003-00001"));
        Files.createDirectory(directory.resolve("00004-00001"));

        final List<JournalRun> runs = JournalReader.runs(directory);

        assertEquals(2, runs.size());
        final JournalRun first = runs.get(0);
        assertEquals(1, first.run());
        assertEquals(2, first.segments());
        assertEquals(0, first.firstSequence());
        assertEquals(120, first.nextSequence());
        assertEquals(Events.event(0, 0).publishedTimeNs, first.firstTimeNs());
        assertEquals(Events.event(119, 0).publishedTimeNs, first.lastTimeNs());
        assertEquals(JournalEnd.SEALED, first.end());
        final JournalRun second = runs.get(1);
        assertEquals(2, second.firstSegment());
        assertEquals(60, second.firstSequence());
        assertEquals(COUNT - 60, second.events());
        assertEquals(JournalEnd.UNSEALED, second.end());
    }

    @Test
    void shouldBeginBehindTheSnapshotWhenTheFirstSegmentsWereDeleted() throws IOException {
        Runs.write(directory, 1, SEGMENTS, true);
        delete(directory.resolve("00001-00001"));
        delete(directory.resolve("00001-00002"));
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.notes(notes);

            assertEquals(120, reader.firstSequence());
            assertTrue(reader.next(event));

            assertEquals(120, event.sequence);
            assertEquals(
                    List.of(Runs.text(NoteKind.SNAPSHOT, 119), Runs.text(NoteKind.DESCRIPTION, 0)),
                    notes.all);
            assertEquals(COUNT, Events.readAll(reader));
        }
        assertEquals(
                1, notes.all.stream().filter(Runs.text(NoteKind.SNAPSHOT, 119)::equals).count());
    }

    @Test
    void shouldTellTheDescription() throws IOException {
        Runs.write(directory, 1, 2, true);
        try (JournalReader reader = JournalReader.open(directory)) {
            assertEquals(120, Events.readAll(reader));
            assertArrayEquals(Runs.content(NoteKind.DESCRIPTION, 0), reader.description());
            assertEquals(120, reader.nextSequence());
        }
        new Composer(directory, 2, 1, 0).records(3).write();
        try (JournalReader reader = JournalReader.open(directory)) {
            final MarketEvent first = Events.event(0, Events.rawLength(0));
            assertEquals(first.rawLength, reader.description().length);
        }
    }

    @Test
    void shouldFollowTheRunIntoSegmentsThatComeLater() throws IOException {
        final Composer first = new Composer(directory, 1, 1, 0).records(10).write();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertEquals(10, Events.readAll(reader));
            first.records(20).rolled().write();
            assertEquals(20, Events.readAll(reader));
            assertEquals(JournalEnd.UNSEALED, reader.end());
            Files.createDirectory(directory.resolve("00001-00002"));
            assertEquals(20, Events.readAll(reader));
            final Path store = directory.resolve("00001-00002").resolve(Composer.STORE);
            Files.write(store, new byte[1_000]);
            assertEquals(20, Events.readAll(reader));
            new Composer(directory, 1, 2, 20).records(30).seal().write();
            assertEquals(30, Events.readAll(reader));
            assertEquals(JournalEnd.SEALED, reader.end());
        }
    }

    @Test
    void shouldNotMindASegmentThatWasOnlyPrepared() throws IOException {
        Runs.write(directory, 1, 1, false);
        new Composer(directory, 1, 2, 60).write();

        try (JournalReader reader = JournalReader.open(directory)) {
            assertEquals(60, Events.readAll(reader));
            assertEquals(JournalEnd.UNSEALED, reader.end());
        }
        assertTrue(JournalVerifier.verify(directory).problem().isEmpty());
    }

    @Test
    void shouldSayWhichSegmentIsMissing() throws IOException {
        Runs.write(directory, 1, SEGMENTS, true);
        delete(directory.resolve("00001-00002"));

        final JournalReport report = JournalVerifier.verify(directory);

        assertEquals(60, report.records());
        assertEquals(JournalEnd.DAMAGED, report.end());
        final JournalProblem problem = report.problem().orElseThrow();
        assertTrue(problem.reason().contains("segment 2 of run 1 is missing"), problem.reason());
        assertEquals(60, problem.sequence());
    }

    @Test
    void shouldNotTakeASegmentOfAnotherPlace() throws IOException {
        Runs.write(directory, 1, 3, true);
        final Path second = directory.resolve("00001-00002").resolve(Composer.STORE);
        final Path third = directory.resolve("00001-00003").resolve(Composer.STORE);
        Files.write(second, Files.readAllBytes(third));

        final JournalReport report = JournalVerifier.verify(directory);

        assertEquals(60, report.records());
        final String problem = report.problem().orElseThrow().toString();
        assertTrue(problem.contains("segment 3 of run 1 in the place of segment 2"), problem);
    }

    @Test
    void shouldNotEndWhereTheRunGoesOn() throws IOException {
        final List<Composer> segments = Runs.write(directory, 1, 3, true);
        final Composer second = segments.get(1);
        final Composer.Block rolled = second.blocks.get(second.blocks.size() - 1);
        final byte[] bytes = Files.readAllBytes(second.store());
        Files.write(second.store(), Arrays.copyOf(bytes, (int) rolled.begin()));

        try (JournalReader reader = JournalReader.openPrefix(directory)) {
            assertEquals(120, Events.readAll(reader));
            assertEquals(JournalEnd.DAMAGED, reader.end());
            final JournalProblem problem = reader.problem().orElseThrow();
            assertEquals(second.store(), problem.path());
            assertEquals(rolled.begin(), problem.offset());
        }
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThrows(JournalException.class, () -> Events.readAll(reader));
        }
    }

    @Test
    void shouldNotPassOverABlockMarkedAsTheQueuesOwn() throws IOException {
        final Composer composer = Runs.write(directory, 1, 1, true).get(0);
        final Composer.Block note =
                composer.blocks.stream()
                        .filter(block -> block.kind() == 5 && block.sequence() == 36)
                        .findFirst()
                        .orElseThrow();
        final byte[] bytes = Files.readAllBytes(composer.store());
        bytes[(int) note.begin() + 3] |= 1 << 6;
        Files.write(composer.store(), bytes);

        final JournalReport report = JournalVerifier.verify(directory);

        assertEquals(36, report.records());
        assertFalse(report.complete());
    }

    @Test
    void shouldReadTheFolderOfOneSegment() throws IOException {
        Runs.write(directory, 1, 3, true);

        try (JournalReader reader = JournalReader.open(directory.resolve("00001-00002"))) {
            reader.notes(notes);
            assertEquals(60, reader.firstSequence());
            assertTrue(reader.skipTo(60));
            assertEquals(120, Events.readAll(reader));
            assertEquals(JournalEnd.UNSEALED, reader.end());
            assertEquals(1, reader.run());
        }
    }

    @Test
    void shouldReportAllSegmentsAndNotes() throws IOException {
        Runs.write(directory, 1, SEGMENTS, true);
        Runs.write(directory, 2, 1, false);

        final List<JournalReport> reports = JournalVerifier.verifyAll(directory);

        assertEquals(List.of(1, 2), reports.stream().map(JournalReport::run).toList());
        final JournalReport report = reports.get(0);
        assertTrue(report.complete());
        assertEquals(COUNT, report.records());
        assertEquals(COUNT - 1, report.lastSequence());
        assertEquals(
                Map.of(
                        NoteKind.DESCRIPTION,
                        4L,
                        NoteKind.QUALITY,
                        20L,
                        NoteKind.MARK,
                        12L,
                        NoteKind.SNAPSHOT,
                        7L),
                report.notesByKind());
        assertEquals(SEGMENTS, report.segments().size());
        final JournalReport.SegmentReport third = report.segments().get(2);
        assertEquals(3, third.number());
        assertEquals(120, third.firstSequence());
        assertEquals(180, third.nextSequence());
        assertTrue(third.rolled());
        assertEquals(third.fileBytes() - 64, third.validBytes());
    }

    @Test
    void shouldNotCallNothingValid() throws IOException {
        final Path folder = Files.createDirectory(directory.resolve("00001-00001"));
        assertTrue(reason().contains("it holds no segment"), reason());
        Files.write(folder.resolve(Composer.STORE), new byte[0]);
        assertTrue(reason().contains("file is empty (0 bytes)"), reason());
        Files.write(folder.resolve(Composer.STORE), new byte[100]);
        assertTrue(reason().contains("no recording was begun"), reason());
        delete(folder);
        assertTrue(reason().contains("no journal in"), reason());
    }

    @Test
    void shouldNotFollowLinks() throws IOException {
        final Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        final Path journal = Files.createDirectory(directory.resolve("journal"));
        final Composer composer = new Composer(elsewhere, 1, 1, 0).records(5).write();

        Files.createSymbolicLink(journal.resolve("00001-00001"), composer.segment.folder());
        final String ofFolder = JournalVerifier.verify(journal).problem().orElseThrow().reason();
        Files.delete(journal.resolve("00001-00001"));
        final Path folder = Files.createDirectory(journal.resolve("00001-00001"));
        Files.createSymbolicLink(folder.resolve(Composer.STORE), composer.store());
        final String ofFile = JournalVerifier.verify(journal).problem().orElseThrow().reason();

        assertTrue(ofFolder.contains("not followed in a journal"), ofFolder);
        assertTrue(ofFile.contains("not followed in a journal"), ofFile);
    }

    @Test
    void shouldScanNotesWithoutLookingAtRecords() throws IOException {
        final List<Composer> segments = Runs.write(directory, 1, SEGMENTS, true);
        final Composer.Block records = segments.get(1).blocks.get(2);
        final byte[] bytes = Files.readAllBytes(segments.get(1).store());
        bytes[(int) (records.records().get(2) - 10)] ^= 1;
        Files.write(segments.get(1).store(), bytes);

        final JournalEnd end = NoteScan.scan(directory, EnumSet.of(NoteKind.QUALITY), notes);

        assertEquals(JournalEnd.SEALED, end);
        assertEquals(20, notes.all.size());
        assertEquals(Runs.text(NoteKind.QUALITY, 9), notes.all.get(0));
        assertEquals(Runs.text(NoteKind.QUALITY, COUNT - 3), notes.all.get(19));
    }

    @Test
    void shouldHoldTheSegmentItReadsAndNoOther() throws IOException {
        Runs.write(directory, 1, 2, true);
        final List<Segment> segments = Segment.list(directory);
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertTrue(reader.next(event));
            assertFalse(isFree(segments.get(0)));
            assertTrue(isFree(segments.get(1)));
            assertTrue(reader.skipTo(100));
            assertTrue(isFree(segments.get(0)));
            assertFalse(isFree(segments.get(1)));
        }
        assertTrue(isFree(segments.get(1)));
    }

    private static boolean isFree(final Segment segment) {
        try (SegmentHold hold = SegmentHold.tryExclusive(segment)) {
            return hold != null;
        }
    }

    private String reason() {
        final JournalReport report = JournalVerifier.verify(directory);
        assertFalse(report.complete());
        assertEquals(JournalEnd.DAMAGED, report.end());
        return report.problem().orElseThrow().reason();
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(
                            path -> {
                                try {
                                    Files.delete(path);
                                } catch (final IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }
}
