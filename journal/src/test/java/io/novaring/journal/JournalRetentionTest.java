/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalRetentionTest {
    private static final int RAW_LENGTH = 50_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private static final JournalConfig SMALL =
            JournalConfig.DEFAULTS.withRollBytes(JournalConfig.ROLL_BYTES_MIN);

    @TempDir Path directory;

    private final MarketEvent event = Events.event(0, RAW_LENGTH);

    @Test
    void shouldDeleteTheOldestOfAllRunsFirstAndNeverThePresentOne() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 4);
        }
        final JournalConfig config = SMALL.withRetainBytes(1);
        event.sequence = 0;
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            assertEquals(2, writer.run());
            await(() -> names().equals(List.of("00002-00001")));
            rollTo(writer, 3);
            await(() -> names().equals(List.of("00002-00003")));
            assertTrue(writer.state().isRecording());
        }
        assertEquals(event.sequence, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldKeepAsManyBytesAsItMay() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 6);
        }
        // The present segment reserves 9 MiB, the ended ones have a little more than 1 MiB each.
        final JournalConfig config = SMALL.withRetainBytes(13 << 20);
        event.sequence = 0;
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            await(() -> writer.diskBytes() <= 13 << 20);
            assertTrue(writer.diskBytes() > 11 << 20, "" + writer.diskBytes());
            assertTrue(names().contains("00001-00006"));
        }
    }

    @Test
    void shouldDeleteWhatIsTooOldByTheEventsTime() {
        final JournalConfig config = SMALL.withRetainNs(100 * SECOND_NS);
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            rollTo(writer, 2);
            event.publishedTimeNs += 60 * SECOND_NS;
            rollTo(writer, 3);
            event.publishedTimeNs += 60 * SECOND_NS;
            write(writer, event.sequence + 1);

            await(() -> !names().contains("00001-00001"));
            assertTrue(names().contains("00001-00002"));
        }
    }

    @Test
    void shouldKeepWhatIsHeldInThisProcessAndAllBehindIt() {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 4);
        }
        final SegmentHold hold = SegmentHold.shared(Segment.of(directory, 1, 2));
        final SegmentHold same = SegmentHold.shared(Segment.of(directory, 1, 2));
        event.sequence = 0;
        try (JournalWriter writer = JournalWriter.open(directory, SMALL.withRetainBytes(1))) {
            await(() -> writer.heldBackBytes() > 3 << 20);
            final List<String> kept =
                    List.of("00001-00002", "00001-00003", "00001-00004", "00002-00001");
            assertEquals(kept, names());
            hold.close();
            hold.close();
            assertNull(SegmentHold.tryExclusive(Segment.of(directory, 1, 2)));
            assertEquals(kept, names());

            same.close();

            await(() -> names().equals(List.of("00002-00001")));
            await(() -> writer.heldBackBytes() == 0);
        }
    }

    @Test
    void shouldKeepWhatAnotherProcessHoldsUntilItIsGone() throws Exception {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 3);
        }
        final Process reader =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx32m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HoldChild.class.getName(),
                                directory.toString())
                        .start();
        try (BufferedReader lines = reader.inputReader()) {
            assertEquals("held", lines.readLine());
            event.sequence = 0;
            try (JournalWriter writer = JournalWriter.open(directory, SMALL.withRetainBytes(1))) {
                await(() -> writer.heldBackBytes() > 2 << 20);
                assertEquals(4, names().size());

                reader.toHandle().destroyForcibly();

                await(() -> names().equals(List.of("00002-00001")));
            }
        } finally {
            reader.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldNotLetAReaderHaveWhatIsBeingDeleted() throws IOException {
        final Segment segment = Segment.of(directory, 1, 1);
        Files.createDirectory(segment.folder());
        Files.createFile(segment.hold());
        try (SegmentHold deleting = SegmentHold.tryExclusive(segment)) {
            assertNotNull(deleting);
            assertNull(SegmentHold.shared(segment));
            assertNull(SegmentHold.tryExclusive(segment));
        }
        assertNull(SegmentHold.shared(Segment.of(directory, 1, 2)));
        try (SegmentHold reading = SegmentHold.shared(segment)) {
            assertNotNull(reading);
        }
    }

    private void rollTo(final JournalWriter writer, final int number) {
        while (!writer.segmentFile().folder().toString().endsWith("-0000" + number)) {
            write(writer, event.sequence + 1);
            LockSupport.parkNanos(1_000_000L);
        }
    }

    private void write(final JournalWriter writer, final long until) {
        for (; event.sequence < until; event.sequence++) {
            writer.onEvent(event, event.sequence, true);
        }
    }

    private List<String> names() {
        try {
            return Segment.list(directory).stream()
                    .map(segment -> segment.folder().getFileName().toString())
                    .toList();
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000L);
        }
    }
}
