/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.risk.InstrumentRules.TickStep;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The same as the desk, slowly: everything is a {@link BigDecimal}, and nothing is kept. */
final class NaiveDesk {
    RiskLimits all = RiskLimits.DEFAULT;
    RiskLimits own;
    InstrumentRules rules;
    boolean isLive;
    boolean isKilled;
    BigDecimal bid;
    BigDecimal ask;
    final List<Long> sentNs = new ArrayList<>();

    OrderRefusal check(final OrderCommand order, final DeskFixture account) {
        final boolean isNew = order.action == OrderCommand.NEW;
        final boolean hasSide = order.side == Side.BUY || order.side == Side.SELL;
        final RiskLimits switches = own == null ? all : own;
        final boolean mayBeStale =
                !switches.requiresLiveBook() || order.hasFlag(OrderCommand.ALLOW_STALE_BOOK);
        final BigDecimal price = exact(order.price);
        final BigDecimal amount = exact(order.amount);
        if (isKilled) {
            return OrderRefusal.KILLED;
        }
        final boolean isLimit =
                order.type == OrderCommand.LIMIT
                        || order.type == OrderCommand.STOP_LIMIT
                        || order.type == OrderCommand.TAKE_LIMIT;
        if (amount != null && amount.signum() <= 0
                || isNew && (amount == null || !hasSide || isLimit && price == null)) {
            return OrderRefusal.MALFORMED;
        }
        if (!isLive && !mayBeStale) {
            return OrderRefusal.BOOK_NOT_LIVE;
        }
        if (rules == null && switches.requiresRules()) {
            return OrderRefusal.NO_RULES;
        }
        if (rules != null) {
            final boolean isDistance = order.type == OrderCommand.TRAILING_STOP;
            if (!isOnTick(price) || !isDistance && !isOnTick(exact(order.triggerPrice))) {
                return OrderRefusal.PRICE_TICK;
            }
        }
        if (price != null && !isInBand(order, account, price, mayBeStale)) {
            return OrderRefusal.PRICE_BAND;
        }
        final BigDecimal amountMax = pick(own == null ? ABSENT : own.amountMax(), all.amountMax());
        if (amount != null) {
            if (rules != null
                    && rules.amountMin() != ABSENT
                    && amount.compareTo(exact(rules.amountMin())) < 0) {
                return OrderRefusal.AMOUNT_MIN;
            }
            if (rules != null
                    && rules.amountStep() != ABSENT
                    && amount.remainder(exact(rules.amountStep())).signum() != 0) {
                return OrderRefusal.AMOUNT_STEP;
            }
            if (amountMax != null && amount.compareTo(amountMax) > 0) {
                return OrderRefusal.AMOUNT_MAX;
            }
        }
        if (isNew && all.openOrdersMax() != ABSENT && account.openOrders >= all.openOrdersMax()) {
            return OrderRefusal.OPEN_ORDERS;
        }
        final long recent =
                sentNs.stream().filter(ns -> account.nowNs - ns < 1_000_000_000L).count();
        if (all.ordersPerSecondMax() != ABSENT && recent >= all.ordersPerSecondMax()) {
            return OrderRefusal.ORDER_RATE;
        }
        return isInPosition(order, account, amount)
                ? OrderRefusal.NONE
                : OrderRefusal.POSITION_LIMIT;
    }

    private boolean isOnTick(final BigDecimal price) {
        if (price == null) {
            return true;
        }
        BigDecimal tick = exact(rules.tick());
        BigDecimal highest = null;
        for (final TickStep step : rules.steps()) {
            final BigDecimal above = exact(step.abovePrice());
            if (above.compareTo(price) < 0 && (highest == null || above.compareTo(highest) > 0)) {
                highest = above;
                tick = exact(step.tick());
            }
        }
        return price.remainder(tick).signum() == 0;
    }

    private boolean isInBand(
            final OrderCommand order,
            final DeskFixture account,
            final BigDecimal price,
            final boolean mayBeStale) {
        final BigDecimal taking = pick(own == null ? ABSENT : own.priceBand(), all.priceBand());
        final BigDecimal waiting =
                pick(own == null ? ABSENT : own.passiveBand(), all.passiveBand());
        if (taking == null && waiting == null) {
            return true;
        }
        BigDecimal reference = null;
        if (isLive && bid != null && ask != null) {
            final BigInteger sum = bid.add(ask).movePointRight(9).toBigIntegerExact();
            // Shifting rounds down, below zero too.
            reference = new BigDecimal(sum.shiftRight(1)).movePointLeft(9);
        }
        if ((order.type == OrderCommand.STOP_LIMIT || order.type == OrderCommand.TAKE_LIMIT)
                && order.triggerPrice != ABSENT) {
            reference = exact(order.triggerPrice);
        }
        if (reference == null) {
            return mayBeStale;
        }
        byte side = order.side;
        if (order.action == OrderCommand.CLOSE_POSITION) {
            final long position = account.position == ABSENT ? 0 : account.position;
            side = position == 0 ? Side.NONE : position > 0 ? Side.SELL : Side.BUY;
        }
        final BigDecimal distance = price.subtract(reference);
        final boolean takes =
                side == Side.BUY && distance.signum() > 0
                        || side == Side.SELL && distance.signum() < 0;
        final BigDecimal size = reference.abs();
        final boolean isTakingFar =
                taking != null && distance.abs().compareTo(size.multiply(taking)) > 0;
        final boolean isWaitingFar =
                waiting != null && distance.abs().compareTo(size.multiply(waiting)) > 0;
        if (side == Side.NONE) {
            return !isTakingFar && !isWaitingFar;
        }
        return takes ? !isTakingFar : !isWaitingFar;
    }

    private boolean isInPosition(
            final OrderCommand order, final DeskFixture account, final BigDecimal amount) {
        final BigDecimal max = pick(own == null ? ABSENT : own.positionMax(), all.positionMax());
        if (max == null || order.action == OrderCommand.CLOSE_POSITION) {
            return true;
        }
        BigDecimal added = amount;
        if (order.action == OrderCommand.EDIT) {
            added = amount == null ? BigDecimal.ZERO : amount.subtract(exact(account.amountBefore));
            if (added.signum() <= 0) {
                return true;
            }
        }
        if (account.position == ABSENT || order.side != Side.BUY && order.side != Side.SELL) {
            return false;
        }
        final boolean isBuy = order.side == Side.BUY;
        final BigDecimal position = exact(account.position);
        final BigDecimal toReduce = isBuy ? position.negate() : position;
        if (order.hasFlag(OrderCommand.REDUCE_ONLY) && toReduce.signum() > 0) {
            added = added.subtract(added.min(toReduce));
            if (added.signum() == 0) {
                return true;
            }
        }
        final BigDecimal open = exact(isBuy ? account.openBuy : account.openSell);
        final BigDecimal worst =
                isBuy ? position.add(open).add(added) : position.subtract(open).subtract(added);
        return isBuy ? worst.compareTo(max) <= 0 : worst.compareTo(max.negate()) >= 0;
    }

    private static BigDecimal pick(final long own, final long all) {
        return exact(own == ABSENT ? all : own);
    }

    static BigDecimal exact(final long scaled) {
        return scaled == ABSENT ? null : BigDecimal.valueOf(scaled, 9);
    }
}
