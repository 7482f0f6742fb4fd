/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when the work in it is done. */
record Folder(Path path) implements AutoCloseable {
    /**
     * @param parent where the disk to measure is; created when it is missing.
     */
    static Folder in(final Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Folder(Files.createTempDirectory(parent, "journal-"));
    }

    @Override
    public void close() throws IOException {
        final List<Path> paths;
        try (Stream<Path> all = Files.walk(path)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path each : paths) {
            Files.delete(each);
        }
    }
}
