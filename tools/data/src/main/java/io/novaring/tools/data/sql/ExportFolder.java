/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.data.export.Export;
import io.novaring.tools.data.export.ExportTable;
import io.novaring.tools.data.table.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The folder of an export, as its {@code export.json} describes it. */
public final class ExportFolder {
    private final Path folder;
    private final Map<ExportTable, Long> rows;

    private ExportFolder(final Path folder, final Map<ExportTable, Long> rows) {
        this.folder = folder;
        this.rows = rows;
    }

    /** Whether this is the folder of an export, of whatever format. */
    public static boolean is(final Path folder) {
        return Files.isRegularFile(folder.resolve(Export.MANIFEST));
    }

    /**
     * Opens one of Parquet files.
     *
     * @throws IOException which says why it cannot be asked.
     */
    public static ExportFolder of(final Path folder) throws IOException {
        final Path real = folder.toRealPath();
        final JsonNode manifest =
                new ObjectMapper().readTree(Files.readString(real.resolve(Export.MANIFEST)));
        final String files = manifest.path("files").asText();
        if (!files.equals(ExportFormat.PARQUET.word())) {
            throw new IOException(
                    folder
                            + " is an export as "
                            + files
                            + "; only those as parquet can be asked: export once more, or name the"
                            + " journal");
        }
        if (real.toString().matches(".*[*?\\[\\]{}].*")) {
            throw new IOException(
                    "DuckDB takes * ? [ ] { } in a folder's name for patterns; rename " + folder);
        }
        final Map<ExportTable, Long> rows = new EnumMap<>(ExportTable.class);
        for (final ExportTable table : ExportTable.values()) {
            final JsonNode entry = manifest.path("tables").path(table.word());
            if (entry.isObject()) {
                rows.put(table, entry.path("rows").asLong());
            }
        }
        return new ExportFolder(real, rows);
    }

    Path folder() {
        return folder;
    }

    /** Those that were exported. */
    public Set<ExportTable> tables() {
        return rows.keySet();
    }

    public long rows(final ExportTable table) {
        return rows.get(table);
    }

    /** All files of a table, as a pattern. */
    String files(final ExportTable table) {
        return folder.resolve(table.word()) + "/*/*/*." + ExportFormat.PARQUET.word();
    }
}
