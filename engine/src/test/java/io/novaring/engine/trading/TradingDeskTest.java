/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static io.novaring.engine.trading.DeskRig.HANDLE;
import static io.novaring.engine.trading.DeskRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.novaring.codec.EventKind;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.notice.NoticeColumns;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.DeskRig.Sent;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.trading.ModelVenue.Trade;
import io.novaring.engine.venue.AccountQuery;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TradingDeskTest {
    private final DeskRig rig = DeskRig.ready();

    @Test
    void shouldFollowAnOrderFromSubmissionToFill() {
        rig.place(Side.BUY, 100, 10);
        final Sent sent = rig.last();
        assertEquals("label L-1", sent.text());
        assertEquals(HANDLE + 1, sent.token());
        assertEquals(List.of("ORDER #1 ->PENDING_NEW"), rig.takeRows());
        rig.outbound();
        assertEquals(List.of("ORDER #1 PENDING_NEW->SENT"), rig.takeRows());

        final Deal deal = rig.venue.place("L-1", Side.BUY, 100, 10);
        rig.answer(sent, deal);
        assertEquals(List.of("ORDER #1 SENT->OPEN"), rig.takeRows());
        final Trade trade = rig.venue.fill(deal.id(), 10);
        rig.notice(trade);
        rig.notice(rig.venue.orders.get(deal.id()));

        assertEquals(List.of("FILL #1 10", "ORDER #1 OPEN->FILLED"), rig.takeRows());
        assertEquals("ID-1", rig.read(1).orderId());
        assertEquals(10, rig.report.filledAmount);
        assertEquals(10, rig.report.tradedAmount);
        assertEquals(10, rig.desk.position(DeskRig.INSTRUMENT));
    }

    @Test
    void shouldTakeANoticeBeforeTheAnswer() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        final Deal open = rig.venue.place("L-1", Side.BUY, 100, 10);
        final Trade trade = rig.venue.fill(open.id(), 10);
        rig.takeRows();

        rig.notice(trade);
        rig.notice(rig.venue.orders.get(open.id()));
        rig.answer(rig.last(), open, trade);

        assertEquals(List.of("FILL #1 10", "ORDER #1 SENT->FILLED"), rig.takeRows());
        assertEquals(0, rig.count(Counter.ANOMALIES));
        assertEquals(1, rig.count(Counter.REPEATED_TRADES));
    }

    @Test
    void shouldRejectWhatTheVenueRefusesForCertain() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.takeRows();

        rig.error(rig.last(), TestTrading.REFUSED);

        assertEquals(List.of("ORDER #1 SENT->REJECTED error 1"), rig.takeRows());
    }

    @Test
    void shouldAskByLabelWhenTheErrorDoesNotSayWhatHappened() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.venue.place("L-1", Side.BUY, 100, 10);
        rig.takeRows();

        rig.error(rig.last(), TestTrading.UNCERTAIN);

        assertEquals(List.of("ORDER #1 SENT->UNKNOWN error 2"), rig.takeRows());
        assertEquals("L-1", rig.last().text());
        rig.answerQueries();
        assertEquals(List.of("ORDER #1 UNKNOWN->OPEN"), rig.takeRows());
    }

    @Test
    void shouldNotBelieveARefusalOfAnOrderTheVenueHasTold() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.notice(rig.venue.place("L-1", Side.BUY, 100, 10));
        rig.takeRows();

        rig.error(rig.sent.get(rig.sent.size() - 1), TestTrading.REFUSED);

        assertEquals(List.of("ALARM #1"), rig.takeRows());
        assertEquals(OrderState.OPEN, rig.state(1));
    }

    @Test
    void shouldTakeALateAnswerForWhatItIs() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        final Sent sent = rig.last();
        rig.takeRows();
        rig.lose(sent);
        assertEquals(List.of("ORDER #1 SENT->UNKNOWN"), rig.takeRows());

        rig.answer(sent, rig.venue.place("L-1", Side.BUY, 100, 10));

        assertEquals(List.of("ORDER #1 UNKNOWN->OPEN"), rig.takeRows());
        assertEquals(1, rig.sent.stream().filter(s -> s.type() == TestTrading.NEW).count());
    }

    @Test
    void shouldAdoptOrdersOfOthersAndCancelThem() {
        final Deal deal = rig.venue.place("theirs", Side.SELL, 120, 7);
        rig.notice(deal);
        assertEquals(List.of("ORDER -1 ->OPEN"), rig.takeRows());

        rig.cancel(-1);
        assertEquals("ID-1", rig.last().text());
        rig.outbound();
        rig.answer(rig.last(), rig.venue.cancel(deal.id()));

        assertEquals(List.of("ORDER -1 OPEN->CANCELLED"), rig.takeRows());
    }

    @Test
    void shouldRaiseTheAlarmOverTwoLiveOrdersOfOneLabel() {
        rig.placed(10);
        rig.takeRows();

        rig.notice(rig.venue.place("L-1", Side.BUY, 100, 10));

        assertEquals(List.of("ORDER -1 ->OPEN", "ALARM -1"), rig.takeRows());
    }

    @Test
    void shouldPassOnWhatWasRefusedAtTheEntry() {
        rig.command.clear().action = OrderCommand.NEW;
        rig.command.handle = HANDLE + 9;
        rig.command.refusal = OrderRefusal.THROTTLED.code();
        rig.command.waitNs = 5;

        rig.submit();

        assertEquals(List.of("REFUSED #9 THROTTLED 5"), rig.takeRows());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        rig.place(Side.NONE, 100, 10);
        rig.place(Side.BUY, 100, 0);
        rig.handles = 0;
        rig.placed(10);
        rig.handles = 0;
        rig.place(Side.BUY, 100, 10);
        rig.cancel(HANDLE + 8);
        rig.edit(8, 1, 1);
        rig.begin(Origin.COMMAND, EventKind.COMMAND).code =
                io.novaring.codec.CommandType.ORDER.code();
        rig.text("nonsense");
        rig.publish();

        assertEquals(
                List.of(
                        "REFUSED #1 MALFORMED",
                        "REFUSED #2 MALFORMED",
                        "REFUSED #1 MALFORMED",
                        "REFUSED #8 UNKNOWN_ORDER",
                        "REFUSED #8 UNKNOWN_ORDER",
                        "REFUSED MALFORMED"),
                rig.takeRows().stream().filter(row -> row.startsWith("REFUSED")).toList());
    }

    @Test
    void shouldMakeTheOrderOfAClosedPositionOurs() {
        rig.command.clear().instrument("X-PERP").action = OrderCommand.CLOSE_POSITION;
        rig.command.type = OrderCommand.MARKET;
        rig.command.flags = OrderCommand.ALLOW_STALE_BOOK;
        rig.command.handle = HANDLE + 1;
        rig.submit();
        rig.outbound();
        final Sent sent = rig.last();
        assertEquals(TestTrading.CLOSE, sent.type());
        final Deal open = rig.venue.place("", Side.SELL, 100, 10);
        rig.notice(open);
        assertEquals("ORDER -1 ->OPEN", rig.rows.get(rig.rows.size() - 1));
        rig.takeRows();

        final Trade trade = rig.venue.fill(open.id(), 10);
        rig.answer(sent, rig.venue.orders.get(open.id()), trade);

        assertEquals(List.of("ORDER #1 SENT->FILLED", "FILL #1 10"), rig.takeRows());
        assertFalse(rig.desk.read(-1, rig.report));
    }

    @Test
    void shouldAskForNoLabelThatTheVenueNeverSaw() {
        rig.command.clear().instrument("X-PERP").label(new byte[] {'L'}, 0, 1);
        rig.command.action = OrderCommand.CLOSE_POSITION;
        rig.command.type = OrderCommand.MARKET;
        rig.command.flags = OrderCommand.ALLOW_STALE_BOOK;
        rig.command.handle = HANDLE + 1;
        rig.submit();
        rig.outbound();
        rig.takeRows();
        final int before = rig.sent.size();

        rig.cancel(HANDLE + 1);
        assertEquals(List.of("REFUSED #1 PENDING"), rig.takeRows());
        rig.lose(rig.last());
        for (int i = 0; i < 20; i++) {
            rig.tick(SECOND_NS);
            rig.answerQueries();
        }

        assertEquals(
                List.of("ORDER #1 SENT->UNKNOWN", "ORDER #1 UNKNOWN->NOT_FOUND", "ALARM #1"),
                rig.takeRows());
        assertFalse(
                rig.sent.stream()
                        .skip(before)
                        .anyMatch(sent -> sent.query() == AccountQuery.ORDERS_BY_LABEL));
    }

    @Test
    void shouldKeepTheFlagsOfAnAdoptedOrderWhenItIsEdited() {
        rig.begin(Origin.INBOUND, EventKind.ORDERS);
        rig.orderRow(rig.venue.place("", Side.BUY, 100, 10));
        rig.event.orders.postOnly[0] = 1;
        rig.publish();

        rig.edit(-1 - HANDLE, 101, 20);

        assertEquals("ID-1 101 20 post-only", rig.last().text());
    }

    @Test
    void shouldFetchTradesThatAreMissing() {
        final Deal deal = rig.placed(10);
        rig.venue.fill(deal.id(), 10);
        rig.takeRows();
        rig.notice(rig.venue.orders.get(deal.id()));
        rig.tick(SECOND_NS - 1);
        rig.answerQueries();
        assertEquals(List.of("ORDER #1 OPEN->FILLED"), rig.takeRows());

        rig.tick(1);
        rig.answerQueries();

        assertEquals(List.of("FILL #1 10"), rig.takeRows());
        assertEquals(10, rig.desk.position(DeskRig.INSTRUMENT));
    }

    @Test
    void shouldRaiseTheAlarmOverAFillWithoutATrade() {
        final Deal deal = rig.placed(10);
        rig.venue.fill(deal.id(), 10);
        rig.venue.trades.clear();
        rig.notice(rig.venue.orders.get(deal.id()));
        rig.takeRows();

        for (int i = 0; i < 10; i++) {
            rig.tick(SECOND_NS);
            rig.answerQueries();
        }

        assertEquals(List.of("ALARM #1"), rig.takeRows());
    }

    @Test
    void shouldForgetOnlyWhatIsDone() {
        final DeskRig small = new DeskRig(8);
        small.open();
        small.recover();
        final Deal first = small.placed(10);
        for (int i = 0; i < 7; i++) {
            small.placed(10);
        }
        small.takeRows();
        small.place(Side.BUY, 100, 10);
        assertEquals(List.of("REFUSED #9 TABLE_FULL"), small.takeRows());

        small.notice(small.venue.cancel(first.id()));
        small.tick(SECOND_NS);
        small.placed(10);

        assertEquals(OrderState.OPEN, small.state(10));
        assertEquals(null, small.state(1));
        assertEquals(OrderState.OPEN, small.state(2));
    }

    @Test
    void shouldListLiveHandles() {
        rig.placed(10);
        final Deal second = rig.placed(10);
        rig.notice(rig.venue.cancel(second.id()));
        final long[] handles = new long[4];

        assertEquals(1, rig.desk.liveHandles(handles));
        assertEquals(HANDLE + 1, handles[0]);
    }

    @Test
    void shouldTellWhetherTheAccountIsLocked() {
        for (final byte locked : new byte[] {1, 0, NoticeColumns.UNKNOWN}) {
            rig.begin(Origin.INBOUND, EventKind.ACCOUNT_LOCK);
            rig.event.notice.claimAccountLock().locked = locked;
            rig.publish();
        }

        assertEquals(List.of("LOCK 1", "LOCK 0"), rig.takeRows());
    }
}
