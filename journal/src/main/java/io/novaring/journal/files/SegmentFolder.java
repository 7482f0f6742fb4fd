/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one segment's folder, by their names. */
public final class SegmentFolder {
    /** Chronicle's own settings and locks; it goes when the segment has ended. */
    public static final String TABLE = "metadata.cq4t";

    static final String HOLD = "held";
    static final String INDEX = "index";

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFolder.class);

    private static final String STORES = "*.cq4";

    private SegmentFolder() {}

    /** Files with documents, right inside the folder. */
    public static List<Path> stores(final Path folder) throws IOException {
        final List<Path> stores = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, STORES)) {
            paths.forEach(stores::add);
        } catch (final DirectoryIteratorException e) {
            throw e.getCause();
        }
        return stores;
    }

    /** The one file with documents. */
    static Path store(final Path folder) throws IOException {
        final List<Path> stores = stores(folder);
        if (stores.size() != 1) {
            throw new IOException(folder + " holds " + stores.size() + " queue files, not one");
        }
        return stores.get(0);
    }

    /** True while its writer, now perhaps dead, has not put the folder in its final state. */
    public static boolean isUnfinished(final Path folder) {
        return Files.exists(folder.resolve(TABLE));
    }

    /** Length of its files, bytes. */
    public static long length(final Path folder) throws IOException {
        long length = 0;
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (final Path path : paths) {
                length += Files.size(path);
            }
        } catch (final DirectoryIteratorException e) {
            throw e.getCause();
        }
        return length;
    }

    /**
     * Deletes a segment, the records first: what is left after a crash in between is a folder
     * without records, which is no segment. What is not ours stays, and the folder with it, which
     * is told.
     */
    public static void delete(final Path folder) throws IOException {
        for (final Path store : stores(folder)) {
            Files.deleteIfExists(store);
        }
        Files.deleteIfExists(folder.resolve(TABLE));
        Files.deleteIfExists(folder.resolve(INDEX));
        Files.deleteIfExists(folder.resolve(HOLD));
        try {
            Files.deleteIfExists(folder);
        } catch (final DirectoryNotEmptyException e) {
            LOG.warn("{} is not deleted: it holds files that are not the journal's", folder);
        }
    }

    static void deleteQuietly(final Path folder) {
        try {
            delete(folder);
        } catch (final IOException e) {
            LOG.warn("{} holds no records and cannot be deleted", folder, e);
        }
    }

    /** Rights of a new folder for its owner alone: a journal may hold private messages. */
    public static FileAttribute<?>[] ownerOnly(final Path parent) throws IOException {
        final FileStore store = Files.getFileStore(parent);
        return store.supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
