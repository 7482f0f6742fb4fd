/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

/** What a channel carries, told by the first parts of its name. */
enum ChannelKind {
    /** Levels with actions, chained by change ids. */
    BOOK("book."),
    /** Levels in groups and to a depth: every message is the whole window. */
    BOOK_WINDOW(),
    TRADES("trades."),
    TICKER("ticker."),
    INCREMENTAL_TICKER("incremental_ticker."),
    QUOTE("quote."),
    INDEX("deribit_price_index."),
    USER_ORDERS("user.orders."),
    USER_TRADES("user.trades."),
    USER_CHANGES("user.changes."),
    USER_PORTFOLIO("user.portfolio."),
    FUNDING("perpetual."),
    INDEX_RANKING("deribit_price_ranking."),
    INDEX_STATISTICS("deribit_price_statistics."),
    VOLATILITY_INDEX("deribit_volatility_index."),
    EXPIRATION_PRICE("estimated_expiration_price."),
    MARK_PRICES("markprice.options."),
    CANDLE("chart.trades."),
    INSTRUMENT_STATE("instrument.state."),
    PLATFORM_STATE("platform_state", "platform_state.public_methods_state"),
    ANNOUNCEMENT("announcements"),
    BLOCK_TRADES("block_rfq.trades."),
    BLOCK_TRADE_CONFIRMATION("block_trade_confirmations", "block_trade_confirmations."),
    REQUEST_FOR_QUOTE("rfq."),
    COMBO_TRADES("user.combo_trades."),
    MMP_TRIGGER("user.mmp_trigger."),
    ACCESS_LOG("user.access_log"),
    ACCOUNT_LOCK("user.lock"),
    LIQUIDATION("user.liquidation", "user.isolated.liquidation"),
    LIQUIDITY_SUPPORT("user.lsp"),
    /** Any other: its messages are passed on undecoded. */
    OTHER();

    /**
     * {@code book.{instrument}.{group}.{depth}.{interval}}; a plain book has no group and depth.
     */
    private static final int WINDOW_DOTS = 4;

    private static final ChannelKind[] VALUES = values();

    /** Whole names, and beginnings of names, which end with a dot. */
    private final String[] names;

    ChannelKind(final String... names) {
        this.names = names;
    }

    static ChannelKind of(final String channel) {
        for (final ChannelKind kind : VALUES) {
            if (kind.nameIn(channel) != null) {
                return kind == BOOK && isWindow(channel) ? BOOK_WINDOW : kind;
            }
        }
        return OTHER;
    }

    /** True for the rarer kinds, whose columns are made when they first come. */
    boolean isNotice() {
        return ordinal() >= FUNDING.ordinal() && this != OTHER;
    }

    /** Where in the channel's name its subject begins: what stands behind the name of the kind. */
    int subjectOffset(final String channel) {
        final String name = nameIn(channel);
        return name == null ? channel.length() : name.length();
    }

    private String nameIn(final String channel) {
        for (final String name : names) {
            if (name.endsWith(".") ? channel.startsWith(name) : channel.equals(name)) {
                return name;
            }
        }
        return null;
    }

    private static boolean isWindow(final String channel) {
        int dots = 0;
        for (int i = 0; i < channel.length(); i++) {
            if (channel.charAt(i) == '.') {
                dots++;
            }
        }
        return dots >= WINDOW_DOTS;
    }
}
