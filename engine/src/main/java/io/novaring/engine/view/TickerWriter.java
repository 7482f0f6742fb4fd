/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;
import io.novaring.engine.book.StaleCause;

/**
 * Writes tickers into rows: a full one replaces what is there, one that says only what changed is
 * merged, and only over a full one of the same channel and session. View's thread only.
 */
final class TickerWriter {
    // By row: which stream its ticker is of. They hold where its state is not NONE.
    private static final int CONNECTION = 0;
    private static final int CHANNEL = 1;
    private static final int EPOCH = 2;
    private static final int STREAM = 4;

    private final long[] cells;
    private final int[] streams;

    TickerWriter(final Rows rows) {
        cells = rows.cells;
        streams = new int[rows.max() * STREAM];
    }

    /** True when the row was changed. */
    boolean onTicker(final MarketEvent event, final int row) {
        final int at = row * Cells.STRIDE;
        final boolean isMerged = event.hasFlag(MarketEvent.CHANGE);
        if (isMerged && !continues(event, row)) {
            // A change of a state that is not known. Of another channel's it is no concern.
            final boolean isBroken =
                    cells[at + Cells.TICKER_STATE] == Cells.LIVE
                            && isOf(row, event.connectionId, event.channelId);
            if (isBroken) {
                cells[at + Cells.TICKER_STATE] = StaleCause.GAP.ordinal();
            }
            return isBroken;
        }
        if (isMerged) {
            merge(event.ticker, at);
        } else {
            streams[row * STREAM + CONNECTION] = event.connectionId;
            streams[row * STREAM + CHANNEL] = event.channelId;
            streams[row * STREAM + EPOCH] = event.epoch;
            replace(event.ticker, at);
        }
        cells[at + Cells.TICKER_STATE] = Cells.LIVE;
        cells[at + Cells.TICKER_EXCHANGE_NS] = event.exchangeTimeNs;
        cells[at + Cells.TICKER_RECEIVED_NS] = event.receivedTimeNs;
        return true;
    }

    /** True when the ticker is of the connection and, unless it is NONE, of the channel. */
    boolean isOf(final int row, final int connectionId, final int channelId) {
        return streams[row * STREAM + CONNECTION] == connectionId
                && (channelId == MarketEvent.NONE || streams[row * STREAM + CHANNEL] == channelId);
    }

    private boolean continues(final MarketEvent event, final int row) {
        return cells[row * Cells.STRIDE + Cells.TICKER_STATE] == Cells.LIVE
                && isOf(row, event.connectionId, event.channelId)
                && streams[row * STREAM + EPOCH] == event.epoch;
    }

    private void replace(final TickerColumns ticker, final int at) {
        cells[at + Cells.TICKER_BEST] = ticker.bestBidPrice;
        cells[at + Cells.TICKER_BEST + 1] = ticker.bestBidAmount;
        cells[at + Cells.TICKER_BEST + 2] = ticker.bestAskPrice;
        cells[at + Cells.TICKER_BEST + 3] = ticker.bestAskAmount;
        cells[at + Cells.MARK] = ticker.markPrice;
        cells[at + Cells.INDEX] = ticker.indexPrice;
        cells[at + Cells.UNDERLYING] = ticker.underlyingPrice;
        cells[at + Cells.OPEN_INTEREST] = ticker.openInterest;
        cells[at + Cells.MARK_IV] = Double.doubleToRawLongBits(ticker.markIv);
        cells[at + Cells.BID_IV] = Double.doubleToRawLongBits(ticker.bidIv);
        cells[at + Cells.ASK_IV] = Double.doubleToRawLongBits(ticker.askIv);
        cells[at + Cells.DELTA] = Double.doubleToRawLongBits(ticker.delta);
        cells[at + Cells.GAMMA] = Double.doubleToRawLongBits(ticker.gamma);
        cells[at + Cells.VEGA] = Double.doubleToRawLongBits(ticker.vega);
        cells[at + Cells.THETA] = Double.doubleToRawLongBits(ticker.theta);
        cells[at + Cells.RHO] = Double.doubleToRawLongBits(ticker.rho);
    }

    private void merge(final TickerColumns ticker, final int at) {
        final long gone = ticker.nullFields;
        final int best = at + Cells.TICKER_BEST;
        merge(best, ticker.bestBidPrice, gone & TickerColumns.BEST_BID_PRICE_BIT);
        merge(best + 1, ticker.bestBidAmount, gone & TickerColumns.BEST_BID_AMOUNT_BIT);
        merge(best + 2, ticker.bestAskPrice, gone & TickerColumns.BEST_ASK_PRICE_BIT);
        merge(best + 3, ticker.bestAskAmount, gone & TickerColumns.BEST_ASK_AMOUNT_BIT);
        merge(at + Cells.MARK, ticker.markPrice, gone & TickerColumns.MARK_PRICE_BIT);
        merge(at + Cells.INDEX, ticker.indexPrice, gone & TickerColumns.INDEX_PRICE_BIT);
        final long underlyingGone = gone & TickerColumns.UNDERLYING_PRICE_BIT;
        merge(at + Cells.UNDERLYING, ticker.underlyingPrice, underlyingGone);
        final long interestGone = gone & TickerColumns.OPEN_INTEREST_BIT;
        merge(at + Cells.OPEN_INTEREST, ticker.openInterest, interestGone);
        merge(at + Cells.MARK_IV, ticker.markIv, gone & TickerColumns.MARK_IV_BIT);
        merge(at + Cells.BID_IV, ticker.bidIv, gone & TickerColumns.BID_IV_BIT);
        merge(at + Cells.ASK_IV, ticker.askIv, gone & TickerColumns.ASK_IV_BIT);
        merge(at + Cells.DELTA, ticker.delta, gone & TickerColumns.DELTA_BIT);
        merge(at + Cells.GAMMA, ticker.gamma, gone & TickerColumns.GAMMA_BIT);
        merge(at + Cells.VEGA, ticker.vega, gone & TickerColumns.VEGA_BIT);
        merge(at + Cells.THETA, ticker.theta, gone & TickerColumns.THETA_BIT);
        merge(at + Cells.RHO, ticker.rho, gone & TickerColumns.RHO_BIT);
    }

    private void merge(final int cell, final long value, final long gone) {
        if (value != MarketEvent.ABSENT || gone != 0) {
            cells[cell] = value;
        }
    }

    private void merge(final int cell, final double value, final long gone) {
        if (!Double.isNaN(value) || gone != 0) {
            cells[cell] = Double.doubleToRawLongBits(value);
        }
    }
}
