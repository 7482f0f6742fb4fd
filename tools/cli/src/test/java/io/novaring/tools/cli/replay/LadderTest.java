/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import io.novaring.tools.cli.console.Elsewhere;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LadderTest {
    private static final long TIME_NS = 1_795_257_000_123_000_000L;
    private static final long HALF = Decimals.SCALE / 2;

    private static final String BLANK = " ".repeat(24);

    private final OrderBook book = new OrderBook("ABC-PERP");
    private final MarketEvent event = new MarketEvent();

    @Test
    void shouldDrawAsksAboveBids() {
        apply(4);

        assertEquals(
                List.of(
                        "ABC-PERP at 2026-11-21T10:30:00.123Z, behind event 1,234",
                        "LIVE",
                        "change id 4; last message 20.0 ms before",
                        "",
                        BLANK + "   bid  price   ask",
                        BLANK + "        102.5  40.0  ########################",
                        BLANK + "        101.0   0.5  #",
                        BLANK + "          1.5  spread, 149.63 bp",
                        "            ############  20.0   99.5",
                        "                      ##   3.0   98.5"),
                ladder(10).draw().lines().toList());
    }

    @Test
    void shouldShowNoMoreLevelsThanAsked() {
        apply(4);

        final String drawn = ladder(1).draw();

        assertTrue(drawn.contains("101.0"), drawn);
        assertFalse(drawn.contains("102.5"), drawn);
        assertFalse(drawn.contains("98.5"), drawn);
    }

    @Test
    void shouldSayFirstThatABookIsNotLive() {
        apply(4);
        book.markStale(StaleCause.NO_SNAPSHOT);

        final String drawn = ladder(10).draw();

        assertTrue(drawn.lines().toList().get(1).startsWith("NOT LIVE: STALE, cause: no-snapshot"));
        assertEquals("stale", ladder(10).json().path("state").asText());
        assertEquals("no-snapshot", ladder(10).json().path("cause").asText());
    }

    @Test
    void shouldDrawABookWithoutLevels() {
        final String drawn = ladder(10).draw();

        assertTrue(drawn.contains("NOT LIVE: EMPTY. There was no snapshot"), drawn);
        assertTrue(drawn.contains("change id none\n"), drawn);
        assertTrue(drawn.endsWith("no levels\n"), drawn);
        assertTrue(ladder(10).json().path("changeId").isNull());
        assertTrue(ladder(10).json().path("spread").isNull());
    }

    @Test
    void shouldGiveExactNumbersToPrograms() {
        apply(4);

        assertEquals(
                "{\"instrument\":\"ABC-PERP\",\"sequence\":1234,\"timeNs\":1795257000123000000,"
                        + "\"state\":\"live\",\"cause\":null,\"crossed\":false,\"changeId\":4,"
                        + "\"exchangeTimeNs\":null,\"lastMessageAgeNs\":20000000,"
                        + "\"spread\":\"1.5\",\"bids\":[[\"99.5\",\"20\"],[\"98.5\",\"3\"]],"
                        + "\"asks\":[[\"101\",\"0.5\"],[\"102.5\",\"40\"]]}",
                ladder(10).json().toString());
    }

    @Test
    void shouldDrawNegativePricesAndOneSide() {
        begin(9);
        event.bids.add(LevelColumns.NEW, -3 * Decimals.SCALE, Decimals.SCALE);
        book.apply(event);

        final String drawn = ladder(10).draw();

        assertTrue(drawn.contains("one side is empty"), drawn);
        assertTrue(drawn.contains("-3"), drawn);
    }

    @Test
    void shouldDrawAlikeEverywhere() {
        Elsewhere.run("ar-EG-u-nu-arab", "Asia/Tokyo", this::shouldDrawAsksAboveBids);
    }

    @Test
    void shouldNotObeyAHostileName() {
        final String drawn = new Ladder("A\u001b[2J", new BookSnapshot(1), 1, TIME_NS).draw();

        assertFalse(drawn.contains("\u001b[2J"), drawn);
    }

    private void begin(final long changeId) {
        event.reset(Origin.INBOUND, EventKind.BOOK);
        event.flags = MarketEvent.SNAPSHOT;
        event.changeId = changeId;
        event.prevChangeId = MarketEvent.ABSENT;
        event.receivedTimeNs = TIME_NS - 20_000_000;
        event.bids.clear();
        event.asks.clear();
    }

    private void apply(final long changeId) {
        begin(changeId);
        event.bids.add(LevelColumns.NEW, 197 * HALF, 3 * Decimals.SCALE);
        event.bids.add(LevelColumns.NEW, 199 * HALF, 20 * Decimals.SCALE);
        event.asks.add(LevelColumns.NEW, 202 * HALF, HALF);
        event.asks.add(LevelColumns.NEW, 205 * HALF, 40 * Decimals.SCALE);
        assertEquals(OrderBook.APPLIED, book.apply(event));
    }

    private Ladder ladder(final int depth) {
        final BookSnapshot copy = new BookSnapshot(depth);
        book.snapshotInto(copy);
        return new Ladder("ABC-PERP", copy, 1_234, TIME_NS);
    }
}
