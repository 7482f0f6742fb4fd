/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * One price of a recorded book by the rules as the page has them, each order with its own figure of
 * what stands before it. Whole dollars.
 */
final class NaiveLevel {
    private final String model;
    private final long windowNs;
    private final List<Resting> orders = new ArrayList<>();
    private BigDecimal shown = BigDecimal.ZERO;
    private BigDecimal down = BigDecimal.ZERO;
    private BigDecimal traded = BigDecimal.ZERO;
    private long downNs;
    private long tradedNs;

    NaiveLevel(final String model, final long windowNs) {
        this.model = model;
        this.windowNs = windowNs;
    }

    static final class Resting {
        final String id;
        final long sinceNs;
        BigDecimal before;
        BigDecimal left;
        BigDecimal filled = BigDecimal.ZERO;

        Resting(final String id, final long sinceNs, final BigDecimal before, final long amount) {
            this.id = id;
            this.sinceNs = sinceNs;
            this.before = before;
            this.left = BigDecimal.valueOf(amount);
        }
    }

    private BigDecimal all() {
        return shown.add(down).subtract(traded);
    }

    Resting place(final String id, final long amount, final long nowNs) {
        final Resting order = new Resting(id, nowNs, all(), amount);
        orders.add(order);
        return order;
    }

    /** What stands in front of it, our own orders included. */
    double ahead(final Resting of) {
        BigDecimal ahead = of.before;
        for (final Resting order : orders) {
            if (order == of) {
                break;
            }
            ahead = ahead.add(order.left);
        }
        return ahead.doubleValue();
    }

    void cancel(final Resting order) {
        orders.remove(order);
        forgetWhenEmpty();
    }

    private void forgetWhenEmpty() {
        if (orders.isEmpty()) {
            down = BigDecimal.ZERO;
            traded = BigDecimal.ZERO;
        }
    }

    void change(final long amount, final long nowNs) {
        settle(nowNs);
        final BigDecimal to = BigDecimal.valueOf(amount);
        final BigDecimal less = shown.subtract(to);
        shown = to;
        if (orders.isEmpty() || less.signum() <= 0) {
            return;
        }
        final BigDecimal explained = less.min(traded);
        traded = traded.subtract(explained);
        final BigDecimal open = less.subtract(explained);
        if (open.signum() > 0 && down.signum() == 0) {
            downNs = nowNs;
        }
        down = down.add(open);
    }

    void trade(final long dollars, final long tradeNs, final long nowNs) {
        settle(nowNs);
        final BigDecimal amount = BigDecimal.valueOf(dollars);
        final List<Resting> there = new ArrayList<>(orders);
        there.removeIf(order -> tradeNs + 1_000_000 <= order.sinceNs);
        if (there.isEmpty()) {
            return;
        }
        BigDecimal given = BigDecimal.ZERO;
        for (final Resting order : there) {
            final BigDecimal first = "optimistic".equals(model) ? BigDecimal.ZERO : order.before;
            final BigDecimal due =
                    amount.subtract(first).subtract(given).min(order.left).max(BigDecimal.ZERO);
            given = given.add(due);
            order.filled = order.filled.add(due);
            order.left = order.left.subtract(due);
        }
        final boolean everybody = there.size() == orders.size();
        final BigDecimal taken = amount.min(everybody ? all() : there.get(there.size() - 1).before);
        for (final Resting order : orders) {
            order.before = order.before.subtract(taken).max(BigDecimal.ZERO);
        }
        final BigDecimal explained = taken.min(down);
        down = down.subtract(explained);
        final BigDecimal open = taken.subtract(explained);
        if (open.signum() > 0 && traded.signum() == 0) {
            tradedNs = nowNs;
        }
        traded = traded.add(open);
        orders.removeIf(order -> order.left.signum() == 0);
        forgetWhenEmpty();
    }

    void settle(final long nowNs) {
        if (down.signum() > 0 && nowNs - downNs > windowNs) {
            final BigDecimal total = all();
            final BigDecimal gone = down;
            down = BigDecimal.ZERO;
            BigDecimal least = BigDecimal.ZERO;
            for (final Resting order : orders) {
                final BigDecimal back = total.subtract(order.before);
                final BigDecimal front =
                        inFront(order.before, back, gone)
                                .min(order.before)
                                .min(gone)
                                .max(gone.subtract(back));
                order.before = order.before.subtract(front).max(least);
                least = order.before;
            }
        }
        if (traded.signum() > 0 && nowNs - tradedNs > windowNs) {
            traded = BigDecimal.ZERO;
        }
    }

    private BigDecimal inFront(
            final BigDecimal front, final BigDecimal back, final BigDecimal gone) {
        if (front.signum() == 0) {
            return BigDecimal.ZERO;
        }
        return switch (model) {
            case "optimistic" -> gone;
            case "pessimistic" -> BigDecimal.ZERO;
            case "proportional" ->
                    gone.multiply(front).divide(front.add(back), 9, RoundingMode.HALF_UP);
            case "log" -> share(gone, Math.log1p(lots(front)), Math.log1p(lots(back)));
            case "power" -> share(gone, Math.pow(lots(front), 3), Math.pow(lots(back), 3));
            default -> throw new AssertionError(model);
        };
    }

    private static double lots(final BigDecimal dollars) {
        return dollars.doubleValue() / 10;
    }

    private static BigDecimal share(final BigDecimal gone, final double front, final double back) {
        return BigDecimal.valueOf(gone.doubleValue() * front / (front + back))
                .setScale(9, RoundingMode.DOWN);
    }
}
