/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import static io.novaring.codec.MarketEvent.ABSENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A view is held to plain maps of what came last, at random cuts of random events. */
final class MarketViewProperties {
    private static final List<String> NAMES = List.of("A", "B", "C", "UNWANTED");
    private static final int WANTED = 3;

    /** What the model has of one instrument. */
    private static final class Known {
        private BookState book;
        private StaleCause cause = StaleCause.NONE;
        private final long[] best = {ABSENT, ABSENT};
        private int bookConnection;

        private int quoteConnection = MarketEvent.NONE;
        private boolean isQuoteLive;
        private final long[] quote = {ABSENT, ABSENT};
        private long quotedNs = ABSENT;

        private int tickerConnection = MarketEvent.NONE;
        private boolean isTickerLive;
        private long mark = ABSENT;
        private double delta = Double.NaN;

        private long tradePrice = ABSENT;
        private long tradeSeq = ABSENT;
        private boolean isEnded;
    }

    private final Map<String, Known> known = new TreeMap<>();
    private final Random random = new Random(1);
    private String nextEnd;
    private final ViewRig rig = new ViewRig(WANTED, new Ends());
    private final MarketCut seldom = rig.view.newCut();

    /** Wants all but one, and ends what the test says. */
    private final class Ends implements Listings {
        @Override
        public boolean wants(final String instrument) {
            return !"UNWANTED".equals(instrument);
        }

        @Override
        public void onEvent(final MarketEvent event, final MarketView view) {
            if (nextEnd != null) {
                view.end(nextEnd);
                nextEnd = null;
            }
        }
    }

    @Property(tries = 300)
    void shouldHaveWhatPlainMapsHave(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 300) final int events) {
        random.setSeed(seed);
        for (int i = 0; i < events; i++) {
            rig.nowNs += random.nextInt(1_000);
            rig.connectionId = random.nextInt(2);
            step(NAMES.get(random.nextInt(NAMES.size())));
            compare(rig.read());
            if (random.nextInt(40) == 0) {
                rig.view.read(seldom);
                assertEquals(rig.cut.hash(), seldom.hash());
            }
        }
    }

    private void step(final String name) {
        final boolean isWanted = !"UNWANTED".equals(name);
        final int what = random.nextInt(20);
        if (isWanted && known.get(name) == null && what < 14) {
            known.put(name, new Known());
        }
        // What nobody wants or what has ended is handed over, and noted by nobody.
        final Known row = isWanted ? known.getOrDefault(name, new Known()) : new Known();
        final Known target = row.isEnded ? new Known() : row;
        if (what < 5) {
            book(name, target);
        } else if (what < 8) {
            quote(name, target);
        } else if (what < 12) {
            ticker(name, target);
        } else if (what < 14) {
            trade(name, target);
        } else if (what < 16) {
            lose(name, target);
        } else if (what == 16) {
            disconnect();
        } else {
            if (what == 17 && random.nextInt(8) == 0) {
                nextEnd = name;
                row.isEnded = true;
            }
            rig.tick(1);
        }
    }

    /** One channel a connection: the row shows the first until it is worse than the other. */
    private void book(final String name, final Known row) {
        final boolean isLive = random.nextInt(3) > 0;
        rig.begin(EventKind.BOOK, "book." + name, name);
        rig.event.bookState = isLive ? BookState.LIVE : BookState.STALE;
        rig.event.bookCode = isLive ? 0 : random.nextBoolean() ? OrderBook.GAP : OrderBook.CROSSED;
        final long bid = random.nextInt(100);
        if (isLive) {
            rig.event.bestBidPrice = bid;
            rig.event.bestAskPrice = bid + 1;
        }
        final boolean isShown = row.book != null && row.bookConnection == rig.connectionId;
        if (row.book == null || isShown || isLive && row.book != BookState.LIVE) {
            row.bookConnection = rig.connectionId;
            row.book = rig.event.bookState;
            row.cause =
                    isLive
                            ? StaleCause.NONE
                            : rig.event.bookCode == OrderBook.GAP
                                    ? StaleCause.GAP
                                    : StaleCause.CROSSED;
            if (isLive) {
                row.best[0] = bid;
                row.best[1] = bid + 1;
            }
        }
        rig.publish();
    }

    private void quote(final String name, final Known row) {
        row.quote[0] = random.nextInt(100);
        row.quote[1] = row.quote[0] + 1;
        row.quotedNs = rig.nowNs;
        row.isQuoteLive = true;
        row.quoteConnection = rig.connectionId;
        rig.quote(name, row.quote[0], row.quote[1]);
    }

    private void ticker(final String name, final Known row) {
        final boolean isFull = random.nextInt(3) == 0;
        rig.ticker(name, isFull ? MarketEvent.SNAPSHOT : MarketEvent.CHANGE);
        final long mark = random.nextBoolean() ? ABSENT : random.nextInt(100);
        final double delta = random.nextBoolean() ? Double.NaN : random.nextDouble();
        final boolean isDeltaNull = random.nextInt(4) == 0 && Double.isNaN(delta);
        rig.event.ticker.markPrice = mark;
        rig.event.ticker.delta = delta;
        rig.event.ticker.nullFields = isDeltaNull ? TickerColumns.DELTA_BIT : 0;
        final boolean isKnown = row.isTickerLive && row.tickerConnection == rig.connectionId;
        if (isFull || isKnown) {
            row.mark = isFull || mark != ABSENT ? mark : row.mark;
            row.delta = isFull || isDeltaNull || !Double.isNaN(delta) ? delta : row.delta;
            row.isTickerLive = true;
            row.tickerConnection = rig.connectionId;
        }
        rig.publish();
    }

    private void trade(final String name, final Known row) {
        final long seq = random.nextInt(50);
        final long price = random.nextInt(100);
        rig.begin(EventKind.TRADES, "trades", null);
        final int at = rig.event.trades.add();
        rig.event.trades.instrumentId[at] = rig.symbols.instruments().intern(name);
        rig.event.trades.tradeSeq[at] = seq;
        rig.event.trades.price[at] = price;
        if (seq > row.tradeSeq) {
            row.tradeSeq = seq;
            row.tradePrice = price;
        }
        rig.publish();
    }

    private void lose(final String name, final Known row) {
        if (!known.containsKey(name)) {
            rig.tick(1);
            return;
        }
        if (row.book != null && row.bookConnection == rig.connectionId) {
            row.book = BookState.STALE;
            row.cause = StaleCause.SILENT;
        }
        rig.lose("book." + name, name, StaleCause.SILENT);
    }

    /** Of what gives quotes and tickers; books are named one by one. */
    private void disconnect() {
        for (final Known row : known.values()) {
            if (!row.isEnded) {
                row.isQuoteLive &= row.quoteConnection != rig.connectionId;
                row.isTickerLive &= row.tickerConnection != rig.connectionId;
            }
        }
        rig.begin(EventKind.LIFECYCLE, null, null).code = Lifecycle.DISCONNECTED.code();
        rig.publish();
    }

    private void compare(final MarketCut cut) {
        assertEquals(rig.nowNs, cut.timeNs());
        assertEquals(rig.event.sequence, cut.sequence());
        assertEquals(known.size(), cut.size());
        known.forEach((name, row) -> compare(cut, cut.rowOf(name), row));
    }

    private static void compare(final MarketCut cut, final int at, final Known row) {
        assertEquals(row.isEnded, cut.isEnded(at));
        assertEquals(row.mark, cut.markPrice(at));
        assertEquals(row.delta, cut.delta(at));
        assertEquals(row.tradePrice, cut.lastTradePrice(at));
        if (row.book != null) {
            assertEquals(PriceSource.BOOK, cut.source(at));
            assertEquals(row.book, cut.state(at));
            assertEquals(row.cause, cut.staleCause(at));
            assertEquals(row.best[0], cut.bidPrice(at));
            assertEquals(row.best[1], cut.askPrice(at));
        } else if (row.isQuoteLive) {
            assertEquals(PriceSource.QUOTE, cut.source(at));
            assertEquals(row.quote[0], cut.bidPrice(at));
            assertEquals(row.quote[1], cut.askPrice(at));
            assertEquals(cut.timeNs() - row.quotedNs, cut.ageNs(at));
        } else {
            final BookState state =
                    row.isTickerLive
                            ? BookState.LIVE
                            : row.quotedNs != ABSENT || row.tickerConnection != MarketEvent.NONE
                                    ? BookState.STALE
                                    : BookState.EMPTY;
            assertEquals(state, cut.state(at));
        }
        assertEquals(!row.isEnded && cut.state(at) == BookState.LIVE, cut.isTrusted(at));
    }
}
