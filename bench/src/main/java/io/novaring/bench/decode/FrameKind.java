/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The messages that are decoded: a channel of the simulator, and which of its messages count. */
enum FrameKind {
    QUOTE("quote.%s", "best_bid_price\":", 1, 1),
    TRADE("trades.%s.raw", "trade_seq\":", 1, 1),
    /** Single trades, put together as a slower channel does. */
    TRADES("trades.%s.raw", "trade_seq\":", 1, 1),
    TICKER("ticker.%s.raw", "best_bid_price\":", 1, 1),
    BOOK_SMALL("book.%s.raw", "[\"", 2, 10),
    BOOK_LARGE("book.%s.100ms", "[\"", 20, 40),
    /** Levels of changes, put together as one book. */
    SNAPSHOT("book.%s.100ms", "[\"", 20, 40);

    /** What goals 1 to 3 are about: the mean is over these. */
    static final List<FrameKind> OF_GOALS = List.of(QUOTE, TRADE, TICKER, BOOK_SMALL, BOOK_LARGE);

    private static final String SUBSCRIPTION = "\"method\":\"subscription\"";

    private final String channel;
    private final String item;
    private final int itemsMin;
    private final int itemsMax;

    FrameKind(final String channel, final String item, final int itemsMin, final int itemsMax) {
        this.channel = channel;
        this.item = item;
        this.itemsMin = itemsMin;
        this.itemsMax = itemsMax;
    }

    /** As on the command line and in file names. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String channelOf(final String instrument) {
        return String.format(Locale.ROOT, channel, instrument);
    }

    /** True for a message with as many trades or levels as this kind has. */
    boolean includes(final byte[] frame) {
        final String text = new String(frame, StandardCharsets.US_ASCII);
        if (!text.contains(SUBSCRIPTION)) {
            return false;
        }
        int items = 0;
        for (int at = text.indexOf(item); at >= 0; at = text.indexOf(item, at + 1)) {
            items++;
        }
        return items >= itemsMin && items <= itemsMax;
    }
}
