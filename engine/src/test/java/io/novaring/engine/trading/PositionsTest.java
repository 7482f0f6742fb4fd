/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static io.novaring.engine.trading.DeskRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.DeskRig.Sent;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.venue.AccountQuery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The position the venue tells, and the trades that lead to it. */
final class PositionsTest {
    private final DeskRig rig = DeskRig.ready();

    private List<AccountQuery> queries() {
        return rig.sent.stream().map(Sent::query).filter(query -> query != null).toList();
    }

    @Test
    void shouldAskTwiceBeforeAPositionIsAnother() {
        rig.trading.unsupported.add(AccountQuery.TRADES_OF_TIME);
        rig.notice(rig.venue.place("theirs", Side.BUY, 100, 10));
        rig.venue.fill("ID-1", 10);
        // It is never told; only the position shows it.
        rig.tick(60 * SECOND_NS);
        rig.takeRows();
        rig.answerQueries();
        assertEquals(List.of(), positionRows());
        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(List.of("POSITION_DIFFERENCE 0->10"), positionRows());
        assertEquals(10, rig.desk.position(DeskRig.INSTRUMENT));
        // Told at last: it is in the position already.
        rig.notice(rig.venue.trades.get(0));
        assertEquals(10, rig.desk.position(DeskRig.INSTRUMENT));
    }

    @Test
    void shouldLookForTheTradeThatAnotherPositionShows() {
        rig.notice(rig.venue.place("theirs", Side.BUY, 100, 10));
        // It is never told, and others are, for long enough that these are known to be the newest.
        rig.venue.fill("ID-1", 10);
        rig.tick(40 * SECOND_NS);
        final Deal ours = rig.placed(3);
        rig.notice(rig.venue.fill(ours.id(), 3));
        rig.takeRows();
        rig.tick(20 * SECOND_NS);
        rig.answerQueries();
        assertTrue(rig.takeRows().contains("FILL -1 10"));
        assertEquals(13, rig.desk.position(DeskRig.INSTRUMENT));
        final int before = queries().size();
        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(List.of(AccountQuery.POSITIONS), queries().subList(before, queries().size()));
        assertEquals(List.of(), positionRows());
    }

    @Test
    void shouldLookForTheTradeInTheNextSessionWhenThisOneEnds() {
        rig.notice(rig.venue.place("theirs", Side.BUY, 100, 10));
        rig.venue.fill("ID-1", 10);
        rig.tick(40 * SECOND_NS);
        rig.notice(rig.venue.fill(rig.placed(3).id(), 3));
        rig.tick(20 * SECOND_NS);
        // The positions are told, and then the session is over before the trades are.
        for (final DeskRig.Sent sent : List.copyOf(rig.sent)) {
            if (sent.query() == AccountQuery.POSITIONS) {
                rig.answerQuery(sent);
            }
        }
        rig.close();
        rig.takeRows();
        rig.open();
        rig.recover();

        assertTrue(rig.takeRows().contains("FILL -1 10"));
        assertEquals(0, rig.count(Counter.POSITION_DIFFERENCES));
    }

    private List<String> positionRows() {
        return rig.takeRows().stream().filter(row -> row.startsWith("POSITION")).toList();
    }

    @Test
    void shouldNotTakeATradeThatIsToldLaterForADifference() {
        final Deal deal = rig.placed(10);
        rig.tick(60 * SECOND_NS);
        final ModelVenue.Trade trade = rig.venue.fill(deal.id(), 4);
        rig.takeRows();
        rig.answerQueries();
        rig.notice(trade);
        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(
                List.of("FILL #1 4"),
                rig.takeRows().stream().filter(row -> !row.startsWith("ORDER")).toList());
        assertEquals(4, rig.desk.position(DeskRig.INSTRUMENT));
        assertEquals(0, rig.count(Counter.POSITION_DIFFERENCES));
    }

    @Test
    void shouldAskWhenAMessageTellsAnotherPosition() {
        rig.begin(Origin.INBOUND, EventKind.CHANGES);
        rig.positionRow(5);
        rig.publish();
        final int before = queries().size();
        rig.tick(SECOND_NS);

        assertEquals(List.of(AccountQuery.POSITIONS), queries().subList(before, queries().size()));
    }

    @Test
    void shouldTellAPositionThatWasThereBefore() {
        final DeskRig fresh = new DeskRig();
        fresh.venue.place("earlier", Side.SELL, 100, 10);
        fresh.venue.fill("ID-1", 10);
        assertEquals(MarketEvent.ABSENT, fresh.desk.position(DeskRig.INSTRUMENT));
        fresh.open();
        fresh.recover();

        assertEquals(List.of("FILL 10", "POSITION -10", "READY"), fresh.rows);
        assertEquals(-10, fresh.desk.position(DeskRig.INSTRUMENT));
        assertEquals(0, fresh.desk.position(1_000));
    }
}
