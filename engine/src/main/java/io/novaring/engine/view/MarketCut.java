/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.engine.book.StaleCause;

/**
 * What a {@link MarketView} had behind one event: a row for each instrument, index below {@link
 * #size()}. Belongs to the thread that reads it; made by {@link MarketView#newCut}, and cheap to
 * read again. Prices and amounts are scaled by {@link io.novaring.codec.Decimals#SCALE}, absent
 * ones {@link MarketEvent#ABSENT}; volatilities are in percent, absent analytics NaN; times are
 * epoch nanoseconds. Ages are of the cut's own time, which is that of its event: nothing in it
 * depends on when it is looked at. Nothing allocates.
 */
public final class MarketCut {
    static final long NOTHING = -1;

    private static final BookState[] STATES = BookState.values();

    final MarketView view;
    private final long[] cells;
    private final String[] names;
    private final int[] instrumentIds;

    // Written by Rows.
    int size;
    int layout;
    long sequence = ABSENT;
    long timeNs = ABSENT;
    long refusedCount;
    long changeCount = NOTHING;

    MarketCut(final MarketView view, final int rowsMax) {
        this.view = view;
        cells = new long[rowsMax * Cells.STRIDE];
        names = new String[rowsMax];
        instrumentIds = new int[rowsMax];
    }

    void copyRow(final Rows rows, final int row) {
        final int at = row * Cells.STRIDE;
        System.arraycopy(rows.cells, at, cells, at, Cells.STRIDE);
        instrumentIds[row] = rows.instrumentIds[row];
        names[row] = rows.names[row];
    }

    void forget() {
        changeCount = NOTHING;
        size = 0;
        sequence = ABSENT;
        timeNs = ABSENT;
    }

    /** Rows, those of instruments that ended among them. */
    public int size() {
        return size;
    }

    /** The event behind which all of this was true; ABSENT before the first. */
    public long sequence() {
        return sequence;
    }

    /** When that event was received, or the latest before it. */
    public long timeNs() {
        return timeNs;
    }

    /** Another number whenever a row was added or given to another instrument. */
    public int layout() {
        return layout;
    }

    /** Instruments that are wanted and have no room: they are missing here. */
    public long refusedCount() {
        return refusedCount;
    }

    /** The row of an instrument, -1 when it has none. Looks at all; stays while layout() does. */
    public int rowOf(final String instrument) {
        for (int row = 0; row < size; row++) {
            if (names[row].equals(instrument)) {
                return row;
            }
        }
        return -1;
    }

    public String instrument(final int row) {
        return names[row];
    }

    /** The instrument's number in events, NONE when no event has named it yet. */
    public int instrumentId(final int row) {
        return instrumentIds[row];
    }

    /** The last event that changed the row, ABSENT when none has. */
    public long changedSequence(final int row) {
        return cell(row, Cells.SEQUENCE);
    }

    /** True when the instrument is traded no more: the row is as it was at its end. */
    public boolean isEnded(final int row) {
        return cell(row, Cells.ENDED) != 0;
    }

    /**
     * Where best bid and ask come from: the book, if the row has one that is not given up, else
     * quotes, else tickers; of these, one that may be trusted before one that may not.
     */
    public PriceSource source(final int row) {
        final long book = cell(row, Cells.BOOK_STATE);
        final long quote = cell(row, Cells.QUOTE_STATE);
        final long ticker = cell(row, Cells.TICKER_STATE);
        if (book != Cells.NONE && !isGivenUp(row)) {
            return PriceSource.BOOK;
        }
        if (quote == Cells.LIVE) {
            return PriceSource.QUOTE;
        }
        if (ticker == Cells.LIVE) {
            return PriceSource.TICKER;
        }
        if (book != Cells.NONE) {
            return PriceSource.BOOK;
        }
        final boolean hasTicker = ticker != Cells.NONE;
        return quote != Cells.NONE
                ? PriceSource.QUOTE
                : hasTicker ? PriceSource.TICKER : PriceSource.NONE;
    }

    private boolean isGivenUp(final int row) {
        final StaleCause cause = StaleCause.ofOrdinal((int) cell(row, Cells.BOOK_CAUSE));
        return cause == StaleCause.UNSUBSCRIBED || cause == StaleCause.REFUSED;
    }

    /** State of that source; quotes and tickers are EMPTY, LIVE or STALE. */
    public BookState state(final int row) {
        return switch (source(row)) {
            case NONE -> BookState.EMPTY;
            case BOOK -> STATES[(int) cell(row, Cells.BOOK_STATE)];
            case QUOTE -> stateOf(cell(row, Cells.QUOTE_STATE));
            case TICKER -> stateOf(cell(row, Cells.TICKER_STATE));
        };
    }

    private static BookState stateOf(final long stream) {
        return stream == Cells.NONE
                ? BookState.EMPTY
                : stream == Cells.LIVE ? BookState.LIVE : BookState.STALE;
    }

    /** Why best bid and ask may not be trusted; NONE when they may, or when nobody said. */
    public StaleCause staleCause(final int row) {
        return switch (source(row)) {
            case NONE -> StaleCause.NONE;
            case BOOK -> StaleCause.ofOrdinal((int) cell(row, Cells.BOOK_CAUSE));
            case QUOTE -> StaleCause.ofOrdinal((int) cell(row, Cells.QUOTE_STATE));
            case TICKER -> StaleCause.ofOrdinal((int) cell(row, Cells.TICKER_STATE));
        };
    }

    /** True when best bid and ask are LIVE, and the instrument is traded. */
    public boolean isTrusted(final int row) {
        return !isEnded(row) && state(row) == BookState.LIVE;
    }

    public long bidPrice(final int row) {
        return best(row, 0);
    }

    public long bidAmount(final int row) {
        return best(row, 1);
    }

    public long askPrice(final int row) {
        return best(row, 2);
    }

    public long askAmount(final int row) {
        return best(row, 3);
    }

    private long best(final int row, final int field) {
        return switch (source(row)) {
            case NONE -> ABSENT;
            case BOOK -> cell(row, Cells.BOOK_BEST + field);
            case QUOTE -> cell(row, Cells.QUOTE_BEST + field);
            case TICKER -> cell(row, Cells.TICKER_BEST + field);
        };
    }

    /** The venue's time of best bid and ask, or ABSENT. */
    public long exchangeTimeNs(final int row) {
        return switch (source(row)) {
            case NONE -> ABSENT;
            case BOOK -> cell(row, Cells.BOOK_EXCHANGE_NS);
            case QUOTE -> cell(row, Cells.QUOTE_EXCHANGE_NS);
            case TICKER -> cell(row, Cells.TICKER_EXCHANGE_NS);
        };
    }

    /** How long before the cut the source said something last; ABSENT when it never has. */
    public long ageNs(final int row) {
        return switch (source(row)) {
            case NONE -> ABSENT;
            case BOOK -> age(row, Cells.BOOK_RECEIVED_NS);
            case QUOTE -> age(row, Cells.QUOTE_RECEIVED_NS);
            case TICKER -> age(row, Cells.TICKER_RECEIVED_NS);
        };
    }

    /** State of the ticker that analytics come from: EMPTY, LIVE or STALE. */
    public BookState tickerState(final int row) {
        return stateOf(cell(row, Cells.TICKER_STATE));
    }

    /** The venue's time of the ticker, or ABSENT. */
    public long tickerExchangeTimeNs(final int row) {
        return cell(row, Cells.TICKER_EXCHANGE_NS);
    }

    /** How long before the cut the last ticker came, ABSENT when none has. */
    public long tickerAgeNs(final int row) {
        return age(row, Cells.TICKER_RECEIVED_NS);
    }

    /** Of the ticker or of a list of marks, whichever came later among those to be trusted. */
    public long markPrice(final int row) {
        return cell(row, isMarkListed(row) ? Cells.LISTED_MARK : Cells.MARK);
    }

    /** Implied volatility of the mark, in percent. */
    public double markIv(final int row) {
        return number(row, isMarkListed(row) ? Cells.LISTED_IV : Cells.MARK_IV);
    }

    /** How long before the cut the mark came, ABSENT when none has. */
    public long markAgeNs(final int row) {
        return age(row, isMarkListed(row) ? Cells.LISTED_RECEIVED_NS : Cells.TICKER_RECEIVED_NS);
    }

    /** State of where the mark comes from: EMPTY, LIVE or STALE. */
    public BookState markState(final int row) {
        return stateOf(cell(row, isMarkListed(row) ? Cells.LISTED_STATE : Cells.TICKER_STATE));
    }

    private boolean isMarkListed(final int row) {
        final long listed = cell(row, Cells.LISTED_STATE);
        final boolean isLive = listed == Cells.LIVE;
        if (isLive != (cell(row, Cells.TICKER_STATE) == Cells.LIVE)) {
            return isLive;
        }
        return listed != Cells.NONE
                && cell(row, Cells.LISTED_RECEIVED_NS) > cell(row, Cells.TICKER_RECEIVED_NS);
    }

    public long indexPrice(final int row) {
        return cell(row, Cells.INDEX);
    }

    /** Price of what an option is on, as its ticker has it. */
    public long underlyingPrice(final int row) {
        return cell(row, Cells.UNDERLYING);
    }

    public long openInterest(final int row) {
        return cell(row, Cells.OPEN_INTEREST);
    }

    public double bidIv(final int row) {
        return number(row, Cells.BID_IV);
    }

    public double askIv(final int row) {
        return number(row, Cells.ASK_IV);
    }

    public double delta(final int row) {
        return number(row, Cells.DELTA);
    }

    public double gamma(final int row) {
        return number(row, Cells.GAMMA);
    }

    public double vega(final int row) {
        return number(row, Cells.VEGA);
    }

    public double theta(final int row) {
        return number(row, Cells.THETA);
    }

    public double rho(final int row) {
        return number(row, Cells.RHO);
    }

    public long lastTradePrice(final int row) {
        return cell(row, Cells.TRADE_PRICE);
    }

    public long lastTradeAmount(final int row) {
        return cell(row, Cells.TRADE_AMOUNT);
    }

    /** The taker's {@link Side}. */
    public byte lastTradeSide(final int row) {
        return (byte) cell(row, Cells.TRADE_SIDE);
    }

    /** The venue's time of the last trade, or ABSENT. */
    public long lastTradeTimeNs(final int row) {
        return cell(row, Cells.TRADE_NS);
    }

    /**
     * True when it has rows, none is missing, and of each that is traded best bid and ask are LIVE,
     * and so is its ticker if it has one. A book is LIVE as long as its chain holds, however long
     * ago it changed; quotes and tickers have no chain, and must not be older than this.
     */
    public boolean isCoherent(final long maxAgeNs) {
        boolean hasRows = false;
        for (int row = 0; row < size; row++) {
            if (!isEnded(row) && !isFresh(row, maxAgeNs)) {
                return false;
            }
            hasRows |= !isEnded(row);
        }
        return hasRows && refusedCount == 0;
    }

    /**
     * True when the row is fit to be used: best bid and ask are LIVE, and so is its ticker if it
     * has one; quotes and tickers are not older than this.
     */
    public boolean isFresh(final int row, final long maxAgeNs) {
        final BookState ticker = tickerState(row);
        final boolean isTickerLive = ticker == BookState.LIVE && tickerAgeNs(row) <= maxAgeNs;
        return (ticker == BookState.EMPTY || isTickerLive)
                && isTrusted(row)
                && (source(row) == PriceSource.BOOK || ageNs(row) <= maxAgeNs);
    }

    /**
     * Earliest of the venue's times of best prices and tickers in rows that are traded: what is
     * side by side here was not all true at once at the venue. ABSENT when there is none.
     */
    public long minExchangeTimeNs() {
        long min = Long.MAX_VALUE;
        for (int row = 0; row < size; row++) {
            if (!isEnded(row)) {
                final long price = exchangeTimeNs(row);
                final long ticker = tickerExchangeTimeNs(row);
                min = price == ABSENT ? min : Math.min(min, price);
                min = ticker == ABSENT ? min : Math.min(min, ticker);
            }
        }
        return min == Long.MAX_VALUE ? ABSENT : min;
    }

    /** Latest of the same. */
    public long maxExchangeTimeNs() {
        long max = ABSENT;
        for (int row = 0; row < size; row++) {
            // An absent time is the least there is.
            final long last = Math.max(exchangeTimeNs(row), tickerExchangeTimeNs(row));
            max = isEnded(row) ? max : Math.max(max, last);
        }
        return max;
    }

    /** Equal for equal cuts: of the sequence, and of all rows with their names. */
    public long hash() {
        long hash = sequence * 31 + size;
        for (int row = 0; row < size; row++) {
            hash = Cells.hash(hash ^ names[row].hashCode(), cells, row * Cells.STRIDE);
        }
        return hash;
    }

    private long age(final int row, final int cell) {
        return cell(row, cell) == ABSENT ? ABSENT : timeNs - cell(row, cell);
    }

    private double number(final int row, final int cell) {
        return Double.longBitsToDouble(cell(row, cell));
    }

    private long cell(final int row, final int cell) {
        return cells[row * Cells.STRIDE + cell];
    }
}
