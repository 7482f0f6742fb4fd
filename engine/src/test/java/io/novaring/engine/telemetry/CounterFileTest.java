/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.telemetry.CounterSnapshot.Status;
import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CounterFileTest {
    private static final long NO_PID = 999_999_999L;

    @TempDir private Path folder;
    private final AtomicLong value = new AtomicLong(7);

    private List<Measure> measures() {
        return new Measures()
                .counter("events", value::get, "kind", "a\"b\\c", "venue", "x")
                .add(Kind.GAUGE, Unit.NANOSECONDS, "age", () -> -1)
                .list();
    }

    private Path file() {
        return folder.resolve("1.counters");
    }

    private void patchLong(final int offset, final long number) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number),
                    offset);
        }
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        try (CounterFile counters = CounterFile.open(file(), measures())) {
            counters.update();
            value.set(1L << 40);
            final CounterSnapshot before = CounterSnapshot.read(file());
            counters.update();
            final CounterSnapshot after = CounterSnapshot.read(file());

            assertEquals(7, before.value("novaring_events", "venue", "x"));
            assertEquals(1L << 40, after.value("novaring_events", "kind", "a\"b\\c"));
            assertEquals(0, after.value("novaring_events", "kind", "other"));
            assertEquals(Map.of("kind", "a\"b\\c", "venue", "x"), after.values().get(0).labels());
            assertEquals(Kind.COUNTER, after.values().get(0).kind());
            assertEquals(Unit.NANOSECONDS, after.values().get(1).unit());
            assertEquals(-1, after.values().get(1).value());
            assertEquals(Status.RUNNING, after.status());
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(file()));
        }
    }

    @Test
    void shouldSayThatAProcessDied() throws IOException {
        CounterFile.open(file(), measures()).close();
        patchLong(CounterFile.PID_OFFSET, NO_PID);
        patchLong(CounterFile.UPDATED_OFFSET, System.currentTimeMillis() - 60_000);

        assertEquals(Status.DIED, CounterSnapshot.read(file()).status());
    }

    @Test
    void shouldNotTakeAnotherProcessOfTheSameNumberForTheWriter() throws IOException {
        CounterFile.open(file(), measures()).close();
        patchLong(CounterFile.PROCESS_START_OFFSET, System.currentTimeMillis() - 3_600_000);

        assertEquals(Status.DIED, CounterSnapshot.read(file()).status());
    }

    @Test
    void shouldReplaceAFileOfADeadProcessOnly() throws IOException {
        CounterFile.open(file(), measures()).close();
        final IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> CounterFile.open(file(), measures()));
        assertTrue(refused.getMessage().contains("which runs"), refused.getMessage());

        patchLong(CounterFile.PID_OFFSET, NO_PID);
        patchLong(CounterFile.UPDATED_OFFSET, System.currentTimeMillis() - 60_000);
        CounterFile.open(file(), measures()).close();
        assertEquals(ProcessHandle.current().pid(), CounterSnapshot.read(file()).pid());
    }

    @Test
    void shouldFollowNoLinkAndOverwriteNothingElse() throws IOException {
        final Path precious = Files.writeString(folder.resolve("precious"), "x".repeat(5_000));
        Files.createSymbolicLink(file(), precious);
        assertThrows(IllegalArgumentException.class, () -> CounterFile.open(file(), measures()));
        assertThrows(IOException.class, () -> CounterSnapshot.read(file()));
        assertThrows(IllegalArgumentException.class, () -> CounterFile.open(precious, measures()));
        assertThrows(IllegalArgumentException.class, () -> CounterFile.open(folder, measures()));
        assertEquals(5_000, Files.size(precious));
    }

    @Test
    void shouldRefuseEveryCutAndEveryBrokenHeader() throws IOException {
        CounterFile.open(file(), measures()).close();
        final byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length += 13) {
            final Path cut = folder.resolve("cut");
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> CounterSnapshot.read(cut), "at " + length);
        }
        for (final int offset :
                new int[] {
                    CounterFile.MAGIC_OFFSET,
                    CounterFile.VERSION_OFFSET,
                    CounterFile.STATE_OFFSET,
                    CounterFile.METADATA_LENGTH_OFFSET,
                    CounterFile.VALUES_LENGTH_OFFSET
                }) {
            final byte[] broken = whole.clone();
            broken[offset + 3] = (byte) 0xFF;
            final Path path = Files.write(folder.resolve("broken"), broken);
            assertThrows(IOException.class, () -> CounterSnapshot.read(path), "at " + offset);
        }
        assertEquals(2, CounterSnapshot.read(file()).values().size());
    }

    @Test
    void shouldWantADirectoryOfItsOwn() throws IOException {
        final Path fresh = folder.resolve("fresh");
        PrivateFiles.requireDirectory(fresh);
        PrivateFiles.requireDirectory(fresh);
        assertEquals(
                PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(fresh));
        final Path open = folder.resolve("open");
        Files.createDirectory(open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThrows(IOException.class, () -> PrivateFiles.requireDirectory(open));
        final Path link = Files.createSymbolicLink(folder.resolve("link"), fresh);
        assertThrows(IOException.class, () -> PrivateFiles.requireDirectory(link));
    }

    @Test
    void shouldListTheNewestFirstAndPassOverWhatItCannotRead() throws IOException {
        CounterFile.open(file(), measures()).close();
        patchLong(CounterFile.STARTED_OFFSET, 1);
        CounterFile.open(folder.resolve("2.counters"), measures()).close();
        Files.writeString(folder.resolve("3.counters"), "nothing");

        final List<CounterSnapshot> all = CounterFile.list(folder);

        assertEquals(2, all.size());
        assertEquals("2.counters", all.get(0).path().getFileName().toString());
        assertFalse(all.get(0).startedMs() == 1);
        assertEquals(List.of(), CounterFile.list(folder.resolve("nowhere")));
    }
}
