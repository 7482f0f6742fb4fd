/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.order.OrderRefusal.NONE;
import static io.novaring.codec.order.OrderRefusal.PRICE_BAND;
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
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import org.junit.jupiter.api.Test;

/** How far a price may be, just inside and just outside. The book is 99 to 101, the middle 100. */
final class PriceBandTest {
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
    void shouldCompareWithTheMiddleWhatTriggersAtOnce() {
        final DeskFixture desk = DeskFixture.ready("priceBand=0.05");
        final OrderCommand take = buy("10", "210");
        take.type = OrderCommand.TAKE_LIMIT;
        take.triggerPrice = scaled("200");
        assertEquals(PRICE_BAND, desk.check(take));
        take.side = Side.SELL;
        assertEquals(NONE, desk.check(take));
        take.price = scaled("189.5");
        assertEquals(PRICE_BAND, desk.check(take));

        final OrderCommand stop = sell("10", "189.5");
        stop.type = OrderCommand.STOP_LIMIT;
        stop.triggerPrice = scaled("200");
        assertEquals(NONE, desk.check(stop));
        stop.price = scaled("94.5");
        assertEquals(PRICE_BAND, desk.check(stop));
        stop.triggerPrice = scaled("99");
        assertEquals(NONE, desk.check(stop));
        stop.triggerPrice = scaled("100");
        assertEquals(PRICE_BAND, desk.check(stop));
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
}
