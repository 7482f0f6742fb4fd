/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.RecordedBooks;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.RecordedMarket;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.trading.TradingMethods;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The venue of a backtest: one account's orders meet the books of a recording. Times are
 * nanoseconds since the epoch on the venue's clock; one that lies before what was told already
 * counts as now. One thread.
 *
 * <p>A market message that concerns no order of ours allocates nothing but what a book needs to
 * grow.
 */
public final class VirtualExchange {
    /** {@link #queueAhead}: there is no such order, or it does not rest. */
    public static final long NOT_RESTING = -1;

    private boolean started;
    private final VirtualConfig config;
    private final VirtualClock clock = new VirtualClock();
    private final Timers timers = new Timers();
    private final RecordedMarket market;
    private final TradingMethods trading;
    private final Exchange exchange;
    private final Account account;
    private final RecordedBooks books;
    private final Turns turns;
    private final InstrumentLife life;
    private final VirtualRequests requests;
    private int sessionCount;
    private final List<VirtualSession> sessions = new ArrayList<>();
    private final List<RecordedFeed> feeds = new ArrayList<>();
    private final Map<String, RecordedFeed> feedsByName = new HashMap<>();

    /**
     * @param instruments that may be traded; no book is known yet.
     */
    public VirtualExchange(
            final VirtualConfig config, final Collection<VirtualInstrument> instruments) {
        this.config = config;
        this.market = VirtualInstrument.market(instruments);
        this.trading =
                new TradingMethods(
                        market.market(),
                        config.exchange(),
                        step -> {},
                        timers,
                        clock,
                        clock::nanoTime,
                        config.seed(),
                        name -> config.tier().json());
        this.exchange = trading.exchange();
        this.books =
                new RecordedBooks(
                        exchange,
                        market,
                        config.queue(),
                        config.tradeWindow().toNanos(),
                        clock::nanoTime);
        this.account = exchange.account(config.account());
        final Reply reply = new Reply(clock);
        this.turns = new Turns(config, trading, timers, clock, reply, this::isHeldBack);
        this.requests = new VirtualRequests(config, market.market(), trading, clock, reply, turns);
        for (final Instrument instrument : market.market().instruments()) {
            final RecordedFeed feed =
                    new RecordedFeed(instrument, market, books, config.tradeWindow().toNanos());
            feeds.add(feed);
            feedsByName.put(instrument.name, feed);
        }
        this.life =
                new InstrumentLife(
                        config.unknownBook() == UnknownBook.REFUSE,
                        market,
                        timers,
                        clock,
                        feeds,
                        () -> turns.onBook(clock.nanoTime()));
        feeds.forEach(life::update);
    }

    /**
     * A recorded message: a book, trades, a ticker, an index, an instrument's state. Others are
     * passed over, and so are grouped books and instruments that are not traded here.
     *
     * @param instrument what it is about; null when it names none, as an index. Trades whose rows
     *     are of several instruments go to {@link #onTrade} one by one.
     */
    public void onMarket(final MarketEvent event, final String instrument, final long venueTimeNs) {
        advance(venueTimeNs);
        if (event.kind == EventKind.INDEX) {
            index(event);
            return;
        }
        final RecordedFeed feed = instrument == null ? null : feedsByName.get(instrument);
        if (feed == null) {
            return;
        }
        switch (event.kind) {
            case BOOK -> {
                final boolean before = feed.isKnown();
                feed.onBook(event, clock.nanoTime());
                if (before != feed.isKnown()) {
                    onKnown(feed);
                }
            }
            case TRADES -> {
                feed.onTrades(event, clock.nanoTime());
                exchange.onMarket();
            }
            case TICKER -> {
                feed.onTicker(event.ticker);
                exchange.onMarket();
            }
            case INSTRUMENT_STATE -> onState(feed, event);
            default -> {
                // Says nothing of prices.
            }
        }
        runDue();
    }

    private void onState(final RecordedFeed feed, final MarketEvent event) {
        final long word = event.notice.instrumentState.state;
        final State state =
                word == Text.ABSENT
                        ? null
                        : State.of(event.raw, Text.offset(word), Text.length(word));
        if (state != null) {
            life.onState(feed, state);
        }
    }

    private void index(final MarketEvent event) {
        if (event.indexPrice != MarketEvent.ABSENT && event.indexName != Text.ABSENT) {
            market.setIndexPrice(
                    event.raw,
                    Text.offset(event.indexName),
                    Text.length(event.indexName),
                    event.indexPrice);
            exchange.onMarket();
            runDue();
        }
    }

    /**
     * One row of recorded trades of several instruments; the message itself does not come as well.
     */
    public void onTrade(
            final MarketEvent event,
            final int row,
            final String instrument,
            final long venueTimeNs) {
        advance(venueTimeNs);
        final RecordedFeed feed = feedsByName.get(instrument);
        if (feed != null) {
            feed.onTrade(event.trades, row, clock.nanoTime());
            exchange.onMarket();
            runDue();
        }
    }

    /** From now on the book is not known, until its next snapshot. */
    public void onLost(final String instrument, final long venueTimeNs) {
        advance(venueTimeNs);
        final RecordedFeed feed = feedsByName.get(instrument);
        if (feed != null && feed.isKnown()) {
            feed.lose(clock.nanoTime());
            onKnown(feed);
        }
    }

    private void onKnown(final RecordedFeed feed) {
        life.update(feed);
        if (feed.isKnown()) {
            turns.onBook(clock.nanoTime());
        }
    }

    private boolean isHeldBack(final JsonNode params) {
        if (config.unknownBook() != UnknownBook.HOLD) {
            return false;
        }
        final Order order = exchange.order(account, params.path("order_id").asText());
        final String name =
                order == null ? params.path("instrument_name").asText() : order.instrument.name;
        final RecordedFeed feed = feedsByName.get(name);
        return feed != null && !feed.isKnown() && !feed.instrument.state().isFinal();
    }

    /**
     * The recorded account itself shows more, or with a negative change less, at a price: that part
     * of the level is nobody's in the backtest.
     */
    public void ignore(
            final String instrument, final boolean isBuy, final long price, final long change) {
        final RecordedFeed feed = feedsByName.get(instrument);
        if (feed != null) {
            feed.ignore(isBuy, price, change, clock.nanoTime());
            if (change < 0) {
                timers.at(
                        clock.nanoTime() + config.tradeWindow().toNanos(),
                        () -> feed.passIgnored(clock.nanoTime()));
            }
        }
    }

    /**
     * The recorded account itself took in the trade of that number: without it nobody would have
     * come, and it fills nothing here. To be told of before the message that has the trade. A trade
     * in which the recorded account was the maker is none of these: who came would have come, and
     * met others in its place.
     */
    public void ignoreTrade(final String instrument, final long tradeSeq) {
        final RecordedFeed feed = feedsByName.get(instrument);
        if (feed != null) {
            feed.ignoreTrade(tradeSeq);
        }
    }

    /** A new connection; nobody has logged in yet. */
    public VirtualSession connect(final FrameSink out, final long nowNs) {
        advance(nowNs);
        sessionCount++;
        final VirtualSession session = new VirtualSession(sessionCount, out, this);
        sessions.add(session);
        return session;
    }

    void onFrame(
            final VirtualSession session, final byte[] bytes, final int length, final long atNs) {
        advance(atNs);
        if (session.isOpen()) {
            requests.onRequest(session, bytes, length, clock.nanoTime());
            runDue();
        }
    }

    void onDisconnect(final VirtualSession session, final long atNs) {
        advance(atNs);
        if (session.isOpen()) {
            leave(session);
            runDue();
        }
    }

    /** The connection is gone, whoever ended it. */
    void leave(final VirtualSession session) {
        session.shut();
        sessions.remove(session);
        trading.onDisconnect(session.line, false, clock.nanoTime());
        if (session.loggedIn && session.cancelsOnDisconnect) {
            final long dueNs = clock.nanoTime() + config.cancelOnDisconnectDelay().toNanos();
            timers.at(
                    dueNs,
                    () -> {
                        session.over = true;
                        trading.onDisconnect(session.line, true, dueNs);
                    });
        }
    }

    /** When a timer is due next; {@link Long#MAX_VALUE} when none is. */
    public long nextDueNs() {
        long dueNs = timers.nextDueNs();
        for (int i = 0; i < sessions.size(); i++) {
            dueNs = Math.min(dueNs, sessions.get(i).liveness.nextDueNs());
        }
        return dueNs;
    }

    /** Time passes: does what is due until then, each at its moment. */
    public void run(final long untilNs) {
        for (long dueNs = nextDueNs(); dueNs <= untilNs; dueNs = nextDueNs()) {
            clock.advance(dueNs);
            timers.run(clock.nanoTime());
            for (final VirtualSession session : List.copyOf(sessions)) {
                session.liveness.onTick(clock.nanoTime());
            }
        }
        clock.advance(untilNs);
    }

    private void advance(final long toNs) {
        if (!started) {
            started = true;
            clock.advance(toNs);
            for (final RecordedFeed feed : feeds) {
                feed.start(toNs);
            }
            life.start();
        }
        if (nextDueNs() <= toNs) {
            run(toNs);
        }
        clock.advance(toNs);
    }

    private void runDue() {
        if (nextDueNs() <= clock.nanoTime()) {
            run(clock.nanoTime());
        }
    }

    long nowNs() {
        return clock.nanoTime();
    }

    String accountName() {
        return account.name;
    }

    /** The estimate of what stands in front of a resting order, or {@link #NOT_RESTING}. */
    public long queueAhead(final String orderId) {
        final Order order = exchange.order(account, orderId);
        return order == null ? NOT_RESTING : books.amountBefore(order);
    }

    /** Everything that was done. */
    public Ledger ledger() {
        return exchange.ledger();
    }

    /** The account's money in a currency, as it is now. */
    public AccountSummary summary(final String currency) {
        return exchange.summary(account, currency);
    }

    /** The currencies the account has or had money in, by name. */
    public List<String> currencies() {
        return exchange.currencies(account);
    }

    /** Null when the instrument is not traded here, or is spot. */
    public Position position(final String instrument) {
        return exchange.position(account, instrument);
    }

    /** Funding received less paid since the start, in a currency. */
    public long totalFunding(final String currency) {
        return account.totalFunding(currency);
    }

    /** Fees less rebates since the start, in a currency. */
    public long totalFees(final String currency) {
        return summary(currency).feesPaid();
    }

    /** How long the book was not known, since the first thing the exchange was told of. */
    public long timeWithoutBookNs(final String instrument) {
        return feed(instrument).unknownNs(clock.nanoTime());
    }

    /** How often the book was lost, the start not counted. */
    public int lostBookCount(final String instrument) {
        return feed(instrument).lostCount();
    }

    private RecordedFeed feed(final String instrument) {
        final RecordedFeed feed = feedsByName.get(instrument);
        if (feed == null) {
            throw new IllegalArgumentException(
                    "the instrument " + instrument + " is not traded in this backtest");
        }
        return feed;
    }
}
