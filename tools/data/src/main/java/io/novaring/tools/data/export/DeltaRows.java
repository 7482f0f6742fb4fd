/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.BookState;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.data.table.RowBatch;

/** Levels of book messages, as the venue sent them. */
final class DeltaRows {
    private static final int SNAPSHOT = 0;
    private static final int CHANGE = 1;
    private static final int WINDOW = 2;

    private final Partitions partitions;

    DeltaRows(final Partitions partitions) {
        this.partitions = partitions;
    }

    void add(final MarketEvent event) {
        if (partitions.has(event.instrumentId)) {
            int at = side(event, event.bids, 0, 0);
            at = side(event, event.asks, 1, at);
        }
    }

    private int side(
            final MarketEvent event, final LevelColumns levels, final int side, final int first) {
        final int type =
                event.hasFlag(MarketEvent.WINDOW)
                        ? WINDOW
                        : event.hasFlag(MarketEvent.SNAPSHOT) ? SNAPSHOT : CHANGE;
        for (int i = 0; i < levels.size(); i++) {
            final RowBatch row =
                    partitions.row(ExportTable.DELTAS, event.instrumentId, event.publishedTimeNs);
            Heads.of(row, event, event.exchangeTimeNs);
            row.number(type).number(event.changeId).number(event.prevChangeId);
            row.number(state(event.bookState)).number(first + i).number(side);
            row.number(levels.action(i)).number(levels.price(i)).number(levels.amount(i)).end();
        }
        return first + levels.size();
    }

    static long state(final BookState state) {
        return state == null ? MarketEvent.ABSENT : state.ordinal();
    }
}
