/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;

/**
 * Data of {@code user.combo_trades.*}: own trades of combos. Their legs are own trades too, and
 * come by {@code user.trades.*} as well: a kind of its own keeps them from being counted twice.
 */
final class ComboTradesDecoder {
    private final TradeRowDecoder rows;

    ComboTradesDecoder(final TradeRowDecoder rows) {
        this.rows = rows;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        rows.decodeCombos(cursor, event.trades, event.notice.claimComboTrades());
        event.kind = EventKind.COMBO_TRADES;
        event.instrumentId = TradesDecoder.commonInstrument(event.trades);
        event.exchangeTimeNs = TradesDecoder.latest(event.trades, MarketEvent.ABSENT);
    }
}
