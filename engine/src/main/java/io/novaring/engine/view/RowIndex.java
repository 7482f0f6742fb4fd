/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which instrument has which row. An instrument that ended keeps its row until another one needs
 * it; one for which there is no room waits for a row. View's thread only; allocates for an
 * instrument that is new, and then no more.
 */
final class RowIndex {
    /** The instrument has no row, and gets none by being named in an event again. */
    static final int NONE = -1;

    private final Rows rows;
    private final Listings listings;
    private Symbols symbols;

    /** By instrument id: the row plus one, 0 when not asked about yet, or NONE. */
    private int[] rowOfId = new int[64];

    private final Map<String, Integer> rowOfName = new HashMap<>();

    /** Rows of instruments that ended, the first to end first. */
    private final ArrayDeque<Integer> ended = new ArrayDeque<>();

    /** Instruments without a row, the first that was refused first; as many as there are rows. */
    private final Set<String> waiting = new LinkedHashSet<>();

    /** Those there was no room for even to wait: nobody knows any more which they were. */
    private long forgottenCount;

    RowIndex(final Rows rows, final Listings listings) {
        this.rows = rows;
        this.listings = listings;
    }

    void names(final Symbols newSymbols) {
        symbols = newSymbols;
    }

    boolean hasNames() {
        return symbols != null;
    }

    /** The row of an instrument, made if it is wanted and there is room; else NONE. */
    int rowOf(final int instrumentId) {
        if (instrumentId >= 0 && instrumentId < rowOfId.length && rowOfId[instrumentId] != 0) {
            final int row = rowOfId[instrumentId];
            return row < 0 ? NONE : row - 1;
        }
        return instrumentId < 0 ? NONE : resolve(instrumentId);
    }

    /** The row of an instrument that is listed; made if there is room, else NONE. */
    int list(final String name) {
        final Integer known = rowOfName.get(name);
        if (known != null && rows.cells[known * Cells.STRIDE + Cells.ENDED] == 0) {
            return known;
        }
        if (known != null) {
            // Listed again: from here on it is another one of the same name.
            ended.remove(known);
            return take(known, name);
        }
        if (rows.size < rows.max()) {
            return take(rows.size, name);
        }
        if (ended.isEmpty()) {
            refuse(name);
            return NONE;
        }
        final int row = ended.poll();
        rowOfName.remove(rows.names[row]);
        if (rows.instrumentIds[row] != MarketEvent.NONE) {
            rowOfId[rows.instrumentIds[row]] = NONE;
        }
        rows.instrumentIds[row] = MarketEvent.NONE;
        return take(row, name);
    }

    /** Gives the rows of instruments that ended to those that wait for one. */
    void admitWaiting() {
        while (!waiting.isEmpty() && !ended.isEmpty()) {
            list(waiting.iterator().next());
        }
    }

    private void refuse(final String name) {
        if (waiting.size() < rows.max()) {
            waiting.add(name);
        } else if (!waiting.contains(name)) {
            forgottenCount++;
        }
        rows.refusedCount = waiting.size() + forgottenCount;
    }

    private void waitNoMore(final String name) {
        if (waiting.remove(name)) {
            rows.refusedCount = waiting.size() + forgottenCount;
        }
    }

    /** The row of an instrument that is not traded from now on; NONE when it has none that is. */
    int end(final String name) {
        waitNoMore(name);
        final Integer row = rowOfName.get(name);
        if (row == null || rows.cells[row * Cells.STRIDE + Cells.ENDED] != 0) {
            return NONE;
        }
        rows.cells[row * Cells.STRIDE + Cells.ENDED] = 1;
        ended.add(row);
        return row;
    }

    private int take(final int row, final String name) {
        if (row == rows.size) {
            rows.size++;
            rows.instrumentIds[row] = MarketEvent.NONE;
        }
        waitNoMore(name);
        rows.names[row] = name;
        rowOfName.put(name, row);
        Cells.clear(rows.cells, row * Cells.STRIDE);
        rows.layout++;
        // It may have been refused when there was no room.
        final int id = symbols.instruments().lookup(name);
        if (id >= 0) {
            bind(id, row);
        }
        rows.changed(row);
        return row;
    }

    private int resolve(final int instrumentId) {
        final String name = symbols.instruments().name(instrumentId);
        final Integer known = rowOfName.get(name);
        final int row = known != null ? known : listings.wants(name) ? list(name) : NONE;
        bind(instrumentId, row);
        if (row >= 0) {
            // Its number is part of it, even if this event says nothing else of it.
            rows.changed(row);
        }
        return row;
    }

    private void bind(final int instrumentId, final int row) {
        if (instrumentId >= rowOfId.length) {
            rowOfId = Arrays.copyOf(rowOfId, Integer.highestOneBit(instrumentId) << 1);
        }
        rowOfId[instrumentId] = row < 0 ? NONE : row + 1;
        if (row >= 0) {
            rows.instrumentIds[row] = instrumentId;
        }
    }
}
