/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.journal.files.Retention;
import io.novaring.journal.files.SegmentFolder;
import io.novaring.journal.format.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final int COUNT = 40;

    @TempDir Path parent;
    private Path directory;
    private Path store;
    private List<Recorded.Block> blocks;

    /** A journal as its writer left it when it was killed. */
    @BeforeEach
    void killAWriter() throws IOException {
        final Path living = parent.resolve("living");
        directory = parent.resolve("killed");
        try (JournalWriter writer = JournalWriter.open(living, JournalConfig.DEFAULTS)) {
            Events.write(writer, 0, COUNT, 10);
            copy(living, directory);
        }
        store = Recorded.store(Segment.list(directory).get(0));
        blocks = Recorded.read(directory).blocks;
    }

    @Test
    void shouldCutWhatWasReservedAndLeaveEveryBlock() throws IOException {
        assertTrue(Files.size(store) > 8 << 20);

        assertEquals(2, recover());

        assertEquals(COUNT, Recorded.read(directory).nextSequence);
        assertEquals(SegmentScan.of(store).validLength(), Files.size(store));
        assertFalse(SegmentFolder.isUnfinished(store.getParent()));
    }

    @Test
    void shouldCutABlockThatWasNotCompletedWhereverItEnds() throws IOException {
        final Recorded.Block last = blocks.get(blocks.size() - 1);
        final byte[] whole = read(last.offset(), SegmentScan.of(store).validLength());
        final Path table = store.resolveSibling("metadata.cq4t");
        final byte[] settings = Files.readAllBytes(table);
        final int step = Math.max(1, whole.length / 200);
        for (int length = whole.length - step; length > 4; length -= step) {
            // The queue writes the word last.
            final byte[] torn = whole.clone();
            LittleEndian.putInt(torn, 0, length % 2 == 0 ? 0 : 1 << 31 | whole.length - 4);
            Arrays.fill(torn, length, torn.length, (byte) 0);
            write(last.offset(), torn);
            Files.write(table, settings);

            recover();

            assertEquals(last.offset(), Files.size(store));
            assertEquals(last.sequence(), Recorded.read(directory).nextSequence);
        }
    }

    @Test
    void shouldLeaveDamageWhereItIs() throws IOException {
        final long length = Files.size(store);
        final Recorded.Block block = blocks.get(3);
        final byte[] flipped = read(block.offset() + 60, block.offset() + 61);
        flipped[0] ^= 1;
        write(block.offset() + 60, flipped);

        assertEquals(2, recover());

        assertEquals(length, Files.size(store));
        assertFalse(SegmentFolder.isUnfinished(store.getParent()));
    }

    @Test
    void shouldDeleteASegmentThatWasNeverBegunAndWhatIsLeftOfADeletedOne() throws IOException {
        final Segment prepared = Segment.of(directory, 1, 2);
        copy(store.getParent(), prepared.folder());
        try (FileChannel file =
                FileChannel.open(Recorded.store(prepared), StandardOpenOption.WRITE)) {
            file.truncate(blocks.get(0).offset());
        }
        final Segment deleted = Segment.of(directory, 1, 3);
        Files.createDirectory(deleted.folder());
        Files.createFile(deleted.hold());

        assertEquals(2, recover());

        assertEquals(1, Segment.list(directory).size());
    }

    @Test
    void shouldGoOnBehindAFolderWithWhatIsNotItsOwn() throws IOException {
        final Segment foreign = Segment.of(directory, 7, 1);
        Files.createDirectory(foreign.folder());
        Files.writeString(foreign.folder().resolve("notes.txt"), "mine");

        assertEquals(8, recover());

        assertTrue(Files.exists(foreign.folder().resolve("notes.txt")));
    }

    @Test
    void shouldGoOnBehindAFileThatIsNotOfOurs() throws IOException {
        write(0, "#! not a queue".getBytes(StandardCharsets.US_ASCII));
        final byte[] before = Files.readAllBytes(store);

        assertEquals(2, recover());

        assertArrayEquals(before, Files.readAllBytes(store));
    }

    @Test
    void shouldTouchNothingBehindALink() throws IOException {
        final Path elsewhere = parent.resolve("elsewhere");
        Files.move(store.getParent(), elsewhere);
        Files.createSymbolicLink(Segment.of(directory, 3, 1).folder(), elsewhere);
        final long length = Files.size(elsewhere.resolve(store.getFileName()));

        assertEquals(4, recover());

        assertEquals(length, Files.size(elsewhere.resolve(store.getFileName())));
        assertTrue(SegmentFolder.isUnfinished(elsewhere));
    }

    @Test
    void shouldNotCutBlocksBehindAPageThatAPowerFailureTook() throws IOException {
        final long length = Files.size(store);
        final Recorded.Block lost = blocks.get(2);
        write(lost.offset(), new byte[(int) (blocks.get(3).offset() - lost.offset())]);

        assertEquals(2, recover());

        assertEquals(length, Files.size(store));
        final SegmentScan scan = SegmentScan.of(store);
        assertEquals(lost.offset(), scan.validLength());
        assertTrue(scan.damage().contains("block at offset " + blocks.get(3).offset()));
    }

    @Test
    void shouldNotCallDamagedWhatIsLeftOfADeletedRun() throws IOException {
        final Segment deleted = Segment.of(directory, 2, 3);
        Files.createDirectory(deleted.folder());
        Files.createFile(deleted.hold());

        final List<JournalReport> reports = JournalVerifier.verifyAll(directory);

        assertEquals(1, reports.size());
        assertEquals(COUNT, reports.get(0).records());
        assertEquals(COUNT, JournalVerifier.verify(directory).records());
    }

    private int recover() throws IOException {
        return Recovery.recover(directory, new Retention(0, 0, SegmentHold::tryExclusive));
    }

    private byte[] read(final long from, final long to) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        try (FileChannel file = FileChannel.open(store, StandardOpenOption.READ)) {
            file.read(bytes, from);
        }
        return bytes.array();
    }

    private void write(final long at, final byte[] bytes) throws IOException {
        try (FileChannel file = FileChannel.open(store, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (final Path path : paths.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
