/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Rows of all tables that are wanted, of each event in turn. One thread. */
final class TableRows implements AutoCloseable {
    private final ExportSettings settings;
    private final Partitions partitions;
    private final TradeRows trades;
    private final QuoteRows quotes;
    private final DeltaRows deltas;
    private final SnapshotRows snapshots;
    private final TickerRows tickers;
    private final OrderRows orders;
    private final LatencyRows latencies;

    /**
     * @param sink is closed with this.
     */
    TableRows(
            final TableSink sink,
            final ExportSettings settings,
            final Symbols symbols,
            final Function<String, OrderBook> books,
            final ChannelBooks channelBooks) {
        this.settings = settings;
        partitions = new Partitions(sink, symbols, settings.tables(), settings.instruments());
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

    /** Shows the next event before any stage has seen it. */
    void before(final MarketEvent next) {
        if (snapshots != null) {
            snapshots.before(next, next.sequence >= settings.from());
        }
    }

    void add(final MarketEvent event) {
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

    /** Writes what is left, and for each table that has nothing a part without rows. */
    List<TableTotals> finish() throws IOException {
        return partitions.finish();
    }

    @Override
    public void close() throws IOException {
        partitions.close();
    }
}
