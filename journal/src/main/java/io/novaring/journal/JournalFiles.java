/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.journal.files.SegmentFolder;
import io.novaring.journal.format.QueueHeader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;

/** What lies in a journal's directory. */
final class JournalFiles {
    private static final String STORES = "*.cq4";
    private static final String TABLE = "metadata.cq4t";

    private JournalFiles() {}

    /** Creates the directory for its owner alone: a journal may hold private messages. */
    static void create(final Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, ownerOnly(directory));
            }
        } catch (final IOException e) {
            throw new JournalException(
                    "journal directory " + directory + " cannot be created: " + why(e), e);
        }
        if (!Files.isWritable(directory)) {
            throw new JournalException(
                    "journal directory "
                            + directory
                            + " is not writable for this user: change its owner or name another");
        }
    }

    private static String why(final IOException failure) {
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "this user may not write to " + denied.getFile();
        }
        if (failure instanceof NoSuchFileException missing) {
            return "the file system takes no " + missing.getFile();
        }
        return failure.toString();
    }

    /** Earlier versions put one run's file right into the directory. */
    static void requireNoOlderLayout(final Path directory) {
        if (Files.exists(directory.resolve(TABLE)) || !stores(directory).isEmpty()) {
            throw new JournalException(
                    "journal directory "
                            + directory
                            + " holds a recording of an older version, right in the directory:"
                            + " name a new directory");
        }
    }

    /** The one file with records, its header checked. */
    static Path store(final Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new JournalException("no journal directory: " + directory);
        }
        final List<Path> stores = stores(directory);
        if (stores.isEmpty()) {
            throw new JournalException("no journal in " + directory);
        }
        if (stores.size() > 1) {
            throw new JournalException(
                    directory + " holds " + stores.size() + " record files; a journal has one");
        }
        final Path table = directory.resolve(TABLE);
        if (Files.exists(table)) {
            QueueHeader.requireTable(table);
        }
        QueueHeader.requireStore(stores.get(0));
        return stores.get(0);
    }

    private static List<Path> stores(final Path directory) {
        final List<Path> stores = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, STORES)) {
            paths.forEach(stores::add);
        } catch (final IOException | DirectoryIteratorException e) {
            throw new JournalException(
                    "journal directory " + directory + " cannot be listed: " + e, e);
        }
        return stores;
    }

    private static FileAttribute<?>[] ownerOnly(final Path directory) throws IOException {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return SegmentFolder.ownerOnly(existing);
    }
}
