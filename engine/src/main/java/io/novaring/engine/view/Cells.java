/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import java.util.Arrays;

/**
 * Where in its row of longs a value lies. Doubles lie there as their bits. Times are epoch
 * nanoseconds; prices and amounts are scaled. A stream's state is {@link #NONE}, or the place of
 * the {@link io.novaring.engine.book.StaleCause} for which it may not be trusted, where {@link
 * #LIVE} is no cause.
 */
final class Cells {
    /** Stream's state: it has said nothing. */
    static final long NONE = -1;

    /** Stream's state: it may be trusted. */
    static final long LIVE = 0;

    /** Of the last event that changed the row. */
    static final int SEQUENCE = 0;

    /** Place of a BookState; NONE when the row has no book. */
    static final int BOOK_STATE = 1;

    /** Place of a StaleCause. */
    static final int BOOK_CAUSE = 2;

    /** Best bid's price, then its amount, then the same of the ask. */
    static final int BOOK_BEST = 3;

    static final int BOOK_EXCHANGE_NS = 7;
    static final int BOOK_RECEIVED_NS = 8;

    static final int QUOTE_STATE = 9;
    static final int QUOTE_BEST = 10;
    static final int QUOTE_EXCHANGE_NS = 14;
    static final int QUOTE_RECEIVED_NS = 15;

    static final int TICKER_STATE = 16;
    static final int TICKER_BEST = 17;
    static final int TICKER_EXCHANGE_NS = 21;
    static final int TICKER_RECEIVED_NS = 22;
    static final int MARK = 23;
    static final int INDEX = 24;
    static final int UNDERLYING = 25;
    static final int OPEN_INTEREST = 26;

    /** The first of the doubles. */
    static final int MARK_IV = 27;

    static final int BID_IV = 28;
    static final int ASK_IV = 29;
    static final int DELTA = 30;
    static final int GAMMA = 31;
    static final int VEGA = 32;
    static final int THETA = 33;
    static final int RHO = 34;

    /** Of the list of all marks of an index. */
    static final int LISTED_STATE = 35;

    static final int LISTED_MARK = 36;
    static final int LISTED_IV = 37;
    static final int LISTED_EXCHANGE_NS = 38;
    static final int LISTED_RECEIVED_NS = 39;

    static final int TRADE_PRICE = 40;
    static final int TRADE_AMOUNT = 41;
    static final int TRADE_SIDE = 42;
    static final int TRADE_SEQ = 43;
    static final int TRADE_NS = 44;
    static final int TRADE_RECEIVED_NS = 45;

    /** 1 when the instrument is traded no more. */
    static final int ENDED = 46;

    /** Longs to a row: six cache lines. */
    static final int STRIDE = 48;

    /** Odd, its bits well mixed: 2^64 divided by the golden ratio. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

    private Cells() {}

    /** Makes everything in the row that begins at {@code at} absent. */
    static void clear(final long[] cells, final int at) {
        Arrays.fill(cells, at, at + STRIDE, MarketEvent.ABSENT);
        Arrays.fill(cells, at + MARK_IV, at + RHO + 1, NAN);
        cells[at + LISTED_IV] = NAN;
        cells[at + BOOK_STATE] = NONE;
        cells[at + BOOK_CAUSE] = LIVE;
        cells[at + QUOTE_STATE] = NONE;
        cells[at + TICKER_STATE] = NONE;
        cells[at + LISTED_STATE] = NONE;
        cells[at + TRADE_SIDE] = Side.NONE;
        cells[at + ENDED] = 0;
    }

    /** Adds the row that begins at {@code at} to a hash. */
    static long hash(final long before, final long[] cells, final int at) {
        long hash = before;
        for (int cell = at; cell < at + STRIDE; cell++) {
            hash = (hash ^ cells[cell]) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
