/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Asks the disk of a directory for its free space, some times a second for as long as a run lasts:
 * {@link java.io.File#getUsableSpace} allocates more than a kilobyte each time. One thread at a
 * time.
 */
public final class FreeSpace implements LongSupplier {
    private final Path directory;
    private FileStore store;

    /**
     * @param directory need not be there before the first question.
     */
    public FreeSpace(final Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Bytes; 0 when the disk does not say, as for a directory that is not there. */
    @Override
    public long getAsLong() {
        try {
            if (store == null) {
                store = Files.getFileStore(directory);
            }
            return store.getUsableSpace();
        } catch (final IOException e) {
            return 0;
        }
    }
}
