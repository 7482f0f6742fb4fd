/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.journal.JournalException;
import io.novaring.journal.format.FlatHeader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that has its name only when it is complete. */
final class FlatFile implements AutoCloseable {
    private static final int BUFFER_LENGTH = 1 << 20;

    private final boolean overwrite;

    private boolean open = true;

    private final Path path;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;

    private FlatFile(
            final Path path, final Path part, final boolean overwrite, final FileChannel channel) {
        this.path = path;
        this.part = part;
        this.overwrite = overwrite;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_LENGTH);
    }

    static FlatFile create(final Path path, final boolean overwrite) {
        if (path.getFileName() == null) {
            throw new JournalException(path + " is no name for a file");
        }
        if (!overwrite && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(path);
        }
        final Path part = path.resolveSibling(path.getFileName() + ".part");
        FileChannel channel = null;
        try {
            if (overwrite) {
                deleteLeft(part);
            }
            channel =
                    FileChannel.open(
                            part,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly(path));
            tryLock(channel);
            final FlatFile file = new FlatFile(path, part, overwrite, channel);
            file.out.write(FlatHeader.bytes());
            return file;
        } catch (final FileAlreadyExistsException e) {
            throw new JournalException(
                    part
                            + " exists: another export is at it, or one was killed:"
                            + " delete it, or name another file",
                    e);
        } catch (final IOException e) {
            throw new JournalException(path + " cannot be created: " + e, e);
        }
    }

    void write(final byte[] bytes, final int count) throws IOException {
        out.write(bytes, 0, count);
    }

    void finish() {
        try {
            out.flush();
            channel.force(true);
            channel.close();
            if (overwrite) {
                Files.move(
                        part,
                        path,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } else {
                moveToNew();
            }
            open = false;
        } catch (final FileAlreadyExistsException e) {
            throw exists(path);
        } catch (final IOException e) {
            throw new JournalException(path + " cannot be completed: " + e, e);
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (final IOException e) {
            throw new JournalException(part + " cannot be deleted: " + e, e);
        }
    }

    /** A link fails when the name is taken; a move would replace what took it in between. */
    private void moveToNew() throws IOException {
        try {
            Files.createLink(path, part);
        } catch (final FileAlreadyExistsException e) {
            throw e;
        } catch (final IOException | UnsupportedOperationException e) {
            // A file system without hard links.
            Files.move(part, path);
            return;
        }
        Files.delete(part);
    }

    /** What was killed left it; what is being written stays. */
    private static void deleteLeft(final Path part) throws IOException {
        if (!Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(part);
            return;
        }
        try (FileChannel left = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (!tryLock(left)) {
                throw new FileAlreadyExistsException(part.toString());
            }
            Files.deleteIfExists(part);
        }
    }

    /** False when another has the lock; it goes with the channel. */
    private static boolean tryLock(final FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        } catch (final IOException e) {
            // A file system without locks.
            return true;
        }
    }

    private static FileAttribute<?>[] ownerOnly(final Path path) throws IOException {
        final Path parent = path.toAbsolutePath().getParent();
        return Files.getFileStore(parent).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static JournalException exists(final Path path) {
        return new JournalException(
                path + " exists: name another file, or say that it is to be overwritten");
    }
}
