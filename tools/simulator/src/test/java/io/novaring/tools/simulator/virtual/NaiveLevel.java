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
    private long displayed;
    private long own;
    private long ownNs;
    private final List<Open> open = new ArrayList<>();

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

    /** What a message told of half of: of these kinds, in the order they came. */
    private enum Half {
        DECREASE(1),
        TRADE(-1),
        OWN_GONE(-1),
        OWN_COME(1);

        private final int sign;

        Half(final int sign) {
            this.sign = sign;
        }
    }

    private static final class Open {
        private final Half half;
        private final long sinceNs;
        private BigDecimal amount;

        Open(final Half half, final BigDecimal amount, final long sinceNs) {
            this.half = half;
            this.amount = amount;
            this.sinceNs = sinceNs;
        }
    }

    private void open(final Half half, final BigDecimal amount, final long nowNs) {
        if (amount.signum() > 0) {
            open.add(new Open(half, amount, nowNs));
        }
    }

    /** Returns what is left of the amount when all halves of that kind have had their part. */
    private BigDecimal explain(final Half half, final BigDecimal amount) {
        BigDecimal left = amount;
        for (final Open one : open) {
            if (one.half == half) {
                final BigDecimal part = left.min(one.amount);
                one.amount = one.amount.subtract(part);
                left = left.subtract(part);
            }
        }
        open.removeIf(one -> one.amount.signum() == 0);
        return left;
    }

    private BigDecimal all() {
        BigDecimal all = shown;
        for (final Open one : open) {
            all = all.add(one.amount.multiply(BigDecimal.valueOf(one.half.sign)));
        }
        return all;
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
            open.clear();
        }
    }

    void change(final long amount, final long nowNs) {
        settle(nowNs);
        displayed = amount;
        final BigDecimal less = show();
        if (orders.isEmpty()) {
            return;
        }
        if (less.signum() < 0) {
            explain(Half.OWN_COME, less.negate());
        } else {
            open(Half.DECREASE, explain(Half.TRADE, explain(Half.OWN_GONE, less)), nowNs);
        }
    }

    long own() {
        return own;
    }

    /** Whether the level may show for now what the account has told of as gone. */
    boolean isInBetween(final long nowNs) {
        return nowNs - ownNs <= windowNs;
    }

    /** The recorded account shows more or less of the level. */
    void own(final long change, final long nowNs) {
        settle(nowNs);
        own += change;
        ownNs = nowNs;
        final BigDecimal less = show();
        if (orders.isEmpty()) {
            return;
        }
        if (less.signum() < 0) {
            open(
                    Half.OWN_GONE,
                    explain(Half.DECREASE, explain(Half.OWN_COME, less.negate())),
                    nowNs);
        } else {
            open(Half.OWN_COME, explain(Half.OWN_GONE, less), nowNs);
        }
    }

    private BigDecimal show() {
        final BigDecimal before = shown;
        shown = BigDecimal.valueOf(Math.max(0, displayed - own));
        return before.subtract(shown);
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
        open(Half.TRADE, explain(Half.DECREASE, taken), nowNs);
        orders.removeIf(order -> order.left.signum() == 0);
        forgetWhenEmpty();
    }

    void settle(final long nowNs) {
        while (true) {
            Open oldest = null;
            for (final Half half : Half.values()) {
                for (final Open one : open) {
                    final boolean older = oldest == null || one.sinceNs < oldest.sinceNs;
                    oldest = one.half == half && older ? one : oldest;
                }
            }
            if (oldest == null || nowNs - oldest.sinceNs <= windowNs) {
                return;
            }
            final BigDecimal total = all();
            open.remove(oldest);
            if (oldest.half == Half.DECREASE) {
                leave(total, oldest.amount);
            } else if (oldest.half == Half.OWN_COME) {
                final BigDecimal last =
                        total.subtract(orders.get(orders.size() - 1).before).min(oldest.amount);
                leave(total.subtract(last), oldest.amount.subtract(last));
            }
        }
    }

    private void leave(final BigDecimal total, final BigDecimal gone) {
        if (gone.signum() == 0) {
            return;
        }
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
