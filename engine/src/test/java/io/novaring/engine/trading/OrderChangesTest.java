/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static io.novaring.engine.trading.DeskRig.HANDLE;
import static io.novaring.engine.trading.DeskRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.DeskRig.Sent;
import io.novaring.engine.trading.ModelVenue.Deal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits and cancels. */
final class OrderChangesTest {
    private final DeskRig rig = DeskRig.ready();

    @Test
    void shouldEditAndKeepTheNewerWord() {
        final Deal deal = rig.placed(10);
        rig.edit(1, 101, 20);
        assertEquals("ID-1 101 20", rig.last().text());
        assertTrue(rig.read(1).hasPendingEdit);
        rig.outbound();
        final Sent sent = rig.last();
        rig.takeRows();

        rig.notice(rig.venue.edit(deal.id(), 101, 20));
        assertEquals(List.of("ORDER #1 OPEN->OPEN"), rig.takeRows());
        // The answer was made before, and says what was then.
        rig.answer(sent, deal);

        assertEquals(List.of(), rig.takeRows());
        assertEquals(101, rig.read(1).price);
        assertEquals(20, rig.report.amount);
        assertFalse(rig.report.hasPendingEdit);
    }

    @Test
    void shouldRankANoticeAboveAnAnswerOfTheSameTime() {
        final Deal deal = rig.placed(10);
        rig.edit(1, 101, 20);
        rig.outbound();
        final Sent sent = rig.last();
        final Deal first = rig.venue.edit(deal.id(), 101, 20);
        final Deal second =
                new Deal(deal.id(), "L-1", Side.BUY, 102, 30, 0, "open", first.timeMs());
        rig.notice(second);
        rig.takeRows();

        rig.answer(sent, first);
        assertEquals(List.of(), rig.takeRows());
        assertEquals(102, rig.read(1).price);
        // Of two notices the later one counts.
        rig.notice(first);

        assertEquals(101, rig.read(1).price);
    }

    @Test
    void shouldRefuseASecondChangeWhileOneIsPending() {
        rig.placed(10);
        rig.edit(1, 101, 20);
        rig.takeRows();

        rig.edit(1, 102, 20);
        assertEquals(List.of("REFUSED #1 PENDING"), rig.takeRows());
        // A cancel must not wait for an edit.
        rig.cancel(HANDLE + 1);
        assertEquals(TestTrading.CANCEL, rig.last().type());
        rig.cancel(HANDLE + 1);

        assertEquals(List.of("REFUSED #1 PENDING"), rig.takeRows());
    }

    @Test
    void shouldSayWhenAnEditFailed() {
        rig.placed(10);
        rig.edit(1, 101, 20);
        rig.outbound();
        rig.takeRows();

        rig.error(rig.last(), TestTrading.REFUSED);

        assertEquals(List.of("EDIT_FAILED #1"), rig.takeRows());
        assertEquals(10, rig.read(1).amount);
        assertFalse(rig.report.hasPendingEdit);
    }

    @Test
    void shouldAskForTheOrderWhenACancelCameTooLate() {
        final Deal deal = rig.placed(10);
        rig.cancel(HANDLE + 1);
        rig.outbound();
        rig.venue.fill(deal.id(), 10);
        rig.takeRows();

        rig.error(rig.last(), TestTrading.DONE);
        assertEquals(List.of("CANCEL_FAILED #1"), rig.takeRows());
        rig.answerQueries();
        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(List.of("ORDER #1 OPEN->FILLED", "FILL #1 10"), rig.takeRows());
    }

    @Test
    void shouldAskAfterAnEditThatWasNotAnswered() {
        final Deal deal = rig.placed(10);
        rig.edit(1, 101, 20);
        rig.outbound();
        rig.venue.edit(deal.id(), 101, 20);
        rig.takeRows();

        rig.lose(rig.last());
        assertEquals(List.of("ORDER #1 OPEN->UNKNOWN"), rig.takeRows());
        assertEquals("ID-1", rig.last().text());
        rig.answerQueries();

        assertEquals(List.of("ORDER #1 UNKNOWN->OPEN"), rig.takeRows());
        assertEquals(20, rig.read(1).amount);
    }

    @Test
    void shouldCountAnEditOfWhichNobodyKnows() {
        final String limits =
                "X-PERP positionMax=0.00000005 requiresLiveBook=false requiresRules=true";
        rig.command(CommandType.RISK_LIMITS, limits);
        rig.placed(10);
        rig.edit(1, 100, 45);
        rig.outbound();
        rig.lose(rig.last());
        rig.takeRows();

        rig.place(Side.BUY, 100, 10);
        assertEquals(List.of("REFUSED #2 POSITION_LIMIT"), rig.takeRows());
        // It was not carried out.
        rig.answerQueries();
        rig.takeRows();
        rig.place(Side.BUY, 100, 10);

        assertEquals(List.of("ORDER #3 ->PENDING_NEW"), rig.takeRows());
    }

    @Test
    void shouldCancelByNameOfTheVenueOrOfOurs() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.cancel(HANDLE + 1);
        assertEquals("label L-1", rig.last().text());
        rig.outbound();
        rig.answer(rig.sent.get(rig.sent.size() - 2), rig.venue.place("L-1", Side.BUY, 100, 10));

        rig.command.clear().action = OrderCommand.CANCEL;
        rig.command.orderId("ID-1".getBytes(), 0, 4);
        rig.takeRows();
        rig.submit();

        assertEquals(List.of("REFUSED #1 PENDING"), rig.takeRows());
    }

    @Test
    void shouldLookAgainAfterACancelThatSaidANumber() {
        final Deal deal = rig.placed(10);
        rig.cancel(HANDLE + 1);
        rig.outbound();
        rig.venue.cancel(deal.id());
        rig.takeRows();

        rig.beginAnswer(rig.last());
        rig.trading.nextAnswer.cancelledCount = 1;
        rig.publish();
        assertEquals(List.of(), rig.takeRows());
        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(List.of("ORDER #1 OPEN->CANCELLED"), rig.takeRows());
    }

    @Test
    void shouldAskForAnOrderThoughItsCancelIsRepeatedAgainAndAgain() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        rig.close();
        rig.open();
        rig.answerQueries();

        for (int tenths = 1; tenths <= 90; tenths++) {
            rig.tick(SECOND_NS / 10);
            if (tenths % 9 == 0) {
                rig.cancel(HANDLE + 1);
                rig.outbound();
                rig.beginAnswer(rig.last());
                rig.trading.nextAnswer.cancelledCount = 0;
                rig.publish();
            }
            rig.answerQueries();
        }

        assertEquals(OrderState.NOT_FOUND, rig.state(1));
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                OrderCommand.CANCEL_ALL,
                OrderCommand.CANCEL_INSTRUMENT,
                OrderCommand.CANCEL_SCOPE,
                OrderCommand.CANCEL_LABEL
            })
    void shouldListWhatIsOpenAfterAMassCancel(final byte action) {
        final Deal deal = rig.placed(10);
        rig.command.clear().action = action;
        rig.submit();
        rig.outbound();
        final Sent sent = rig.last();
        assertEquals(TestTrading.MASS_CANCEL, sent.type());
        rig.venue.cancel(deal.id());
        rig.takeRows();
        rig.beginAnswer(sent);
        rig.publish();

        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(List.of("ORDER #1 OPEN->CANCELLED"), rig.takeRows());
        assertEquals(1, rig.count(Counter.LISTING_DIFFERENCES));
    }

    @Test
    void shouldSayWhenAMassCancelWasNotHandedOver() {
        rig.command.clear().action = OrderCommand.CANCEL_ALL;
        rig.outbound();
        rig.submit();

        rig.unsent();

        assertEquals(List.of("REFUSED UNSENT"), rig.takeRows());
    }

    @Test
    void shouldRefuseOrdersAndKeepCancelsWithoutCredits() {
        rig.placed(10);
        rig.takeRows();
        rig.hasCredits = false;

        rig.place(Side.BUY, 100, 10);
        assertEquals(List.of("REFUSED #2 THROTTLED 77"), rig.takeRows());
        final int before = rig.sent.size();
        rig.cancel(HANDLE + 1);
        rig.tick(SECOND_NS);
        assertEquals(before, rig.sent.size());
        rig.hasCredits = true;
        rig.tick(SECOND_NS);

        assertEquals(TestTrading.CANCEL, rig.last().type());
        assertEquals(List.of(), rig.takeRows());
    }

    @Test
    void shouldCancelEverythingAlthoughCancelsOfSingleOrdersWait() {
        rig.placed(10);
        rig.throttledType = TestTrading.CANCEL;
        rig.cancel(HANDLE + 1);

        rig.command.clear().action = OrderCommand.CANCEL_ALL;
        rig.submit();
        assertEquals(TestTrading.MASS_CANCEL, rig.last().type());
        rig.outbound();
        rig.throttledType = TestTrading.MASS_CANCEL;
        rig.submit();
        rig.tick(1);

        assertEquals(TestTrading.CANCEL, rig.last().type());
    }

    @Test
    void shouldAskWhenACancelledOrderIsToldAsWorking() {
        final Deal deal = rig.placed(10);
        rig.cancel(HANDLE + 1);
        rig.outbound();
        rig.answer(rig.last(), deal);
        rig.venue.cancel(deal.id());
        rig.takeRows();

        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(List.of("ORDER #1 OPEN->CANCELLED"), rig.takeRows());
    }

    @Test
    void shouldSayWhenACancelByLabelFoundNothing() {
        rig.place(Side.BUY, 100, 10);
        rig.outbound();
        final Sent placed = rig.last();
        rig.cancel(HANDLE + 1);
        rig.outbound();
        final Sent sent = rig.last();
        rig.answer(placed, rig.venue.place("L-1", Side.BUY, 100, 10));
        rig.takeRows();

        rig.beginAnswer(sent);
        rig.trading.nextAnswer.cancelledCount = 0;
        rig.publish();

        assertEquals(List.of("CANCEL_FAILED #1"), rig.takeRows());
        assertFalse(rig.read(1).hasPendingCancel);
    }

    @Test
    void shouldAskAfterAnEditWhoseAnswerCannotBeRead() {
        final Deal deal = rig.placed(10);
        rig.edit(1, 101, 20);
        rig.outbound();
        rig.venue.edit(deal.id(), 101, 20);
        rig.beginAnswer(rig.last());
        rig.publish();
        rig.takeRows();

        rig.tick(SECOND_NS);
        rig.answerQueries();

        assertEquals(101, rig.read(1).price);
        assertEquals(20, rig.report.amount);
    }

    @Test
    void shouldGiveACancelUpThatWaitedForTooLong() {
        rig.placed(10);
        rig.takeRows();
        rig.hasCredits = false;
        rig.cancel(HANDLE + 1);

        rig.tick(2 * SECOND_NS);
        assertEquals(List.of(), rig.takeRows());
        rig.tick(1);

        assertEquals(List.of("REFUSED #1 THROTTLED 77"), rig.takeRows());
        assertFalse(rig.read(1).hasPendingCancel);
    }

    @Test
    void shouldKeepAnOrderPostOnlyWhenItIsEdited() {
        rig.command.clear().instrument("X-PERP").label(new byte[] {'L'}, 0, 1);
        rig.command.action = OrderCommand.NEW;
        rig.command.side = Side.BUY;
        rig.command.flags = OrderCommand.ALLOW_STALE_BOOK | OrderCommand.POST_ONLY;
        rig.command.price = 100;
        rig.command.amount = 10;
        rig.command.handle = HANDLE + 1;
        rig.submit();
        rig.outbound();
        rig.answer(rig.last(), rig.venue.place("L", Side.BUY, 100, 10));

        rig.edit(1, 101, 20);

        assertEquals("ID-1 101 20 post-only", rig.last().text());
    }

    @Test
    void shouldNotResolveTheUnknownByAnOlderWord() {
        final Deal deal = rig.placed(10);
        rig.notice(rig.venue.edit(deal.id(), 101, 10));
        rig.edit(1, 102, 10);
        rig.outbound();
        final Sent sent = rig.last();
        rig.hasCredits = false;
        rig.lose(sent);

        rig.notice(deal);

        assertEquals(OrderState.UNKNOWN, rig.state(1));
    }
}
