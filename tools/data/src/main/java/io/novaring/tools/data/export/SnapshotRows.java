/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.data.table.RowBatch;
import java.util.function.Function;

/**
 * Books at points of time that are the same number of nanoseconds apart: each as it was known then,
 * behind every event published until then.
 */
final class SnapshotRows {
    /** Behind such a gap the process did not run: there was nobody to know a book. */
    private static final long GAP_NS_MAX = 60_000_000_000L;

    private static final long ABSENT = MarketEvent.ABSENT;

    private final Partitions partitions;
    private final SymbolTable instruments;
    private final Function<String, OrderBook> books;
    private final long intervalNs;
    private final BookSnapshot copy;
    private long dueNs = ABSENT;

    SnapshotRows(
            final Partitions partitions,
            final SymbolTable instruments,
            final Function<String, OrderBook> books,
            final ExportSettings settings) {
        this.partitions = partitions;
        this.instruments = instruments;
        this.books = books;
        intervalNs = settings.snapshotIntervalNs();
        copy = new BookSnapshot(settings.depth());
    }

    /** An event that no stage has seen yet: what is due up to its time is taken now. */
    void before(final MarketEvent next, final boolean isWritten) {
        final long nowNs = next.publishedTimeNs;
        if (!isWritten || dueNs == ABSENT) {
            dueNs = nextDue(nowNs);
            return;
        }
        if (nowNs - dueNs > GAP_NS_MAX) {
            dueNs = nextDue(nowNs) - intervalNs;
        }
        for (; dueNs < nowNs; dueNs += intervalNs) {
            take(next.sequence - 1);
        }
    }

    /** The first point of time that is not before this one. */
    private long nextDue(final long nowNs) {
        return Math.floorDiv(nowNs + intervalNs - 1, intervalNs) * intervalNs;
    }

    private void take(final long sequence) {
        final int count = instruments.size();
        for (int id = 0; id < count; id++) {
            if (partitions.has(id)) {
                final OrderBook book = books.apply(instruments.name(id));
                if (book != null) {
                    book.snapshotInto(copy);
                    write(id, sequence);
                }
            }
        }
    }

    private void write(final int instrumentId, final long sequence) {
        final boolean isLive = copy.state() == BookState.LIVE;
        final int levels = isLive ? Math.max(copy.bidCount(), copy.askCount()) : 0;
        for (int level = 0; level < Math.max(levels, 1); level++) {
            final RowBatch row = partitions.row(ExportTable.SNAPSHOTS, instrumentId, dueNs);
            row.number(dueNs).number(sequence).number(copy.state().ordinal());
            row.number(copy.staleCause().ordinal()).flag(isLive && copy.isCrossed());
            row.number(copy.changeId()).number(copy.exchangeTimeNs());
            row.number(copy.receivedTimeNs() == 0 ? ABSENT : copy.receivedTimeNs());
            row.number(level);
            final boolean hasBid = isLive && level < copy.bidCount();
            row.number(hasBid ? copy.bidPrice(level) : ABSENT);
            row.number(hasBid ? copy.bidAmount(level) : ABSENT);
            final boolean hasAsk = isLive && level < copy.askCount();
            row.number(hasAsk ? copy.askPrice(level) : ABSENT);
            row.number(hasAsk ? copy.askAmount(level) : ABSENT).end();
        }
    }
}
