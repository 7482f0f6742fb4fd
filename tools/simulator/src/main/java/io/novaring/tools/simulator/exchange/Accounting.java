/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.Action;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.money.Holding;
import io.novaring.tools.simulator.exchange.money.Purse;
import io.novaring.tools.simulator.exchange.money.Values;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.market.Step;
import java.util.Collection;

/**
 * Moves money and positions: trades, funding, settlement and delivery. The market is a party like
 * any other, without orders, fees and limits: it takes the other side of everything, and what
 * rounding leaves.
 */
final class Accounting {
    private static final long FUNDING_STEP_MS = 60_000;
    private static final long FUNDING_DIVISOR = 8 * 3_600_000L * Values.ONE;
    private static final long TRADES_KEPT_MS = 24 * 3_600_000L;

    private final int tradesMax;
    private long fundedMs = Long.MIN_VALUE;
    private final FeeSchedule fees;
    private final Registry registry;
    private final Notices notices;
    private final Recorder recorder;
    private final Collection<Account> accounts;
    private final Purse house = new Purse();

    Accounting(
            final ExchangeConfig config,
            final Registry registry,
            final Notices notices,
            final Recorder recorder,
            final Collection<Account> accounts) {
        this.tradesMax = config.tradesMax();
        this.fees = config.fees();
        this.registry = registry;
        this.notices = notices;
        this.recorder = recorder;
        this.accounts = accounts;
    }

    /** The market's own side. */
    Purse house() {
        return house;
    }

    /**
     * A public trade was made: both sides have it.
     *
     * @param maker null when the market itself rested there.
     * @param taker null when the market itself came.
     * @param trade index in {@code step}.
     */
    void trade(final Order maker, final Order taker, final Step step, final int trade) {
        final Instrument instrument = step.instrument();
        final long price = step.tradePrice(trade);
        final long amount = step.tradeAmount(trade);
        final long value = Values.of(instrument, price, amount);
        if (maker == null) {
            house.apply(instrument, !taker.isBuy, amount, value, 0);
        } else {
            side(maker, true, value, step, trade);
        }
        if (taker == null) {
            house.apply(instrument, !maker.isBuy, amount, value, 0);
        } else {
            side(taker, false, value, step, trade);
        }
    }

    private void side(
            final Order order,
            final boolean isMaker,
            final long value,
            final Step step,
            final int trade) {
        final Instrument instrument = order.instrument;
        final long amount = step.tradeAmount(trade);
        // What of an iceberg was hidden at first pays as a taker.
        final long fee = fees.fee(instrument, isMaker && !order.refreshed, amount, value);
        order.filledAmount += amount;
        order.filledValue += value;
        registry.reserve(order);
        final Purse purse = order.account.purse;
        final long profit = purse.apply(instrument, order.isBuy, amount, value, fee);
        final boolean filled = order.remaining() == 0;
        final Fill fill =
                new Fill(
                        order,
                        filled ? OrderState.FILLED : OrderState.OPEN,
                        step.tradeId(trade),
                        step.tradeSequence(trade),
                        registry.nowMs(),
                        step.tradePrice(trade),
                        amount,
                        fee,
                        instrument.currency.name,
                        isMaker,
                        step.tickDirection(trade),
                        instrument.currency.indexPrice(),
                        instrument.markPrice(),
                        profit);
        remember(order.account, fill);
        recorder.fill(fill);
        notices.fill(fill);
        if (instrument.kind == Kind.SPOT) {
            notices.money(order.account, instrument.currency.base);
        }
        if (filled) {
            registry.finish(order, OrderState.FILLED, Action.FILLED, "");
        } else {
            registry.touch(order);
        }
    }

    private void remember(final Account account, final Fill fill) {
        account.fills.add(fill);
        account.fillCount++;
        while (account.fills.size() > tradesMax
                || account.fills.peek().timestampMs() + TRADES_KEPT_MS < registry.nowMs()) {
            account.fills.poll();
        }
    }

    /** What the market's funding rates have cost since the last time, a minute at least. */
    void fund() {
        final long nowMs = registry.nowMs();
        if (fundedMs == Long.MIN_VALUE) {
            fundedMs = nowMs;
        }
        final long passedMs = nowMs - fundedMs;
        if (passedMs < FUNDING_STEP_MS) {
            return;
        }
        fundedMs = nowMs;
        for (final Account account : accounts) {
            for (final Holding holding : account.purse.holdings()) {
                if (holding.instrument.perpetual && holding.size() != 0) {
                    fund(account, holding, passedMs);
                }
            }
        }
    }

    /** Longs pay shorts when the rate is positive; the market is the other side. */
    private void fund(final Account account, final Holding holding, final long passedMs) {
        final Instrument instrument = holding.instrument;
        final long value = Values.of(instrument, instrument.markPrice(), Math.abs(holding.size()));
        // Rounded once: the rate of a minute has too few digits of its own.
        final long rated = Values.over(value, instrument.funding() * passedMs, FUNDING_DIVISOR);
        final long paid = rated * (holding.size() > 0 ? -1 : 1);
        if (paid != 0) {
            holding.addFunding(paid);
            house.addFunding(instrument, -paid);
            cash(account, "funding", instrument, paid);
        }
    }

    /** A session of a future ends: what it made goes into balances. */
    void settle(final Instrument instrument) {
        if (instrument.option || instrument.kind == Kind.SPOT) {
            return;
        }
        final long price = instrument.markPrice();
        long paid = 0;
        for (final Account account : accounts) {
            if (account.purse.has(instrument)) {
                final long own = account.purse.settle(instrument, price);
                paid += own;
                cash(account, "settlement", instrument, own);
            }
        }
        house.settleFor(instrument, price, -paid);
    }

    /** A contract ends: at the index, an option at what exercising it is worth in coins. */
    void deliver(final Instrument instrument) {
        if (instrument.kind == Kind.SPOT) {
            return;
        }
        final long price = deliveryPrice(instrument);
        long paid = 0;
        for (final Account account : accounts) {
            if (account.purse.has(instrument)) {
                final long own = account.purse.deliver(instrument, price);
                paid += own;
                cash(account, "delivery", instrument, own);
            }
        }
        house.deliverFor(instrument, -paid);
    }

    static long deliveryPrice(final Instrument instrument) {
        final long index = instrument.deliveryIndex();
        if (!instrument.option) {
            return index;
        }
        final long inside = instrument.call ? index - instrument.strike : instrument.strike - index;
        return Values.over(Math.max(0, inside), Values.ONE, index);
    }

    private void cash(
            final Account account,
            final String cause,
            final Instrument instrument,
            final long amount) {
        recorder.cash(
                account, cause, instrument, instrument.currency.name, amount, registry.nowMs());
        notices.position(account, instrument);
    }

    void onState(final Instrument instrument) {
        if (instrument.state() == State.SETTLEMENT) {
            settle(instrument);
        } else if (instrument.state() == State.DELIVERED) {
            deliver(instrument);
        }
    }
}
