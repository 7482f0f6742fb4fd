/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.TradeColumns;
import io.novaring.tools.data.table.RowBatch;

/** Public trades. */
final class TradeRows {
    private final Partitions partitions;

    TradeRows(final Partitions partitions) {
        this.partitions = partitions;
    }

    void add(final MarketEvent event) {
        final TradeColumns trades = event.trades;
        for (int i = 0; i < trades.size(); i++) {
            if (!partitions.has(trades.instrumentId[i])) {
                continue;
            }
            final RowBatch row =
                    partitions.row(
                            ExportTable.TRADES, trades.instrumentId[i], event.publishedTimeNs);
            Heads.of(row, event, trades.timeNs[i]);
            row.text(event.raw, trades.tradeId[i]).number(trades.tradeSeq[i]);
            row.number(side(trades.direction[i]));
            row.number(trades.price[i]).number(trades.amount[i]).number(trades.contracts[i]);
            row.number(trades.markPrice[i]).number(trades.indexPrice[i]).real(trades.iv[i]);
            row.code(trades.tickDirection[i]).text(event.raw, trades.liquidation[i]);
            row.text(event.raw, trades.blockTradeId[i]).text(event.raw, trades.comboId[i]);
            row.flag(event.hasFlag(MarketEvent.INEXACT)).end();
        }
    }

    static long side(final byte code) {
        return code == Side.NONE ? MarketEvent.ABSENT : code;
    }
}
