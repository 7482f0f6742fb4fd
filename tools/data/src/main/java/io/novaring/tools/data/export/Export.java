/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.data.table.ExportFormat;
import io.novaring.tools.data.table.OwnerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a recording as tables in files. Everything goes into a folder beside the one that is asked
 * for, which takes its name when all of it is there; until then, and where it does not come to
 * that, there is nothing under that name. One thread.
 */
public final class Export implements TableWriter {
    /** The page that lies beside the tables. */
    public static final String MANIFEST = "export.json";

    private static final String PARTIAL = ".partial";
    private static final String WORK = ".work";

    private final Path out;
    private final Path partial;
    private final ExportFormat format;
    private final ExportSettings settings;

    /** From bind on. */
    private TableRows rows;

    private Export(
            final Path out,
            final Path partial,
            final ExportFormat format,
            final ExportSettings settings) {
        this.out = out;
        this.partial = partial;
        this.format = format;
        this.settings = settings;
    }

    /**
     * Makes room for an export; to be closed whether it comes to an end or not.
     *
     * @param out a folder that is not there, or is empty.
     * @throws IOException whose message says what is in the way.
     */
    public static Export into(
            final Path out, final ExportFormat format, final ExportSettings settings)
            throws IOException {
        final Path target = out.toAbsolutePath().normalize();
        if (target.getParent() == null) {
            throw new IOException("a file system's root is no place for an export: " + target);
        }
        if (Files.exists(target)) {
            if (!Files.isDirectory(target)) {
                throw new IOException(out + " is there already, and is no folder");
            }
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new IOException(
                            out
                                    + " is not empty: an export goes into a folder of its own and is"
                                    + " never mixed with another; name a new folder, or remove"
                                    + " that one");
                }
            }
        }
        Files.createDirectories(target.getParent());
        final Path partial = target.resolveSibling(target.getFileName() + PARTIAL);
        try {
            OwnerFiles.folder(partial);
        } catch (final FileAlreadyExistsException e) {
            throw new IOException(
                    partial
                            + " is there already: another export to the same place goes on, or was"
                            + " killed; if none does, remove that folder",
                    e);
        }
        return new Export(target, partial, format, settings);
    }

    @Override
    public void bind(
            final Symbols symbols,
            final Function<String, OrderBook> books,
            final ChannelBooks channelBooks)
            throws IOException {
        final Path work = partial.resolve(WORK);
        OwnerFiles.folder(work);
        final TableSink sink = new FolderSink(partial, work, format, symbols.channels());
        rows = new TableRows(sink, settings, symbols, books, channelBooks);
    }

    @Override
    public void before(final MarketEvent next) {
        rows.before(next);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        rows.add(event);
    }

    /** Writes what is left, and gives the folder its name. */
    @Override
    public List<TableTotals> finish(final ExportSource source) {
        try {
            final List<TableTotals> totals = rows.finish();
            rows.close();
            OwnerFiles.delete(partial.resolve(WORK));
            ExportManifest.write(partial, format, settings, source, totals);
            Files.deleteIfExists(out);
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
            return totals;
        } catch (final IOException e) {
            throw new UncheckedIOException("the export cannot be written", e);
        }
    }

    /** Removes what did not come to an end. */
    @Override
    public void close() throws IOException {
        if (Files.exists(partial)) {
            try {
                if (rows != null) {
                    rows.close();
                }
            } finally {
                OwnerFiles.delete(partial);
            }
        }
    }
}
