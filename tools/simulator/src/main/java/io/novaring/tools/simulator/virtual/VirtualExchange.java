/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;
import java.util.Collection;
import java.util.List;

/**
 * The venue of a backtest: one account's orders meet the books of a recording. Times are
 * nanoseconds since the epoch on the venue's clock; one that lies before what was told already
 * counts as now. One thread.
 */
public final class VirtualExchange {
    /** {@link #queueAhead}: there is no such order, or it does not rest. */
    public static final long NOT_RESTING = -1;

    public VirtualExchange(
            final VirtualConfig config, final Collection<VirtualInstrument> instruments) {
        throw new UnsupportedOperationException();
    }

    /**
     * A recorded message: a book, trades, a ticker, an index. Others are passed over, and so are
     * grouped books and instruments that are not traded here.
     *
     * @param instrument what it is about; null when it names none, as an index. Trades whose rows
     *     are of several instruments go to {@link #onTrade} one by one.
     */
    public void onMarket(final MarketEvent event, final String instrument, final long venueTimeNs) {
        throw new UnsupportedOperationException();
    }

    /** One recorded public trade. */
    public void onTrade(
            final String instrument,
            final boolean takerBuys,
            final long price,
            final long amount,
            final long venueTimeNs) {
        throw new UnsupportedOperationException();
    }

    /** From now on the book is not known, until its next snapshot. */
    public void onLost(final String instrument, final long venueTimeNs) {
        throw new UnsupportedOperationException();
    }

    /**
     * The recorded account itself shows more, or with a negative change less, at a price: that part
     * of the level is nobody's in the backtest.
     */
    public void ignore(
            final String instrument, final boolean isBuy, final long price, final long change) {
        throw new UnsupportedOperationException();
    }

    /** A new connection; nobody has logged in yet. */
    public VirtualSession connect(final FrameSink out, final long nowNs) {
        throw new UnsupportedOperationException();
    }

    /** When a timer is due next; {@link Long#MAX_VALUE} when none is. */
    public long nextDueNs() {
        throw new UnsupportedOperationException();
    }

    /** Time passes: does what is due until then, and at that moment. */
    public void run(final long untilNs) {
        throw new UnsupportedOperationException();
    }

    /** The estimate of what stands in front of a resting order, or {@link #NOT_RESTING}. */
    public long queueAhead(final String orderId) {
        throw new UnsupportedOperationException();
    }

    /** Everything that was done. */
    public Ledger ledger() {
        throw new UnsupportedOperationException();
    }

    public AccountSummary summary(final String currency) {
        throw new UnsupportedOperationException();
    }

    /** The currencies the account has or had money in, by name. */
    public List<String> currencies() {
        throw new UnsupportedOperationException();
    }

    /** Null when the instrument is not traded here, or is spot. */
    public Position position(final String instrument) {
        throw new UnsupportedOperationException();
    }

    /** Funding received less paid since the start, in a currency. */
    public long totalFunding(final String currency) {
        throw new UnsupportedOperationException();
    }

    /** Fees less rebates since the start, in a currency. */
    public long totalFees(final String currency) {
        throw new UnsupportedOperationException();
    }

    /** How long the book was not known, since the first message the exchange was told of. */
    public long timeWithoutBookNs(final String instrument) {
        throw new UnsupportedOperationException();
    }

    /** How often the book was lost, the start not counted. */
    public int lostBookCount(final String instrument) {
        throw new UnsupportedOperationException();
    }
}
