/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.SymbolTable;
import io.novaring.tools.data.table.ExportFormat;
import io.novaring.tools.data.table.FileFormat;
import io.novaring.tools.data.table.OwnerFiles;
import io.novaring.tools.data.table.TableFile;
import java.io.IOException;
import java.nio.file.Path;

/** Files in folders by table, day and instrument. */
final class FolderSink implements TableSink {
    private final Path folder;
    private final ExportFormat format;
    private final FileFormat files;

    /**
     * @param folder where the tables' folders go.
     * @param work for what is only needed while it goes on.
     */
    FolderSink(
            final Path folder,
            final Path work,
            final ExportFormat format,
            final SymbolTable channels)
            throws IOException {
        this.folder = folder;
        this.format = format;
        files = format.open(channels, work);
    }

    @Override
    public TableFile begin(final ExportTable table, final long day, final String instrument)
            throws IOException {
        final Path path = folder.resolve(PartitionPath.of(table, day, instrument));
        OwnerFiles.folders(path);
        return files.create(path.resolve(format.fileName()), table.columns(), instrument);
    }

    @Override
    public void finish() {
        // Every file is whole.
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
