/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.ticker.MergedTicker;
import io.novaring.codec.ticker.MergedTickers;
import io.novaring.tools.data.table.RowBatch;

/** Whole tickers, behind each message that told of them. */
final class TickerRows {
    private static final int TICKERS_MAX = 1 << 16;

    private final Partitions partitions;
    private final MergedTickers tickers = new MergedTickers(TICKERS_MAX);

    TickerRows(final Partitions partitions) {
        this.partitions = partitions;
    }

    void add(final MarketEvent event, final boolean isWritten) {
        final MergedTicker whole = tickers.apply(event);
        if (whole == null
                || !whole.isWhole()
                || !isWritten
                || !partitions.has(event.instrumentId)) {
            return;
        }
        final TickerColumns t = whole.columns();
        final byte[] text = whole.text();
        final RowBatch row =
                partitions.row(ExportTable.TICKERS, event.instrumentId, event.publishedTimeNs);
        Heads.of(row, event, event.exchangeTimeNs);
        row.text(text, t.state);
        row.number(t.bestBidPrice).number(t.bestBidAmount);
        row.number(t.bestAskPrice).number(t.bestAskAmount);
        row.number(t.lastPrice).number(t.markPrice).number(t.indexPrice).number(t.openInterest);
        row.number(t.minPrice).number(t.maxPrice);
        row.number(t.settlementPrice).number(t.deliveryPrice);
        row.number(t.estimatedDeliveryPrice).number(t.underlyingPrice);
        row.number(t.lowPrice).number(t.highPrice).text(text, t.underlyingIndex);
        row.real(t.currentFunding).real(t.funding8h).real(t.interestRate).real(t.interestValue);
        row.real(t.markIv).real(t.bidIv).real(t.askIv);
        row.real(t.delta).real(t.gamma).real(t.vega).real(t.theta).real(t.rho);
        row.real(t.volume).real(t.volumeUsd).real(t.volumeNotional).real(t.priceChange).end();
    }
}
