/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.order.OrderCommand;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Instruments by their id on the ring and by their name. Commands name instruments that no message
 * named yet, and a stage must not look such a name up in the ring's own table: the I/O thread may
 * be adding it, and when it does is no decision of the stage. So names are kept here, and an id is
 * matched to its name when an event brings it. Stage's thread only.
 */
final class InstrumentTable {
    private final SymbolTable ids;
    private final SymbolTable names = new SymbolTable(Symbols.INSTRUMENTS_MAX);

    // By index in names.
    private InstrumentRisk[] rows = new InstrumentRisk[64];

    // By id on the ring: null when no event brought the id yet.
    private InstrumentRisk[] byId = new InstrumentRisk[64];

    /**
     * @param ids the table the decoders of the ring intern instruments into.
     */
    InstrumentTable(final SymbolTable ids) {
        this.ids = ids;
    }

    /** The instrument of an event; null only when there are too many. */
    InstrumentRisk ofId(final int instrumentId) {
        if (instrumentId < byId.length && byId[instrumentId] != null) {
            return byId[instrumentId];
        }
        final byte[] name = ids.bytes(instrumentId);
        final InstrumentRisk row = intern(name, name.length);
        if (row != null) {
            if (instrumentId >= byId.length) {
                byId = Arrays.copyOf(byId, Integer.highestOneBit(instrumentId) << 1);
            }
            byId[instrumentId] = row;
        }
        return row;
    }

    /** The instrument of a command that has been told of; null when there is none. */
    InstrumentRisk of(final OrderCommand command, final int instrumentId) {
        if (instrumentId >= 0) {
            return ofId(instrumentId);
        }
        final int index = names.lookup(command.instrument, 0, command.instrumentLength);
        return index < 0 ? null : rows[index];
    }

    /** The instrument with this name; null only when there are too many. Allocates. */
    InstrumentRisk ofName(final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return intern(bytes, bytes.length);
    }

    private InstrumentRisk intern(final byte[] name, final int length) {
        final int index = names.intern(name, 0, length);
        if (index < 0) {
            return null;
        }
        if (index >= rows.length) {
            rows = Arrays.copyOf(rows, rows.length << 1);
        }
        if (rows[index] == null) {
            rows[index] = new InstrumentRisk();
        }
        return rows[index];
    }
}
