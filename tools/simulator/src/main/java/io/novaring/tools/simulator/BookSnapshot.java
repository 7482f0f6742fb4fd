/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import java.util.ArrayList;
import java.util.List;

/**
 * An instrument's whole book at one moment, best level first. This is what a client's book has to
 * be once it has applied the change with {@code changeId}.
 */
public record BookSnapshot(
        String instrumentName,
        long changeId,
        long timestampMs,
        List<Level> bids,
        List<Level> asks) {
    public BookSnapshot {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    static BookSnapshot of(final Instrument instrument) {
        return new BookSnapshot(
                instrument.name,
                instrument.changeId(),
                instrument.timestampMs(),
                levels(instrument.bids),
                levels(instrument.asks));
    }

    private static List<Level> levels(final BookSide side) {
        final List<Level> levels = new ArrayList<>(side.count());
        for (int i = 0; i < side.count(); i++) {
            levels.add(new Level(side.price(i), side.amount(i)));
        }
        return levels;
    }

    /** Price and amount, both times 10^9. */
    public record Level(long price, long amount) {}
}
