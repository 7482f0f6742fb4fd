/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import java.util.regex.Pattern;

/** What a topic carries, told by its name. */
public enum BybitTopic {
    /** A snapshot, then changes counted one by one. */
    BOOK("orderbook\\.\\d+\\.[^.]+"),
    /** The best level alone: whole each time, and said again with the same number. */
    BOOK_TOP("orderbook\\.1\\.[^.]+"),
    TRADES("publicTrade\\.[^.]+"),
    TICKER("tickers\\.[^.]+"),
    /** Any other, such as the full book, which begins with a request over HTTP. */
    OTHER(".*");

    private final Pattern pattern;

    BybitTopic(final String regex) {
        pattern = Pattern.compile(regex, Pattern.DOTALL);
    }

    /** True when its messages build a book. */
    public boolean isBook() {
        return this == BOOK || this == BOOK_TOP;
    }

    /** Once a topic; allocates. */
    public static BybitTopic of(final String topic) {
        if (BOOK_TOP.pattern.matcher(topic).matches()) {
            return BOOK_TOP;
        }
        for (final BybitTopic kind : values()) {
            if (kind.pattern.matcher(topic).matches()) {
                return kind;
            }
        }
        return OTHER;
    }
}
