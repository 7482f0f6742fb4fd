/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.ONE;
import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.Rejection;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.exchange.order.TriggerPrice;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RulesTest {
    private final Bench bench = new Bench();
    private final Account ann = bench.account("ann");
    private final Instrument perpetual = bench.instrument(PERPETUAL);

    private NewOrder buy() {
        return NewOrder.buy(PERPETUAL).price(bench.bid()).amount(10 * ONE);
    }

    private NewOrder sell() {
        return NewOrder.sell(PERPETUAL).price(bench.ask()).amount(10 * ONE);
    }

    @Test
    void shouldCheckAmounts() {
        assertEquals("10002 qty_too_low", bench.refused(ann, buy().amount(5 * ONE)));
        assertEquals("10021 invalid_amount", bench.refused(ann, buy().amount(15 * ONE)));
        assertEquals("10021 invalid_amount", bench.refused(ann, buy().amount(0)));
        assertEquals("10021 invalid_amount", bench.refused(ann, buy().amount(-10 * ONE)));
        assertEquals("13010 value_required", bench.refused(ann, buy().amount(NewOrder.ABSENT)));
    }

    @Test
    void shouldTakeNoAmountThatLeavesTheRangeOfNumbers() {
        for (final Instrument instrument : bench.market.instruments()) {
            if (instrument.kind.isCombo()) {
                continue;
            }
            bench.exchange.deposit(ann, instrument.currency.name, 400_000_000 * ONE);
            for (long amount = instrument.amountUnit; amount > 0; amount *= 10) {
                for (final OrderType type : List.of(OrderType.LIMIT, OrderType.MARKET)) {
                    final NewOrder order = NewOrder.buy(instrument.name).type(type).amount(amount);
                    bench.exchange.place(
                            ann,
                            type == OrderType.MARKET ? order : order.price(instrument.tick),
                            Bench.ORIGIN);
                }
            }
            assertEquals(
                    "10021 invalid_amount",
                    bench.refused(
                            ann,
                            NewOrder.buy(instrument.name)
                                    .price(instrument.tick)
                                    .amount(1_000_000_000 * ONE)));
        }
    }

    @Test
    void shouldCheckPrices() {
        final long most = perpetual.maxPrice();
        final long least = perpetual.minPrice();

        assertEquals("10043 price_wrong_tick", bench.refused(ann, buy().price(ONE / 4)));
        assertEquals(
                "10007 price_too_high " + Rejection.plain(most),
                bench.refused(ann, buy().price(most + perpetual.tick)));
        assertEquals(
                "10005 price_too_low " + Rejection.plain(least),
                bench.refused(ann, sell().price(least - perpetual.tick)));
        assertEquals("10023 invalid_price", bench.refused(ann, buy().price(NewOrder.ABSENT)));
        assertEquals("accepted", bench.refused(ann, buy().price(perpetual.tick)));
    }

    @Test
    void shouldCheckInstrumentsAndLabels() {
        final NewOrder unknown = NewOrder.buy("BTC-NOTHING").price(ONE).amount(10 * ONE);
        final String combo =
                bench.market.instruments().stream()
                        .filter(instrument -> instrument.kind.isCombo())
                        .findFirst()
                        .orElseThrow()
                        .name;

        assertEquals("13020 not_found", bench.refused(ann, unknown));
        assertEquals(
                "10020 invalid_or_unsupported_instrument",
                bench.refused(ann, NewOrder.buy(combo).price(ONE).amount(10 * ONE)));
        assertEquals("11043 bad_argument", bench.refused(ann, buy().label("x".repeat(65))));
        assertEquals("accepted", bench.refused(ann, buy().label("x".repeat(64))));
    }

    @Test
    void shouldCheckFlags() {
        assertEquals(
                "11055 post_only_not_allowed",
                bench.refused(
                        ann, buy().postOnly(true).timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)));
        assertEquals(
                "10036 invalid_max_show_amount",
                bench.refused(ann, buy().amount(2_000 * ONE).displayAmount(500 * ONE)));
        final Instrument spot = bench.instrument("BTC_USDC");
        assertEquals(
                "10031 invalid_args_for_instrument",
                bench.refused(
                        ann,
                        NewOrder.buy(spot.name)
                                .price(spot.bids.bestPrice())
                                .amount(spot.amountUnit)
                                .reduceOnly(true)));
    }

    @Test
    void shouldLimitOpenOrders() {
        final ExchangeConfig standard = ExchangeConfig.DEFAULT;
        final Bench small =
                new Bench(
                        1,
                        new ExchangeConfig(
                                standard.deposits(), FeeSchedule.NONE, 2, 0, 10, 10, 100));
        final Account account = small.account("ann");
        final NewOrder order = NewOrder.buy(PERPETUAL).price(small.bid()).amount(10 * ONE);
        small.accepted(account, order);
        final Order second = small.accepted(account, order).order();

        assertEquals("10013 pme_max_total_open_orders 2", small.refused(account, order));
        small.exchange.cancel(account, second.id);
        assertEquals("accepted", small.refused(account, order));
        assertEquals(
                "11035 no_more_triggers 0",
                small.refused(
                        account,
                        NewOrder.buy(PERPETUAL)
                                .type(OrderType.STOP_MARKET)
                                .amount(10 * ONE)
                                .trigger(TriggerPrice.LAST_PRICE, small.ask() * 2)));
    }

    @Test
    void shouldRefuseWhatCannotBePaid() {
        // One coin carries fifty times as much.
        bench.exchange.deposit(ann, "BTC", -99 * ONE);
        final long most = perpetual.markPrice() / ONE * 50 / 10 * 10;

        assertEquals(
                "10009 not_enough_funds", bench.refused(ann, buy().amount((most + 20_000) * ONE)));
        assertEquals("accepted", bench.refused(ann, buy().amount((most / 20 * 10) * ONE)));
        assertEquals(
                "10009 not_enough_funds", bench.refused(ann, buy().amount((most / 15 * 10) * ONE)));
        assertEquals("accepted", bench.refused(ann, sell().amount((most / 20 * 10) * ONE)));
    }

    @Test
    void shouldRefuseWhileABookIsNotOpen() {
        final Order order = bench.accepted(ann, buy()).order();
        bench.enter(PERPETUAL, State.LOCKED);
        assertEquals("13019 orderbook_closed", bench.refused(ann, buy()));
        bench.enter(PERPETUAL, State.SETTLEMENT);
        assertEquals("10041 settlement_in_progress", bench.refused(ann, buy()));
        assertEquals(
                "10041 settlement_in_progress", Bench.error(bench.exchange.cancel(ann, order.id)));
        assertEquals(List.of(), bench.exchange.cancelAll(ann, OrderFilter.ALL));
        bench.enter(PERPETUAL, State.LOCKED);
        assertEquals("accepted", Bench.error(bench.exchange.cancel(ann, order.id)));
    }

    @Test
    void shouldEndOrdersOfTheDayAtSettlement() {
        final Order day = bench.accepted(ann, buy().timeInForce(TimeInForce.GOOD_TIL_DAY)).order();
        final Order lasting = bench.accepted(ann, buy()).order();

        bench.enter(PERPETUAL, State.SETTLEMENT);

        assertEquals(OrderState.CANCELLED, day.state());
        assertEquals(CancelReason.SETTLEMENT, day.cancelReason());
        assertEquals(OrderState.OPEN, lasting.state());
    }

    @Test
    void shouldEndAllOrdersAtDelivery() {
        final long before = bench.amountAt(true, bench.bid());
        final Order order = bench.accepted(ann, buy()).order();

        bench.enter(PERPETUAL, State.DELIVERED);

        assertEquals(OrderState.CANCELLED, order.state());
        assertEquals(before, bench.amountAt(true, bench.bid()));
        assertEquals("13019 orderbook_closed", bench.refused(ann, buy()));
    }

    @Test
    void shouldCancelOnce() {
        final Order order = bench.accepted(ann, buy()).order();

        assertEquals("accepted", Bench.error(bench.exchange.cancel(ann, order.id)));
        assertEquals(CancelReason.USER_REQUEST, order.cancelReason());
        assertEquals("11044 not_open_order", Bench.error(bench.exchange.cancel(ann, order.id)));
        assertEquals("10004 order_not_found", Bench.error(bench.exchange.cancel(ann, "3")));
        assertEquals(
                "10029 not_owner_of_order",
                Bench.error(bench.exchange.cancel(bench.account("bob"), order.id)));
    }

    @Test
    void shouldCancelWhatAFilterMeans() {
        final Instrument eth = bench.instrument("ETH-PERPETUAL");
        final Order btc = bench.accepted(ann, buy().label("a")).order();
        final Order other =
                bench.accepted(
                                ann,
                                NewOrder.buy(eth.name)
                                        .price(eth.bids.bestPrice())
                                        .amount(10 * ONE)
                                        .label("a"))
                        .order();
        assertTrue(other.id.matches("ETH-\\d+"), other.id);

        assertEquals(
                List.of(btc), bench.exchange.cancelAll(ann, OrderFilter.ALL.withCurrency("BTC")));
        assertEquals(
                List.of(), bench.exchange.cancelAll(ann, OrderFilter.ALL.withType("trigger_all")));
        assertEquals(List.of(other), bench.exchange.cancelByLabel(ann, "a", null));
    }

    @Test
    void shouldCancelWhatALostConnectionHadPlaced() {
        final Order own = bench.exchange.place(ann, buy(), 7).order();
        final Order others = bench.exchange.place(ann, buy(), 8).order();

        assertEquals(1, bench.exchange.cancelOrigin(7));

        assertEquals(CancelReason.CANCEL_ON_DISCONNECT, own.cancelReason());
        assertEquals(OrderState.OPEN, others.state());
    }

    @Test
    void shouldForgetDoneOrdersAfterHalfAnHourAndTradesAfterADay() {
        final Order order = bench.limit(ann, true, bench.ask(), 10);
        bench.advance(29 * 60_000L);
        bench.accepted(ann, buy());
        assertNotNull(bench.exchange.order(ann, order.id));

        bench.advance(2 * 60_000L);
        bench.accepted(ann, buy());

        assertNull(bench.exchange.order(ann, order.id));
        assertEquals(
                1, bench.exchange.trades(ann, TradeFilter.ALL.withOrder(order.id)).fills().size());
        bench.advance(24 * 3_600_000L);
        bench.limit(ann, true, bench.ask(), 10);
        assertEquals(1, bench.exchange.trades(ann, TradeFilter.ALL).fills().size());
    }

    @Test
    void shouldPageTrades() {
        for (int i = 0; i < 5; i++) {
            bench.advance(1_000);
            bench.limit(ann, true, bench.ask(), 10);
        }
        final List<Fill> all =
                bench.exchange.trades(ann, TradeFilter.ALL.withCount(100, true)).fills();
        final TradePage newest = bench.exchange.trades(ann, TradeFilter.ALL.withCount(2, false));
        final TradePage between =
                bench.exchange.trades(
                        ann,
                        TradeFilter.ALL
                                .withInstrument(PERPETUAL)
                                .withTimes(all.get(1).timestampMs(), all.get(3).timestampMs()));
        final TradePage from =
                bench.exchange.trades(
                        ann,
                        TradeFilter.ALL.withSequences(all.get(3).tradeSequence(), Long.MAX_VALUE));

        assertEquals(5, all.size());
        assertTrue(newest.hasMore());
        assertEquals(List.of(all.get(4), all.get(3)), newest.fills());
        assertEquals(3, between.fills().size());
        assertEquals(List.of(all.get(4), all.get(3)), from.fills());
    }
}
