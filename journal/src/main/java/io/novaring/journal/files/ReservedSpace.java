/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Space of a file that the disk has given for good, before the file is written through a mapping. A
 * mapped page that cannot be backed takes what was written to it and loses it; zeros that are
 * written plainly say at once that there is no room.
 *
 * <p>Holds where a file's blocks stay where they are: not on file systems that copy on write.
 *
 * <p>The journal's thread and the one that looks after files may both reserve. Unlike a channel, an
 * interrupt does not close it.
 */
final class ReservedSpace implements AutoCloseable {
    /**
     * Longer arrays make the JVM map and unmap memory for each write, which stops other threads.
     */
    private static final int PIECE_LENGTH = 8 << 10;

    /** Never written to. */
    private static final byte[] ZEROS = new byte[PIECE_LENGTH];

    /** What was written before there was a reservation is little. */
    private static final int BACK_LENGTH = 1 << 10;

    // Written under the lock, read by any.
    private volatile long end;

    private final RandomAccessFile file;

    private ReservedSpace(final RandomAccessFile file) {
        this.file = file;
    }

    /**
     * @param begin everything before was written through the mapping, nothing behind was. It is
     *     backed from here on as well.
     */
    static ReservedSpace open(final Path path, final long begin) throws IOException {
        final ReservedSpace space = new ReservedSpace(new RandomAccessFile(path.toFile(), "rw"));
        try {
            space.back(begin);
            return space;
        } catch (final IOException | RuntimeException | Error e) {
            space.close();
            throw e;
        }
    }

    /** Backs what is there by writing it again; nobody else may write to it now. */
    static void back(final Path path) throws IOException {
        open(path, path.toFile().length()).close();
    }

    /** Behind this offset nothing may be written through the mapping. */
    long end() {
        return end;
    }

    /**
     * Returns when everything before {@code offset} is backed.
     *
     * @throws IOException when the disk is full, most likely.
     */
    void reserve(final long offset) throws IOException {
        while (end < offset) {
            // Piece by piece, so that a thread in need gets its turn.
            synchronized (this) {
                if (end < offset) {
                    file.seek(end);
                    file.write(ZEROS);
                    end += PIECE_LENGTH;
                }
            }
        }
    }

    /** Forces bytes and length to the disk, those written through the mapping too. */
    void force() throws IOException {
        file.getChannel().force(false);
    }

    /** Gives back what was reserved behind this offset. */
    void truncate(final long length) throws IOException {
        file.setLength(length);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (final IOException e) {
            // Every write has returned by now: there is nothing to lose.
        }
    }

    private void back(final long until) throws IOException {
        final byte[] bytes = new byte[(int) Math.min(until, BACK_LENGTH)];
        for (long at = 0; at < until; at += bytes.length) {
            final int count = (int) Math.min(bytes.length, until - at);
            file.seek(at);
            file.readFully(bytes, 0, count);
            file.seek(at);
            file.write(bytes, 0, count);
        }
        end = until;
    }
}
