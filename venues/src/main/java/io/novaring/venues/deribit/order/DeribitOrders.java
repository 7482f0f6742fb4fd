/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import java.nio.charset.StandardCharsets;

/**
 * Which fields go with which order, as the pages of private/buy, private/edit and
 * private/close_position have it. Pure functions of the command; any thread. What hangs on an
 * instrument, such as its tick, is not looked at here.
 *
 * <p>The trigger price of a trailing stop is its offset: how far from the best price seen the
 * market may turn before the order is triggered.
 */
public final class DeribitOrders {
    private static final int DISPLAY_SHARE = 100;

    private DeribitOrders() {}

    /** True when the fields of the command go together. Allocates nothing. */
    public static boolean isLegal(final OrderCommand command) {
        return faultOf(command) == Fault.NONE;
    }

    /**
     * As {@link #isLegal}, for people.
     *
     * @throws IllegalArgumentException that names the field, its value and what to do about it.
     */
    public static void check(final OrderCommand command) {
        final Fault fault = faultOf(command);
        if (fault != Fault.NONE) {
            throw new IllegalArgumentException(fault.text() + ": " + valueOf(command, fault));
        }
    }

    /** True for the types that stand in the book at a price of their own. */
    static boolean hasPrice(final byte type) {
        return type == OrderCommand.LIMIT
                || type == OrderCommand.STOP_LIMIT
                || type == OrderCommand.TAKE_LIMIT;
    }

    private static boolean hasTrigger(final byte type) {
        return type >= OrderCommand.STOP_LIMIT;
    }

    private static Fault faultOf(final OrderCommand command) {
        return switch (command.action) {
            case OrderCommand.NEW -> faultOfNew(command);
            case OrderCommand.EDIT -> faultOfEdit(command);
            case OrderCommand.CANCEL, OrderCommand.CANCEL_ALL -> Fault.NONE;
            case OrderCommand.CANCEL_INSTRUMENT ->
                    command.instrumentLength == 0 ? Fault.NO_INSTRUMENT : Fault.NONE;
            case OrderCommand.CLOSE_POSITION -> faultOfClose(command);
            case OrderCommand.CANCEL_SCOPE ->
                    CancelScope.methodOf(command) == CancelScope.NONE ? Fault.SCOPE : Fault.NONE;
            case OrderCommand.CANCEL_LABEL ->
                    command.labelLength == 0 ? Fault.NO_LABEL : Fault.NONE;
            default -> Fault.ACTION;
        };
    }

    private static Fault faultOfNew(final OrderCommand command) {
        if (command.side != Side.BUY && command.side != Side.SELL) {
            return Fault.SIDE;
        }
        if (command.instrumentLength == 0) {
            return Fault.NO_INSTRUMENT;
        }
        if (command.type < OrderCommand.LIMIT || command.type > OrderCommand.TRAILING_STOP) {
            return Fault.TYPE;
        }
        if (command.timeInForce < OrderCommand.GOOD_TIL_CANCELLED
                || command.timeInForce > OrderCommand.FILL_OR_KILL) {
            return Fault.TIME_IN_FORCE;
        }
        if (command.amount <= 0) {
            return Fault.AMOUNT;
        }
        final boolean isPriced = hasPrice(command.type);
        if (isPriced != (command.price != MarketEvent.ABSENT)) {
            return isPriced ? Fault.NO_PRICE : Fault.PRICE_OF_MARKET;
        }
        final Fault fault = faultOfTrigger(command);
        if (fault != Fault.NONE) {
            return fault;
        }
        return isPriced ? faultOfPriced(command) : faultOfUnpriced(command);
    }

    private static Fault faultOfTrigger(final OrderCommand command) {
        if (!hasTrigger(command.type)) {
            return command.trigger == OrderCommand.NO_TRIGGER
                            && command.triggerPrice == MarketEvent.ABSENT
                    ? Fault.NONE
                    : Fault.TRIGGER_OF_PLAIN;
        }
        if (command.trigger <= OrderCommand.NO_TRIGGER
                || command.trigger > OrderCommand.LAST_PRICE) {
            return Fault.NO_TRIGGER;
        }
        if (command.triggerPrice == MarketEvent.ABSENT) {
            return Fault.NO_TRIGGER_PRICE;
        }
        return command.type == OrderCommand.TRAILING_STOP && command.triggerPrice <= 0
                ? Fault.TRIGGER_OFFSET
                : Fault.NONE;
    }

    private static Fault faultOfPriced(final OrderCommand command) {
        final boolean isPostOnly = command.hasFlag(OrderCommand.POST_ONLY);
        if (isPostOnly && isTaker(command.timeInForce)) {
            return Fault.POST_ONLY_TAKER;
        }
        if (command.hasFlag(OrderCommand.MARKET_MAKER_PROTECTION)
                && command.type != OrderCommand.LIMIT) {
            return Fault.MMP;
        }
        if (command.displayAmount != MarketEvent.ABSENT) {
            if (isTaker(command.timeInForce)) {
                return Fault.DISPLAY_TAKER;
            }
            if (command.displayAmount <= 0
                    || command.displayAmount > command.amount
                    || command.displayAmount < command.amount / DISPLAY_SHARE) {
                return Fault.DISPLAY_AMOUNT;
            }
        }
        return faultOfCommon(command);
    }

    private static boolean isTaker(final byte timeInForce) {
        return timeInForce == OrderCommand.IMMEDIATE_OR_CANCEL
                || timeInForce == OrderCommand.FILL_OR_KILL;
    }

    private static Fault faultOfUnpriced(final OrderCommand command) {
        if (command.timeInForce != OrderCommand.GOOD_TIL_CANCELLED) {
            return Fault.TIME_IN_FORCE_OF_MARKET;
        }
        if (command.hasFlag(OrderCommand.POST_ONLY)) {
            return Fault.POST_ONLY_OF_MARKET;
        }
        if (command.hasFlag(OrderCommand.MARKET_MAKER_PROTECTION)) {
            return Fault.MMP;
        }
        if (command.displayAmount != MarketEvent.ABSENT) {
            return Fault.DISPLAY_OF_MARKET;
        }
        return faultOfCommon(command);
    }

    /** What a new order and an edit are both looked at for. */
    private static Fault faultOfCommon(final OrderCommand command) {
        if (command.hasFlag(OrderCommand.REJECT_POST_ONLY)
                && !command.hasFlag(OrderCommand.POST_ONLY)) {
            return Fault.REJECT_POST_ONLY;
        }
        return command.validForNs != MarketEvent.ABSENT && command.validForNs <= 0
                ? Fault.VALID_FOR
                : Fault.NONE;
    }

    private static Fault faultOfEdit(final OrderCommand command) {
        if (command.amount <= 0) {
            return Fault.EDIT_AMOUNT;
        }
        if (command.displayAmount != MarketEvent.ABSENT && command.displayAmount <= 0) {
            return Fault.DISPLAY_AMOUNT;
        }
        final boolean isByLabel = command.orderIdLength == 0 && command.labelLength > 0;
        if (isByLabel) {
            if (command.instrumentLength == 0) {
                return Fault.NO_INSTRUMENT;
            }
            if (command.displayAmount != MarketEvent.ABSENT
                    || command.type == OrderCommand.TRAILING_STOP) {
                return Fault.BY_LABEL;
            }
        }
        return faultOfCommon(command);
    }

    private static Fault faultOfClose(final OrderCommand command) {
        if (command.instrumentLength == 0) {
            return Fault.NO_INSTRUMENT;
        }
        if (command.type != OrderCommand.LIMIT && command.type != OrderCommand.MARKET) {
            return Fault.CLOSE_TYPE;
        }
        final boolean isPriced = command.type == OrderCommand.LIMIT;
        if (isPriced != (command.price != MarketEvent.ABSENT)) {
            return isPriced ? Fault.NO_PRICE : Fault.PRICE_OF_MARKET;
        }
        return Fault.NONE;
    }

    private static String valueOf(final OrderCommand command, final Fault fault) {
        return switch (fault.field()) {
            case ACTION -> Byte.toString(command.action);
            case SIDE -> Byte.toString(command.side);
            case TYPE -> Byte.toString(command.type);
            case TIME_IN_FORCE -> Byte.toString(command.timeInForce);
            case TRIGGER -> Byte.toString(command.trigger);
            case FLAGS -> Integer.toString(command.flags);
            case PRICE -> decimal(command.price);
            case AMOUNT -> decimal(command.amount);
            case TRIGGER_PRICE -> decimal(command.triggerPrice);
            case DISPLAY_AMOUNT -> decimal(command.displayAmount);
            case VALID_FOR -> command.validForNs + " ns";
            case INSTRUMENT -> quoted(command.instrument, command.instrumentLength);
            case LABEL -> quoted(command.label, command.labelLength);
        };
    }

    private static String quoted(final byte[] text, final int length) {
        return '\'' + new String(text, 0, length, StandardCharsets.US_ASCII) + '\'';
    }

    private static String decimal(final long scaled) {
        return scaled == MarketEvent.ABSENT ? "none" : Decimals.toString(scaled);
    }
}
