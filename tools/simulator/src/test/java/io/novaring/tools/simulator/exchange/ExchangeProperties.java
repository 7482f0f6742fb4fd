/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.money.Holding;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.exchange.order.TriggerPrice;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.market.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ExchangeProperties {
    private static final List<String> NAMES = List.of("ann", "bob", "eve");
    private static final String OPTION_FIRST = "BTC-6NOV26-60000-C";
    private static final List<String> TRADED =
            List.of(PERPETUAL, "ETH-PERPETUAL", OPTION_FIRST, "BTC_USDC-PERPETUAL", "BTC_USDC");

    @Property(tries = 20)
    void shouldMatchAsTheNaiveBookDoes(@ForAll final long seed) {
        final SplittableRandom dice = new SplittableRandom(seed);
        final Bench bench = new Bench(seed, Bench.config(FeeSchedule.NONE, 10_000));
        final Instrument instrument = bench.instrument(PERPETUAL);
        final NaiveBook naive = new NaiveBook(instrument);
        final Map<String, Order> placed = new HashMap<>();
        NAMES.forEach(name -> bench.account(name).setSelfTrading(SelfTrading.CANCEL_MAKER));

        for (int i = 0; i < 150; i++) {
            final List<Order> open = new ArrayList<>();
            placed.values().stream().filter(order -> order.state().isLive()).forEach(open::add);
            open.sort((a, b) -> a.id.compareTo(b.id));
            final int kind = dice.nextInt(10);
            if (kind < 7 || open.isEmpty()) {
                place(bench, naive, dice, "o" + i, placed);
            } else {
                final Order order = open.get(dice.nextInt(open.size()));
                if (kind == 7) {
                    bench.exchange.cancel(order.account, order.id);
                    naive.cancel(order.label);
                } else {
                    edit(bench, naive, dice, order);
                }
            }
            assertEquals(naive.levels(), Bench.levels(instrument), "book after " + i);
            assertQueuesAddUp(bench, instrument);
        }
    }

    // Every order is of an account of its own: nobody ever meets himself.
    private static void place(
            final Bench bench,
            final NaiveBook naive,
            final SplittableRandom dice,
            final String name,
            final Map<String, Order> placed) {
        final Instrument instrument = bench.instrument(PERPETUAL);
        final boolean isBuy = dice.nextBoolean();
        final long middle = instrument.anchor + instrument.tick * (dice.nextInt(30) - 15);
        final long amount = instrument.amountUnit * (100 + dice.nextInt(400));
        final NewOrder asked =
                NewOrder.of(PERPETUAL, isBuy).price(middle).amount(amount).label(name);
        final NaiveBook.Asked same =
                new NaiveBook.Asked(
                        name, isBuy, NaiveBook.number(middle), NaiveBook.number(amount));
        switch (dice.nextInt(6)) {
            case 0 -> {
                asked.timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL);
                same.rests = false;
            }
            case 1 -> {
                asked.timeInForce(TimeInForce.FILL_OR_KILL);
                same.rests = false;
                same.allOrNothing = true;
            }
            case 2 -> {
                asked.postOnly(true);
                same.postOnly = true;
            }
            case 3 -> {
                final long display = instrument.amountUnit * 100;
                asked.displayAmount(display);
                same.display = NaiveBook.number(display);
            }
            default -> {}
        }
        bench.fills.clear();
        final Outcome outcome = bench.accepted(bench.account("of-" + name), asked);
        placed.put(name, outcome.order());
        assertEquals(naive.place(same), trades(bench.fills, name), "trades of " + name);
    }

    private static void edit(
            final Bench bench,
            final NaiveBook naive,
            final SplittableRandom dice,
            final Order order) {
        final Instrument instrument = order.instrument;
        final boolean stays = dice.nextBoolean();
        final long unit = instrument.amountUnit;
        final long price =
                stays ? order.price() : order.price() + instrument.tick * (dice.nextInt(9) - 4);
        final long total =
                Math.max(
                        order.filledAmount() + unit, order.amount() + unit * (dice.nextInt(9) - 6));
        if (order.isIceberg() && total < order.refreshAmount()) {
            return;
        }
        final boolean keepsPlace = price == order.price() && total <= order.amount();
        final NaiveBook.Asked same =
                new NaiveBook.Asked(
                        order.label,
                        order.isBuy,
                        NaiveBook.number(price),
                        NaiveBook.number(total - order.filledAmount()));
        same.postOnly = order.isPostOnly();
        same.display = order.isIceberg() ? NaiveBook.number(order.refreshAmount()) : null;
        bench.fills.clear();

        final Outcome outcome =
                bench.exchange.edit(
                        order.account, Edit.byId(order.id).price(price).amount(total), 1);

        assertTrue(outcome.isAccepted(), () -> String.valueOf(outcome.rejection()));
        if (keepsPlace) {
            naive.shrink(order.label, same.amount);
            assertEquals(List.of(), bench.fills);
        } else {
            naive.cancel(order.label);
            assertEquals(naive.place(same), trades(bench.fills, order.label));
        }
    }

    /** As the naive book tells them, from both sides' fills. */
    private static List<String> trades(final List<Fill> fills, final String taker) {
        final List<String> trades = new ArrayList<>();
        String maker = "market";
        for (final Fill fill : fills) {
            if (fill.isMaker()) {
                maker = fill.order().label;
            } else {
                trades.add(
                        NaiveBook.trade(
                                maker,
                                taker,
                                NaiveBook.number(fill.price()),
                                NaiveBook.number(fill.amount())));
                maker = "market";
            }
        }
        return trades;
    }

    @Property(tries = 20)
    void shouldLoseNothingHoweverTheMarketMoves(@ForAll final long seed) {
        final SplittableRandom dice = new SplittableRandom(seed);
        final Bench bench = new Bench(seed, Bench.config(FeeSchedule.STANDARD, 100_000));
        bench.market.watch(instrument -> TRADED.contains(instrument.name));
        NAMES.forEach(bench::account);

        for (int i = 0; i < 300; i++) {
            final Map<String, Long> before = arrivals(bench);
            if (dice.nextInt(3) == 0) {
                bench.move();
            } else {
                act(bench, dice, i);
            }
            bench.advance(dice.nextInt(20_000));
            assertPriority(bench, before);
            bench.fills.clear();
            TRADED.forEach(name -> assertQueuesAddUp(bench, bench.instrument(name)));
            assertNothingIsLost(bench);
        }
        TRADED.forEach(name -> bench.enter(name, State.SETTLEMENT));
        assertNothingIsLost(bench);
        TRADED.forEach(name -> bench.enter(name, State.DELIVERED));
        assertNothingIsLost(bench);
        assertLedgerTellsTheSame(bench);
    }

    private static void act(final Bench bench, final SplittableRandom dice, final int number) {
        final Account account = bench.account(NAMES.get(dice.nextInt(NAMES.size())));
        final Instrument instrument = bench.instrument(TRADED.get(dice.nextInt(TRADED.size())));
        final List<Order> open = bench.exchange.openOrders(account, OrderFilter.ALL);
        final int kind = dice.nextInt(20);
        if (kind < 3 && !open.isEmpty()) {
            bench.exchange.cancel(account, open.get(dice.nextInt(open.size())).id);
        } else if (kind < 6 && !open.isEmpty()) {
            final Order order = open.get(dice.nextInt(open.size()));
            final long unit = order.instrument.amountUnit;
            final Edit edit =
                    Edit.byId(order.id)
                            .amount(Math.max(unit, order.amount() + unit * (dice.nextInt(7) - 3)));
            if (order.type == OrderType.LIMIT) {
                edit.price(order.price() + order.instrument.tick * (dice.nextInt(5) - 2));
            }
            bench.exchange.edit(account, edit, 1);
        } else if (kind == 6) {
            account.setSelfTrading(SelfTrading.values()[dice.nextInt(2)]);
        } else if (kind == 7) {
            bench.exchange.closePosition(
                    account, instrument.name, OrderType.MARKET, NewOrder.ABSENT, 1);
        } else {
            bench.exchange.place(account, random(instrument, dice).label("n" + number), 1);
        }
    }

    private static NewOrder random(final Instrument instrument, final SplittableRandom dice) {
        final long price =
                Math.max(
                        instrument.tick,
                        instrument.lastPrice() + instrument.tick * (dice.nextInt(21) - 10));
        final NewOrder order =
                NewOrder.of(instrument.name, dice.nextBoolean())
                        .amount(instrument.amountUnit * (1 + dice.nextInt(600)))
                        .reduceOnly(instrument.currency.name.equals("BTC") && dice.nextInt(6) == 0);
        return switch (dice.nextInt(8)) {
            case 0 -> order.type(OrderType.MARKET);
            case 1 -> order.price(price).timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL);
            case 2 -> order.price(price).timeInForce(TimeInForce.FILL_OR_KILL);
            case 3 -> order.type(OrderType.STOP_MARKET).trigger(TriggerPrice.LAST_PRICE, price);
            case 4 -> order.price(price).displayAmount(100 * instrument.amountUnit);
            default -> order.price(price);
        };
    }

    /** By order id: what of it rested, before what comes now. */
    private static Map<String, Long> arrivals(final Bench bench) {
        final Map<String, Long> resting = new HashMap<>();
        for (final Account account : bench.exchange.accounts()) {
            for (final Order order : account.open.values()) {
                if (order.resting && !order.isIceberg() && !order.isReduceOnly()) {
                    resting.put(order.id, order.price());
                }
            }
        }
        return resting;
    }

    /** Nobody was served while one with a better price waited and goes on waiting. */
    private static void assertPriority(final Bench bench, final Map<String, Long> before) {
        for (final Fill fill : bench.fills) {
            final Order served = fill.order();
            if (!fill.isMaker() || served.isIceberg()) {
                continue;
            }
            for (final Account account : bench.exchange.accounts()) {
                for (final Order waiting : account.open.values()) {
                    final boolean rival =
                            waiting != served
                                    && before.containsKey(waiting.id)
                                    && before.get(waiting.id) == waiting.price()
                                    && waiting.instrument == served.instrument
                                    && waiting.isBuy == served.isBuy;
                    if (rival) {
                        final long better =
                                waiting.isBuy
                                        ? waiting.price() - fill.price()
                                        : fill.price() - waiting.price();
                        assertTrue(better <= 0, () -> waiting.id + " waited at a better price");
                    }
                }
            }
        }
    }

    /** What the queues say is what the public book says. */
    private static void assertQueuesAddUp(final Bench bench, final Instrument instrument) {
        final Map<Long, Long> shown = new HashMap<>();
        for (final Account account : bench.exchange.accounts()) {
            for (final Order order : account.open.values()) {
                if (order.resting && order.instrument == instrument) {
                    shown.merge(
                            order.isBuy ? order.price() : -order.price(),
                            order.shownAmount(),
                            Long::sum);
                }
            }
        }
        for (final boolean bids : new boolean[] {true, false}) {
            final BookSide side = instrument.side(bids);
            for (int i = 0; i < side.count(); i++) {
                final long price = side.price(i);
                final Long expected = shown.remove(bids ? price : -price);
                assertEquals(expected == null ? 0 : expected, side.shown(i), "shown");
                final LevelQueue queue = bench.exchange.books().find(instrument, bids, price);
                assertEquals(expected == null, queue == null);
                assertTrue(queue == null || queue.own() == side.own(i), "the market's own");
            }
        }
        assertEquals(Map.of(), shown, "orders that no level shows");
    }

    /** Positions of all are zero together, and money only moves. */
    private static void assertNothingIsLost(final Bench bench) {
        final Map<Instrument, Long> sizes = new HashMap<>();
        final Map<String, Long> money = new HashMap<>();
        for (final Account account : bench.exchange.accounts()) {
            for (final Holding holding : account.purse.holdings()) {
                sizes.merge(holding.instrument, holding.size(), Long::sum);
            }
            for (final String currency : account.purse.currencies()) {
                final long deposit = ExchangeConfig.DEFAULT.deposits().getOrDefault(currency, 0L);
                money.merge(currency, account.purse.owned(currency) - deposit, Long::sum);
            }
        }
        for (final Holding holding : bench.exchange.house().holdings()) {
            sizes.merge(holding.instrument, holding.size(), Long::sum);
        }
        for (final String currency : bench.exchange.house().currencies()) {
            money.merge(currency, bench.exchange.house().owned(currency), Long::sum);
        }
        sizes.forEach((instrument, size) -> assertEquals(0, size, instrument.name));
        money.forEach((currency, sum) -> assertEquals(0, sum, currency));
    }

    private static void assertLedgerTellsTheSame(final Bench bench) {
        final var ledger = bench.exchange.ledger();
        final Map<String, OrderEntry> orders = ledger.ordersById();
        for (final Order order : bench.exchange.everyOrder()) {
            final OrderEntry entry = orders.get(order.id);
            assertEquals(order.state().word(), entry.state(), order.id);
            assertEquals(order.filledAmount(), entry.filledAmount(), order.id);
            assertEquals(order.amount(), entry.amount(), order.id);
            assertEquals(
                    order.filledAmount(),
                    ledger.fillsOf(order.id).stream().mapToLong(FillEntry::amount).sum());
            assertTrue(order.state() != OrderState.OPEN, "everything was delivered");
        }
        for (final Account account : bench.exchange.accounts()) {
            for (final Holding holding : account.purse.holdings()) {
                if (holding.instrument.kind == Kind.SPOT) {
                    continue;
                }
                assertEquals(
                        holding.size(),
                        ledger.position(account.name, holding.instrument.name),
                        holding.instrument.name);
            }
        }
    }
}
