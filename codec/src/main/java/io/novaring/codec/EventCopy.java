/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Copies what an event carries; allocates only to grow. */
final class EventCopy {
    private EventCopy() {}

    /** Copies the columns of the kind of {@code to}, which {@code from} has too. */
    static void columns(final MarketEvent from, final MarketEvent to) {
        switch (to.kind) {
            case BOOK -> {
                to.changeId = from.changeId;
                to.prevChangeId = from.prevChangeId;
                to.bestBidPrice = from.bestBidPrice;
                to.bestAskPrice = from.bestAskPrice;
                to.bids.copyFrom(from.bids);
                to.asks.copyFrom(from.asks);
            }
            case TRADES, USER_TRADES -> to.trades.copyFrom(from.trades);
            case TICKER, QUOTE -> to.ticker.copyFrom(from.ticker);
            case INDEX -> {
                to.indexName = from.indexName;
                to.indexPrice = from.indexPrice;
            }
            case ORDERS -> to.orders.copyFrom(from.orders);
            case CHANGES -> {
                to.orders.copyFrom(from.orders);
                to.trades.copyFrom(from.trades);
                to.positions.copyFrom(from.positions);
            }
            case PORTFOLIO -> to.portfolio.copyFrom(from.portfolio);
            case FUNDING -> to.notice.claimFunding().copyFrom(from.notice.funding);
            case INDEX_RANKING -> {
                to.indexName = from.indexName;
                to.notice.claimIndexRanking().copyFrom(from.notice.indexRanking);
            }
            case INDEX_STATISTICS -> {
                to.indexName = from.indexName;
                to.notice.claimIndexStatistics().copyFrom(from.notice.indexStatistics);
            }
            case EXPIRATION_PRICE -> {
                to.indexName = from.indexName;
                to.notice.claimExpirationPrice().copyFrom(from.notice.expirationPrice);
            }
            case MARK_PRICES -> {
                to.indexName = from.indexName;
                to.notice.claimMarkPrices().copyFrom(from.notice.markPrices);
            }
            case CANDLE -> to.notice.claimCandle().copyFrom(from.notice.candle);
            case INSTRUMENT_STATE ->
                    to.notice.claimInstrumentState().copyFrom(from.notice.instrumentState);
            case PLATFORM_STATE ->
                    to.notice.claimPlatformState().copyFrom(from.notice.platformState);
            case ANNOUNCEMENT -> to.notice.claimAnnouncement().copyFrom(from.notice.announcement);
            case BLOCK_TRADES -> to.notice.claimBlockTrades().copyFrom(from.notice.blockTrades);
            case COMBO_TRADES -> {
                to.trades.copyFrom(from.trades);
                to.notice.claimComboTrades().copyFrom(from.notice.comboTrades);
            }
            case MMP_TRIGGER -> to.notice.claimMmpTrigger().copyFrom(from.notice.mmpTrigger);
            case ACCESS_LOG -> to.notice.claimAccessLog().copyFrom(from.notice.accessLog);
            case ACCOUNT_LOCK -> to.notice.claimAccountLock().copyFrom(from.notice.accountLock);
            case LIQUIDATION, LIQUIDITY_SUPPORT ->
                    to.notice.claimRiskNotice().copyFrom(from.notice.riskNotice);
            case BLOCK_TRADE_CONFIRMATION -> {
                to.trades.copyFrom(from.trades);
                to.notice.claimConfirmation().copyFrom(from.notice.confirmation);
            }
            case REQUEST_FOR_QUOTE ->
                    to.notice.claimQuoteRequest().copyFrom(from.notice.quoteRequest);
            case VOLATILITY_INDEX -> {
                to.indexName = from.indexName;
                to.notice.volatility = from.notice.volatility;
            }
            case RESPONSE, ERROR -> {
                to.idText = from.idText;
                to.resultText = from.resultText;
                to.usIn = from.usIn;
                to.usOut = from.usOut;
                to.errorCode = from.errorCode;
                to.errorMessage = from.errorMessage;
                to.errorData = from.errorData;
                answer(from, to);
            }
            case REJECT -> {
                to.rejectReason = from.rejectReason;
                to.rejectOffset = from.rejectOffset;
            }
            default -> {
                // No columns.
            }
        }
    }

    private static void answer(final MarketEvent from, final MarketEvent to) {
        to.answered = from.answered;
        final int lists =
                MarketEvent.ANSWERED_ORDERS
                        | MarketEvent.ANSWERED_TRADES
                        | MarketEvent.ANSWERED_POSITIONS
                        | MarketEvent.ANSWERED_NOTHING;
        if (from.hasAnswered(lists)) {
            to.orders.copyFrom(from.orders);
            to.trades.copyFrom(from.trades);
            to.positions.copyFrom(from.positions);
        } else if (from.hasAnswered(MarketEvent.ANSWERED_ACCOUNT)) {
            to.portfolio.copyFrom(from.portfolio);
        }
    }
}
