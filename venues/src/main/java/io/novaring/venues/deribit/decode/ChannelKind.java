/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

/** What a channel carries, told by the first parts of its name. */
enum ChannelKind {
    /** Levels with actions, chained by change ids. */
    BOOK("book."),
    /** Levels in groups and to a depth: every message is the whole window. */
    BOOK_WINDOW(null),
    TRADES("trades."),
    TICKER("ticker."),
    INCREMENTAL_TICKER("incremental_ticker."),
    QUOTE("quote."),
    INDEX("deribit_price_index."),
    USER_ORDERS("user.orders."),
    USER_TRADES("user.trades."),
    USER_CHANGES("user.changes."),
    USER_PORTFOLIO("user.portfolio."),
    /** Any other: its messages are passed on undecoded. */
    OTHER(null);

    /**
     * {@code book.{instrument}.{group}.{depth}.{interval}}; a plain book has no group and depth.
     */
    private static final int WINDOW_DOTS = 4;

    private static final ChannelKind[] VALUES = values();

    private final String prefix;

    ChannelKind(final String prefix) {
        this.prefix = prefix;
    }

    static ChannelKind of(final String channel) {
        for (final ChannelKind kind : VALUES) {
            if (kind.prefix != null && channel.startsWith(kind.prefix)) {
                return kind == BOOK && isWindow(channel) ? BOOK_WINDOW : kind;
            }
        }
        return OTHER;
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
