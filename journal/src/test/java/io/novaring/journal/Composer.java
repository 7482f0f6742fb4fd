/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.BlockPacker;
import io.novaring.journal.format.Compression;
import io.novaring.journal.format.IndexFormat;
import io.novaring.journal.format.LittleEndian;
import io.novaring.journal.format.NoteFormat;
import io.novaring.journal.format.RecordFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Composes a segment block by block, by the formats alone, and knows where everything is. */
final class Composer {
    static final String STORE = "20260101F.cq4";

    /**
     * A block as it was written.
     *
     * @param begin offset of its document's length.
     * @param end offset behind it.
     * @param records offsets behind each of its records, when they can be told apart.
     */
    record Block(int kind, long sequence, long begin, long end, List<Long> records) {}

    final Segment segment;
    final List<Block> blocks = new ArrayList<>();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final CRC32C crc = new CRC32C();
    private final MarketEvent event = new MarketEvent();
    private final BlockPacker packer = new BlockPacker();
    private long nextSequence;

    Composer(final Path directory, final int run, final int number, final long firstSequence) {
        segment = Segment.of(directory, run, number);
        nextSequence = firstSequence;
        queueData(header("SCQStore"));
        marker(BlockFormat.OPENED, (long) run << 32 | number);
    }

    /** First document of a queue's file. */
    static byte[] header(final String type) {
        final byte[] header = new byte[14 + type.length() + (-(14 + type.length()) & 3)];
        final byte[] name = "header".getBytes(StandardCharsets.US_ASCII);
        header[0] = (byte) 0xB9;
        header[1] = (byte) name.length;
        System.arraycopy(name, 0, header, 2, name.length);
        header[8] = (byte) 0xB6;
        header[9] = (byte) type.length();
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, header, 10, type.length());
        return header;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** A block with records up to this sequence. */
    Composer records(final long until) {
        return records(until, Compression.NONE);
    }

    Composer records(final long until, final Compression compression) {
        byte[] block = new byte[1 << 16];
        final List<Long> ends = new ArrayList<>();
        int length = BlockFormat.HEADER_LENGTH;
        final long first = nextSequence;
        while (nextSequence < until) {
            Events.fill(event, nextSequence, Events.rawLength(nextSequence));
            if (block.length < length + RecordFormat.length(event.rawLength) + 4) {
                block = Arrays.copyOf(block, 2 * block.length);
            }
            length = RecordFormat.write(block, length, event, crc);
            ends.add(bytes.size() + 4L + length);
            nextSequence++;
        }
        final int plainLength = length - BlockFormat.HEADER_LENGTH;
        final int packed = compression == Compression.NONE ? -1 : packer.pack(block, length);
        final byte[] stored = packed > 0 ? packer.packed() : block;
        final int storedLength = packed > 0 ? packed : length;
        BlockFormat.write(
                stored,
                BlockFormat.RECORDS,
                packed > 0 ? Compression.LZ4 : Compression.NONE,
                storedLength,
                (int) (nextSequence - first),
                first,
                packed > 0 ? BlockFormat.storedCrc(stored, 0, storedLength, crc) : 0,
                plainLength,
                crc);
        index(first, Events.event(first, 0).publishedTimeNs, IndexFormat.RECORDS);
        document(stored, storedLength, first, packed > 0 ? List.of() : ends);
        return this;
    }

    /** A block with one note of these bytes. */
    Composer note(final NoteKind kind, final long sequence, final byte[] content) {
        final int length = BlockFormat.HEADER_LENGTH + NoteFormat.length(content.length);
        final byte[] block = new byte[length];
        NoteFormat.write(
                block,
                BlockFormat.HEADER_LENGTH,
                kind,
                sequence,
                sequence * 1_000,
                content,
                0,
                content.length);
        stored(block, BlockFormat.NOTES, 1, nextSequence, length - BlockFormat.HEADER_LENGTH);
        return this;
    }

    /** A snapshot in parts of this length. */
    Composer snapshot(final long sequence, final byte[] content, final int partLength) {
        final int total = NoteFormat.HEADER_LENGTH + content.length;
        final byte[] whole = new byte[NoteFormat.length(content.length)];
        NoteFormat.write(
                whole,
                0,
                NoteKind.SNAPSHOT,
                sequence,
                sequence * 1_000,
                content,
                0,
                content.length);
        index(sequence, Events.event(sequence, 0).publishedTimeNs, IndexFormat.SNAPSHOT);
        for (int at = 0; at < total; at += partLength) {
            final int length = Math.min(partLength, total - at);
            final byte[] block =
                    new byte[BlockFormat.documentLength(BlockFormat.HEADER_LENGTH + length)];
            System.arraycopy(whole, at, block, BlockFormat.HEADER_LENGTH, length);
            final int behind = (total - at - 1) / partLength;
            final int blockLength = BlockFormat.HEADER_LENGTH + length;
            BlockFormat.write(
                    block,
                    BlockFormat.SNAPSHOT,
                    Compression.NONE,
                    blockLength,
                    behind,
                    sequence,
                    BlockFormat.storedCrc(block, 0, blockLength, crc),
                    total,
                    crc);
            document(block, blockLength, sequence, List.of());
        }
        return this;
    }

    Composer marker(final int kind, final long value) {
        final byte[] block = new byte[BlockFormat.HEADER_LENGTH];
        BlockFormat.write(
                block, kind, Compression.NONE, block.length, 0, nextSequence, value, 0, crc);
        document(block, block.length, nextSequence, List.of());
        return this;
    }

    /** A block without content that says anything. */
    Composer raw(final int kind, final int count, final int plainLength) {
        final byte[] block = new byte[BlockFormat.HEADER_LENGTH];
        BlockFormat.write(
                block,
                kind,
                Compression.NONE,
                block.length,
                count,
                nextSequence,
                count * 31L,
                plainLength,
                crc);
        document(block, block.length, nextSequence, List.of());
        return this;
    }

    Composer rolled() {
        return marker(BlockFormat.ROLLED, 0);
    }

    Composer seal() {
        return marker(BlockFormat.SEAL, 42);
    }

    Composer queueData(final byte[] content) {
        word(1 << 30 | content.length);
        bytes.writeBytes(content);
        return this;
    }

    /** Writes folder, file and index; zeros follow, as a queue allocates ahead. */
    Composer write() throws IOException {
        Files.createDirectories(segment.folder());
        Files.write(segment.folder().resolve(STORE), Arrays.copyOf(bytes.toByteArray(), length()));
        Files.write(segment.index(), index.toByteArray());
        Files.write(segment.hold(), new byte[0]);
        return this;
    }

    Path store() {
        return segment.folder().resolve(STORE);
    }

    private int length() {
        return bytes.size() + 64;
    }

    private void stored(
            final byte[] block,
            final int kind,
            final int count,
            final long sequence,
            final int plainLength) {
        BlockFormat.write(
                block,
                kind,
                Compression.NONE,
                block.length,
                count,
                sequence,
                BlockFormat.storedCrc(block, 0, block.length, crc),
                plainLength,
                crc);
        document(block, block.length, sequence, List.of());
    }

    private void document(
            final byte[] block, final int length, final long sequence, final List<Long> records) {
        final long begin = bytes.size();
        final int documentLength = BlockFormat.documentLength(length);
        word(documentLength);
        bytes.write(block, 0, documentLength);
        blocks.add(new Block(BlockFormat.kind(block, 0), sequence, begin, bytes.size(), records));
    }

    private void index(final long sequence, final long timeNs, final int what) {
        final byte[] entry = new byte[IndexFormat.ENTRY_LENGTH];
        IndexFormat.write(entry, 0, sequence, timeNs, bytes.size(), what, crc);
        index.writeBytes(entry);
    }

    private void word(final int value) {
        final byte[] word = new byte[4];
        LittleEndian.putInt(word, 0, value);
        bytes.writeBytes(word);
    }
}
