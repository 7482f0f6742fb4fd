/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.format.LittleEndian;
import io.novaring.journal.format.QueueFile;
import io.novaring.journal.format.RecordFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
    @TempDir Path directory;

    @Test
    void shouldReadOnWhileTheJournalIsWritten() {
        try (JournalWriter writer = open();
                JournalReader reader = JournalReader.open(directory)) {
            assertEquals(0, Events.readAll(reader));
            Events.write(writer, 0, 100, 7);
            assertEquals(100, Events.readAll(reader));
            assertEquals(JournalEnd.UNSEALED, reader.end());
            Events.write(writer, 100, 5_000, 16);
            assertEquals(5_000, Events.readAll(reader));
            writer.seal(5_000, 1);
            assertEquals(5_000, Events.readAll(reader));
            assertEquals(JournalEnd.SEALED, reader.end());
        }
    }

    @Test
    void shouldFollowAWriterOnAnotherThread() throws InterruptedException {
        final long count = 50_000;
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        try (JournalWriter writer = open();
                JournalReader reader = JournalReader.open(directory)) {
            final Thread thread =
                    new Thread(
                            () -> {
                                Events.write(writer, 0, count, 16);
                                writer.seal(count, 1);
                            });
            thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
            thread.start();
            while (reader.end() != JournalEnd.SEALED && failure.get() == null) {
                Events.readAll(reader);
            }
            thread.join();

            assertEquals(null, failure.get());
            assertEquals(count, reader.nextSequence());
        }
    }

    @Test
    void shouldSkipForwardOnly() {
        final MarketEvent event = new MarketEvent();
        write(1_000);
        try (JournalReader reader = JournalReader.open(directory)) {
            assertTrue(reader.skipTo(0));
            assertTrue(reader.skipTo(500));
            assertTrue(reader.next(event));
            assertEquals(500, event.sequence);
            assertThrows(IllegalArgumentException.class, () -> reader.skipTo(500));
            assertTrue(reader.skipTo(999));
            assertFalse(reader.skipTo(1_000));
            assertEquals(Optional.of(new Seal(1_000, 42)), reader.seal());
        }
    }

    @Test
    void shouldReportWhatAJournalHolds() throws IOException {
        write(1_000);

        final JournalReport report = JournalVerifier.verify(directory);

        assertTrue(report.complete());
        assertEquals(0, report.firstSequence());
        assertEquals(999, report.lastSequence());
        assertEquals(Map.of(), missing(report.recordsByOrigin(), 200));
        assertEquals(Events.event(0, 0).publishedTimeNs, report.firstTimeNs());
        assertEquals(Events.event(999, 0).publishedTimeNs, report.lastTimeNs());
        assertTrue(report.validBytes() > report.rawBytes() + 1_000 * RecordFormat.length(0));
        assertEquals(Files.size(store()), report.fileBytes());
    }

    @Test
    void shouldChangeNothingInTheDirectory() throws IOException {
        write(100);
        final Map<String, String> before = contents();

        JournalVerifier.verify(directory);
        try (JournalReader reader = JournalReader.open(directory)) {
            assertEquals(100, Events.readAll(reader));
        }

        assertEquals(before, contents());
    }

    @Test
    void shouldReadTheDocumentsThatChronicleReads() throws IOException {
        write(20_000);

        try (QueueFile file = QueueFile.open(store());
                ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(store().getParent().toFile())
                                .rollCycle(RollCycles.FAST_DAILY)
                                .readOnly(true)
                                .build();
                ExcerptTailer tailer = queue.createTailer()) {
            int count = 0;
            while (file.next() == QueueFile.DOCUMENT) {
                final byte[] expected = new byte[file.length()];
                try (DocumentContext document = tailer.readingDocument()) {
                    assertTrue(document.isPresent());
                    document.wire().bytes().read(expected);
                }
                final byte[] actual = new byte[file.length()];
                System.arraycopy(file.bytes(), file.start(), actual, 0, actual.length);
                assertArrayEquals(expected, actual);
                file.skip();
                count++;
            }
            try (DocumentContext document = tailer.readingDocument()) {
                assertFalse(document.isPresent());
            }
            assertTrue(count > 1_000);
        }
    }

    @Test
    void shouldAllocateNothingPerRecord() {
        final int count = 200_000;
        final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final MarketEvent event = Events.event(0, 300);
        try (JournalWriter writer = open()) {
            for (event.sequence = 0; event.sequence < count; event.sequence++) {
                writer.onEvent(event, event.sequence, event.sequence % 16 == 15);
                if (event.sequence % 100 == 0) {
                    writer.onNote(NoteKind.LATE, event.sequence, 0, event.raw, 0, 40);
                }
            }
            writer.seal(count, 1);
        }
        final long[] notes = new long[1];
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.notes((kind, sequence, timeNs, bytes, offset, length) -> notes[0]++);
            while (reader.nextSequence() < count / 2) {
                assertTrue(reader.next(event));
            }
            final long before = threads.getCurrentThreadAllocatedBytes();
            while (reader.nextSequence() < count - 1) {
                reader.next(event);
            }
            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertTrue(allocated < count / 100, allocated + " bytes");
        }
        assertTrue(notes[0] > count / 200);
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        final Path missing = directory.resolve("missing");

        assertThrows(JournalException.class, () -> JournalReader.open(missing));
        assertThrows(JournalException.class, () -> JournalReader.open(directory));
        assertEquals(JournalEnd.DAMAGED, JournalVerifier.verify(missing).end());
        assertTrue(
                JournalVerifier.verify(directory)
                        .problem()
                        .orElseThrow()
                        .reason()
                        .contains("no journal in"));
    }

    @Test
    void shouldRefuseAHeaderThatNamesAClassWithoutLoadingIt() throws IOException {
        final String name = getClass().getPackageName() + ".Tripwire";
        write(10);
        final byte[] head = new byte[256];
        final byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        LittleEndian.putInt(head, 0, 1 << 30 | 252);
        System.arraycopy(new byte[] {(byte) 0xB9, 6, 'h', 'e', 'a', 'd', 'e', 'r'}, 0, head, 4, 8);
        head[12] = (byte) 0xB6;
        head[13] = (byte) type.length;
        System.arraycopy(type, 0, head, 14, type.length);
        overwrite(store(), head);

        assertThrows(JournalException.class, () -> JournalReader.open(directory));
        assertTrue(JournalVerifier.verify(directory).problem().isPresent());
        assertEquals(null, System.getProperty("novaring.tripwire"));
    }

    @Test
    void shouldRefuseAClassNamedBehindAGoodBeginning() throws IOException {
        write(10);
        final byte[] head = Files.readAllBytes(store());
        final byte[] type = "SCQSIndexing".getBytes(StandardCharsets.US_ASCII);
        final int at = indexOf(head, type);
        head[at] = 'X';
        overwrite(store(), Arrays.copyOf(head, 256));

        final String message =
                assertThrows(JournalException.class, () -> JournalReader.open(directory))
                        .getMessage();

        assertTrue(message.contains("XCQSIndexing"), message);
    }

    @Test
    void shouldRefuseAForeignTableOfSettings() throws IOException {
        write(10);
        Files.write(
                store().resolveSibling("metadata.cq4t"), new byte[] {4, 0, 0, 0x40, 1, 2, 3, 4});

        assertThrows(JournalException.class, () -> JournalReader.open(directory));
    }

    @Test
    void shouldRefuseMoreThanOneRecordFile() throws IOException {
        write(10);
        Files.copy(store(), store().resolveSibling("20990101F.cq4"));

        assertThrows(JournalException.class, () -> JournalReader.open(directory));
    }

    private JournalWriter open() {
        return JournalWriter.open(directory, JournalConfig.DEFAULTS);
    }

    private void write(final int count) {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, count, 16);
            writer.seal(count, 42);
        }
    }

    private Path store() throws IOException {
        return Recorded.store(Segment.list(directory).get(0));
    }

    private Map<String, String> contents() throws IOException {
        final Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (final Path path : paths.filter(Files::isRegularFile).toList()) {
                final String value =
                        Files.getLastModifiedTime(path)
                                + " "
                                + Arrays.hashCode(Files.readAllBytes(path));
                contents.put(directory.relativize(path).toString(), value);
            }
        }
        return contents;
    }

    private static Map<Origin, Long> missing(final Map<Origin, Long> counts, final long expected) {
        final Map<Origin, Long> missing = new TreeMap<>();
        for (final Origin origin : Origin.values()) {
            if (counts.getOrDefault(origin, 0L) != expected) {
                missing.put(origin, counts.get(origin));
            }
        }
        return missing;
    }

    private static void overwrite(final Path path, final byte[] head) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(head);
        }
    }

    private static int indexOf(final byte[] bytes, final byte[] part) {
        for (int at = 0; ; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
    }
}
