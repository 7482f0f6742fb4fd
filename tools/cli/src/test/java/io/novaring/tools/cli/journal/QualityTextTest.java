/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.quality.QualityLedger;
import io.novaring.engine.quality.QualityLedger.Filter;
import io.novaring.engine.quality.QualityObserver;
import org.junit.jupiter.api.Test;

final class QualityTextTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private final QualityLedger ledger = new QualityLedger();
    private final QualityObserver observer = new QualityObserver(ledger);
    private final OrderBook book = new OrderBook("A-PERP");
    private final MarketEvent event = new MarketEvent();

    private void note(final long sequence, final long ms) {
        event.sequence = sequence;
        event.connectionId = 0;
        event.publishedTimeNs = START_NS + ms * 1_000_000;
        event.receivedTimeNs = event.publishedTimeNs;
        observer.onState(event, 0, "book.A-PERP.raw", book);
    }

    private void snapshot() {
        event.reset(Origin.INBOUND, EventKind.BOOK);
        event.flags = MarketEvent.SNAPSHOT;
        event.bids.clear();
        event.asks.clear();
        event.bids.add(LevelColumns.NEW, 1, 1);
        book.apply(event);
    }

    private QualityText text(final Filter filter) {
        final long endNs = START_NS + 2_000_000_000L;
        ledger.advance(100, endNs);
        return new QualityText(ledger, filter, endNs);
    }

    private void run() {
        snapshot();
        note(1, 0);
        book.markStale(StaleCause.GAP);
        note(50, 1_500);
        snapshot();
        note(60, 1_750);
    }

    @Test
    void shouldShowSharesAndWhatWentWrong() {
        run();

        assertEquals(
                """
                instrument  LIVE %    live  lagging  resyncing   stale  empty
                A-PERP      87.500  1.75 s        -          -  250 ms      -

                from                         for  state  cause  event  channel
                2023-11-14T22:13:21.500Z  250 ms  stale  gap       50  book.A-PERP.raw
                """,
                text(Filter.ALL).text());
    }

    @Test
    void shouldTellOfBooksThatWereLostTogetherInOneLine() {
        final OrderBook other = new OrderBook("B-PERP");
        snapshot();
        other.apply(event);
        note(1, 0);
        observer.onState(event, 1, "book.B-PERP.raw", other);
        book.markStale(StaleCause.DISCONNECTED);
        other.markStale(StaleCause.DISCONNECTED);
        note(50, 1_500);
        observer.onState(event, 1, "book.B-PERP.raw", other);
        event.reset(Origin.INBOUND, EventKind.BOOK);
        snapshot();
        note(60, 1_750);

        final String text = text(Filter.ALL).text();

        assertTrue(
                text.endsWith(
                        """
                        from                          for  state  cause         event  channel
                        2023-11-14T22:13:21.500Z  500 ms+  stale  disconnected     50\
                          book.B-PERP.raw and 1 more
                        """),
                text);
    }

    @Test
    void shouldSayWhenThereIsNothingToComplainOf() {
        snapshot();
        note(1, 0);

        assertTrue(text(Filter.ALL).text().endsWith("\nevery book was live all the time\n"));
        assertEquals(
                "no book of B\n", text(new Filter("B", Long.MIN_VALUE, Long.MAX_VALUE)).text());
    }

    @Test
    void shouldNotLetARecordingPrintWhatItLikes() {
        final String name = "\u001b[2J";
        assertEquals(
                -1,
                text(new Filter(name, Long.MIN_VALUE, Long.MAX_VALUE)).text().indexOf('\u001b'));
    }

    @Test
    void shouldTellEverythingAsJson() {
        run();

        final JsonNode json = text(Filter.ALL).json();

        assertEquals(87.5, json.path("instruments").get(0).path("livePercent").asDouble());
        assertEquals(250_000_000, json.path("instruments").get(0).path("staleNs").asLong());
        assertEquals(3, json.path("intervals").size());
        assertEquals("gap", json.path("intervals").get(1).path("cause").asText());
        assertTrue(json.path("intervals").get(2).path("untilTimeNs").isNull());
    }
}
