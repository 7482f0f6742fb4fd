/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second writer out. Chronicle's own lock is held per document only, so two processes would
 * interleave. The operating system frees this one when its process dies, however it dies; the file
 * stays, because deleting it would let two processes lock two files of the same name.
 */
public final class DirectoryLock implements AutoCloseable {
    /** Empty, and left behind. */
    public static final String NAME = "journal.lock";

    private final FileChannel channel;

    private DirectoryLock(final FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock at once or not at all: it never waits.
     *
     * @return null when another writer has it.
     * @throws IOException when nobody can have it.
     */
    public static DirectoryLock acquire(final Path directory) throws IOException {
        final FileChannel channel =
                FileChannel.open(
                        directory.resolve(NAME),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            // Held in this very process: the same answer.
        } finally {
            if (lock == null) {
                closeQuietly(channel);
            }
        }
        return lock == null ? null : new DirectoryLock(channel);
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(final FileChannel channel) {
        try {
            channel.close();
        } catch (final IOException e) {
            // The lock is gone with the channel, and nothing was written to it.
        }
    }
}
