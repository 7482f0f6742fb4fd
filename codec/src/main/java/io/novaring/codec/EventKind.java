/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** What an event says, once decoded. */
public enum EventKind {
    /** Order book: a snapshot, a change or a grouped window. Columns: bids, asks. */
    BOOK,
    /** Public trades. Columns: trades. */
    TRADES,
    /** Full or incremental ticker. Columns: ticker. */
    TICKER,
    /** Best bid and ask. Columns: ticker, the four best fields only. */
    QUOTE,
    /** Index price. Columns: index name and price. */
    INDEX,
    /** Own orders. Columns: orders. */
    ORDERS,
    /** Own trades. Columns: trades, with the own-trade fields. */
    USER_TRADES,
    /** Own orders, trades and positions of one cause. Columns: orders, trades, positions. */
    CHANGES,
    /** Account summary of one currency. Columns: portfolio. */
    PORTFOLIO,
    /** A subscription message of a kind without columns of its own. */
    NOTIFICATION,
    /** The venue's heartbeat or test request. */
    HEARTBEAT,
    /** Answer to a request. */
    RESPONSE,
    /** Refusal of a request. */
    ERROR,
    /** Not a valid message; the raw bytes are kept and the cause is told. */
    REJECT,
    /** A message of ours. */
    OUTBOUND,
    /** A change of state; see {@link Lifecycle}. */
    LIFECYCLE,
    /** Time passed. */
    TICK,
    /** A wish of the embedding program; see {@link CommandType}. */
    COMMAND,
    /** Funding of a perpetual. Columns: notice.funding. */
    FUNDING,
    /** The sources of an index and their weights. Columns: index name, notice.indexRanking. */
    INDEX_RANKING,
    /** An index over the last day. Columns: index name, notice.indexStatistics. */
    INDEX_STATISTICS,
    /** A volatility index. Columns: index name, notice.volatility. */
    VOLATILITY_INDEX,
    /** Estimated price of the next expiry. Columns: index name, notice.expirationPrice. */
    EXPIRATION_PRICE,
    /** Mark prices of all options on an index. Columns: index name, notice.markPrices. */
    MARK_PRICES,
    /** Trades of a period, summed up. Columns: notice.candle. */
    CANDLE,
    /** An instrument changed its state. Columns: notice.instrumentState. */
    INSTRUMENT_STATE,
    /** The venue changed its state, or that of an index. Columns: notice.platformState. */
    PLATFORM_STATE,
    /** A message of the venue to everybody. Columns: notice.announcement. */
    ANNOUNCEMENT,
    /** A block trade that came of a request for quotes. Columns: notice.blockTrades. */
    BLOCK_TRADES,
    /** State of a block trade between two parties. Columns: notice.confirmation, trades. */
    BLOCK_TRADE_CONFIRMATION,
    /** Somebody asks for quotes. Columns: notice.quoteRequest. */
    REQUEST_FOR_QUOTE,
    /** Own trades of combos. Columns: trades, with the own-trade fields, notice.comboTrades. */
    COMBO_TRADES,
    /** Market-maker protection has fired. Columns: notice.mmpTrigger. */
    MMP_TRIGGER,
    /** Somebody logged in to the account, or changed its settings. Columns: notice.accessLog. */
    ACCESS_LOG,
    /** The account was locked or unlocked. Columns: notice.accountLock. */
    ACCOUNT_LOCK,
    /** A liquidation of the account begins, goes on or ends. Columns: notice.riskNotice. */
    LIQUIDATION,
    /** The venue's liquidity-support programme moves something. Columns: notice.riskNotice. */
    LIQUIDITY_SUPPORT
}
