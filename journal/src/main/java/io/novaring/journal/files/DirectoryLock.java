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
     * Takes the lock at once or throws: it never waits.
     *
     * @throws IllegalStateException which says who has it, or why it cannot be had.
     */
    public static DirectoryLock acquire(final Path directory) {
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            directory.resolve(NAME),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DirectoryLock(channel);
            }
            channel.close();
        } catch (final OverlappingFileLockException e) {
            // Held in this very process: the same answer.
            closeQuietly(channel);
        } catch (final IOException e) {
            closeQuietly(channel);
            throw new IllegalStateException(
                    "journal directory " + directory + " cannot be locked: " + e, e);
        }
        throw new IllegalStateException(
                "journal directory "
                        + directory
                        + " is being written by another engine:"
                        + " stop that one first, or name another directory");
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
