/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.SymbolTable;
import java.io.IOException;
import java.nio.file.Path;

/** How an export is written, and by what. */
public enum ExportFormat {
    CSV("csv"),
    PARQUET("parquet"),
    ARROW("arrow");

    private final String extension;

    ExportFormat(final String extension) {
        this.extension = extension;
    }

    /** As it is written on a command line. */
    public String word() {
        return extension;
    }

    public String fileName() {
        return "part-0." + extension;
    }

    /**
     * @param folder for what is only needed while it goes on.
     */
    public FileFormat open(final SymbolTable channels, final Path folder) throws IOException {
        return switch (this) {
            case CSV -> new CsvFormat(channels);
            case PARQUET -> new ParquetFormat(channels, folder, 0);
            case ARROW -> new ArrowFormat(channels);
        };
    }
}
