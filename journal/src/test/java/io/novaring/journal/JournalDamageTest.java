/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.Compression;
import io.novaring.journal.format.LittleEndian;
import io.novaring.journal.format.QueueFile;
import io.novaring.journal.format.RecordFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalDamageTest {
    private static final int COUNT = 12;

    @TempDir Path directory;

    /** A block of the undamaged journal. */
    private record Block(long begin, long end, long sequenceBehind) {}

    @ParameterizedTest
    @EnumSource
    void shouldFindEveryFlippedByte(final Compression compression) throws IOException {
        write(compression, true);
        final List<Block> blocks = blocks();
        try (FileChannel file = cut(blocks.get(blocks.size() - 1).end + 64)) {
            for (final Block block : blocks) {
                for (long offset = block.begin; offset < block.end; offset++) {
                    final int flip = offset % 5 == 0 ? 0xFF : 1 << offset % 8;
                    flip(file, offset, flip);
                    requireNoticed(offset);
                    flip(file, offset, flip);
                }
            }
        }
        assertTrue(JournalVerifier.verify(directory).complete());
    }

    @Test
    void shouldSurviveDamageInTheDataOfTheQueue() throws IOException {
        write(Compression.NONE, true);
        final List<Block> blocks = blocks();
        final Random random = new Random(1);
        try (FileChannel file = cut(blocks.get(blocks.size() - 1).end + 64)) {
            for (int i = 0; i < 2_000; i++) {
                final long offset = random.nextLong(i < 1_000 ? 256 : blocks.get(0).begin);
                flip(file, offset, 1 << i % 8);
                final JournalReport report = JournalVerifier.verify(directory);
                assertTrue(report.records() == COUNT || !report.complete());
                readPrefix();
                flip(file, offset, 1 << i % 8);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadJustTheValidPrefixOfACutFile(final Compression compression) throws IOException {
        write(compression, false);
        final List<Block> blocks = blocks();
        final long end = blocks.get(blocks.size() - 1).end;
        try (FileChannel file = cut(end)) {
            assertEquals(end, file.size());
            for (long length = end; length >= 0; length -= step(length, blocks)) {
                file.truncate(length);

                try (JournalReader reader = JournalReader.open(directory)) {
                    assertEquals(sequenceBehind(blocks, length), Events.readAll(reader));
                    assertEquals(atEdge(blocks, length), reader.end() == JournalEnd.UNSEALED);
                    assertFalse(reader.problem().isPresent());
                }
                assertFalse(JournalVerifier.verify(directory).complete());
            }
        }
    }

    @Test
    void shouldReadTheRecordsBeforeADamagedOneAndNameIt() throws IOException {
        write(Compression.NONE, true);
        final Block block = blocks().get(3);
        final long inSecondRecord =
                block.begin
                        + 4
                        + BlockFormat.HEADER_LENGTH
                        + RecordFormat.length(Events.rawLength(4))
                        + 80;
        try (FileChannel file = cut(Long.MAX_VALUE)) {
            flip(file, inSecondRecord, 1);
        }

        try (JournalReader reader = JournalReader.open(directory)) {
            final String message =
                    assertThrows(JournalException.class, () -> Events.readAll(reader)).getMessage();
            assertTrue(message.contains("record fails its checksum (sequence 5, "), message);
            assertThrows(JournalException.class, () -> reader.next(new MarketEvent()));
        }
        assertEquals(5, readPrefix());
        final JournalReport report = JournalVerifier.verify(directory);
        assertEquals(5, report.records());
        assertEquals(JournalEnd.DAMAGED, report.end());
        assertEquals(inSecondRecord - 80, report.problem().orElseThrow().offset());
        assertEquals(inSecondRecord - 80, report.validBytes());
    }

    @Test
    void shouldRefuseUnknownCodesWithAClearMessage() {
        final byte[] block = new byte[BlockFormat.HEADER_LENGTH + 100];
        final CRC32C crc = new CRC32C();
        final long storedCrc = BlockFormat.storedCrc(block, 0, block.length, crc);
        BlockFormat.write(block, 2, Compression.LZ4, block.length, 1, 0, storedCrc, 300, crc);
        assertEquals(null, BlockFormat.check(block, 0, block.length, crc));

        assertEquals(
                "unknown compression code 7: written by a newer version?",
                patched(block, 6, 7, crc));
        assertEquals(
                "unknown block kind 99: written by a newer version?", patched(block, 5, 99, crc));
        assertEquals("block of format version 3, known is 2", patched(block, 4, 3, crc));
    }

    @Test
    void shouldNeverThrowOnRandomBytes() throws IOException {
        final Random random = new Random(7);
        final Path store = directory.resolve("20260101F.cq4");
        for (int i = 0; i < 500; i++) {
            final byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            Files.write(store, bytes);
            assertFalse(JournalVerifier.verify(directory).complete());
        }
    }

    private static String patched(
            final byte[] block, final int at, final int value, final CRC32C crc) {
        final byte[] patched = block.clone();
        patched[at] = (byte) value;
        crc.reset();
        crc.update(patched, 0, 36);
        LittleEndian.putInt(patched, 36, (int) crc.getValue());
        return BlockFormat.check(patched, 0, patched.length, crc);
    }

    private void requireNoticed(final long offset) {
        readPrefix();
        assertFalse(JournalVerifier.verify(directory).complete(), "accepted at " + offset);
    }

    /** Whatever is delivered must be as it was written. */
    private long readPrefix() {
        try (JournalReader reader = JournalReader.openPrefix(directory)) {
            return Events.readAll(reader);
        } catch (final JournalException e) {
            return 0;
        }
    }

    private void write(final Compression compression, final boolean sealed) {
        final JournalConfig config = JournalConfig.DEFAULTS.withCompression(compression);
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            Events.write(writer, 0, COUNT, 4);
            if (sealed) {
                writer.seal(COUNT, 42);
            }
        }
    }

    private List<Block> blocks() throws IOException {
        final List<Block> blocks = new ArrayList<>();
        try (QueueFile file = QueueFile.open(store())) {
            while (file.next() == QueueFile.DOCUMENT) {
                final long begin = file.position();
                final boolean records =
                        BlockFormat.kind(file.bytes(), file.start()) == BlockFormat.RECORDS;
                final long sequence =
                        BlockFormat.sequence(file.bytes(), file.start())
                                + (records
                                        ? BlockFormat.recordCount(file.bytes(), file.start())
                                        : 0);
                file.skip();
                blocks.add(new Block(begin, file.position(), sequence));
            }
        }
        return blocks;
    }

    private Path store() throws IOException {
        return Recorded.store(Segment.list(directory).get(0));
    }

    /** Opens the record file for damage, without the part that is only allocated ahead. */
    private FileChannel cut(final long length) throws IOException {
        final FileChannel file =
                FileChannel.open(store(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        return file.truncate(length);
    }

    private static void flip(final FileChannel file, final long offset, final int bits)
            throws IOException {
        final ByteBuffer one = ByteBuffer.allocate(1);
        file.read(one, offset);
        one.put(0, (byte) (one.get(0) ^ bits)).flip();
        file.write(one, offset);
    }

    private static long sequenceBehind(final List<Block> blocks, final long length) {
        return blocks.stream()
                .filter(block -> block.end <= length)
                .mapToLong(Block::sequenceBehind)
                .max()
                .orElse(0);
    }

    private static boolean atEdge(final List<Block> blocks, final long length) {
        final TreeMap<Long, Block> byEnd = new TreeMap<>();
        blocks.forEach(block -> byEnd.put(block.end, block));
        return byEnd.containsKey(length) || length == blocks.get(0).begin || length == 0;
    }

    /** Every length among the records; every odd one before them would take minutes. */
    private static long step(final long length, final List<Block> blocks) {
        return length > blocks.get(0).begin ? 1 : 1_009;
    }
}
