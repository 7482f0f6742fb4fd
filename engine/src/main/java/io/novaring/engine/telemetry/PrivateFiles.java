/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read. Never through a link, never over another file. */
final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /**
     * @throws FileAlreadyExistsException also when there is a link that leads nowhere.
     */
    static FileChannel createChannel(final Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                attributes(file, "rw-------"));
    }

    static OutputStream create(final Path file) throws IOException {
        createChannel(file).close();
        // A channel would close itself under a writer that is interrupted, as at the engine's end.
        return new FileOutputStream(file.toFile(), true);
    }

    /**
     * Makes a directory that only its owner may enter, or checks one that is there.
     *
     * @throws IOException when it is a link, no directory, or open to others.
     */
    static void requireDirectory(final Path directory) throws IOException {
        try {
            Files.createDirectory(directory, attributes(directory, "rwx------"));
        } catch (final FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(directory + " is no directory: remove it", e);
            }
            if (isPosix(directory)
                    && !OWNER_ONLY.containsAll(
                            Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException(
                        directory + " is open to other users: chmod 700 " + directory, e);
            }
        }
    }

    private static FileAttribute<?>[] attributes(final Path path, final String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(final Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
