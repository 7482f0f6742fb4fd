/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that the kernel gives a file for the first time. Under a hypervisor that takes back what a
 * guest has freed, some of it has to be given anew: that was measured to take 9 us a page in place
 * of 1.2, and it falls upon whoever asks for it. So as much as a measurement needs is asked for
 * before, and given back: the kernel hands out what was freed last.
 */
final class Backing {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int PIECE_LENGTH = 1 << 16;
    private static final ByteBuffer PIECE = ByteBuffer.allocateDirect(PIECE_LENGTH);

    private Backing() {}

    /** Has so much memory be there; nothing where there are no files in memory. */
    static void touch(final long byteCount) throws IOException {
        if (!Files.isDirectory(MEMORY)) {
            return;
        }
        final Path path = Files.createTempFile(MEMORY, "novaring-touch", null);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (long at = 0; at < byteCount; at += PIECE_LENGTH) {
                PIECE.clear();
                channel.write(PIECE, at);
            }
        } finally {
            Files.delete(path);
        }
    }
}
