/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.MarketEvent.ABSENT;
import static io.novaring.engine.risk.PriceBand.isAbove;
import static io.novaring.engine.risk.PriceBand.isBelow;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;

/** The checks behind the kill switch, in their order. Stage's thread only; allocates nothing. */
final class OrderChecks {
    private final OrderRate rate;
    private RiskLimits limits = RiskLimits.DEFAULT;

    OrderChecks(final OrderRate rate) {
        this.rate = rate;
    }

    /** Takes limits for all instruments in place of those before. */
    void limits(final RiskLimits newLimits) {
        limits = newLimits;
    }

    /**
     * @param instrument null when nobody told anything of it.
     */
    OrderRefusal check(
            final OrderCommand command,
            final InstrumentRisk instrument,
            final int instrumentId,
            final Exposure exposure,
            final long nowNs) {
        if (!isComplete(command)) {
            return OrderRefusal.MALFORMED;
        }
        final RiskLimits own =
                instrument == null || instrument.limits == null ? limits : instrument.limits;
        final TrackedBook book = instrument == null ? null : instrument.newestLive();
        final boolean mayBeStale =
                !own.requiresLiveBook() || command.hasFlag(OrderCommand.ALLOW_STALE_BOOK);
        if (book == null && !mayBeStale) {
            return OrderRefusal.BOOK_NOT_LIVE;
        }
        final boolean hasRules = instrument != null && instrument.hasRules;
        if (!hasRules && own.requiresRules()) {
            return OrderRefusal.NO_RULES;
        }
        if (hasRules && !isOnTick(command, instrument)) {
            return OrderRefusal.PRICE_TICK;
        }
        final long middle = book == null ? ABSENT : book.middle();
        if (command.price != ABSENT
                && !isInBand(command, instrumentId, exposure, own, middle, mayBeStale)) {
            return OrderRefusal.PRICE_BAND;
        }
        final OrderRefusal refusal = checkAmount(command, hasRules ? instrument : null, own);
        return refusal == OrderRefusal.NONE
                ? checkAccount(command, instrumentId, exposure, own, nowNs)
                : refusal;
    }

    private static boolean isComplete(final OrderCommand command) {
        if (command.amount != ABSENT && command.amount <= 0) {
            return false;
        }
        if (command.action != OrderCommand.NEW) {
            return true;
        }
        final boolean needsPrice =
                command.type == OrderCommand.LIMIT
                        || command.type == OrderCommand.STOP_LIMIT
                        || command.type == OrderCommand.TAKE_LIMIT;
        return command.amount != ABSENT
                && (command.side == Side.BUY || command.side == Side.SELL)
                && (!needsPrice || command.price != ABSENT);
    }

    private static boolean isOnTick(final OrderCommand command, final InstrumentRisk instrument) {
        // What a trailing stop names is a distance, not a price.
        final boolean hasTrigger =
                command.triggerPrice != ABSENT && command.type != OrderCommand.TRAILING_STOP;
        return (command.price == ABSENT || instrument.isOnTick(command.price))
                && (!hasTrigger || instrument.isOnTick(command.triggerPrice));
    }

    private boolean isInBand(
            final OrderCommand command,
            final int instrumentId,
            final Exposure exposure,
            final RiskLimits own,
            final long middle,
            final boolean mayBeStale) {
        final long taking = own.priceBand() == ABSENT ? limits.priceBand() : own.priceBand();
        final long waiting = own.passiveBand() == ABSENT ? limits.passiveBand() : own.passiveBand();
        if (taking == ABSENT && waiting == ABSENT) {
            return true;
        }
        // An order that waits for its trigger works at a market that will have moved there.
        final boolean hasTrigger =
                command.type == OrderCommand.STOP_LIMIT || command.type == OrderCommand.TAKE_LIMIT;
        final long reference =
                hasTrigger && command.triggerPrice != ABSENT ? command.triggerPrice : middle;
        if (reference == ABSENT) {
            return mayBeStale;
        }
        final byte side = sideOf(command, instrumentId, exposure);
        final long above = side == Side.BUY ? taking : waiting;
        final long below = side == Side.SELL ? taking : waiting;
        final boolean isAbove = above != ABSENT && isAbove(command.price, reference, above);
        final boolean isBelow = below != ABSENT && isBelow(command.price, reference, below);
        // A side that is not known may be either: the price has to be good for both.
        final boolean isFar =
                side == Side.NONE
                        && taking != ABSENT
                        && (isAbove(command.price, reference, taking)
                                || isBelow(command.price, reference, taking));
        return !isAbove && !isBelow && !isFar;
    }

    /** The side an order takes from; NONE when it cannot be told. */
    private static byte sideOf(
            final OrderCommand command, final int instrumentId, final Exposure exposure) {
        if (command.action != OrderCommand.CLOSE_POSITION) {
            return command.side == Side.BUY || command.side == Side.SELL ? command.side : Side.NONE;
        }
        final long position = instrumentId < 0 ? ABSENT : exposure.position(instrumentId);
        if (position == ABSENT || position == 0) {
            return Side.NONE;
        }
        return position > 0 ? Side.SELL : Side.BUY;
    }

    /**
     * @param rules null when there are none.
     */
    private OrderRefusal checkAmount(
            final OrderCommand command, final InstrumentRisk rules, final RiskLimits own) {
        final long amount = command.amount;
        if (amount == ABSENT) {
            return OrderRefusal.NONE;
        }
        if (rules != null && rules.amountMin != ABSENT && amount < rules.amountMin) {
            return OrderRefusal.AMOUNT_MIN;
        }
        if (rules != null && rules.amountStep != ABSENT && amount % rules.amountStep != 0) {
            return OrderRefusal.AMOUNT_STEP;
        }
        final long amountMax = own.amountMax() == ABSENT ? limits.amountMax() : own.amountMax();
        return amountMax != ABSENT && amount > amountMax
                ? OrderRefusal.AMOUNT_MAX
                : OrderRefusal.NONE;
    }

    private OrderRefusal checkAccount(
            final OrderCommand command,
            final int instrumentId,
            final Exposure exposure,
            final RiskLimits own,
            final long nowNs) {
        final long openMax = limits.openOrdersMax();
        if (command.action == OrderCommand.NEW
                && openMax != ABSENT
                && exposure.openOrders() >= openMax) {
            return OrderRefusal.OPEN_ORDERS;
        }
        final long rateMax = limits.ordersPerSecondMax();
        if (rateMax != ABSENT && rate.isReached(rateMax, nowNs)) {
            return OrderRefusal.ORDER_RATE;
        }
        final long positionMax =
                own.positionMax() == ABSENT ? limits.positionMax() : own.positionMax();
        return positionMax == ABSENT
                        || command.action == OrderCommand.CLOSE_POSITION
                        || isInPosition(command, instrumentId, exposure, positionMax)
                ? OrderRefusal.NONE
                : OrderRefusal.POSITION_LIMIT;
    }

    private static boolean isInPosition(
            final OrderCommand command,
            final int instrumentId,
            final Exposure exposure,
            final long positionMax) {
        long added = command.amount;
        if (command.action == OrderCommand.EDIT) {
            // The order's present amount is among the open ones.
            added -= command.amount == ABSENT ? added : exposure.amountBefore(command);
            if (added <= 0) {
                return true;
            }
        }
        final long position = instrumentId < 0 ? ABSENT : exposure.position(instrumentId);
        if (position == ABSENT || command.side != Side.BUY && command.side != Side.SELL) {
            return false;
        }
        // Seen from the side of the order: what it adds makes the position larger.
        final boolean isBuy = command.side == Side.BUY;
        final long signed = isBuy ? position : -position;
        if (command.hasFlag(OrderCommand.REDUCE_ONLY) && signed < 0) {
            added -= Math.min(added, -signed);
            if (added == 0) {
                return true;
            }
        }
        final long open =
                isBuy
                        ? exposure.openBuyAmount(instrumentId)
                        : exposure.openSellAmount(instrumentId);
        return isSumWithin(signed, open, added, positionMax);
    }

    /** The last two are not negative, so that a sum which overflows is above every limit. */
    private static boolean isSumWithin(
            final long signed, final long open, final long added, final long max) {
        final long first = signed + open;
        if (signed > 0 && first < 0) {
            return false;
        }
        final long sum = first + added;
        return (first <= 0 || sum >= 0) && sum <= max;
    }
}
