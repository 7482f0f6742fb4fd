/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.LevelChanges;
import io.novaring.tools.simulator.market.Listing;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.market.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exchange with a market that stands still, a clock that is moved, and everything it tells. */
final class Bench implements ExchangeListener {
    static final String PERPETUAL = "BTC-PERPETUAL";
    static final long ONE = 1_000_000_000L;
    static final int ORIGIN = 1;

    private long nowMs = Instant.parse("2026-11-02T09:00:00Z").toEpochMilli();
    final Market market;
    final Exchange exchange;
    final List<String> told = new ArrayList<>();
    final List<Fill> fills = new ArrayList<>();
    final List<Position> positions = new ArrayList<>();
    private final Map<Instrument, Map<Long, Long>> replicas = new HashMap<>();
    private final Map<Instrument, Long> changeIds = new HashMap<>();

    Bench() {
        this(1, ExchangeConfig.DEFAULT);
    }

    Bench(final long seed, final ExchangeConfig config) {
        final Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(final ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return Instant.ofEpochMilli(nowMs);
                    }
                };
        market = new Market(seed, new Listing(12, 0, 2, 2, 1, 0), clock);
        exchange = new Exchange(market, clock, config, this, this::onStep);
        for (final Instrument instrument : market.instruments()) {
            replicas.put(instrument, levels(instrument));
            changeIds.put(instrument, instrument.changeId());
        }
    }

    static ExchangeConfig config(final FeeSchedule fees, final int ledgerEntriesMax) {
        final ExchangeConfig standard = ExchangeConfig.DEFAULT;
        return new ExchangeConfig(
                standard.deposits(), fees, 1_000, 100, 1_000, 10_000, ledgerEntriesMax);
    }

    static long scaled(final double number) {
        return Math.round(number * 1e9);
    }

    Account account(final String name) {
        return exchange.account(name);
    }

    Instrument instrument(final String name) {
        return market.findEver(name);
    }

    long bid() {
        return instrument(PERPETUAL).bids.bestPrice();
    }

    long ask() {
        return instrument(PERPETUAL).asks.bestPrice();
    }

    long nowMs() {
        return nowMs;
    }

    void advance(final long ms) {
        nowMs += ms;
    }

    /** One event of the market, as a feed would make it. */
    void move() {
        nowMs += 10;
        onStep(market.next(nowMs));
        exchange.onMarket();
    }

    void enter(final String instrument, final State state) {
        market.setState(instrument(instrument), state, nowMs);
    }

    /** A limit order for the perpetual that must be accepted. */
    Order limit(final Account account, final boolean isBuy, final long price, final long dollars) {
        return accepted(account, NewOrder.of(PERPETUAL, isBuy).price(price).amount(dollars * ONE))
                .order();
    }

    Outcome accepted(final Account account, final NewOrder order) {
        final Outcome outcome = exchange.place(account, order, ORIGIN);
        assertTrue(outcome.isAccepted(), () -> String.valueOf(outcome.rejection()));
        return outcome;
    }

    /** The whole error message with its code before it. */
    String refused(final Account account, final NewOrder order) {
        return error(exchange.place(account, order, ORIGIN));
    }

    static String error(final Outcome outcome) {
        return outcome.isAccepted()
                ? "accepted"
                : outcome.rejection().code() + " " + outcome.rejection().message();
    }

    long amountAt(final boolean bids, final long price) {
        final BookSide side = instrument(PERPETUAL).side(bids);
        final int index = side.find(price);
        return index < 0 ? 0 : side.amount(index);
    }

    /** What has to be bought to trade at this price, in dollars. */
    long dollarsUpTo(final long price) {
        final BookSide side = instrument(PERPETUAL).asks;
        long amount = 0;
        for (int i = 0; i < side.count() && side.price(i) <= price; i++) {
            amount += side.amount(i);
        }
        return amount / ONE;
    }

    Position position(final Account account, final String instrument) {
        return exchange.position(account, instrument);
    }

    AccountSummary summary(final Account account, final String currency) {
        return exchange.summary(account, currency);
    }

    /** Follows the public book by its changes alone. */
    private void onStep(final Step step) {
        final Instrument instrument = step.instrument();
        final Map<Long, Long> replica = replicas.get(instrument);
        assertEquals(changeIds.get(instrument), step.prevChangeId(), "chain of change ids");
        if (step.isEmpty()) {
            assertEquals(step.prevChangeId(), instrument.changeId());
        } else {
            assertTrue(instrument.changeId() > step.prevChangeId());
        }
        apply(replica, step.bids, 1);
        apply(replica, step.asks, -1);
        changeIds.put(instrument, instrument.changeId());
        assertEquals(levels(instrument), replica, "public book of " + instrument.name);
        final boolean both = instrument.bids.count() > 0 && instrument.asks.count() > 0;
        assertTrue(!both || instrument.bids.bestPrice() < instrument.asks.bestPrice(), "crossed");
    }

    private static void apply(
            final Map<Long, Long> replica, final LevelChanges changes, final long sign) {
        for (int i = 0; i < changes.count(); i++) {
            final long key = sign * changes.price(i);
            if (changes.amount(i) == 0) {
                replica.remove(key);
            } else {
                replica.put(key, changes.amount(i));
            }
        }
    }

    /** Bids by their price, asks by its negative. */
    static Map<Long, Long> levels(final Instrument instrument) {
        final Map<Long, Long> levels = new TreeMap<>();
        for (int i = 0; i < instrument.bids.count(); i++) {
            levels.put(instrument.bids.price(i), instrument.bids.amount(i));
        }
        for (int i = 0; i < instrument.asks.count(); i++) {
            levels.put(-instrument.asks.price(i), instrument.asks.amount(i));
        }
        return levels;
    }

    @Override
    public void onBegin() {
        told.add("begin");
    }

    @Override
    public void onTrade(final Fill fill) {
        fills.add(fill);
        told.add(
                "trade "
                        + fill.order().account
                        + " "
                        + fill.order().label
                        + " "
                        + (fill.isMaker() ? "M " : "T ")
                        + fill.amount() / ONE
                        + " "
                        + fill.state().word());
    }

    @Override
    public void onOrder(final Order order) {
        final String reason = order.cancelReason() == null ? "" : " " + order.cancelReason().word();
        told.add(
                "order "
                        + order.account
                        + " "
                        + order.label
                        + " "
                        + order.state().word()
                        + reason
                        + " "
                        + order.filledAmount() / ONE
                        + "/"
                        + order.amount() / ONE);
    }

    @Override
    public void onPosition(final Account account, final Position position) {
        positions.add(position);
        told.add("position " + account + " " + position.size() / ONE);
    }

    @Override
    public void onAccount(final Account account, final AccountSummary summary) {
        told.add("account " + account + " " + summary.currency());
    }

    @Override
    public void onEnd() {
        told.add("end");
    }
}
