/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.ONE;
import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.TriggerPrice;
import io.novaring.tools.simulator.market.Instrument;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TriggersTest {
    private final Bench bench = new Bench();
    private final Account ann = bench.account("ann");
    private final Account bob = bench.account("bob");
    private final Instrument perpetual = bench.instrument(PERPETUAL);

    private NewOrder stopBuy(final long price) {
        return NewOrder.buy(PERPETUAL)
                .type(OrderType.STOP_MARKET)
                .amount(10 * ONE)
                .label("stop")
                .trigger(TriggerPrice.LAST_PRICE, price);
    }

    /** Somebody trades at the best ask, so that the last price is there. */
    private long tradeAtAsk() {
        final long price = bench.ask();
        bench.limit(bob, true, price, 10);
        return price;
    }

    @Test
    void shouldWaitOutsideTheBook() {
        final Order order = bench.accepted(ann, stopBuy(bench.ask() * 2)).order();

        assertEquals(OrderState.UNTRIGGERED, order.state());
        assertEquals("SLMB-1", order.id);
        assertTrue(order.isMarketPrice());
        assertEquals(List.of(order), bench.exchange.openOrders(ann, OrderFilter.ALL));
        bench.exchange.cancel(ann, order.id);
        assertEquals(CancelReason.USER_REQUEST, order.cancelReason());
    }

    @Test
    void shouldBecomeAMarketOrderWhenTheLastPriceComes() {
        tradeAtAsk();
        final long price = bench.instrument(PERPETUAL).asks.price(1);
        final Order order = bench.accepted(ann, stopBuy(price)).order();
        tradeAtAsk();
        assertEquals(OrderState.UNTRIGGERED, order.state());

        bench.limit(bob, true, price, bench.amountAt(false, bench.ask()) / ONE + 10);

        assertEquals(OrderState.TRIGGERED, order.state());
        final Order made =
                bench.exchange.ordersByLabel(ann, null, "stop").stream()
                        .filter(one -> order.id.equals(one.triggerOrderId))
                        .findFirst()
                        .orElseThrow();
        assertEquals(OrderType.MARKET, made.type);
        assertEquals(OrderState.FILLED, made.state());
        assertEquals(1, bench.exchange.ledger().ordersByLabel("ann", "stop").size());
        assertTrue(bench.exchange.ledger().duplicateLabels("ann").isEmpty());
    }

    @Test
    void shouldBecomeALimitOrderThatRests() {
        final long now = perpetual.markPrice();
        final long price = (now / perpetual.tick - 2_000) * perpetual.tick;
        final Order order =
                bench.accepted(
                                ann,
                                NewOrder.buy(PERPETUAL)
                                        .type(OrderType.TAKE_LIMIT)
                                        .price(price)
                                        .amount(10 * ONE)
                                        .trigger(
                                                TriggerPrice.MARK_PRICE,
                                                now / perpetual.tick * perpetual.tick
                                                        - perpetual.tick))
                        .order();
        assertEquals("TPIB-1", order.id);
        for (int i = 0; i < 10_000 && order.state() == OrderState.UNTRIGGERED; i++) {
            bench.move();
        }

        assertEquals(OrderState.TRIGGERED, order.state());
        final List<Order> open = bench.exchange.openOrders(ann, OrderFilter.ALL);
        assertEquals(1, open.size());
        assertEquals(price, open.get(0).price());
        assertEquals(order.id, open.get(0).triggerOrderId);
    }

    @Test
    void shouldRefuseATriggerPriceThatIsReachedAlready() {
        assertEquals(
                "11036 invalid_trigger_price", bench.refused(ann, stopBuy(perpetual.lastPrice())));
        assertEquals(
                "10044 trigger_price_wrong_tick", bench.refused(ann, stopBuy(bench.ask() * 2 + 1)));
        assertEquals("13010 value_required", bench.refused(ann, stopBuy(NewOrder.ABSENT)));
    }

    @Test
    void shouldFollowThePriceWithATrailingStop() {
        tradeAtAsk();
        final long offset = 40 * perpetual.tick;
        final Order order =
                bench.accepted(
                                ann,
                                NewOrder.sell(PERPETUAL)
                                        .type(OrderType.TRAILING_STOP)
                                        .amount(10 * ONE)
                                        .trailing(TriggerPrice.LAST_PRICE, offset))
                        .order();
        assertEquals(perpetual.lastPrice() - offset, order.triggerPrice());

        final long higher = perpetual.asks.price(20);
        bench.limit(bob, true, higher, bench.dollarsUpTo(higher));
        assertEquals(higher - offset, order.triggerPrice());
        assertEquals(higher, order.triggerReferencePrice());
        bench.limit(bob, false, bench.bid(), 10);

        final boolean reached = higher - perpetual.lastPrice() >= offset;
        assertEquals(reached ? OrderState.TRIGGERED : OrderState.UNTRIGGERED, order.state());
        assertTrue(reached, "the book is wide enough for the test");
    }

    @Test
    void shouldBeRejectedWithTheOrderItMakes() {
        bench.exchange.deposit(ann, "BTC", -99 * ONE);
        final Order order =
                bench.accepted(
                                ann,
                                stopBuy(bench.instrument(PERPETUAL).asks.price(1))
                                        .amount(90_000_000 * ONE))
                        .order();

        final long price = order.triggerPrice();
        bench.limit(bob, true, price, bench.dollarsUpTo(price));

        assertEquals(OrderState.REJECTED, order.state());
        assertTrue(bench.exchange.openOrders(ann, OrderFilter.ALL).isEmpty());
    }

    @Test
    void shouldMoveATriggerByAnEdit() {
        final Order order = bench.accepted(ann, stopBuy(bench.ask() * 2)).order();

        final Outcome outcome =
                bench.exchange.edit(
                        ann, Edit.byId(order.id).triggerPrice(bench.ask() * 3).amount(20 * ONE), 1);

        assertTrue(outcome.isAccepted());
        assertEquals(bench.ask() * 3, order.triggerPrice());
        assertEquals(20 * ONE, order.amount());
        assertEquals(OrderState.UNTRIGGERED, order.state());
    }
}
