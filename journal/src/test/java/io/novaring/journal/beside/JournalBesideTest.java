/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.beside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.RecorderState;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalBesideTest {
    private static final JournalConfig DEFAULTS = JournalConfig.DEFAULTS;
    private static final int COUNT = 100;

    @TempDir Path parent;
    private Path directory;

    @BeforeEach
    void setUp() {
        directory = parent.resolve("journal");
    }

    @Test
    void shouldRecordEveryEventFromTheFirstOn() {
        try (JournalBeside journal = JournalBeside.open(directory, DEFAULTS)) {
            journal.ringLength(256);
            write(journal);
            assertEquals(RecorderState.RECORDING, journal.state());
            assertEquals(COUNT, journal.recordedCount());
            assertTrue(journal.diskBytes() > 0);
            assertTrue(journal.freeBytes() > 0);
            journal.seal(COUNT, 7);
            assertEquals(RecorderState.SEALED, journal.state());
        }
        try (JournalReader reader = JournalReader.open(directory)) {
            final MarketEvent event = new MarketEvent();
            for (int i = 0; i < COUNT; i++) {
                assertTrue(reader.next(event));
                assertEquals(i, event.sequence);
                assertEquals("event " + i, text(event));
            }
            assertFalse(reader.next(event));
        }
    }

    @Test
    void shouldSayHowItRestsBeforeItIsOpen() {
        final JournalConfig config = DEFAULTS.withPollIntervalNs(1_000_000);
        try (JournalBeside journal = JournalBeside.open(directory, config)) {
            assertEquals(1_000_000, journal.pollIntervalNs());
        }
    }

    @Test
    void shouldFailAtTheFirstEventWithWhatStandsInTheWay() throws Exception {
        directory = Files.writeString(parent.resolve("file"), "");
        try (JournalBeside journal = JournalBeside.open(directory, DEFAULTS)) {
            final String message =
                    assertThrows(JournalException.class, () -> write(journal)).getMessage();

            assertTrue(message.contains("cannot be created"), message);
            assertEquals(RecorderState.FAILED, journal.state());
            assertEquals(MarketEvent.ABSENT, journal.snapshotSequence());
            assertEquals(0, journal.recordedCount());
            assertThrows(JournalException.class, journal::await);
        }
    }

    @Test
    void shouldSayThatAnotherHasTheDirectory() {
        try (JournalWriter other = JournalWriter.open(directory, DEFAULTS);
                JournalBeside journal = JournalBeside.open(directory, DEFAULTS)) {
            assertEquals(1, other.run());
            assertTrue(assertThrows(JournalException.class, journal::await).isLocked());
        }
    }

    @Test
    void shouldLetGoOfTheDirectoryWhenClosedBeforeItIsOpen() {
        JournalBeside.open(directory, DEFAULTS).close();

        JournalWriter.open(directory, DEFAULTS).close();
    }

    @Test
    void shouldLetGoOfTheDirectoryAlsoWhenInterrupted() {
        final JournalBeside journal = JournalBeside.open(directory, DEFAULTS);
        Thread.currentThread().interrupt();
        journal.close();

        assertTrue(Thread.interrupted());
        JournalWriter.open(directory, DEFAULTS).close();
    }

    private static void write(final JournalBeside journal) {
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < COUNT; i++) {
            event.reset(Origin.INBOUND, EventKind.TICK);
            event.sequence = i;
            final byte[] raw = ("event " + i).getBytes(StandardCharsets.US_ASCII);
            event.setRaw(raw, 0, raw.length);
            journal.onEvent(event, i, i % 10 == 9);
        }
    }

    private static String text(final MarketEvent event) {
        return new String(event.raw, 0, event.rawLength, StandardCharsets.US_ASCII);
    }
}
