/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Matching as one would explain it: all that rests is one list, the best is looked for each time.
 * Slow on purpose.
 */
final class NaiveBook {
    private int arrivals;
    private final BigDecimal tick;
    final List<Resting> resting = new ArrayList<>();

    /** Starts with what the market itself rests. */
    NaiveBook(final Instrument instrument) {
        tick = number(instrument.tick);
        add(instrument.bids, true);
        add(instrument.asks, false);
    }

    private void add(final BookSide side, final boolean isBuy) {
        for (int i = 0; i < side.count(); i++) {
            final Resting market = new Resting("market", isBuy, number(side.price(i)));
            market.shown = number(side.amount(i));
            rest(market);
        }
    }

    static BigDecimal number(final long scaled) {
        return BigDecimal.valueOf(scaled, 9);
    }

    /** Places an order; returns {@code maker taker price amount} for each trade. */
    List<String> place(final Asked asked) {
        final List<String> trades = new ArrayList<>();
        final BigDecimal limit = asked.postOnly ? slid(asked) : asked.price;
        BigDecimal left = asked.amount;
        if (asked.allOrNothing && available(asked, limit).compareTo(left) < 0) {
            return trades;
        }
        while (left.signum() > 0) {
            final Resting maker = best(!asked.isBuy);
            if (maker == null || !reaches(asked.isBuy, limit, maker.price)) {
                break;
            }
            final BigDecimal amount = left.min(maker.shown);
            trades.add(trade(maker.name, asked.name, maker.price, amount));
            left = left.subtract(amount);
            take(maker, amount);
        }
        if (left.signum() > 0 && asked.rests) {
            final Resting rest = new Resting(asked.name, asked.isBuy, limit);
            rest.display = asked.display;
            rest.shown = asked.display == null ? left : asked.display.min(left);
            rest.hidden = left.subtract(rest.shown);
            rest(rest);
        }
        return trades;
    }

    static String trade(
            final String maker,
            final String taker,
            final BigDecimal price,
            final BigDecimal amount) {
        return maker
                + " "
                + taker
                + " "
                + price.stripTrailingZeros().toPlainString()
                + " "
                + amount.stripTrailingZeros().toPlainString();
    }

    private void take(final Resting maker, final BigDecimal amount) {
        maker.shown = maker.shown.subtract(amount);
        if (maker.shown.signum() > 0) {
            return;
        }
        resting.remove(maker);
        if (maker.hidden.signum() > 0) {
            maker.shown = maker.display.min(maker.hidden);
            maker.hidden = maker.hidden.subtract(maker.shown);
            rest(maker);
        }
    }

    /** To the end of its price. */
    private void rest(final Resting order) {
        order.arrival = arrivals++;
        resting.add(order);
    }

    void cancel(final String name) {
        resting.removeIf(order -> order.name.equals(name));
    }

    /** Less of it, at its place. */
    void shrink(final String name, final BigDecimal left) {
        for (final Resting order : resting) {
            if (order.name.equals(name)) {
                order.shown = order.shown.min(left);
                order.hidden = left.subtract(order.shown);
            }
        }
    }

    private BigDecimal slid(final Asked asked) {
        final Resting best = best(!asked.isBuy);
        if (best == null || !reaches(asked.isBuy, asked.price, best.price)) {
            return asked.price;
        }
        return asked.isBuy ? best.price.subtract(tick) : best.price.add(tick);
    }

    private BigDecimal available(final Asked asked, final BigDecimal limit) {
        BigDecimal sum = BigDecimal.ZERO;
        for (final Resting order : resting) {
            if (order.isBuy != asked.isBuy && reaches(asked.isBuy, limit, order.price)) {
                sum = sum.add(order.shown).add(order.hidden);
            }
        }
        return sum;
    }

    private static boolean reaches(
            final boolean isBuy, final BigDecimal limit, final BigDecimal price) {
        return isBuy ? limit.compareTo(price) >= 0 : limit.compareTo(price) <= 0;
    }

    private Resting best(final boolean bids) {
        final Comparator<Resting> byPrice = Comparator.comparing(order -> order.price);
        return resting.stream()
                .filter(order -> order.isBuy == bids)
                .min((bids ? byPrice.reversed() : byPrice).thenComparing(order -> order.arrival))
                .orElse(null);
    }

    /** As {@link Bench#levels}: bids by their price, asks by its negative. */
    Map<Long, Long> levels() {
        final Map<Long, Long> levels = new TreeMap<>();
        for (final Resting order : resting) {
            final long price = order.price.movePointRight(9).longValueExact();
            final long amount = order.shown.movePointRight(9).longValueExact();
            levels.merge(order.isBuy ? price : -price, amount, Long::sum);
        }
        return levels;
    }

    /** An order as it is asked for. */
    static final class Asked {
        final String name;
        final boolean isBuy;
        final BigDecimal price;
        final BigDecimal amount;
        BigDecimal display;
        boolean rests = true;
        boolean allOrNothing;
        boolean postOnly;

        Asked(
                final String name,
                final boolean isBuy,
                final BigDecimal price,
                final BigDecimal amount) {
            this.name = name;
            this.isBuy = isBuy;
            this.price = price;
            this.amount = amount;
        }
    }

    /** What waits in the book. */
    static final class Resting {
        final String name;
        final boolean isBuy;
        final BigDecimal price;
        int arrival;
        BigDecimal shown;
        BigDecimal hidden = BigDecimal.ZERO;
        BigDecimal display;

        Resting(final String name, final boolean isBuy, final BigDecimal price) {
            this.name = name;
            this.isBuy = isBuy;
            this.price = price;
        }
    }
}
