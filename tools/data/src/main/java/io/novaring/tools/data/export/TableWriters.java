/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.data.table.DatabaseTable;
import io.novaring.tools.data.table.RowBatch;
import io.novaring.tools.data.table.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;

/** Writers of tables that are no files. */
public final class TableWriters {
    private TableWriters() {}

    /** Makes the tables of a database, one each, which has none of their names. */
    public static TableWriter into(final DuckDBConnection database, final ExportSettings settings) {
        return new Writer(settings, channels -> new DatabaseSink(database, channels));
    }

    /** Counts rows, and keeps none. */
    public static TableWriter counting(final ExportSettings settings) {
        return new Writer(settings, channels -> new CountSink());
    }

    /** Makes each table there is, without a row. */
    public static void createEmpty(final DuckDBConnection database) throws IOException {
        for (final ExportTable table : ExportTable.values()) {
            DatabaseTable.create(database, table.word(), table.columns());
        }
    }

    private static final class Writer implements TableWriter {
        private final ExportSettings settings;
        private final Function<SymbolTable, TableSink> sinks;

        /** From bind on. */
        private TableRows rows;

        Writer(final ExportSettings settings, final Function<SymbolTable, TableSink> sinks) {
            this.settings = settings;
            this.sinks = sinks;
        }

        @Override
        public void bind(
                final Symbols symbols,
                final Function<String, OrderBook> books,
                final ChannelBooks channelBooks) {
            final TableSink sink = sinks.apply(symbols.channels());
            rows = new TableRows(sink, settings, symbols, books, channelBooks);
        }

        @Override
        public void before(final MarketEvent next) {
            rows.before(next);
        }

        @Override
        public void onEvent(
                final MarketEvent event, final long sequence, final boolean endOfBatch) {
            rows.add(event);
        }

        @Override
        public List<TableTotals> finish(final ExportSource source) {
            try {
                return rows.finish();
            } catch (final IOException e) {
                throw new UncheckedIOException("the tables cannot be made", e);
            }
        }

        @Override
        public void close() throws IOException {
            if (rows != null) {
                rows.close();
            }
        }
    }

    /** Rows go nowhere: who brings them counts them. */
    private static final class CountSink implements TableSink {
        private static final TableFile NOWHERE =
                new TableFile() {
                    @Override
                    public void write(final RowBatch batch) {
                        // Counted already.
                    }

                    @Override
                    public long finish() {
                        return 0;
                    }

                    @Override
                    public void abandon() {
                        // There is nothing.
                    }
                };

        @Override
        public TableFile begin(final ExportTable table, final long day, final String instrument) {
            return NOWHERE;
        }

        @Override
        public void finish() {
            // There is nothing.
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
