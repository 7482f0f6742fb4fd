/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.TradeColumns;

/** What an event says of all its rows, once they are filled. */
final class Filled {
    private Filled() {}

    /** The instrument of every trade and the time of the latest. */
    static void trades(final MarketEvent event) {
        final TradeColumns trades = event.trades;
        long latestNs = MarketEvent.ABSENT;
        int instrumentId = trades.size() == 0 ? MarketEvent.NONE : trades.instrumentId[0];
        for (int i = 0; i < trades.size(); i++) {
            latestNs = Math.max(latestNs, trades.timeNs[i]);
            if (trades.instrumentId[i] != instrumentId) {
                instrumentId = MarketEvent.NONE;
            }
        }
        event.exchangeTimeNs = latestNs;
        event.instrumentId = instrumentId;
    }
}
