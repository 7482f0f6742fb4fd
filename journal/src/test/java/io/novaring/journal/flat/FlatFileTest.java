/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalVerifier;
import io.novaring.journal.format.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlatFileTest {
    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("slice.nvr");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadBackWhatWasWritten(final Compression compression) {
        write(compression, 100, 500, false);

        final JournalReport report = JournalVerifier.verify(file);

        assertTrue(report.complete(), report.toString());
        assertEquals(JournalEnd.EXPORTED, report.end());
        assertEquals(100, report.firstSequence());
        assertEquals(499, report.lastSequence());
        assertEquals(3, report.run());
        assertEquals(Map.of(NoteKind.MARK, 4L, NoteKind.SNAPSHOT, 1L), report.notesByKind());
        assertEquals(report.fileBytes(), report.validBytes());
        try (JournalReader reader = JournalReader.open(file)) {
            FlatEvents.requireAll(reader, 100, 500);
            assertFalse(reader.merged());
        }
    }

    @Test
    void shouldKeepTheSealOfARun() {
        write(Compression.NONE, 0, 50, true);

        final JournalReport report = JournalVerifier.verify(file);

        assertEquals(JournalEnd.SEALED, report.end());
        assertEquals(77, report.seal().orElseThrow().stateHash());
    }

    @Test
    void shouldGiveALongSnapshotWholeBeforeTheEventsBehindIt() {
        final byte[] snapshot = new byte[9 << 20];
        new Random(1).nextBytes(snapshot);
        try (FlatWriter writer = FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 10)) {
            writer.onNote(NoteKind.SNAPSHOT, 9, 5, snapshot, 0, snapshot.length);
            FlatEvents.write(writer, 10, 30);
            writer.finish();
        }
        final byte[][] given = new byte[1][];
        try (JournalReader reader = JournalReader.open(file)) {
            reader.notes(
                    (kind, sequence, timeNs, bytes, offset, length) -> {
                        assertEquals(9, sequence);
                        assertEquals(5, timeNs);
                        assertEquals(null, given[0]);
                        given[0] = Arrays.copyOfRange(bytes, offset, offset + length);
                    });
            FlatEvents.requireAll(reader, 10, 30);
        }
        assertArrayEquals(snapshot, given[0]);
    }

    @Test
    void shouldBeItsOwnersAloneAndHaveItsNameOnlyWhenComplete() throws IOException {
        try (FlatWriter writer = FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 0)) {
            FlatEvents.write(writer, 0, 5);
            assertFalse(Files.exists(file));
            assertEquals(List.of("slice.nvr.part"), names());
            writer.finish();
        }
        assertEquals(List.of("slice.nvr"), names());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsNotFinished() throws IOException {
        try (FlatWriter writer = FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 0)) {
            FlatEvents.write(writer, 0, 5);
        }
        assertEquals(List.of(), names());
    }

    @Test
    void shouldOverwriteOnlyWhenToldTo() throws IOException {
        Files.writeString(file, "precious");

        assertThrows(
                JournalException.class,
                () -> FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 0).close());
        assertEquals("precious", Files.readString(file));

        final FlatConfig overwrite = new FlatConfig(Compression.NONE, true);
        try (FlatWriter writer = FlatWriter.create(file, overwrite, 1, 0)) {
            writer.finish();
        }
        assertEquals(0, JournalVerifier.verify(file).records());
        assertTrue(JournalVerifier.verify(file).complete());
    }

    @Test
    void shouldNotReplaceAFileThatCameInBetween() throws IOException {
        try (FlatWriter writer = FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 0)) {
            Files.writeString(file, "precious");
            final String message =
                    assertThrows(JournalException.class, writer::finish).getMessage();
            assertTrue(message.contains("exists"), message);
        }
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of("slice.nvr"), names());
    }

    @Test
    void shouldRefuseAnEventOutOfOrder() {
        try (FlatWriter writer = FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 0)) {
            assertThrows(JournalException.class, () -> FlatEvents.write(writer, 1, 2));
        }
    }

    @Test
    void shouldNoticeEveryCutAndEveryFlippedBit() throws IOException {
        write(Compression.NONE, 100, 130, false);
        final byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 3) {
            Files.write(file, Arrays.copyOf(bytes, length));
            requireNotComplete("cut at " + length);
        }
        for (int at = 0; at < bytes.length; at += 3) {
            final byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(file, flipped);
            requireNotComplete("flip at " + at);
        }
        Files.write(file, bytes);
        assertTrue(JournalVerifier.verify(file).complete());
    }

    @Test
    void shouldFindSequencesAndTimes() {
        write(Compression.LZ4, 100, 5_000, false);
        final Random random = new Random(3);
        try (JournalReader reader = JournalReader.open(file)) {
            for (int i = 0; i < 50; i++) {
                final long sequence = 100 + random.nextLong(4_900);
                assertTrue(reader.seekSequence(sequence));
                FlatEvents.requireNext(reader, sequence);
                assertTrue(reader.seekTime(FlatEvents.timeNs(sequence) - 1));
                FlatEvents.requireNext(reader, sequence);
            }
            assertTrue(reader.seekSnapshot(120));
            FlatEvents.requireNext(reader, 100);
            assertFalse(reader.seekSequence(99));
        }
    }

    @Test
    void shouldRefuseAFileThatIsNone() throws IOException {
        requireRefused(new byte[0], "it is empty (0 bytes)");
        requireRefused("NOVA".getBytes(), "it was cut within its first 16 bytes");
        requireRefused("not one of ours".getBytes(), "does not begin with NOVARING");
        requireRefused("NOVARING12345678".getBytes(), "fail their checksum");
    }

    @Test
    void shouldNotTakeThePartOfAnExportThatIsAtIt() {
        final FlatConfig overwrite = new FlatConfig(Compression.NONE, true);
        try (FlatWriter writer = FlatWriter.create(file, overwrite, 1, 0)) {
            FlatEvents.write(writer, 0, 3);
            final String message =
                    assertThrows(
                                    JournalException.class,
                                    () -> FlatWriter.create(file, overwrite, 1, 0))
                            .getMessage();
            assertTrue(message.contains("another export is at it"), message);
            FlatEvents.write(writer, 3, 5);
            writer.finish();
        }
        try (JournalReader reader = JournalReader.open(file)) {
            FlatEvents.requireAll(reader, 0, 5);
        }
    }

    @Test
    void shouldRefuseNotesThatNoReaderWouldTake() {
        try (FlatWriter writer =
                FlatWriter.create(file, new FlatConfig(Compression.NONE, false), 1, 1)) {
            final byte[] none = new byte[0];
            assertThrows(
                    JournalException.class,
                    () -> writer.onNote(NoteKind.SNAPSHOT, 0, 0, none, 0, 256 << 20));
            assertThrows(
                    JournalException.class,
                    () -> writer.onNote(NoteKind.MARK, 0, 0, none, 0, 16 << 20));
        }
    }

    private void requireRefused(final byte[] bytes, final String why) throws IOException {
        Files.write(file, bytes);
        final String message =
                assertThrows(JournalException.class, () -> JournalReader.open(file)).getMessage();
        assertTrue(message.contains(why), message);
    }

    private void requireNotComplete(final String what) {
        final JournalReport report = JournalVerifier.verify(file);
        assertFalse(report.complete(), what);
        assertTrue(report.records() <= 30, what);
    }

    private void write(
            final Compression compression, final long from, final long until, final boolean seal) {
        final FlatConfig config = new FlatConfig(compression, false);
        try (FlatWriter writer = FlatWriter.create(file, config, 3, from)) {
            if (from > 0) {
                writer.onNote(NoteKind.SNAPSHOT, from - 1, 0, new byte[300], 0, 300);
            }
            for (long at = from; at < until; at++) {
                FlatEvents.write(writer, at, at + 1);
                if (at % ((until - from) / 4) == 0) {
                    writer.onNote(NoteKind.MARK, at, 0, new byte[16], 0, 16);
                }
            }
            if (seal) {
                writer.seal(until, 77);
            }
            writer.finish();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
