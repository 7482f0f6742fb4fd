/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a folder as a whole or not at all: into a temporary one beside it, which is then moved.
 */
final class ProjectFolder {
    private ProjectFolder() {}

    /** Fills a folder. */
    @FunctionalInterface
    interface Content {
        void fill(Path folder) throws IOException;
    }

    static boolean isAbsentOrEmpty(final Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    /**
     * Fills a folder. One that is there keeps its other files, and those of the same name are
     * replaced: each is whole, before and after.
     */
    static void write(final Path target, final Content content) throws IOException {
        Files.createDirectories(target.getParent());
        final Path part = Files.createTempDirectory(target.getParent(), '.' + nameOf(target) + '-');
        try {
            // A temporary folder is for its owner alone; the project is as any other.
            final Path made = Files.createDirectory(part.resolve("made"));
            content.fill(made);
            if (Files.exists(target)) {
                moveInto(made, target);
            } else {
                Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(part);
        }
    }

    private static String nameOf(final Path target) {
        return target.getFileName() == null ? "project" : target.getFileName().toString();
    }

    private static void moveInto(final Path made, final Path target) throws IOException {
        final List<Path> files = filesIn(made);
        // Before the first file is moved: what stands in the way of the last one must not leave
        // half a project behind.
        for (final Path file : files) {
            final Path to = target.resolve(made.relativize(file));
            if (Files.isDirectory(to)) {
                throw new IOException(to + " is a directory");
            }
            Files.createDirectories(to.getParent());
        }
        for (final Path file : files) {
            Files.move(
                    file,
                    target.resolve(made.relativize(file)),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> filesIn(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void delete(final Path folder) throws IOException {
        final List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path path : paths) {
            Files.delete(path);
        }
    }
}
