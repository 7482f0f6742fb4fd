/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import static io.novaring.codec.MarketEvent.ABSENT;
import static io.novaring.engine.view.ViewRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarketViewTest {
    private static final String A_BOOK = "book.A";

    private final ViewRig rig = ViewRig.of("A", "B");

    @Test
    void shouldNotTakeABookForOlderThanItIsWhenAMessageComesTwice() {
        final ViewRig own = ViewRig.of("A");
        own.nowNs += 10_000;
        own.book("book.A", "A", 100, 101);
        final long timeNs = own.cut.exchangeTimeNs(0);

        own.begin(EventKind.BOOK, "book.A", "A").bookState = BookState.LIVE;
        own.event.bookCode = OrderBook.OLDER;
        own.event.exchangeTimeNs = timeNs - 5_000;
        own.event.bestBidPrice = 100;
        own.event.bestAskPrice = 101;
        own.publish();

        assertEquals(timeNs, own.cut.exchangeTimeNs(0));
        assertTrue(own.cut.isTrusted(0));
    }

    @Test
    void shouldBeEmptyBeforeTheFirstEvent() {
        final MarketCut cut = rig.read();

        assertEquals(0, cut.size());
        assertEquals(ABSENT, cut.sequence());
        assertEquals(ABSENT, cut.minExchangeTimeNs());
        assertEquals(ABSENT, cut.maxExchangeTimeNs());
        assertFalse(cut.isCoherent(SECOND_NS));
    }

    @Test
    void shouldHaveTheBestOfALiveBook() {
        final MarketCut cut = rig.book(A_BOOK, "A", 100, 101);

        assertEquals(0, cut.rowOf("A"));
        assertEquals(-1, cut.rowOf("B"));
        assertEquals("A", cut.instrument(0));
        assertEquals(PriceSource.BOOK, cut.source(0));
        assertBest(cut, 100, 101);
        assertEquals(0, cut.sequence());
        assertEquals(0, cut.changedSequence(0));
        assertEquals(rig.nowNs - 1_000, cut.exchangeTimeNs(0));
        assertTrue(cut.isTrusted(0));
        assertTrue(cut.isCoherent(0));
    }

    @Test
    void shouldHaveNoAmountWhereThereIsNoPrice() {
        final MarketCut cut = rig.book(A_BOOK, "A", ABSENT, 101);

        assertEquals(ABSENT, cut.bidPrice(0));
        assertEquals(ABSENT, cut.bidAmount(0));
        assertEquals(1010, cut.askAmount(0));
    }

    @Test
    void shouldNotTrustABookBehindAGap() {
        rig.book(A_BOOK, "A", 100, 101);

        final MarketCut cut = rig.badBook(A_BOOK, "A", OrderBook.GAP);

        assertState(cut, BookState.STALE, StaleCause.GAP);
        assertBest(cut, 100, 101);
        rig.badBook(A_BOOK, "A", OrderBook.NOT_LIVE);
        assertState(cut, BookState.STALE, StaleCause.GAP);
        rig.book(A_BOOK, "A", 102, 103);
        assertState(cut, BookState.LIVE, StaleCause.NONE);
        assertBest(cut, 102, 103);
    }

    @Test
    void shouldNotTrustABookThatIsLostAtAnotherEvent() {
        rig.book(A_BOOK, "A", 100, 101);
        rig.lose("book.A.other", "A", StaleCause.SILENT);
        assertState(rig.cut, BookState.LIVE, StaleCause.NONE);

        final MarketCut cut = rig.lose(A_BOOK, "A", StaleCause.SILENT);

        assertState(cut, BookState.STALE, StaleCause.SILENT);
        assertFalse(cut.isCoherent(Long.MAX_VALUE));
    }

    @Test
    void shouldShowAnotherBookOnlyWhenItIsBetter() {
        rig.book("book.A.window", "A", 90, 110);
        rig.event.flags = MarketEvent.WINDOW;
        rig.publish();
        rig.book(A_BOOK, "A", 100, 101);
        assertBest(rig.cut, 100, 101);

        rig.begin(EventKind.BOOK, "book.A.window", "A").bookState = BookState.LIVE;
        rig.event.flags = MarketEvent.WINDOW;
        rig.event.bestBidPrice = 91;
        rig.publish();
        assertBest(rig.cut, 100, 101);

        rig.connectionId = 1;
        rig.book(A_BOOK, "A", 200, 201);
        assertBest(rig.cut, 100, 101);

        rig.connectionId = 0;
        rig.lose(A_BOOK, "A", StaleCause.GAP);
        rig.connectionId = 1;
        rig.book(A_BOOK, "A", 202, 203);
        assertBest(rig.cut, 202, 203);
        assertState(rig.cut, BookState.LIVE, StaleCause.NONE);
    }

    @Test
    void shouldFallBackToQuotesWhenTheBookIsGivenUp() {
        rig.book(A_BOOK, "A", 100, 101);
        rig.quote("A", 99, 102);
        assertBest(rig.cut, 100, 101);

        rig.lose(A_BOOK, "A", StaleCause.UNSUBSCRIBED);

        assertEquals(PriceSource.QUOTE, rig.cut.source(0));
        assertBest(rig.cut, 99, 102);
        assertTrue(rig.cut.isTrusted(0));
        rig.disconnect();
        assertFalse(rig.cut.isTrusted(0));
    }

    @Test
    void shouldAgeQuotesWithEveryEvent() {
        rig.quote("A", 100, 101);

        final MarketCut cut = rig.tick(3 * SECOND_NS);

        assertEquals(3 * SECOND_NS, cut.ageNs(0));
        assertEquals(rig.nowNs, cut.timeNs());
        assertEquals(1, cut.sequence());
        assertEquals(0, cut.changedSequence(0));
        assertTrue(cut.isCoherent(3 * SECOND_NS));
        assertFalse(cut.isCoherent(3 * SECOND_NS - 1));
    }

    @Test
    void shouldKeepALiveBookCoherentHoweverOldItsLastChange() {
        rig.book(A_BOOK, "A", 100, 101);

        final MarketCut cut = rig.tick(60 * SECOND_NS);

        assertEquals(60 * SECOND_NS, cut.ageNs(0));
        assertTrue(cut.isCoherent(SECOND_NS));
    }

    @Test
    void shouldNotTrustWhatASessionSaidOnceItIsOver() {
        rig.quote("A", 100, 101);
        ViewRig.best(rig.ticker("B", MarketEvent.SNAPSHOT), 200, 201);
        rig.publish();
        rig.connectionId = 1;
        rig.disconnect();
        assertTrue(rig.cut.isCoherent(0));
        rig.connectionId = 0;

        final MarketCut cut = rig.disconnect();

        assertState(cut, BookState.STALE, StaleCause.DISCONNECTED);
        assertEquals(BookState.STALE, cut.state(1));
        assertEquals(BookState.STALE, cut.tickerState(1));
        rig.epoch++;
        rig.quote("A", 102, 103);
        assertTrue(cut.isTrusted(0));
        assertFalse(cut.isTrusted(1));
    }

    @Test
    void shouldNotTrustAChannelWhoseMessageCouldNotBeRead() {
        rig.quote("A", 100, 101);
        rig.quote("B", 200, 201);

        rig.begin(EventKind.REJECT, "quote.A", null);
        final MarketCut cut = rig.publish();

        assertState(cut, BookState.STALE, StaleCause.UNREADABLE);
        assertTrue(cut.isTrusted(1));
    }

    @Test
    void shouldTrustNothingBehindDroppedEventsUntilItIsSaidAgain() {
        rig.book(A_BOOK, "A", 100, 101);
        rig.quote("B", 200, 201);

        rig.begin(EventKind.TICK, null, null).flags = MarketEvent.DROPPED_BEFORE;
        final MarketCut cut = rig.publish();

        assertState(cut, BookState.STALE, StaleCause.GAP);
        assertFalse(cut.isTrusted(1));
        rig.book(A_BOOK, "A", 100, 102);
        assertTrue(cut.isTrusted(0));
    }

    @Test
    void shouldMergeWhatChangedIntoAFullTickerOnly() {
        rig.ticker("A", MarketEvent.CHANGE).ticker.markPrice = 5;
        rig.publish();
        assertEquals(BookState.EMPTY, rig.cut.tickerState(0));
        assertEquals(ABSENT, rig.cut.markPrice(0));

        ViewRig.best(rig.ticker("A", MarketEvent.SNAPSHOT), 100, 101);
        rig.event.ticker.markPrice = 7;
        rig.event.ticker.markIv = 50.5;
        rig.event.ticker.delta = 0.25;
        rig.publish();
        rig.ticker("A", MarketEvent.CHANGE).ticker.markPrice = 8;
        rig.event.ticker.nullFields = TickerColumns.DELTA_BIT | TickerColumns.BEST_BID_PRICE_BIT;
        final MarketCut cut = rig.publish();

        assertEquals(8, cut.markPrice(0));
        assertEquals(50.5, cut.markIv(0));
        assertEquals(Double.NaN, cut.delta(0));
        assertEquals(ABSENT, cut.bidPrice(0));
        assertEquals(101, cut.askPrice(0));

        rig.epoch++;
        rig.ticker("A", MarketEvent.CHANGE).ticker.markPrice = 9;
        rig.publish();
        assertEquals(8, cut.markPrice(0));
        assertEquals(BookState.STALE, cut.tickerState(0));
    }

    @Test
    void shouldTakeTheMarkThatCameLater() {
        rig.ticker("A", MarketEvent.SNAPSHOT).ticker.markPrice = 7;
        rig.publish();
        rig.nowNs += 1;
        rig.begin(EventKind.MARK_PRICES, "marks", null);
        rig.event.notice.claimMarkPrices().clear();
        final int row = rig.event.notice.markPrices.add();
        rig.event.notice.markPrices.instrumentId[row] = rig.symbols.instruments().intern("A");
        rig.event.notice.markPrices.markPrice[row] = 8;
        rig.event.notice.markPrices.iv[row] = 0.5;
        final MarketCut cut = rig.publish();
        assertEquals(8, cut.markPrice(0));
        assertEquals(50.0, cut.markIv(0));
        assertEquals(0, cut.markAgeNs(0));
        assertEquals(1, cut.tickerAgeNs(0));

        rig.nowNs += 1;
        rig.ticker("A", MarketEvent.SNAPSHOT).ticker.markPrice = 9;
        rig.publish();

        assertEquals(9, cut.markPrice(0));
    }

    @Test
    void shouldKeepTheNewestTrade() {
        trade("A", 5, 100);
        trade("A", 4, 99);
        final MarketCut cut = rig.read();
        assertEquals(100, cut.lastTradePrice(0));
        assertEquals(2, cut.lastTradeAmount(0));
        assertEquals(Side.SELL, cut.lastTradeSide(0));

        trade("A", 6, 98);

        assertEquals(98, cut.lastTradePrice(0));
        assertEquals(rig.nowNs - 5, cut.lastTradeTimeNs(0));
    }

    @Test
    void shouldTellHowFarTheVenuesTimesAreApart() {
        rig.quote("A", 100, 101);
        rig.nowNs += 500;
        rig.ticker("B", MarketEvent.SNAPSHOT);
        rig.publish();

        assertEquals(rig.nowNs - 1_500, rig.cut.minExchangeTimeNs());
        assertEquals(rig.nowNs - 1_000, rig.cut.maxExchangeTimeNs());
    }

    @Test
    void shouldHandOutCutsAtTheRhythmOfEvents() {
        final List<Long> times = new ArrayList<>();
        rig.nowNs = 10 * SECOND_NS + 5;
        rig.view.onCut(SECOND_NS, cut -> times.add(cut.timeNs()));

        rig.quote("A", 100, 101);
        rig.tick(SECOND_NS / 2);
        rig.tick(SECOND_NS / 2);
        rig.tick(SECOND_NS / 2);
        rig.tick(5 * SECOND_NS);
        rig.tick(SECOND_NS / 2);

        assertEquals(
                List.of(11 * SECOND_NS + 5, 16 * SECOND_NS + SECOND_NS / 2 + 5, 17 * SECOND_NS + 5),
                times);
        assertThrows(IllegalStateException.class, () -> rig.view.onCut(0, cut -> {}));
    }

    @Test
    void shouldHandOutACutBehindEachChange() {
        final List<Long> sequences = new ArrayList<>();
        rig.view.onCut(0, cut -> sequences.add(cut.sequence()));

        rig.quote("A", 100, 101);
        rig.tick(1);
        rig.quote("UNWANTED", 1, 2);
        rig.quote("B", 100, 101);

        assertEquals(List.of(0L, 3L), sequences);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThrows(IllegalArgumentException.class, () -> new MarketView(0, Listings.of("A")));
        assertThrows(
                IllegalArgumentException.class, () -> rig.view.read(ViewRig.of("A").view.newCut()));
        final MarketView unnamed = new MarketView(1, Listings.of("A"));
        assertThrows(IllegalStateException.class, () -> unnamed.onEvent(rig.event, 0, true));
    }

    private void trade(final String instrument, final long seq, final long price) {
        rig.begin(EventKind.TRADES, "trades", null);
        final int row = rig.event.trades.add();
        rig.event.trades.instrumentId[row] = rig.symbols.instruments().intern(instrument);
        rig.event.trades.tradeId[row] = Text.ABSENT;
        rig.event.trades.tradeSeq[row] = seq;
        rig.event.trades.price[row] = price;
        rig.event.trades.amount[row] = 2;
        rig.event.trades.direction[row] = Side.SELL;
        rig.event.trades.timeNs[row] = rig.nowNs - 5;
        rig.publish();
    }

    private static void assertBest(final MarketCut cut, final long bid, final long ask) {
        assertEquals(bid, cut.bidPrice(0));
        assertEquals(bid * 10, cut.bidAmount(0));
        assertEquals(ask, cut.askPrice(0));
        assertEquals(ask * 10, cut.askAmount(0));
    }

    private static void assertState(
            final MarketCut cut, final BookState state, final StaleCause cause) {
        assertEquals(state, cut.state(0));
        assertEquals(cause, cut.staleCause(0));
        assertEquals(state == BookState.LIVE, cut.isTrusted(0));
    }
}
