/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWriterTest {
    private static final long PLENTY = 1L << 40;

    @TempDir Path parent;
    private Path directory;

    @BeforeEach
    void nameDirectory() {
        directory = parent.resolve("run/1");
    }

    @Test
    void shouldCreateTheDirectoryForItsOwnerAlone() throws IOException {
        open().close();

        assertTrue(Files.isDirectory(directory));
        assertEquals(3, Files.getPosixFilePermissions(directory).size());
    }

    @Test
    void shouldRefuseASecondWriterAtOnceAndSayWhatToDo() {
        try (JournalWriter first = open()) {
            final String message = assertThrows(JournalException.class, this::open).getMessage();

            assertTrue(message.contains(directory.toString()), message);
            assertTrue(message.contains("stop that one first"), message);
            Events.write(first, 0, 10, 4);
        }
        assertEquals(10, JournalVerifier.verify(directory).records());
    }

    @Test
    void shouldRefuseADirectoryThatHoldsARecording() {
        open().close();

        final String message = assertThrows(JournalException.class, this::open).getMessage();

        assertTrue(message.contains("holds a recording already"), message);
    }

    @Test
    void shouldRefuseADirectoryThatIsAFile() throws IOException {
        directory = Files.writeString(parent.resolve("file"), "");

        final String message = assertThrows(JournalException.class, this::open).getMessage();

        assertTrue(message.contains("cannot be created"), message);
    }

    @Test
    void shouldRefuseToBeginOnANearlyFullDiskAndUnlock() {
        final String message =
                assertThrows(JournalException.class, () -> open(() -> 63L << 20)).getMessage();

        assertTrue(message.contains("63 MiB free"), message);
        open().close();
    }

    @Test
    void shouldStopWithAnEndMarkerBeforeTheDiskIsFull() {
        final AtomicLong free = new AtomicLong(PLENTY);
        try (JournalWriter writer = open(free::get)) {
            Events.write(writer, 0, 100, 10);
            free.set(100L << 20);

            final String message =
                    assertThrows(
                                    JournalException.class,
                                    () -> onEvent(writer, 100, 60_000_000_000L))
                            .getMessage();

            assertTrue(message.contains("stopped behind event 100"), message);
            assertTrue(writer.stopped());
            assertThrows(JournalException.class, () -> onEvent(writer, 101, 60_000_000_001L));
            writer.seal(101, 0);
        }
        final JournalReport report = JournalVerifier.verify(directory);
        assertEquals(JournalEnd.STOPPED, report.end());
        assertEquals(101, report.records());
    }

    @Test
    void shouldLookAtTheDiskByBytesWhenTimeStandsStill() {
        final AtomicLong free = new AtomicLong(PLENTY);
        try (JournalWriter writer = open(free::get)) {
            free.set(0);
            final MarketEvent event = Events.event(0, 1 << 20);
            event.publishedTimeNs = -1;

            assertThrows(
                    JournalException.class,
                    () -> {
                        for (; event.sequence < 20; event.sequence++) {
                            writer.onEvent(event, event.sequence, true);
                        }
                    });

            assertEquals(15, event.sequence);
        }
    }

    @Test
    void shouldDropEventsBehindTheStopWhenToldTo() {
        final AtomicLong free = new AtomicLong(PLENTY);
        final JournalConfig config = JournalConfig.DEFAULTS.withHaltWhenStopped(false);
        try (JournalWriter writer = JournalWriter.open(directory, config, free::get)) {
            free.set(100L << 20);

            Events.write(writer, 0, 30, 10);

            assertTrue(writer.stopped());
            assertEquals(10, writer.eventCount());
        }
        assertEquals(10, JournalVerifier.verify(directory).records());
    }

    @Test
    void shouldRefuseAGapAndEverythingBehindIt() {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 5, 5);
            writer.onEvent(Events.event(5, 10), 5, false);

            assertThrows(JournalException.class, () -> onEvent(writer, 7, 0));
            assertThrows(JournalException.class, () -> onEvent(writer, 6, 0));
        }
        assertEquals(6, JournalVerifier.verify(directory).records());
    }

    @Test
    void shouldRefuseAMessageLongerThanTheFormatAllows() {
        try (JournalWriter writer = open()) {
            final int longest = RecordFormat.RAW_LENGTH_MAX;
            writer.onEvent(Events.event(0, longest), 0, true);

            assertThrows(
                    JournalException.class,
                    () -> writer.onEvent(Events.event(1, longest + 1), 1, true));
        }
        assertEquals(1, JournalVerifier.verify(directory).records());
    }

    @Test
    void shouldNotSealAnotherCountThanWasRecorded() {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 5, 5);

            assertThrows(JournalException.class, () -> writer.seal(6, 0));
        }
        assertEquals(JournalEnd.UNSEALED, JournalVerifier.verify(directory).end());
    }

    @Test
    void shouldRecordNothingBehindTheSeal() {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 5, 5);
            writer.seal(5, 99);

            assertThrows(JournalException.class, () -> onEvent(writer, 5, 0));
        }
        final JournalReport report = JournalVerifier.verify(directory);
        assertTrue(report.complete());
        assertEquals(new Seal(5, 99), report.seal().orElseThrow());
    }

    @Test
    void shouldWriteWhatIsCollectedWhenClosed() {
        try (JournalWriter writer = open()) {
            writer.onEvent(Events.event(0, 10), 0, false);
        }

        assertEquals(1, JournalVerifier.verify(directory).records());
    }

    @Test
    void shouldLeaveNoTelemetryOn() {
        open().close();

        assertEquals("true", System.getProperty("chronicle.analytics.disable"));
        assertThrows(
                ClassNotFoundException.class,
                () -> Class.forName("net.openhft.chronicle.analytics.Analytics"));
    }

    @Test
    void shouldAllocateNothingPerRecord() {
        final int count = 100_000;
        final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final MarketEvent event = Events.event(0, 300);
        try (JournalWriter writer = open()) {
            append(writer, event, 20_000);

            final long before = threads.getCurrentThreadAllocatedBytes();
            append(writer, event, count);
            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertFalse(allocated >= count, allocated + " bytes for " + count + " records");
        }
    }

    private static void append(
            final JournalWriter writer, final MarketEvent event, final int count) {
        for (int i = 0; i < count; i++) {
            event.publishedTimeNs += 20_000;
            writer.onEvent(event, event.sequence, i % 16 == 15);
            event.sequence++;
        }
    }

    private static void onEvent(
            final JournalWriter writer, final long sequence, final long publishedTimeNs) {
        final MarketEvent event = Events.event(sequence, 10);
        event.publishedTimeNs = publishedTimeNs;
        writer.onEvent(event, sequence, true);
    }

    private JournalWriter open() {
        return JournalWriter.open(directory, JournalConfig.DEFAULTS);
    }

    private JournalWriter open(final LongSupplier freeBytes) {
        return JournalWriter.open(directory, JournalConfig.DEFAULTS, freeBytes);
    }
}
