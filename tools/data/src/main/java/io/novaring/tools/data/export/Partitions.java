/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.tools.data.table.RowBatch;
import io.novaring.tools.data.table.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Brings each row to the file of its table, day and instrument. Time only goes forward, so that the
 * files of a day are whole when the next one begins. Memory for rows that are not written yet is
 * bounded over all files. One thread.
 */
final class Partitions implements AutoCloseable {
    /** Of rows that wait, over all files. */
    private static final long WAITING_BYTES_MAX = 64L << 20;

    private static final int LOOK_EVERY = 1 << 14;

    private final TableSink sink;
    private final SymbolTable instruments;
    private final Set<String> wantedNames;
    private final boolean[] isWanted = new boolean[ExportTable.values().length];
    private final TableTotals[] totals = new TableTotals[ExportTable.values().length];

    /** By table, then by instrument and 1, of the day that is written. */
    private final Partition[][] open = new Partition[ExportTable.values().length][64];

    /** By instrument: 0 not looked at, 1 wanted, 2 not. */
    private byte[] wanted = new byte[64];

    private long day = Long.MIN_VALUE;
    private long rowCount;
    private boolean isClosed;

    /**
     * @param sink is closed with this.
     * @param names instruments that are wanted; all when empty.
     */
    Partitions(
            final TableSink sink,
            final Symbols symbols,
            final Set<ExportTable> tables,
            final Set<String> names) {
        this.sink = sink;
        instruments = symbols.instruments();
        wantedNames = Set.copyOf(names);
        for (final ExportTable table : tables) {
            isWanted[table.ordinal()] = true;
            totals[table.ordinal()] = new TableTotals(table);
        }
    }

    boolean has(final ExportTable table) {
        return isWanted[table.ordinal()];
    }

    boolean has(final int instrumentId) {
        if (instrumentId < 0) {
            return wantedNames.isEmpty();
        }
        if (instrumentId >= wanted.length) {
            wanted = Arrays.copyOf(wanted, Integer.highestOneBit(instrumentId) << 1);
        }
        if (wanted[instrumentId] == 0) {
            final boolean isNamed =
                    wantedNames.isEmpty() || wantedNames.contains(instruments.name(instrumentId));
            wanted[instrumentId] = (byte) (isNamed ? 1 : 2);
        }
        return wanted[instrumentId] == 1;
    }

    /**
     * Where the next row of this table, instrument and time goes; the caller fills and ends it.
     *
     * @param instrumentId NONE for rows that have none.
     */
    RowBatch row(final ExportTable table, final int instrumentId, final long timeNs) {
        try {
            final long rowDay = PartitionPath.day(timeNs);
            if (rowDay > day) {
                finishFiles();
                day = rowDay;
            }
            final int at = Math.max(instrumentId, MarketEvent.NONE) + 1;
            Partition[] ofTable = open[table.ordinal()];
            if (at >= ofTable.length) {
                ofTable = Arrays.copyOf(ofTable, Integer.highestOneBit(at) << 1);
                open[table.ordinal()] = ofTable;
            }
            if (ofTable[at] == null) {
                ofTable[at] = begin(table, at == 0 ? null : instruments.name(at - 1));
            }
            final RowBatch batch = ofTable[at].batch;
            if (batch.isFull()) {
                ofTable[at].flush();
                batch.clear();
            }
            if ((++rowCount & LOOK_EVERY - 1) == 0) {
                bound();
            }
            return batch;
        } catch (final IOException e) {
            throw new UncheckedIOException("the export cannot be written", e);
        }
    }

    private void bound() throws IOException {
        long bytes = 0;
        for (final Partition[] ofTable : open) {
            for (final Partition partition : ofTable) {
                bytes += partition == null ? 0 : partition.batch.bytes();
            }
        }
        if (bytes <= WAITING_BYTES_MAX) {
            return;
        }
        for (final Partition[] ofTable : open) {
            for (final Partition partition : ofTable) {
                if (partition != null) {
                    partition.flush();
                    partition.batch.release();
                }
            }
        }
    }

    private Partition begin(final ExportTable table, final String instrument) throws IOException {
        totals[table.ordinal()].addFile();
        return new Partition(
                totals[table.ordinal()],
                sink.begin(table, day, instrument),
                new RowBatch(table.columns()));
    }

    /** Writes what is left, and for each table that has nothing a file without rows. */
    List<TableTotals> finish() throws IOException {
        finishFiles();
        day = Math.max(day, 0);
        final List<TableTotals> written = new ArrayList<>();
        for (final ExportTable table : ExportTable.values()) {
            if (has(table)) {
                if (totals[table.ordinal()].files() == 0) {
                    open[table.ordinal()][0] = begin(table, null);
                }
                written.add(totals[table.ordinal()]);
            }
        }
        finishFiles();
        sink.finish();
        return written;
    }

    private void finishFiles() throws IOException {
        for (final Partition[] ofTable : open) {
            for (int i = 0; i < ofTable.length; i++) {
                if (ofTable[i] != null) {
                    ofTable[i].flush();
                    ofTable[i].totals.addBytes(ofTable[i].file.finish());
                    ofTable[i] = null;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        for (final Partition[] ofTable : open) {
            for (final Partition partition : ofTable) {
                if (partition != null) {
                    partition.file.abandon();
                }
            }
            Arrays.fill(ofTable, null);
        }
        sink.close();
    }

    private static final class Partition {
        private final TableTotals totals;
        private final TableFile file;
        private final RowBatch batch;

        Partition(final TableTotals totals, final TableFile file, final RowBatch batch) {
            this.totals = totals;
            this.file = file;
            this.batch = batch;
        }

        void flush() throws IOException {
            if (batch.rows() > 0) {
                totals.add(batch);
                file.write(batch);
                batch.clear();
            }
        }
    }
}
