/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Compresses and decompresses the records of a block. Pure Java with checked bounds: no native
 * library is unpacked and no JVM flag is needed.
 */
public final class BlockPacker {
    private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
    private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
    private byte[] packed = new byte[0];

    /** The result of the last call; a block header fits before it when it was packed. */
    public byte[] packed() {
        return packed;
    }

    /**
     * Packs the records of a block behind room for its header.
     *
     * @return the length of header and packed records, or -1 when that would not be shorter.
     */
    public int pack(final byte[] block, final int length) {
        final int recordsLength = length - BlockFormat.HEADER_LENGTH;
        ensure(BlockFormat.documentLength(length));
        try {
            final int packedLength =
                    compressor.compress(
                            block,
                            BlockFormat.HEADER_LENGTH,
                            recordsLength,
                            packed,
                            BlockFormat.HEADER_LENGTH,
                            recordsLength - 1);
            return BlockFormat.HEADER_LENGTH + packedLength;
        } catch (final LZ4Exception e) {
            // The room given was one byte less than the records: they do not compress.
            return -1;
        }
    }

    /** Unpacks; true when the result has just this length. */
    public boolean unpack(
            final byte[] source, final int offset, final int length, final int plainLength) {
        ensure(plainLength);
        try {
            return decompressor.decompress(source, offset, length, packed, 0, plainLength)
                    == plainLength;
        } catch (final LZ4Exception | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private void ensure(final int length) {
        if (packed.length < length) {
            packed = Arrays.copyOf(packed, Integer.highestOneBit(length) << 1);
        }
    }
}
