/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.data.table.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that lies beside the tables: what was exported, and what a reader should count. */
final class ExportManifest {
    private static final int FORMAT = 1;

    private ExportManifest() {}

    static void write(
            final Path folder,
            final ExportFormat files,
            final ExportSettings settings,
            final ExportSource source,
            final List<TableTotals> totals)
            throws IOException {
        final ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("format", FORMAT).put("files", files.word());
        root.put("journal", source.journal()).put("run", source.run());
        root.put("from", settings.from()).put("until", source.until());
        root.put("problem", source.problem());
        if (settings.tables().contains(ExportTable.SNAPSHOTS)) {
            root.put("snapshotIntervalNs", settings.snapshotIntervalNs());
            root.put("depth", settings.depth());
        }
        final ArrayNode instruments = root.putArray("instruments");
        settings.instruments().stream().sorted().forEach(instruments::add);
        final ObjectNode tables = root.putObject("tables");
        for (final TableTotals total : totals) {
            final ObjectNode table = tables.putObject(total.table().word());
            table.put("rows", total.rows()).put("files", total.files()).put("bytes", total.bytes());
            final ObjectNode sums = table.putObject("sums");
            total.sums().forEach((name, sum) -> sums.put(name, sum.toPlainString()));
        }
        Files.writeString(folder.resolve(Export.MANIFEST), root.toPrettyString() + "\n");
    }
}
