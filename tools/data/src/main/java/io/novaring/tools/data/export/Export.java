/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.data.table.FileFormat;
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
 * Writes a recording as tables: a handler of its replay, behind the stages, so that books and
 * orders are what they were. Everything goes into a folder beside the one that is asked for, which
 * takes its name when all of it is there; until then, and where it does not come to that, there is
 * nothing under that name. One thread.
 */
public final class Export implements EventHandler<MarketEvent>, AutoCloseable {
    private static final String PARTIAL = ".partial";
    private static final String WORK = ".work";

    private final Path out;
    private final Path partial;
    private final ExportSettings settings;

    // From bind on.
    private Partitions partitions;
    private TradeRows trades;
    private QuoteRows quotes;
    private DeltaRows deltas;
    private SnapshotRows snapshots;
    private TickerRows tickers;
    private OrderRows orders;
    private LatencyRows latencies;

    private Export(final Path out, final Path partial, final ExportSettings settings) {
        this.out = out;
        this.partial = partial;
        this.settings = settings;
    }

    /**
     * Makes room for an export; to be closed whether it comes to an end or not.
     *
     * @param out a folder that is not there, or is empty.
     * @throws IOException whose message says what is in the way.
     */
    public static Export into(final Path out, final ExportSettings settings) throws IOException {
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
        return new Export(target, partial, settings);
    }

    /**
     * Tells what events refer to; once, before the first of them.
     *
     * @param books the book of an instrument, null when there is none.
     */
    public void bind(
            final Symbols symbols,
            final Function<String, OrderBook> books,
            final ChannelBooks channelBooks)
            throws IOException {
        final Path work = partial.resolve(WORK);
        OwnerFiles.folder(work);
        final FileFormat files = settings.format().open(symbols.channels(), work);
        partitions =
                new Partitions(
                        partial,
                        settings.format(),
                        files,
                        symbols,
                        settings.tables(),
                        settings.instruments());
        trades = partitions.has(ExportTable.TRADES) ? new TradeRows(partitions) : null;
        quotes =
                partitions.has(ExportTable.QUOTES)
                        ? new QuoteRows(partitions, symbols, channelBooks)
                        : null;
        deltas = partitions.has(ExportTable.DELTAS) ? new DeltaRows(partitions) : null;
        snapshots =
                partitions.has(ExportTable.SNAPSHOTS)
                        ? new SnapshotRows(partitions, symbols.instruments(), books, settings)
                        : null;
        tickers = partitions.has(ExportTable.TICKERS) ? new TickerRows(partitions) : null;
        orders = partitions.has(ExportTable.ORDERS) ? new OrderRows(partitions) : null;
        latencies = partitions.has(ExportTable.LATENCIES) ? new LatencyRows(partitions) : null;
    }

    /** Shows the next event before any stage has seen it: books are as they were until then. */
    public void before(final MarketEvent next) {
        if (snapshots != null) {
            snapshots.before(next, next.sequence >= settings.from());
        }
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final boolean isWritten = event.sequence >= settings.from();
        if (quotes != null) {
            quotes.add(event, isWritten);
        }
        if (tickers != null && event.kind == EventKind.TICKER) {
            tickers.add(event, isWritten);
        }
        if (latencies != null) {
            latencies.add(event, isWritten);
        }
        if (!isWritten) {
            return;
        }
        if (deltas != null && event.kind == EventKind.BOOK) {
            deltas.add(event);
        }
        if (trades != null && event.kind == EventKind.TRADES) {
            trades.add(event);
        }
        if (orders != null) {
            orders.add(event);
        }
    }

    /** Rows so far. */
    public long rowCount() {
        return partitions == null ? 0 : partitions.rowCount();
    }

    /** Writes what is left, and gives the folder its name. */
    public List<TableTotals> finish(final ExportSource source) {
        try {
            final List<TableTotals> totals = partitions.finish();
            partitions.close();
            OwnerFiles.delete(partial.resolve(WORK));
            ExportManifest.write(partial, settings, source, totals);
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
                if (partitions != null) {
                    partitions.close();
                }
            } finally {
                OwnerFiles.delete(partial);
            }
        }
    }
}
