/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.order.OrderRefusal.AMOUNT_MAX;
import static io.novaring.codec.order.OrderRefusal.AMOUNT_MIN;
import static io.novaring.codec.order.OrderRefusal.AMOUNT_STEP;
import static io.novaring.codec.order.OrderRefusal.BOOK_NOT_LIVE;
import static io.novaring.codec.order.OrderRefusal.MALFORMED;
import static io.novaring.codec.order.OrderRefusal.NONE;
import static io.novaring.codec.order.OrderRefusal.NO_RULES;
import static io.novaring.codec.order.OrderRefusal.OPEN_ORDERS;
import static io.novaring.codec.order.OrderRefusal.ORDER_RATE;
import static io.novaring.codec.order.OrderRefusal.POSITION_LIMIT;
import static io.novaring.codec.order.OrderRefusal.PRICE_BAND;
import static io.novaring.codec.order.OrderRefusal.PRICE_TICK;
import static io.novaring.engine.risk.DeskFixture.X;
import static io.novaring.engine.risk.DeskFixture.buy;
import static io.novaring.engine.risk.DeskFixture.close;
import static io.novaring.engine.risk.DeskFixture.edit;
import static io.novaring.engine.risk.DeskFixture.flagged;
import static io.novaring.engine.risk.DeskFixture.market;
import static io.novaring.engine.risk.DeskFixture.scaled;
import static io.novaring.engine.risk.DeskFixture.sell;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import org.junit.jupiter.api.Test;

/** Every check, just inside and just outside. The book is 99 to 101, the middle 100. */
final class OrderChecksTest {
    @Test
    void shouldTakeOrdersWhereNothingIsLimited() {
        final DeskFixture desk = DeskFixture.ready("");

        assertEquals(NONE, desk.check(buy("1000000000", "1000000")));
        assertEquals(NONE, desk.check(sell("1000000000", "0.5")));
    }

    @Test
    void shouldRefuseAnOrderThatSaysTooLittle() {
        final DeskFixture desk = DeskFixture.ready("");

        assertEquals(MALFORMED, desk.check(buy(null, "100")));
        assertEquals(MALFORMED, desk.check(buy("0", "100")));
        assertEquals(MALFORMED, desk.check(sell("-10", "100")));
        assertEquals(MALFORMED, desk.check(buy("10", null)));
        assertEquals(MALFORMED, desk.check(market(Side.NONE, "10")));
        assertEquals(NONE, desk.check(market(Side.SELL, "10")));
        assertEquals(MALFORMED, desk.check(edit(Side.BUY, "-10", "100")));
        assertEquals(NONE, desk.check(edit(Side.BUY, null, null)));
        final OrderCommand stop = buy("10", null);
        stop.type = OrderCommand.STOP_LIMIT;
        assertEquals(MALFORMED, desk.check(stop));
        stop.type = OrderCommand.TAKE_LIMIT;
        assertEquals(MALFORMED, desk.check(stop));
        stop.type = OrderCommand.STOP_MARKET;
        assertEquals(NONE, desk.check(stop));
    }

    @Test
    void shouldWantALiveBookUnlessToldOtherwise() {
        final DeskFixture desk = DeskFixture.ready("priceBand=0.01");
        desk.lose(0, "book.X");

        assertEquals(BOOK_NOT_LIVE, desk.check(buy("10", "100")));
        assertEquals(BOOK_NOT_LIVE, desk.check(edit(Side.BUY, "10", "100")));
        assertEquals(BOOK_NOT_LIVE, desk.check(close(null)));
        final int isAllowed = OrderCommand.ALLOW_STALE_BOOK;
        assertEquals(NONE, desk.check(flagged(buy("10", "1000"), isAllowed)));
        assertEquals(PRICE_TICK, desk.check(flagged(buy("10", "1000.3"), isAllowed)));

        desk.command(CommandType.RISK_LIMITS, "* requiresLiveBook=false priceBand=0.01");
        assertEquals(NONE, desk.check(buy("10", "1000")));
        desk.book(0, "book.X", X, BookState.LIVE, "99", "101");
        assertEquals(PRICE_BAND, desk.check(flagged(buy("10", "1000"), isAllowed)));
    }

    @Test
    void shouldWantRulesUnlessToldOtherwise() {
        final DeskFixture desk = new DeskFixture();
        desk.book(0, "book.X", X, BookState.LIVE, "99", "101");
        assertEquals(NO_RULES, desk.check(buy("10", "100")));

        desk.command(CommandType.RISK_LIMITS, "* requiresRules=false");
        assertEquals(NONE, desk.check(buy("0.123", "100.3")));

        desk.command(CommandType.INSTRUMENT_RULES, X + " tick=0.5");
        assertEquals(PRICE_TICK, desk.check(buy("0.123", "100.3")));
        assertEquals(NONE, desk.check(buy("0.123", "100.5")));
    }

    @Test
    void shouldWantPricesOnTheTick() {
        final DeskFixture desk = DeskFixture.ready("");

        assertEquals(NONE, desk.check(buy("10", "100.5")));
        assertEquals(PRICE_TICK, desk.check(buy("10", "100.500000001")));
        assertEquals(PRICE_TICK, desk.check(sell("10", "100.499999999")));
        assertEquals(NONE, desk.check(sell("10", "-100.5")));
        assertEquals(PRICE_TICK, desk.check(sell("10", "-100.4")));
        assertEquals(PRICE_TICK, desk.check(edit(Side.BUY, null, "100.4")));
        assertEquals(PRICE_TICK, desk.check(close("100.4")));
    }

    @Test
    void shouldTakeTheTickOfTheHighestStepBelowThePrice() {
        final DeskFixture desk = DeskFixture.ready("");
        desk.command(CommandType.INSTRUMENT_RULES, X + " tick=0.1 steps=100:1,1000:5");

        assertEquals(NONE, desk.check(buy("10", "99.9")));
        assertEquals(NONE, desk.check(buy("10", "100")));
        assertEquals(PRICE_TICK, desk.check(buy("10", "100.1")));
        assertEquals(NONE, desk.check(buy("10", "999")));
        assertEquals(NONE, desk.check(buy("10", "1000")));
        assertEquals(PRICE_TICK, desk.check(buy("10", "1001")));
        assertEquals(NONE, desk.check(buy("10", "1005")));
    }

    @Test
    void shouldWantTriggerPricesOnTheTick() {
        final DeskFixture desk = DeskFixture.ready("");
        final OrderCommand stop = market(Side.SELL, "10");
        stop.type = OrderCommand.STOP_MARKET;
        stop.triggerPrice = scaled("90.5");
        assertEquals(NONE, desk.check(stop));

        stop.triggerPrice = scaled("90.4");
        assertEquals(PRICE_TICK, desk.check(stop));
        stop.type = OrderCommand.TRAILING_STOP;
        assertEquals(NONE, desk.check(stop));
    }

    @Test
    void shouldHoldTheBandOnTheSideThatTakes() {
        final DeskFixture desk = DeskFixture.ready("priceBand=0.05");

        assertEquals(NONE, desk.check(buy("10", "105")));
        assertEquals(PRICE_BAND, desk.check(buy("10", "105.5")));
        assertEquals(NONE, desk.check(buy("10", "0.5")));
        assertEquals(NONE, desk.check(sell("10", "95")));
        assertEquals(PRICE_BAND, desk.check(sell("10", "94.5")));
        assertEquals(NONE, desk.check(sell("10", "1000")));
        assertEquals(PRICE_BAND, desk.check(edit(Side.BUY, null, "105.5")));
        assertEquals(NONE, desk.check(edit(Side.BUY, null, "105")));
    }

    @Test
    void shouldHoldAnotherBandOnTheSideThatWaits() {
        final DeskFixture desk = DeskFixture.ready("passiveBand=0.5");

        assertEquals(NONE, desk.check(buy("10", "50")));
        assertEquals(PRICE_BAND, desk.check(buy("10", "49.5")));
        assertEquals(NONE, desk.check(buy("10", "1000")));
        assertEquals(NONE, desk.check(sell("10", "150")));
        assertEquals(PRICE_BAND, desk.check(sell("10", "150.5")));
        assertEquals(NONE, desk.check(sell("10", "0.5")));
    }

    @Test
    void shouldHoldTheDefaultsUntilToldOtherwise() {
        final DeskFixture desk = new DeskFixture();
        desk.book(0, "book.X", X, BookState.LIVE, "99", "101");
        desk.command(CommandType.INSTRUMENT_RULES, X + " tick=0.5");

        assertEquals(NONE, desk.check(buy("10", "105")));
        assertEquals(PRICE_BAND, desk.check(buy("10", "105.5")));
        assertEquals(PRICE_BAND, desk.check(buy("10", "49.5")));
        desk.openOrders = 99;
        assertEquals(NONE, desk.check(buy("10", "105")));
        desk.openOrders = 100;
        assertEquals(OPEN_ORDERS, desk.check(buy("10", "105")));
    }

    @Test
    void shouldNeitherGuessTheSideOfAnEditNorOfAClosing() {
        final DeskFixture desk = DeskFixture.ready("priceBand=0.05 passiveBand=0.5");
        assertEquals(PRICE_BAND, desk.check(edit(Side.NONE, null, "105.5")));
        assertEquals(PRICE_BAND, desk.check(edit(Side.NONE, null, "94.5")));
        assertEquals(NONE, desk.check(edit(Side.NONE, null, "95")));
        assertEquals(PRICE_BAND, desk.check(close("105.5")));

        desk.position = scaled("10");
        assertEquals(NONE, desk.check(close("105.5")));
        assertEquals(PRICE_BAND, desk.check(close("94.5")));
        desk.position = scaled("-10");
        assertEquals(PRICE_BAND, desk.check(close("105.5")));
        assertEquals(NONE, desk.check(close("94.5")));
    }

    @Test
    void shouldCompareTheLimitOfAStopWithItsTrigger() {
        final DeskFixture desk = DeskFixture.ready("priceBand=0.05");
        final OrderCommand stop = buy("10", "210");
        stop.type = OrderCommand.STOP_LIMIT;
        assertEquals(PRICE_BAND, desk.check(stop));

        stop.triggerPrice = scaled("200");
        assertEquals(NONE, desk.check(stop));
        stop.price = scaled("210.5");
        assertEquals(PRICE_BAND, desk.check(stop));
        desk.lose(0, "book.X");
        assertEquals(PRICE_BAND, desk.check(flagged(stop, OrderCommand.ALLOW_STALE_BOOK)));
    }

    @Test
    void shouldRefuseAPriceWhereTheLiveBookHasNoMiddle() {
        final DeskFixture desk = DeskFixture.ready("priceBand=0.05");
        desk.book(0, "book.X", X, BookState.LIVE, null, "101");

        assertEquals(PRICE_BAND, desk.check(buy("10", "100")));
        assertEquals(NONE, desk.check(market(Side.BUY, "10")));
        assertEquals(NONE, desk.check(flagged(buy("10", "100"), OrderCommand.ALLOW_STALE_BOOK)));
        desk.command(CommandType.RISK_LIMITS, "*");
        assertEquals(NONE, desk.check(buy("10", "100")));
    }

    @Test
    void shouldKeepTheBandAroundPricesBelowZero() {
        final DeskFixture desk = DeskFixture.ready("priceBand=0.05");
        desk.book(0, "book.X", X, BookState.LIVE, "-101", "-99");

        assertEquals(NONE, desk.check(buy("10", "-95")));
        assertEquals(PRICE_BAND, desk.check(buy("10", "-94.5")));
        assertEquals(NONE, desk.check(sell("10", "-105")));
        assertEquals(PRICE_BAND, desk.check(sell("10", "-105.5")));
    }

    @Test
    void shouldHoldTheAmounts() {
        final DeskFixture desk = DeskFixture.ready("amountMax=1000");

        assertEquals(NONE, desk.check(buy("10", "100")));
        assertEquals(AMOUNT_MIN, desk.check(buy("9.999999999", "100")));
        assertEquals(AMOUNT_STEP, desk.check(buy("10.000000001", "100")));
        assertEquals(AMOUNT_STEP, desk.check(buy("12", "100")));
        assertEquals(NONE, desk.check(buy("1000", "100")));
        assertEquals(AMOUNT_MAX, desk.check(buy("1005", "100")));
        assertEquals(AMOUNT_MAX, desk.check(edit(Side.BUY, "1005", null)));
        assertEquals(AMOUNT_MIN, desk.check(edit(Side.BUY, "5", null)));
        final OrderCommand closing = close(null);
        closing.amount = scaled("1005");
        assertEquals(AMOUNT_MAX, desk.check(closing));
    }

    @Test
    void shouldHoldTheNumberOfOpenOrders() {
        final DeskFixture desk = DeskFixture.ready("openOrdersMax=3");
        desk.openOrders = 2;
        assertEquals(NONE, desk.check(buy("10", "100")));

        desk.openOrders = 3;

        assertEquals(OPEN_ORDERS, desk.check(buy("10", "100")));
        assertEquals(NONE, desk.check(edit(Side.BUY, "10", "100")));
        assertEquals(NONE, desk.check(close(null)));
    }

    @Test
    void shouldHoldTheRateOverAnySecond() {
        final DeskFixture desk = DeskFixture.ready("ordersPerSecondMax=2");
        assertEquals(NONE, desk.send(buy("10", "100")));
        desk.nowNs += 400_000_000;
        assertEquals(NONE, desk.send(edit(Side.BUY, null, "100")));
        desk.nowNs += 599_999_999;
        assertEquals(ORDER_RATE, desk.send(buy("10", "100")));
        assertEquals(ORDER_RATE, desk.send(edit(Side.BUY, null, "100")));
        assertEquals(ORDER_RATE, desk.send(close(null)));

        desk.nowNs += 1;
        assertEquals(NONE, desk.send(close(null)));
        desk.nowNs += 399_999_999;
        assertEquals(ORDER_RATE, desk.send(buy("10", "100")));
        desk.nowNs += 1;
        assertEquals(NONE, desk.send(buy("10", "100")));
    }

    @Test
    void shouldCountOnlyWhatGoesOutForTheRate() {
        final DeskFixture desk = DeskFixture.ready("ordersPerSecondMax=1");
        desk.check(buy("10", "100"));
        final OrderCommand cancel = buy("10", "100");
        cancel.action = OrderCommand.CANCEL;
        for (int i = 0; i < 10; i++) {
            assertEquals(NONE, desk.send(cancel));
        }

        assertEquals(NONE, desk.send(buy("10", "100")));
        assertEquals(ORDER_RATE, desk.send(buy("10", "100")));
        assertEquals(NONE, desk.send(cancel));
    }

    @Test
    void shouldHoldThePositionIfEverythingWereFilled() {
        final DeskFixture desk = DeskFixture.ready("positionMax=100");
        desk.position = scaled("40");
        desk.openBuy = scaled("30");
        desk.openSell = scaled("50");

        assertEquals(NONE, desk.check(buy("30", "100")));
        assertEquals(POSITION_LIMIT, desk.check(buy("35", "100")));
        assertEquals(NONE, desk.check(sell("90", "100")));
        assertEquals(POSITION_LIMIT, desk.check(sell("95", "100")));
        assertEquals(NONE, desk.check(close(null)));
    }

    @Test
    void shouldLetAPositionBecomeSmallerThatIsTooLarge() {
        final DeskFixture desk = DeskFixture.ready("positionMax=100");
        desk.position = scaled("300");

        assertEquals(POSITION_LIMIT, desk.check(buy("10", "100")));
        assertEquals(NONE, desk.check(sell("400", "100")));
        assertEquals(POSITION_LIMIT, desk.check(sell("405", "100")));
    }

    @Test
    void shouldSpareAReducingOrderAsFarAsItReduces() {
        final DeskFixture desk = DeskFixture.ready("positionMax=50");
        final int reduces = OrderCommand.REDUCE_ONLY;
        desk.position = scaled("60");
        desk.openSell = scaled("200");

        assertEquals(POSITION_LIMIT, desk.check(sell("60", "100")));
        assertEquals(NONE, desk.check(flagged(sell("60", "100"), reduces)));
        assertEquals(POSITION_LIMIT, desk.check(flagged(sell("65", "100"), reduces)));
        assertEquals(POSITION_LIMIT, desk.check(flagged(buy("10", "100"), reduces)));
        desk.openSell = scaled("100");
        assertEquals(NONE, desk.check(flagged(sell("70", "100"), reduces)));
        assertEquals(POSITION_LIMIT, desk.check(flagged(sell("75", "100"), reduces)));
    }

    @Test
    void shouldCountOfAnEditOnlyWhatItAdds() {
        final DeskFixture desk = DeskFixture.ready("positionMax=100");
        desk.openBuy = scaled("80");
        desk.amountBefore = scaled("80");

        assertEquals(NONE, desk.check(edit(Side.BUY, "100", null)));
        assertEquals(POSITION_LIMIT, desk.check(edit(Side.BUY, "105", null)));
        desk.position = scaled("500");
        assertEquals(NONE, desk.check(edit(Side.BUY, "80", null)));
        assertEquals(NONE, desk.check(edit(Side.BUY, "10", null)));
        assertEquals(NONE, desk.check(edit(Side.BUY, null, "100")));
        assertEquals(POSITION_LIMIT, desk.check(edit(Side.BUY, "85", null)));
        assertEquals(POSITION_LIMIT, desk.check(edit(Side.NONE, "85", null)));
    }

    @Test
    void shouldRefuseWhereThePositionIsNotKnown() {
        final DeskFixture desk = DeskFixture.ready("positionMax=100");
        desk.position = MarketEvent.ABSENT;
        assertEquals(POSITION_LIMIT, desk.check(buy("10", "100")));

        desk.position = 0;
        assertEquals(NONE, desk.check(buy("10", "100")));
        desk.command(CommandType.INSTRUMENT_RULES, "NEVER-SEEN tick=1");
        final OrderCommand unseen = buy("10", "100").instrument("NEVER-SEEN");
        assertEquals(BOOK_NOT_LIVE, desk.check(unseen));
        flagged(unseen, OrderCommand.ALLOW_STALE_BOOK);
        assertEquals(POSITION_LIMIT, desk.check(unseen));
        desk.command(CommandType.RISK_LIMITS, "*");
        assertEquals(NONE, desk.check(unseen));
    }

    @Test
    void shouldNotOverflow() {
        final long max = Long.MAX_VALUE;
        final DeskFixture desk = DeskFixture.ready("positionMax=9223372036.854775807");
        desk.command(CommandType.INSTRUMENT_RULES, X + " tick=0.000000001");
        desk.position = max;
        desk.openBuy = max;
        assertEquals(POSITION_LIMIT, desk.check(market(Side.BUY, "9223372036.854775807")));
        desk.openBuy = 0;
        assertEquals(POSITION_LIMIT, desk.check(market(Side.BUY, "0.000000001")));
        desk.position = -max;
        assertEquals(NONE, desk.check(market(Side.BUY, "9223372036.854775807")));
        assertEquals(POSITION_LIMIT, desk.check(market(Side.SELL, "0.000000001")));

        desk.command(CommandType.RISK_LIMITS, "* priceBand=0.000000001");
        desk.book(0, "book.X", X, BookState.LIVE, "9223372036.854775806", "9223372036.854775807");
        assertEquals(NONE, desk.check(buy("1", "9223372036.854775807")));
        assertEquals(NONE, desk.check(sell("1", "9223372027.631403770")));
        assertEquals(PRICE_BAND, desk.check(sell("1", "9223372027.631403769")));
        assertEquals(PRICE_BAND, desk.check(sell("1", "-9223372036.854775807")));
    }
}
