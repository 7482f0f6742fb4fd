/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.json.JsonCursor;

/** Data of {@code trades.*} and {@code user.trades.*}. */
final class TradesDecoder {
    private final TradeRowDecoder rows;

    TradesDecoder(final TradeRowDecoder rows) {
        this.rows = rows;
    }

    void decode(final JsonCursor cursor, final MarketEvent event, final boolean isOwn) {
        rows.decodeAll(cursor, event.trades, isOwn);
        event.kind = isOwn ? EventKind.USER_TRADES : EventKind.TRADES;
        event.instrumentId = commonInstrument(event.trades);
        event.exchangeTimeNs = latest(event.trades, MarketEvent.ABSENT);
    }

    /** The later of {@code timeNs} and the latest trade; ABSENT is before all. */
    static long latest(final TradeColumns trades, final long timeNs) {
        long latestNs = timeNs;
        for (int i = 0; i < trades.size(); i++) {
            latestNs = Math.max(latestNs, trades.timeNs[i]);
        }
        return latestNs;
    }

    /** The instrument of every trade, NONE when there is no such. */
    static int commonInstrument(final TradeColumns trades) {
        if (trades.size() == 0) {
            return MarketEvent.NONE;
        }
        final int first = trades.instrumentId[0];
        for (int i = 1; i < trades.size(); i++) {
            if (trades.instrumentId[i] != first) {
                return MarketEvent.NONE;
            }
        }
        return first;
    }
}
