/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static io.novaring.engine.trading.DeskRig.HANDLE;
import static io.novaring.engine.trading.DeskRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.DeskRig.Sent;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.venue.AccountQuery;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
    private final DeskRig rig = DeskRig.ready();

    private List<AccountQuery> queries() {
        return rig.sent.stream().map(Sent::query).filter(query -> query != null).toList();
    }

    @Test
    void shouldAskInOrderAndRefuseOrdersMeanwhile() {
        final DeskRig fresh = new DeskRig();
        fresh.place(Side.BUY, 100, 10);
        fresh.open();
        fresh.place(Side.BUY, 100, 10);
        assertEquals(List.of("REFUSED #1 NOT_CONNECTED", "REFUSED #2 RECOVERING"), fresh.rows);
        assertFalse(fresh.desk.isReady());
        fresh.recover();

        assertEquals(
                List.of(
                        AccountQuery.CANCEL_ON_DISCONNECT_SET,
                        AccountQuery.CANCEL_ON_DISCONNECT_READ,
                        AccountQuery.TRADES_OF_TIME,
                        AccountQuery.TRADES_OF_TIME,
                        AccountQuery.OPEN_ORDERS,
                        AccountQuery.POSITIONS,
                        AccountQuery.ACCOUNT,
                        AccountQuery.ACCOUNT),
                fresh.sent.stream().map(Sent::query).toList());
        assertEquals("READY", fresh.rows.get(2));
        assertTrue(fresh.desk.isReady());
    }

    @Test
    void shouldWaitForChannelsButNotForEver() {
        final DeskRig fresh = new DeskRig();
        fresh.unsettled = 3;
        fresh.open();
        fresh.answerQueries();
        fresh.tick(4 * SECOND_NS);
        fresh.answerQueries();
        assertEquals(2, fresh.sent.size());

        fresh.tick(SECOND_NS);

        assertEquals(AccountQuery.TRADES_OF_TIME, fresh.sent.get(2).query());
    }

    @Test
    void shouldRaiseTheAlarmWhenOrdersWouldOutliveTheConnection() {
        final DeskRig fresh = new DeskRig();
        fresh.cancelOnDisconnect = 0;
        fresh.open();
        fresh.recover();

        assertEquals(List.of("ALARM", "READY"), fresh.rows);
    }

    @Test
    void shouldAskAgainWhenAQuestionFails() {
        final DeskRig fresh = new DeskRig();
        fresh.open();
        fresh.outbound();
        fresh.error(fresh.last(), TestTrading.LATER);
        final int before = fresh.sent.size();
        fresh.tick(SECOND_NS / 4);
        assertEquals(before, fresh.sent.size());
        fresh.tick(SECOND_NS / 4);
        assertEquals(AccountQuery.CANCEL_ON_DISCONNECT_SET, fresh.last().query());
        fresh.recover();

        assertTrue(fresh.desk.isReady());
    }

    @Test
    void shouldAskNothingWithoutCredits() {
        final DeskRig fresh = new DeskRig();
        fresh.open();
        final int before = fresh.sent.size();
        fresh.hasCredits = false;
        fresh.answerQueries();
        fresh.tick(SECOND_NS);
        assertEquals(before, fresh.sent.size());
        fresh.hasCredits = true;
        fresh.recover();

        assertTrue(fresh.desk.isReady());
    }

    @Test
    void shouldKnowThatWhatWasNotHandedOverWasNeverSent() {
        rig.place(Side.BUY, 100, 10);
        rig.close();
        assertEquals(OrderState.PENDING_NEW, rig.state(1));
        rig.unsent();

        assertEquals(
                List.of("ORDER #1 ->PENDING_NEW", "ORDER #1 PENDING_NEW->UNSENT"), rig.takeRows());
    }

    @Test
    void shouldFindAnOrderThatWasOnItsWay() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.takeRows();
        rig.close();
        assertEquals(List.of("ORDER #1 SENT->UNKNOWN"), rig.takeRows());
        final Deal deal = rig.venue.place("L-1", Side.BUY, 100, 10);
        rig.venue.cancel(deal.id());

        rig.open();
        rig.recover();

        assertEquals(List.of("ORDER #1 UNKNOWN->CANCELLED", "READY"), rig.takeRows());
        assertEquals(1, rig.sent.stream().filter(s -> s.type() == TestTrading.NEW).count());
    }

    @Test
    void shouldCountWhatWasFilledMeanwhileOnce() {
        final Deal deal = rig.placed(10);
        rig.notice(rig.venue.fill(deal.id(), 3));
        rig.takeRows();
        rig.close();
        rig.venue.fill(deal.id(), 2);
        rig.venue.fill(deal.id(), 1);
        rig.venue.fill(deal.id(), 1);
        rig.venue.cancel(deal.id());

        rig.open();
        rig.recover();

        assertEquals(
                List.of(
                        "ORDER #1 OPEN->UNKNOWN",
                        "FILL #1 2",
                        "FILL #1 1",
                        "FILL #1 1",
                        "ORDER #1 UNKNOWN->CANCELLED",
                        "READY"),
                rig.takeRows());
        assertEquals(7, rig.desk.position(DeskRig.INSTRUMENT));
        assertEquals(7, rig.read(1).tradedAmount);
    }

    @Test
    void shouldNotTakeSilenceForProof() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.takeRows();
        rig.close();
        rig.open();
        final long openedNs = rig.nowNs;
        // The venue finds it only after three seconds.
        for (int i = 0; i < 30; i++) {
            rig.answerQueries();
            rig.tick(SECOND_NS / 10);
        }
        assertEquals(OrderState.UNKNOWN, rig.state(1));
        assertFalse(rig.desk.isReady());
        rig.venue.place("L-1", Side.BUY, 100, 10);
        rig.recover();

        assertEquals(OrderState.OPEN, rig.state(1));
        assertTrue(rig.nowNs - openedNs < 6 * SECOND_NS);
    }

    @Test
    void shouldSayThatAnOrderIsNotFoundOnlyAfterProof() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.takeRows();
        rig.close();
        final long closedNs = rig.nowNs;
        rig.open();
        final int before = queries().size();
        while (rig.state(1) == OrderState.UNKNOWN) {
            rig.answerQueries();
            rig.tick(SECOND_NS / 10);
        }

        assertEquals(OrderState.NOT_FOUND, rig.state(1));
        // Asked as soon as the answer proves something, not when it is next due.
        assertTrue(rig.nowNs - closedNs > 5 * SECOND_NS);
        assertTrue(rig.nowNs - closedNs <= 5 * SECOND_NS + 3 * SECOND_NS / 10);
        final List<AccountQuery> asked = queries().subList(before, queries().size());
        assertTrue(asked.stream().filter(q -> q == AccountQuery.ORDERS_BY_LABEL).count() >= 3);
        // Once at the start, and once behind the last empty answer; of each part of the account.
        assertEquals(4, asked.stream().filter(q -> q == AccountQuery.TRADES_OF_TIME).count());
        rig.recover();
        assertEquals(
                List.of(
                        "ORDER #1 SENT->UNKNOWN",
                        "ORDER #1 UNKNOWN->NOT_FOUND",
                        "ALARM #1",
                        "READY"),
                rig.takeRows());
        // What the venue then says counts all the same.
        rig.notice(rig.venue.place("L-1", Side.BUY, 100, 10));
        assertEquals(List.of("ORDER #1 NOT_FOUND->OPEN"), rig.takeRows());
    }

    @Test
    void shouldProveTheSameWithoutADisconnect() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        final Sent sent = rig.last();
        rig.tick(10 * SECOND_NS);
        rig.takeRows();
        rig.lose(sent);
        final int before = queries().size() - 1;
        // Orders may still go out: nothing was lost but one answer.
        assertTrue(rig.desk.isReady());
        for (int i = 0; i < 50; i++) {
            rig.answerQueries();
            rig.tick(SECOND_NS / 10);
        }

        assertEquals(
                List.of("ORDER #1 SENT->UNKNOWN", "ORDER #1 UNKNOWN->NOT_FOUND", "ALARM #1"),
                rig.takeRows());
        final List<AccountQuery> asked = queries().subList(before, queries().size());
        assertEquals(3, asked.stream().filter(q -> q == AccountQuery.ORDERS_BY_LABEL).count());
        assertEquals(2, asked.stream().filter(q -> q == AccountQuery.TRADES_OF_TIME).count());
        // The refusal that was under way all the time says why: it never was, as was told.
        rig.error(sent, TestTrading.REFUSED);
        assertEquals(
                List.of("ORDER #1 NOT_FOUND->REJECTED error " + TestTrading.REFUSED),
                rig.takeRows());
    }

    @Test
    void shouldLetCancelsPassWhileItRecovers() {
        rig.placed(10);
        rig.close();
        rig.takeRows();
        rig.cancel(HANDLE + 1);
        assertEquals(List.of("REFUSED #1 NOT_CONNECTED"), rig.takeRows());
        rig.open();

        rig.cancel(HANDLE + 1);
        assertEquals(TestTrading.CANCEL, rig.last().type());
        rig.edit(1, 101, 10);
        assertEquals(List.of("REFUSED #1 RECOVERING"), rig.takeRows());
    }

    @Test
    void shouldStartAnewWhenTheSessionEndsInBetween() {
        rig.placed(10);
        rig.takeRows();
        rig.close();
        rig.open();
        rig.answerQuery(rig.last());
        rig.close();
        rig.open();
        rig.recover();

        assertEquals(
                List.of("ORDER #1 OPEN->UNKNOWN", "ORDER #1 UNKNOWN->OPEN", "READY"),
                rig.takeRows());
    }

    @Test
    void shouldLookAtEverythingAgainEveryMinute() {
        final Deal deal = rig.placed(10);
        rig.takeRows();
        rig.venue.cancel(deal.id());
        final int before = queries().size();
        rig.tick(59 * SECOND_NS);
        assertEquals(before, queries().size());

        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(AccountQuery.OPEN_ORDERS, queries().get(before));
        assertEquals(List.of("ORDER #1 OPEN->CANCELLED"), rig.takeRows());
    }

    @Test
    void shouldDoWithoutWhatTheVenueDoesNotOffer() {
        final DeskRig fresh = new DeskRig();
        fresh.trading.unsupported.addAll(List.of(AccountQuery.values()));
        fresh.open();
        for (int i = 0; i < 20 && !fresh.desk.isReady(); i++) {
            fresh.tick(1);
        }

        assertTrue(fresh.desk.isReady());
        assertEquals(List.of(), fresh.sent);
    }

    @Test
    void shouldRaiseTheAlarmOverAStateThatIsNotKnown() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.close();
        final Deal deal = rig.venue.place("L-1", Side.BUY, 100, 10);
        rig.venue.orders.put(
                deal.id(), new Deal(deal.id(), "L-1", Side.BUY, 100, 10, 0, "x", deal.timeMs()));
        rig.takeRows();
        rig.open();
        rig.recover();
        assertEquals(List.of("ALARM #1"), rig.takeRows());
        assertFalse(rig.desk.isReady());

        rig.venue.cancel(deal.id());
        rig.recover();

        assertEquals(List.of("ORDER #1 UNKNOWN->CANCELLED", "READY"), rig.takeRows());
    }
}
