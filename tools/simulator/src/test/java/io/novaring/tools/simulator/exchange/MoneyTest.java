/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.ONE;
import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static io.novaring.tools.simulator.exchange.Bench.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.CashEntry;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MoneyTest {
    private static final long BTC = ExchangeConfig.DEFAULT.deposits().get("BTC");
    private static final long USDC = ExchangeConfig.DEFAULT.deposits().get("USDC");

    private final Bench bench = new Bench();
    private final Account ann = bench.account("ann");
    private final Account bob = bench.account("bob");

    /** Ann buys from Bob at a price at which nobody else is. */
    private void trade(final String name, final long price, final long amount) {
        final Instrument instrument = bench.instrument(name);
        empty(instrument, true, price);
        empty(instrument, false, price);
        final Order sell =
                bench.accepted(bob, NewOrder.sell(name).price(price).amount(amount)).order();
        final Order buy =
                bench.accepted(ann, NewOrder.buy(name).price(price).amount(amount)).order();
        assertEquals(amount, sell.filledAmount());
        assertEquals(amount, buy.filledAmount());
    }

    private void empty(final Instrument instrument, final boolean bids, final long price) {
        final BookSide side = instrument.side(bids);
        final Account sweeper = bench.account("sweeper");
        bench.exchange.deposit(sweeper, instrument.currency.name, 10_000 * ONE);
        while (side.count() > 0
                && (side.bestPrice() == price || side.isBetter(side.bestPrice(), price))) {
            bench.accepted(
                    sweeper,
                    NewOrder.of(instrument.name, !bids)
                            .price(side.bestPrice())
                            .amount(side.bestAmount()));
        }
    }

    @Test
    void shouldCountInverseProfitInCoins() {
        trade(PERPETUAL, scaled(60_000), 6_000 * ONE);
        trade(PERPETUAL, scaled(50_000), 6_000 * ONE);
        final Position position = bench.position(ann, PERPETUAL);
        assertEquals(12_000 * ONE, position.size());
        assertEquals("buy", position.direction());
        // 12000 dollars for 0.1 and 0.12 coins.
        assertEquals(scaled(54_545.454545455), position.averagePrice());

        bench.accepted(bob, NewOrder.buy(PERPETUAL).price(scaled(55_000)).amount(12_000 * ONE));
        empty(bench.instrument(PERPETUAL), false, scaled(54_999.5));
        bench.accepted(ann, NewOrder.sell(PERPETUAL).price(scaled(55_000)).amount(12_000 * ONE));

        // 0.22 - 12000 / 55000
        final long profit = scaled(0.22) - scaled(0.218181818);
        assertEquals(0, bench.position(ann, PERPETUAL).size());
        assertEquals("zero", bench.position(ann, PERPETUAL).direction());
        final AccountSummary summary = bench.summary(ann, "BTC");
        assertEquals(profit, summary.sessionRpl());
        assertEquals(profit, summary.futuresPl());
        assertEquals(BTC - summary.feesPaid(), summary.balance());
        assertEquals(BTC - summary.feesPaid() + profit, summary.equity());
    }

    @Test
    void shouldTakeFeesFromTakers() {
        trade(PERPETUAL, scaled(60_000), 6_000 * ONE);

        final long half = scaled(0.1 * 0.0005);
        assertEquals(BTC - half, bench.summary(ann, "BTC").balance());
        assertEquals(BTC, bench.summary(bob, "BTC").balance());
        assertEquals(half, bench.summary(ann, "BTC").feesPaid());
        assertEquals("BTC", bench.fills.get(bench.fills.size() - 1).feeCurrency());
    }

    @Test
    void shouldPayRebates() {
        final FeeSchedule rebates = new FeeSchedule(-100_000, 500_000, 0, 0, 0, 0, 0);
        final Bench paying = new Bench(1, Bench.config(rebates, 1_000));
        final Account maker = paying.account("maker");
        final long price = paying.bid();
        paying.limit(maker, true, price, 10);

        final long ahead = paying.amountAt(true, price) / ONE;
        paying.limit(paying.account("taker"), false, price, ahead);

        final Fill fill = paying.fills.stream().filter(Fill::isMaker).findFirst().orElseThrow();
        assertTrue(fill.fee() < 0);
        assertEquals(BTC - fill.fee(), paying.summary(maker, "BTC").balance());
    }

    @Test
    void shouldCountLinearProfitInDollars() {
        final String name = "BTC_USDC-PERPETUAL";
        trade(name, scaled(60_000), ONE);
        trade(name, scaled(62_000), ONE);

        final Position bought = bench.position(ann, name);
        assertEquals(scaled(61_000), bought.averagePrice());
        assertEquals(2 * ONE, bought.size());
        assertEquals(-2 * ONE, bench.position(bob, name).size());
        final long mark = bench.instrument(name).markPrice();
        assertEquals(2 * (mark - scaled(61_000)), bought.floatingProfitLoss());
        assertEquals(-bought.floatingProfitLoss(), bench.position(bob, name).floatingProfitLoss());
        assertEquals(USDC, bench.summary(bob, "USDC").balance());
        assertEquals(2 * mark / 50, bought.initialMargin());
    }

    @Test
    void shouldPayPremiumsInCoins() {
        final Instrument option = bench.instrument("BTC-6NOV26-60000-C");
        final long price = option.tick * 80;
        trade(option.name, price, ONE);

        final long premium = price;
        final AccountSummary buyer = bench.summary(ann, "BTC");
        final AccountSummary seller = bench.summary(bob, "BTC");
        assertEquals(BTC - premium - scaled(0.0003), buyer.balance());
        assertEquals(BTC + premium - scaled(0.0003), seller.balance());
        assertEquals(option.markPrice(), buyer.optionsValue());
        assertEquals(buyer.balance() + option.markPrice(), buyer.equity());
        assertEquals(0, buyer.initialMargin());
        assertEquals(scaled(0.15), seller.initialMargin());
    }

    @Test
    void shouldSwapBalancesOnSpot() {
        trade("BTC_USDC", scaled(60_000), ONE);

        final long fee = scaled(60_000 * 0.0005);
        assertEquals(BTC + ONE, bench.summary(ann, "BTC").balance());
        assertEquals(USDC - scaled(60_000) - fee, bench.summary(ann, "USDC").balance());
        assertEquals(BTC - ONE, bench.summary(bob, "BTC").balance());
        assertTrue(bench.exchange.positions(ann, "any", "any").isEmpty());
    }

    @Test
    void shouldReserveWhatSpotOrdersNeed() {
        final Instrument spot = bench.instrument("BTC_USDC");
        final long far = spot.asks.bestPrice() * 3 / 2 / spot.tick * spot.tick;
        bench.accepted(ann, NewOrder.sell(spot.name).price(far).amount(60 * ONE));

        assertEquals(BTC - 60 * ONE, bench.summary(ann, "BTC").availableFunds());
        assertEquals(
                "10009 not_enough_funds",
                bench.refused(ann, NewOrder.sell(spot.name).price(far).amount(41 * ONE)));
        bench.exchange.cancelAll(ann, OrderFilter.ALL);
        assertEquals(BTC, bench.summary(ann, "BTC").availableFunds());
    }

    @Test
    void shouldAccrueFunding() {
        bench.market.watch(instrument -> instrument.name.equals(PERPETUAL));
        while (bench.instrument(PERPETUAL).funding() == 0) {
            bench.move();
        }
        trade(PERPETUAL, scaled(60_000), 600_000 * ONE);
        bench.exchange.onMarket();
        final Instrument instrument = bench.instrument(PERPETUAL);
        final long rate = instrument.funding();
        bench.advance(8 * 3_600_000L);
        bench.exchange.onMarket();

        final long paid = bench.position(bob, PERPETUAL).realizedFunding();
        final double coins = 600_000.0 / (instrument.markPrice() / 1e9);
        assertEquals(scaled(coins * rate / 1e9), paid, 100_000);
        assertEquals(-paid, bench.position(ann, PERPETUAL).realizedFunding());
        assertEquals(paid, bench.summary(bob, "BTC").sessionRpl(), 1);
    }

    @Test
    void shouldPutASessionIntoTheBalance() {
        trade(PERPETUAL, scaled(58_000), 58_000 * ONE);
        final AccountSummary before = bench.summary(ann, "BTC");
        assertTrue(before.sessionUpl() > 0);

        bench.enter(PERPETUAL, State.SETTLEMENT);

        final AccountSummary after = bench.summary(ann, "BTC");
        assertEquals(before.equity(), after.balance());
        assertEquals(before.equity(), after.equity());
        assertEquals(0, after.sessionUpl());
        final Position position = bench.position(ann, PERPETUAL);
        assertEquals(scaled(58_000), position.averagePrice());
        assertEquals(bench.instrument(PERPETUAL).markPrice(), position.settlementPrice());
        assertEquals(before.sessionUpl(), position.totalProfitLoss());
    }

    @Test
    void shouldDeliverAtTheIndex() {
        final Instrument future =
                bench.market.instruments().stream()
                        .filter(instrument -> instrument.name.startsWith("BTC-29JAN27"))
                        .findFirst()
                        .orElseThrow();
        trade(future.name, scaled(58_000), 58_000 * ONE);
        final long fees = bench.summary(ann, "BTC").feesPaid();

        bench.enter(future.name, State.SETTLEMENT);
        bench.enter(future.name, State.DELIVERED);

        assertEquals(0, bench.position(ann, future.name).size());
        final double index = future.currency.indexPrice() / 1e9;
        assertEquals(
                BTC - fees + scaled(1 - 58_000 / index), bench.summary(ann, "BTC").balance(), 2);
        final List<CashEntry> paid =
                bench.exchange
                        .ledger()
                        .all(CashEntry.class, entry -> entry.cause().equals("delivery"));
        assertTrue(paid.stream().anyMatch(entry -> entry.account().equals("bob")));
    }

    @Test
    void shouldExerciseOptionsThatAreInside() {
        final Instrument call = bench.instrument("BTC-6NOV26-58000-C");
        final long price = call.tick * 80;
        trade(call.name, price, ONE);
        final long fees = bench.summary(ann, "BTC").feesPaid();

        bench.enter(call.name, State.SETTLEMENT);
        bench.enter(call.name, State.DELIVERED);

        final double index = call.currency.indexPrice() / 1e9;
        assertEquals(
                BTC - fees - price + scaled((index - 58_000) / index),
                bench.summary(ann, "BTC").balance(),
                2);
        assertEquals(0, bench.summary(ann, "BTC").optionsValue());
    }

    @Test
    void shouldCloseAPosition() {
        trade(PERPETUAL, scaled(60_000), 6_000 * ONE);

        final Outcome outcome =
                bench.exchange.closePosition(
                        bob, PERPETUAL, OrderType.MARKET, NewOrder.ABSENT, Bench.ORIGIN);

        assertTrue(outcome.order().isBuy);
        assertTrue(outcome.order().isReduceOnly());
        assertEquals(0, bench.position(bob, PERPETUAL).size());
        assertEquals(
                "11030 other_reject invalid_reduce_only_order",
                Bench.error(
                        bench.exchange.closePosition(
                                bob, PERPETUAL, OrderType.MARKET, NewOrder.ABSENT, 1)));
    }
}
