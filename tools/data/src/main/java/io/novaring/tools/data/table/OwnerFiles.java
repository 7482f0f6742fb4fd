/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for their owner alone: a recording may hold private messages. */
public final class OwnerFiles {
    private OwnerFiles() {}

    public static void folders(final Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (path.toAbsolutePath().getParent() != null) {
            folders(path.toAbsolutePath().getParent());
        }
        folder(path);
    }

    /** A folder that was not there. */
    public static void folder(final Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(path);
        }
    }

    /** Deletes a folder with everything in it; links are not followed. */
    public static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        final List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
