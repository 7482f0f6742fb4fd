/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.RecorderState;
import io.novaring.journal.format.BlockFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On real file systems that another process fills while the journal is written. */
@Timeout(600)
class JournalDiskFullTest {
    /** More of them: -Dnovaring.soak.fullDisks=20. */
    private static final int DISKS = Integer.getInteger("novaring.soak.fullDisks", 2);

    private static final int MEBIBYTES = 64;
    private static final LongSupplier PLENTY = () -> 1L << 40;

    private static final JournalConfig CONFIG =
            JournalConfig.DEFAULTS
                    .withFreeBytesMin(JournalConfig.FREE_BYTES_FLOOR)
                    .withFreeBytesWarn(0)
                    .withSnapshotBytes(1 << 20)
                    .withRollBytes(4 << 20);

    @TempDir Path parent;

    @Test
    void shouldLoseNothingAcknowledgedWhenTmpfsIsFilled() throws Exception {
        for (int i = 0; i < DISKS; i++) {
            final Optional<SmallDisk> disk = SmallDisk.tmpfs(parent, MEBIBYTES);
            assumeTrue(disk.isPresent(), "this user may not mount a tmpfs");
            fill(disk.get(), i);
        }
    }

    @Test
    void shouldLoseNothingAcknowledgedWhenExt4IsFilled() throws Exception {
        for (int i = 0; i < DISKS; i++) {
            final Optional<SmallDisk> disk = SmallDisk.ext4(parent, MEBIBYTES);
            assumeTrue(disk.isPresent(), "this user may not make and mount an ext4 file system");
            fill(disk.get(), i);
        }
    }

    private static void fill(final SmallDisk disk, final int round) throws Exception {
        try (disk) {
            // Every second time nothing warns: the reserved space alone has to save what is there.
            final Path directory = disk.path().resolve("journal");
            final LongSupplier freeBytes =
                    round % 2 == 0 ? PLENTY : disk.path().toFile()::getUsableSpace;
            final long acknowledged = writeUntilStopped(disk, directory, freeBytes);

            assertTrue(acknowledged > 0);
            final Recorded recorded = Recorded.read(directory);
            assertEquals(acknowledged, recorded.nextSequence);
            assertEquals(BlockFormat.STOP, recorded.lastKind());
        }
    }

    private static long writeUntilStopped(
            final SmallDisk disk, final Path directory, final LongSupplier freeBytes)
            throws Exception {
        final Random random = new Random();
        final long fillFrom = random.nextInt(8_000);
        final byte[] note = new byte[300_000];
        Process filler = null;
        try (JournalWriter writer = JournalWriter.open(directory, CONFIG, freeBytes)) {
            long sequence = 0;
            while (writer.state() != RecorderState.STOPPED) {
                assertTrue(writer.state().isRecording());
                if (filler == null && sequence >= fillFrom) {
                    filler = startFilling(disk.path());
                }
                final int batch = 1 + random.nextInt(64);
                final long wanted = writer.snapshotSequence();
                if (wanted >= 0 && random.nextInt(4) == 0) {
                    writer.onNote(NoteKind.SNAPSHOT, wanted, 0, note, 0, note.length);
                }
                Events.write(writer, sequence, sequence + batch, batch);
                sequence += batch;
            }
            return writer.recordedCount();
        } finally {
            if (filler != null) {
                filler.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
    }

    private static Process startFilling(final Path path) throws IOException {
        final Path file = Files.createFile(path.resolve("filler"));
        return new ProcessBuilder("dd", "if=/dev/zero", "of=" + file, "bs=64k")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
