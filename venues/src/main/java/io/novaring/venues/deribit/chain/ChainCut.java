/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.chain;

import io.novaring.engine.view.MarketCut;
import io.novaring.venues.deribit.instrument.InstrumentName;
import io.novaring.venues.deribit.instrument.OptionType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The options of a chain behind one event: by expiry, then by strike, each strike with its call and
 * its put. Belongs to the thread that reads it. What is known of an option is in its row of {@link
 * #market()}.
 */
public final class ChainCut {
    /** The strike has no such option. */
    public static final int NONE = -1;

    private final MarketCut market;
    private Line[] lines = {};
    private int layout;

    /** The rows of one strike. */
    private record Line(LocalDate expiry, long strike, int call, int put) {}

    /** One row, and what its name says. */
    private record Row(InstrumentName name, int row) {}

    ChainCut(final MarketCut market) {
        this.market = market;
    }

    /** The cut itself: its event, its time, whether it is coherent, and what each row has. */
    public MarketCut market() {
        return market;
    }

    /** Strikes of all expiries, final ones among them as long as they have their place. */
    public int size() {
        return lines.length;
    }

    public LocalDate expiry(final int index) {
        return lines[index].expiry;
    }

    /** Scaled by {@link io.novaring.codec.Decimals#SCALE}. */
    public long strike(final int index) {
        return lines[index].strike;
    }

    /** The row of the call in {@link #market()}, or {@link #NONE}. */
    public int call(final int index) {
        return lines[index].call;
    }

    /** The row of the put, or {@link #NONE}. */
    public int put(final int index) {
        return lines[index].put;
    }

    /** The first index of an expiry, {@link #size()} when it has none. */
    public int first(final LocalDate expiry) {
        int index = 0;
        while (index < lines.length && !lines[index].expiry.equals(expiry)) {
            index++;
        }
        return index;
    }

    /** The index behind the last of an expiry. */
    public int behind(final LocalDate expiry) {
        int index = first(expiry);
        while (index < lines.length && lines[index].expiry.equals(expiry)) {
            index++;
        }
        return index;
    }

    /** The nearest expiry of which an option is still traded; null when there is none. */
    public LocalDate nextExpiry() {
        for (final Line line : lines) {
            if (isTraded(line.call) || isTraded(line.put)) {
                return line.expiry;
            }
        }
        return null;
    }

    /**
     * As {@link MarketCut#isCoherent}, of one expiry: it has options that are traded, none of the
     * chain's is missing, and each of them is fit to be used.
     */
    public boolean isCoherent(final LocalDate expiry, final long maxAgeNs) {
        boolean hasRows = false;
        final int behind = behind(expiry);
        for (int index = first(expiry); index < behind; index++) {
            hasRows |= isTraded(lines[index].call) || isTraded(lines[index].put);
            if (isUnfit(lines[index].call, maxAgeNs) || isUnfit(lines[index].put, maxAgeNs)) {
                return false;
            }
        }
        return hasRows && market.refusedCount() == 0;
    }

    private boolean isUnfit(final int row, final long maxAgeNs) {
        return isTraded(row) && !market.isFresh(row, maxAgeNs);
    }

    private boolean isTraded(final int row) {
        return row != NONE && !market.isEnded(row);
    }

    /** Sorts the rows anew if there are others than when this was done last. */
    void arrange() {
        if (market.size() == 0) {
            lines = new Line[0];
            layout = 0;
            return;
        }
        if (layout == market.layout()) {
            return;
        }
        layout = market.layout();
        final Row[] rows = new Row[market.size()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new Row(InstrumentName.parse(market.instrument(row)), row);
        }
        Arrays.sort(
                rows,
                Comparator.comparing((Row row) -> row.name.expiry())
                        .thenComparingLong(row -> row.name.strike())
                        .thenComparing(row -> row.name.optionType()));
        final Line[] found = new Line[rows.length];
        int count = 0;
        for (final Row row : rows) {
            final Line last = count == 0 ? null : found[count - 1];
            final boolean isCall = row.name.optionType() == OptionType.CALL;
            if (last != null
                    && last.strike == row.name.strike()
                    && last.expiry.equals(row.name.expiry())) {
                found[count - 1] =
                        new Line(
                                last.expiry,
                                last.strike,
                                isCall ? row.row : last.call,
                                isCall ? last.put : row.row);
            } else {
                found[count++] =
                        new Line(
                                row.name.expiry(),
                                row.name.strike(),
                                isCall ? row.row : NONE,
                                isCall ? NONE : row.row);
            }
        }
        lines = Arrays.copyOf(found, count);
    }
}
