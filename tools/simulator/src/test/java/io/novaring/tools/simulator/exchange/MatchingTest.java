/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.ONE;
import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.market.BookSide;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MatchingTest {
    private final Bench bench = new Bench();
    private final Account ann = bench.account("ann");
    private final Account bob = bench.account("bob");
    private final long tick = bench.instrument(PERPETUAL).tick;

    // Between the best of the two sides there is nothing: makes room of ten ticks.
    private void clearAsks() {
        final BookSide asks = bench.instrument(PERPETUAL).asks;
        final long to = bench.bid() + 10 * tick;
        long amount = 0;
        for (int i = 0; i < asks.count() && asks.price(i) <= to; i++) {
            amount += asks.amount(i);
        }
        bench.limit(bench.account("sweeper"), true, to, amount / ONE);
        bench.told.clear();
        bench.fills.clear();
    }

    @Test
    void shouldShowARestingOrderInThePublicBook() {
        final long price = bench.bid();
        final long before = bench.amountAt(true, price);

        final Order order = bench.limit(ann, true, price, 500);

        assertEquals(OrderState.OPEN, order.state());
        assertEquals(before + 500 * ONE, bench.amountAt(true, price));
        assertEquals(500 * ONE, order.shownAmount());
        assertTrue(order.id.matches("\\d+"), order.id);
    }

    @Test
    void shouldTradeWithWhatTheMarketRests() {
        final long price = bench.ask();
        final long there = bench.amountAt(false, price);

        final Outcome outcome =
                bench.accepted(ann, NewOrder.buy(PERPETUAL).price(price).amount(there));

        assertEquals(OrderState.FILLED, outcome.order().state());
        assertEquals(1, outcome.fills().size());
        final Fill fill = outcome.fills().get(0);
        assertFalse(fill.isMaker());
        assertEquals(price, fill.price());
        assertEquals(there, fill.amount());
        assertEquals(price, outcome.order().averagePrice(), 1);
        assertEquals(0, bench.amountAt(false, price));
        assertEquals(price, bench.instrument(PERPETUAL).lastPrice());
        assertEquals(there, bench.position(ann, PERPETUAL).size());
    }

    @Test
    void shouldServePriceThenTime() {
        clearAsks();
        final long price = bench.bid() + 5 * tick;
        final Order first = bench.limit(ann, true, price, 100);
        final Order second = bench.limit(bob, true, price, 100);
        final Order better = bench.limit(bob, true, price + tick, 100);

        final Order taker = bench.limit(bench.account("eve"), false, price, 250);

        assertEquals(OrderState.FILLED, taker.state());
        assertEquals(OrderState.FILLED, better.state());
        assertEquals(OrderState.FILLED, first.state());
        assertEquals(50 * ONE, second.filledAmount());
        assertEquals(50 * ONE, bench.amountAt(true, price));
    }

    @Test
    void shouldStandBehindWhatTheMarketRestedBefore() {
        final long price = bench.bid();
        final long before = bench.amountAt(true, price);
        final Order order = bench.limit(ann, true, price, 100);

        bench.limit(bob, false, price, before / ONE);

        assertEquals(0, order.filledAmount());
        bench.limit(bob, false, price, 40);
        assertEquals(40 * ONE, order.filledAmount());
        assertTrue(bench.fills.get(1).isMaker());
    }

    @Test
    void shouldBeTakenByTheMarketInItsTurn() {
        final Order order = bench.limit(ann, true, bench.bid(), 10);
        for (int i = 0; i < 5_000 && order.state() == OrderState.OPEN; i++) {
            bench.move();
        }

        assertEquals(OrderState.FILLED, order.state());
        assertTrue(bench.fills.stream().allMatch(Fill::isMaker));
        assertEquals(10 * ONE, bench.position(ann, PERPETUAL).size());
    }

    @Test
    void shouldTellAllOfOneCauseTogether() {
        clearAsks();
        final long price = bench.bid() + 5 * tick;
        bench.accepted(ann, NewOrder.buy(PERPETUAL).price(price).amount(100 * ONE).label("rests"));
        bench.told.clear();

        bench.accepted(bob, NewOrder.sell(PERPETUAL).price(price).amount(150 * ONE).label("comes"));

        assertEquals(
                List.of(
                        "begin",
                        "trade ann rests M 100 filled",
                        "trade bob comes T 100 open",
                        "order bob comes open 100/150",
                        "order ann rests filled 100/100",
                        "position ann 100",
                        "position bob -100",
                        "account bob BTC",
                        "account ann BTC",
                        "end"),
                bench.told);
    }

    @Test
    void shouldCancelWhatAnImmediateOrderDoesNotGet() {
        final long price = bench.ask();
        final long there = bench.amountAt(false, price);

        final Order order =
                bench.accepted(
                                ann,
                                NewOrder.buy(PERPETUAL)
                                        .price(price)
                                        .amount(there + 10 * ONE)
                                        .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL))
                        .order();

        assertEquals(OrderState.CANCELLED, order.state());
        assertNull(order.cancelReason().word());
        assertEquals(there, order.filledAmount());
        assertTrue(bench.exchange.openOrders(ann, OrderFilter.ALL).isEmpty());
    }

    @Test
    void shouldFillAllOrNothing() {
        final long price = bench.ask();
        final long there = bench.amountAt(false, price);
        final NewOrder tooMuch =
                NewOrder.buy(PERPETUAL)
                        .price(price)
                        .amount(there + 10 * ONE)
                        .timeInForce(TimeInForce.FILL_OR_KILL);

        final Outcome killed = bench.accepted(ann, tooMuch);

        assertEquals(OrderState.CANCELLED, killed.order().state());
        assertEquals(0, killed.order().filledAmount());
        assertEquals(there, bench.amountAt(false, price));
        assertEquals(OrderState.FILLED, bench.accepted(ann, tooMuch.amount(there)).order().state());
    }

    @Test
    void shouldCountHiddenAmountsForAllOrNothing() {
        clearAsks();
        final long price = bench.bid() + 5 * tick;
        bench.accepted(
                ann,
                NewOrder.sell(PERPETUAL)
                        .price(price)
                        .amount(5_000 * ONE)
                        .displayAmount(1_000 * ONE));

        final Order order =
                bench.accepted(
                                bob,
                                NewOrder.buy(PERPETUAL)
                                        .price(price)
                                        .amount(5_000 * ONE)
                                        .timeInForce(TimeInForce.FILL_OR_KILL))
                        .order();

        assertEquals(OrderState.FILLED, order.state());
    }

    @Test
    void shouldBoundAMarketOrderByTheBand() {
        final long most = bench.instrument(PERPETUAL).maxPrice();

        final Order order =
                bench.accepted(
                                ann,
                                NewOrder.buy(PERPETUAL).type(OrderType.MARKET).amount(1_000 * ONE))
                        .order();

        assertEquals(OrderState.FILLED, order.state());
        assertEquals(most, order.price());
        assertEquals(OrderType.MARKET, order.type);
    }

    @Test
    void shouldKeepTheRestOfAMarketLimitOrder() {
        final BookSide asks = bench.instrument(PERPETUAL).asks;
        long all = 0;
        for (int i = 0; i < asks.count(); i++) {
            all += asks.amount(i);
        }
        final long last = asks.price(asks.count() - 1);

        final Order order =
                bench.accepted(
                                ann,
                                NewOrder.buy(PERPETUAL)
                                        .type(OrderType.MARKET_LIMIT)
                                        .amount(all + 10 * ONE))
                        .order();

        assertEquals(OrderState.OPEN, order.state());
        assertEquals(OrderType.LIMIT, order.type);
        assertEquals(OrderType.MARKET_LIMIT, order.originalType);
        assertEquals(last, order.price());
        assertEquals(last, bench.bid());
    }

    @Test
    void shouldSlideAPostOnlyOrderInsideTheBestOfTheOtherSide() {
        final Order order =
                bench.accepted(
                                ann,
                                NewOrder.buy(PERPETUAL)
                                        .price(bench.ask() + 3 * tick)
                                        .amount(10 * ONE)
                                        .postOnly(true))
                        .order();

        assertEquals(bench.ask() - tick, order.price());
        assertEquals(0, order.filledAmount());
    }

    @Test
    void shouldRefuseAPostOnlyOrderThatWouldTrade() {
        final NewOrder order =
                NewOrder.buy(PERPETUAL)
                        .price(bench.ask())
                        .amount(10 * ONE)
                        .postOnly(true)
                        .rejectPostOnly(true);

        assertEquals("11054 post_only_reject", bench.refused(ann, order));
        assertEquals("accepted", bench.refused(ann, order.price(bench.ask() - tick)));
    }

    @Test
    void shouldRefreshAnIcebergBehindAllOthers() {
        clearAsks();
        final long price = bench.bid() + 5 * tick;
        final Order iceberg =
                bench.accepted(
                                ann,
                                NewOrder.buy(PERPETUAL)
                                        .price(price)
                                        .amount(3_000 * ONE)
                                        .displayAmount(1_000 * ONE))
                        .order();
        final Order plain = bench.limit(bob, true, price, 500);
        assertEquals(1_500 * ONE, bench.amountAt(true, price));

        bench.limit(bench.account("eve"), false, price, 1_200);

        assertEquals(1_000 * ONE, iceberg.filledAmount());
        assertEquals(200 * ONE, plain.filledAmount());
        assertEquals(1_300 * ONE, bench.amountAt(true, price));
        bench.limit(bench.account("eve"), false, price, 2_300);
        assertEquals(OrderState.FILLED, iceberg.state());
        assertEquals(OrderState.FILLED, plain.state());
        assertEquals(0, bench.amountAt(true, price));
    }

    @Test
    void shouldTakeTheTakersFeeForWhatAnIcebergHid() {
        clearAsks();
        final long price = bench.bid() + 5 * tick;
        bench.accepted(
                ann,
                NewOrder.buy(PERPETUAL)
                        .price(price)
                        .amount(2_000 * ONE)
                        .displayAmount(1_000 * ONE));

        bench.limit(bob, false, price, 2_000);

        final List<Fill> own =
                bench.fills.stream().filter(fill -> fill.order().account == ann).toList();
        assertEquals(2, own.size());
        assertEquals(0, own.get(0).fee());
        assertTrue(own.get(1).fee() > 0);
    }

    @Test
    void shouldRefuseATakerThatMeetsItsOwnAccount() {
        clearAsks();
        final long price = bench.bid() + 5 * tick;
        bench.limit(ann, true, price, 100);

        final String error =
                bench.refused(ann, NewOrder.sell(PERPETUAL).price(price).amount(50 * ONE));

        assertEquals("10003 order_overlap", error);
    }

    @Test
    void shouldCancelTheRestOfATakerThatMeetsItsOwnAccountLater() {
        clearAsks();
        final long price = bench.bid() + 5 * tick;
        bench.limit(ann, true, price, 100);
        bench.limit(bob, true, price + tick, 100);

        final Order taker = bench.limit(ann, false, price, 150);

        assertEquals(100 * ONE, taker.filledAmount());
        assertEquals(OrderState.CANCELLED, taker.state());
        assertEquals(CancelReason.SELF_MATCH_PREVENTION, taker.cancelReason());
    }

    @Test
    void shouldCancelTheMakerWhenTheAccountWantsThat() {
        clearAsks();
        ann.setSelfTrading(SelfTrading.CANCEL_MAKER);
        final long price = bench.bid() + 5 * tick;
        final Order own = bench.limit(ann, true, price, 100);
        final Order others = bench.limit(bob, true, price, 100);

        final Order taker = bench.limit(ann, false, price, 100);

        assertEquals(OrderState.CANCELLED, own.state());
        assertEquals(OrderState.FILLED, others.state());
        assertEquals(OrderState.FILLED, taker.state());
    }

    @Test
    void shouldOnlyReduce() {
        assertEquals(
                "11030 other_reject invalid_reduce_only_order",
                bench.refused(
                        ann,
                        NewOrder.sell(PERPETUAL)
                                .price(bench.bid())
                                .amount(10 * ONE)
                                .reduceOnly(true)));
        bench.limit(ann, true, bench.ask(), 10);

        final Order order =
                bench.accepted(
                                ann,
                                NewOrder.sell(PERPETUAL)
                                        .price(bench.bid())
                                        .amount(500 * ONE)
                                        .reduceOnly(true))
                        .order();

        assertEquals(10 * ONE, order.amount());
        assertEquals(0, bench.position(ann, PERPETUAL).size());
    }

    @Test
    void shouldCancelReducingOrdersOnceNothingIsLeft() {
        bench.limit(ann, true, bench.ask(), 10);
        final Order resting =
                bench.accepted(
                                ann,
                                NewOrder.sell(PERPETUAL)
                                        .price(bench.ask() + 100 * tick)
                                        .amount(10 * ONE)
                                        .reduceOnly(true))
                        .order();

        bench.exchange.closePosition(
                ann, PERPETUAL, OrderType.MARKET, NewOrder.ABSENT, Bench.ORIGIN);

        assertEquals(0, bench.position(ann, PERPETUAL).size());
        assertEquals(CancelReason.REDUCE_ONLY, resting.cancelReason());
    }
}
