/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCopyTest {
    private static final int COUNT = 1_000;

    @TempDir Path directory;
    private Path whole;
    private Path slice;

    /** A snapshot each 100 events, a mark each 10, each mark 5 events late. */
    @BeforeEach
    void write() {
        whole = directory.resolve("whole.nvr");
        slice = directory.resolve("slice.nvr");
        try (FlatWriter writer = FlatWriter.create(whole, FlatConfig.DEFAULTS, 4, 0)) {
            writer.onNote(NoteKind.DESCRIPTION, 0, 0, new byte[] {1, 2, 3}, 0, 3);
            for (int at = 0; at < COUNT; at++) {
                FlatEvents.write(writer, at, at + 1);
                if (at % 10 == 5) {
                    writer.onNote(NoteKind.MARK, at - 5, at, new byte[8], 0, 8);
                }
                if (at % 100 == 99) {
                    writer.onNote(NoteKind.SNAPSHOT, at, at, new byte[200], 0, 200);
                }
            }
            writer.seal(COUNT, 9);
            writer.finish();
        }
    }

    @Test
    void shouldCopyARangeWithItsNotes() {
        assertEquals(151, export(250, 401));

        final JournalReport report = JournalVerifier.verify(slice);
        assertEquals(JournalEnd.EXPORTED, report.end());
        assertEquals(250, report.firstSequence());
        assertEquals(400, report.lastSequence());
        assertEquals(4, report.run());
        assertEquals(
                Map.of(NoteKind.DESCRIPTION, 1L, NoteKind.MARK, 16L, NoteKind.SNAPSHOT, 2L),
                report.notesByKind());
        try (JournalReader reader = JournalReader.open(slice)) {
            assertEquals(List.of((byte) 1, (byte) 2, (byte) 3), bytes(reader.description()));
            FlatEvents.requireAll(reader, 250, 401);
        }
    }

    @Test
    void shouldBeginWithTheSnapshotThatIsThere() {
        export(300, 310);

        final List<Long> snapshots = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(slice)) {
            reader.notes(
                    (kind, sequence, timeNs, bytes, offset, length) -> {
                        if (kind == NoteKind.SNAPSHOT) {
                            snapshots.add(sequence);
                        }
                    });
            FlatEvents.requireNext(reader, 300);
            assertEquals(List.of(299L), snapshots);
        }
    }

    @Test
    void shouldPreferTheCallersSnapshot() {
        try (JournalReader reader = JournalReader.open(whole);
                FlatWriter writer = FlatWriter.create(slice, FlatConfig.DEFAULTS, 4, 300)) {
            writer.onNote(NoteKind.SNAPSHOT, 299, 0, new byte[7], 0, 7);
            JournalCopy.export(reader, writer, 300, 310, Progress.NONE);
            writer.finish();
        }
        assertEquals(1, JournalVerifier.verify(slice).notesByKind().get(NoteKind.SNAPSHOT));
    }

    @Test
    void shouldKeepTheSealWhenItReachesIt() {
        assertEquals(500, export(500, Long.MAX_VALUE));

        final JournalReport report = JournalVerifier.verify(slice);
        assertEquals(JournalEnd.SEALED, report.end());
        assertEquals(COUNT, report.seal().orElseThrow().eventCount());
    }

    @Test
    void shouldSayWhatIsThereWhenTheBeginningIsNot() {
        export(500, 700);
        try (JournalReader reader = JournalReader.open(slice);
                FlatWriter writer =
                        FlatWriter.create(directory.resolve("x.nvr"), FlatConfig.DEFAULTS, 4, 0)) {
            final String message =
                    assertThrows(
                                    JournalException.class,
                                    () -> JournalCopy.export(reader, writer, 0, 10, Progress.NONE))
                            .getMessage();
            assertTrue(message.contains("sequence 0 is not there"), message);
        }
    }

    @Test
    void shouldMergePartsThatTouchOrOverlapIntoTheWhole() {
        final List<Path> parts =
                List.of(part("c", 600, 1_000), part("a", 0, 400), part("b", 300, 600));

        final JournalMerge.Result result = merge(parts, false);

        assertEquals(COUNT, result.events());
        assertEquals(100, result.duplicates());
        assertEquals(List.of(), result.gaps());
        final JournalReport expected = JournalVerifier.verify(whole);
        final JournalReport report = JournalVerifier.verify(slice);
        assertEquals(JournalEnd.SEALED, report.end());
        assertEquals(expected.notesByKind(), report.notesByKind());
        try (JournalReader reader = JournalReader.open(slice)) {
            FlatEvents.requireAll(reader, 0, COUNT);
        }
    }

    @Test
    void shouldRefusePartsThatDiffer() {
        final Path other = directory.resolve("other.nvr");
        try (FlatWriter writer = FlatWriter.create(other, FlatConfig.DEFAULTS, 4, 350)) {
            FlatEvents.write(writer, 350, 360);
            final MarketEvent event = new MarketEvent();
            FlatEvents.fill(event, 360, "another");
            writer.onEvent(event);
            writer.finish();
        }
        final List<Path> parts = List.of(part("a", 0, 400), other);

        final String message =
                assertThrows(JournalException.class, () -> merge(parts, false)).getMessage();

        assertTrue(message.contains("differ at sequence 360"), message);
        assertFalse(Files.exists(slice));
    }

    @Test
    void shouldRefuseAGapUnlessItIsAllowed() {
        final List<Path> parts = List.of(part("a", 0, 400), part("b", 500, 700));

        final String message =
                assertThrows(JournalException.class, () -> merge(parts, false)).getMessage();
        assertTrue(message.contains("sequences 400 to 499 are in no source"), message);

        final JournalMerge.Result result = merge(parts, true);
        assertEquals(List.of(new JournalMerge.Gap(400, 500)), result.gaps());
        assertEquals(600, JournalVerifier.verify(slice).records());
        try (JournalReader reader = JournalReader.open(slice)) {
            for (int at = 0; at < 400; at++) {
                FlatEvents.requireNext(reader, at);
            }
            FlatEvents.requireAll(reader, 500, 700);
            assertTrue(reader.seekSequence(600));
            FlatEvents.requireNext(reader, 600);
            assertFalse(reader.seekSequence(450));
            FlatEvents.requireNext(reader, 500);
        }
    }

    @Test
    void shouldRefuseAPartThatWasCut() throws Exception {
        final Path part = part("a", 0, 400);
        final byte[] bytes = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(bytes, bytes.length - 44));

        final String message =
                assertThrows(JournalException.class, () -> merge(List.of(part), false))
                        .getMessage();

        assertTrue(message.contains("it was cut"), message);
    }

    @Test
    void shouldMergeDifferentRunsByTime() {
        final Path other = directory.resolve("other.nvr");
        try (FlatWriter writer = FlatWriter.create(other, FlatConfig.DEFAULTS, 9, 0)) {
            final MarketEvent event = new MarketEvent();
            for (int at = 0; at < 500; at++) {
                FlatEvents.fill(event, at, "other");
                event.publishedTimeNs = FlatEvents.timeNs(2L * at) + 50;
                writer.onEvent(event);
            }
            writer.onNote(NoteKind.LATE, 499, 1, new byte[4], 0, 4);
            writer.onNote(NoteKind.MARK, 499, 1, new byte[4], 0, 4);
            writer.finish();
        }

        final JournalMerge.Result result =
                JournalMerge.differentRuns(
                        List.of(whole, other),
                        slice,
                        FlatConfig.DEFAULTS,
                        new byte[] {7},
                        Progress.NONE);

        assertEquals(1_500, result.events());
        final JournalReport report = JournalVerifier.verify(slice);
        assertTrue(report.complete());
        assertEquals(Map.of(NoteKind.DESCRIPTION, 1L, NoteKind.LATE, 1L), report.notesByKind());
        requireByTime();
    }

    private void requireByTime() {
        final MarketEvent event = new MarketEvent();
        final List<Long> late = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(slice)) {
            assertTrue(reader.merged());
            assertEquals(List.of((byte) 7), bytes(reader.description()));
            reader.notes(
                    (kind, sequence, timeNs, bytes, offset, length) -> {
                        if (kind == NoteKind.LATE) {
                            late.add(sequence);
                        }
                    });
            long before = 0;
            int others = 0;
            while (reader.next(event)) {
                assertTrue(event.publishedTimeNs >= before);
                before = event.publishedTimeNs;
                final boolean isOther = FlatEvents.text(event).startsWith("other");
                others += isOther ? 1 : 0;
                final long own = Long.parseLong(FlatEvents.text(event).split(" ")[1]);
                final int id = (int) (own % 3) - 1;
                assertEquals(isOther && id >= 0 ? id + 2 : id, event.connectionId);
            }
            assertEquals(500, others);
            assertEquals(List.of(1_498L), late);
        }
    }

    private long export(final long from, final long until) {
        return export(slice, from, until);
    }

    private long export(final Path to, final long from, final long until) {
        try (JournalReader reader = JournalReader.open(whole);
                FlatWriter writer = FlatWriter.create(to, FlatConfig.DEFAULTS, 4, from)) {
            final long count = JournalCopy.export(reader, writer, from, until, Progress.NONE);
            writer.finish();
            return count;
        }
    }

    private Path part(final String name, final long from, final long until) {
        final Path part = directory.resolve(name + ".nvr");
        export(part, from, until);
        return part;
    }

    private JournalMerge.Result merge(final List<Path> parts, final boolean allowGaps) {
        return JournalMerge.sameRun(parts, slice, FlatConfig.DEFAULTS, allowGaps, Progress.NONE);
    }

    private static List<Byte> bytes(final byte[] bytes) {
        final List<Byte> list = new ArrayList<>();
        for (final byte one : bytes) {
            list.add(one);
        }
        return list;
    }
}
