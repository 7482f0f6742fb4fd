/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

/**
 * Columns of the kinds that are rare beside books, trades and tickers. Each is null until an event
 * first carries its kind, and never null for an event of that kind: a slot of the ring that has not
 * seen one stays small. Texts are ranges of the raw message; see the rules of {@code MarketEvent}.
 */
public final class NoticeColumns {
    /** A flag that was absent or null. */
    public static final byte UNKNOWN = -1;

    /** FUNDING. */
    public FundingColumns funding;

    /** INDEX_RANKING. */
    public IndexRankingColumns indexRanking;

    /** INDEX_STATISTICS. */
    public IndexStatisticsColumns indexStatistics;

    /** EXPIRATION_PRICE. */
    public ExpirationPriceColumns expirationPrice;

    /** MARK_PRICES. */
    public MarkPriceColumns markPrices;

    /** CANDLE. */
    public CandleColumns candle;

    /** INSTRUMENT_STATE. */
    public InstrumentStateColumns instrumentState;

    /** PLATFORM_STATE. */
    public PlatformStateColumns platformState;

    /** ANNOUNCEMENT. */
    public AnnouncementColumns announcement;

    /** BLOCK_TRADES. */
    public BlockTradeColumns blockTrades;

    /** BLOCK_TRADE_CONFIRMATION. */
    public BlockTradeConfirmationColumns confirmation;

    /** REQUEST_FOR_QUOTE. */
    public QuoteRequestColumns quoteRequest;

    /** COMBO_TRADES: the legs of its trades. */
    public ComboTradeColumns comboTrades;

    /** MMP_TRIGGER. */
    public MmpTriggerColumns mmpTrigger;

    /** ACCESS_LOG. */
    public AccessLogColumns accessLog;

    /** ACCOUNT_LOCK. */
    public AccountLockColumns accountLock;

    /** LIQUIDATION, LIQUIDITY_SUPPORT. */
    public RiskNoticeColumns riskNotice;

    /** VOLATILITY_INDEX: the volatility in percent, NaN when absent. */
    public double volatility = Double.NaN;

    /** The columns to fill, made when there were none, with everything absent. */
    public FundingColumns claimFunding() {
        if (funding == null) {
            funding = new FundingColumns();
        }
        funding.clear();
        return funding;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public IndexRankingColumns claimIndexRanking() {
        if (indexRanking == null) {
            indexRanking = new IndexRankingColumns();
        }
        indexRanking.clear();
        return indexRanking;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public IndexStatisticsColumns claimIndexStatistics() {
        if (indexStatistics == null) {
            indexStatistics = new IndexStatisticsColumns();
        }
        indexStatistics.clear();
        return indexStatistics;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public ExpirationPriceColumns claimExpirationPrice() {
        if (expirationPrice == null) {
            expirationPrice = new ExpirationPriceColumns();
        }
        expirationPrice.clear();
        return expirationPrice;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public MarkPriceColumns claimMarkPrices() {
        if (markPrices == null) {
            markPrices = new MarkPriceColumns();
        }
        markPrices.clear();
        return markPrices;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public CandleColumns claimCandle() {
        if (candle == null) {
            candle = new CandleColumns();
        }
        candle.clear();
        return candle;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public InstrumentStateColumns claimInstrumentState() {
        if (instrumentState == null) {
            instrumentState = new InstrumentStateColumns();
        }
        instrumentState.clear();
        return instrumentState;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public PlatformStateColumns claimPlatformState() {
        if (platformState == null) {
            platformState = new PlatformStateColumns();
        }
        platformState.clear();
        return platformState;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public AnnouncementColumns claimAnnouncement() {
        if (announcement == null) {
            announcement = new AnnouncementColumns();
        }
        announcement.clear();
        return announcement;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public BlockTradeColumns claimBlockTrades() {
        if (blockTrades == null) {
            blockTrades = new BlockTradeColumns();
        }
        blockTrades.clear();
        return blockTrades;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public BlockTradeConfirmationColumns claimConfirmation() {
        if (confirmation == null) {
            confirmation = new BlockTradeConfirmationColumns();
        }
        confirmation.clear();
        return confirmation;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public QuoteRequestColumns claimQuoteRequest() {
        if (quoteRequest == null) {
            quoteRequest = new QuoteRequestColumns();
        }
        quoteRequest.clear();
        return quoteRequest;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public ComboTradeColumns claimComboTrades() {
        if (comboTrades == null) {
            comboTrades = new ComboTradeColumns();
        }
        comboTrades.clear();
        return comboTrades;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public MmpTriggerColumns claimMmpTrigger() {
        if (mmpTrigger == null) {
            mmpTrigger = new MmpTriggerColumns();
        }
        mmpTrigger.clear();
        return mmpTrigger;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public AccessLogColumns claimAccessLog() {
        if (accessLog == null) {
            accessLog = new AccessLogColumns();
        }
        accessLog.clear();
        return accessLog;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public AccountLockColumns claimAccountLock() {
        if (accountLock == null) {
            accountLock = new AccountLockColumns();
        }
        accountLock.clear();
        return accountLock;
    }

    /** The columns to fill, made when there were none, with everything absent. */
    public RiskNoticeColumns claimRiskNotice() {
        if (riskNotice == null) {
            riskNotice = new RiskNoticeColumns();
        }
        riskNotice.clear();
        return riskNotice;
    }
}
