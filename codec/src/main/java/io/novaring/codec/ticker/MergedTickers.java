/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.ticker;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import java.util.Arrays;

/**
 * Whole tickers by instrument, from full tickers and from those that say only what changed. A
 * handler gives it every event:
 *
 * <pre>{@code
 * final MergedTicker ticker = tickers.apply(event);
 * if (ticker != null && ticker.isWhole()) {
 *     ... ticker.columns().markPrice ...
 * }
 * }</pre>
 *
 * <p>A change replaces what it names, makes absent what it has as null, and leaves the rest. It is
 * merged only over a full ticker of the same session and channel. One thread; allocates once for
 * each instrument, up to the bound.
 */
public final class MergedTickers {
    private final int tickersMax;
    private MergedTicker[] byInstrument = new MergedTicker[64];
    private int size;
    private long refusedCount;

    /**
     * @param tickersMax instruments that are kept; messages of others are counted and left alone.
     */
    public MergedTickers(final int tickersMax) {
        if (tickersMax < 1) {
            throw new IllegalArgumentException("tickersMax below 1: " + tickersMax);
        }
        this.tickersMax = tickersMax;
    }

    /**
     * The state behind this event; null when it is no ticker, names no instrument, or is of an
     * instrument there is no room for.
     */
    public MergedTicker apply(final MarketEvent event) {
        if (event.kind != EventKind.TICKER || event.instrumentId < 0) {
            return null;
        }
        final MergedTicker ticker = claim(event.instrumentId);
        if (ticker == null) {
            refusedCount++;
            return null;
        }
        ticker.apply(event);
        return ticker;
    }

    /** The state of an instrument; null when none was seen. */
    public MergedTicker get(final int instrumentId) {
        return instrumentId < 0 || instrumentId >= byInstrument.length
                ? null
                : byInstrument[instrumentId];
    }

    /** Instruments that are kept. */
    public int size() {
        return size;
    }

    /** Tickers of instruments there was no room for. */
    public long refusedCount() {
        return refusedCount;
    }

    private MergedTicker claim(final int instrumentId) {
        final MergedTicker known = get(instrumentId);
        if (known != null || size == tickersMax) {
            return known;
        }
        if (instrumentId >= byInstrument.length) {
            final int length = Integer.highestOneBit(instrumentId) << 1;
            byInstrument = Arrays.copyOf(byInstrument, length);
        }
        size++;
        byInstrument[instrumentId] = new MergedTicker();
        return byInstrument[instrumentId];
    }
}
