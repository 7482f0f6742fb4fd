/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.money.Values;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.Rejection;
import io.novaring.tools.simulator.exchange.order.TriggerPrice;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.State;

/** What is wrong with a request before any book is looked at; null when nothing is. */
final class Checks {
    private static final int LABEL_CHARS_MAX = 64;
    private static final long ABSENT = NewOrder.ABSENT;
    // A hundred million dollars or coins, a billion in value: any sum of them stays within 64 bits.
    private static final long AMOUNT_MAX = 100_000_000_000_000_000L;
    private static final long VALUE_MAX = 1_000_000_000_000_000_000L;
    private static final int ICEBERG_UNITS_MIN = 100;

    private final int openOrdersMax;
    private final int triggersMax;
    private final Market market;

    Checks(final ExchangeConfig config, final Market market) {
        this.openOrdersMax = config.openOrdersMax();
        this.triggersMax = config.triggersMax();
        this.market = market;
    }

    Rejection place(final Account account, final NewOrder asked) {
        final Instrument instrument = market.findEver(asked.instrumentName);
        if (instrument == null) {
            return Rejection.of(
                    OrderError.NOT_FOUND, "no such instrument: " + asked.instrumentName);
        }
        Rejection wrong = book(instrument);
        wrong = wrong == null ? count(account, asked.type()) : wrong;
        wrong = wrong == null ? label(asked.label()) : wrong;
        wrong = wrong == null ? amount(instrument, asked.amount()) : wrong;
        wrong = wrong == null ? flags(instrument, asked) : wrong;
        wrong = wrong == null ? display(instrument, asked) : wrong;
        if (wrong == null && asked.type().isPriced()) {
            wrong = price(instrument, asked.isBuy, asked.price());
        }
        if (wrong == null && asked.type().isTrigger()) {
            wrong = trigger(instrument, asked);
        }
        return wrong;
    }

    /** Whether the book takes new orders and edits. */
    Rejection book(final Instrument instrument) {
        if (instrument.kind.isCombo()) {
            return Rejection.of(
                    OrderError.INVALID_OR_UNSUPPORTED_INSTRUMENT,
                    "combos are not traded here: " + instrument.name);
        }
        return instrument.state() == State.OPEN ? null : closed(instrument);
    }

    /** Whether the book lets orders be cancelled. */
    Rejection cancel(final Instrument instrument) {
        final State state = instrument.state();
        return state == State.OPEN || state == State.LOCKED ? null : closed(instrument);
    }

    private static Rejection closed(final Instrument instrument) {
        return instrument.state() == State.SETTLEMENT
                ? Rejection.of(OrderError.SETTLEMENT_IN_PROGRESS, "try again in some seconds")
                : Rejection.of(
                        OrderError.ORDERBOOK_CLOSED,
                        instrument.name + " is " + instrument.state().word());
    }

    private Rejection count(final Account account, final OrderType type) {
        if (type.isTrigger()) {
            return account.triggerCount < triggersMax
                    ? null
                    : Rejection.word(
                            OrderError.NO_MORE_TRIGGERS,
                            String.valueOf(triggersMax),
                            "so many triggers at once, not more");
        }
        return account.open.size() - account.triggerCount < openOrdersMax
                ? null
                : Rejection.word(
                        OrderError.MAX_TOTAL_OPEN_ORDERS,
                        String.valueOf(openOrdersMax),
                        "so many open orders at once, not more");
    }

    private static Rejection label(final String label) {
        return label.length() <= LABEL_CHARS_MAX
                ? null
                : Rejection.of(
                        OrderError.BAD_ARGUMENT, "label longer than 64 characters: " + label);
    }

    Rejection amount(final Instrument instrument, final long amount) {
        if (amount == ABSENT) {
            return Rejection.of(OrderError.VALUE_REQUIRED, "amount is missing");
        }
        if (amount > 0 && amount < instrument.amountUnit) {
            return Rejection.of(
                    OrderError.QTY_TOO_LOW,
                    "amount below " + Rejection.plain(instrument.amountUnit));
        }
        if (amount <= 0 || amount > most(instrument) || amount % instrument.amountUnit != 0) {
            return Rejection.of(
                    OrderError.INVALID_AMOUNT,
                    "amount not a multiple of "
                            + Rejection.plain(instrument.amountUnit)
                            + ", or too large: "
                            + Rejection.plain(amount));
        }
        return null;
    }

    private static long most(final Instrument instrument) {
        final long price = instrument.maxPrice();
        return Values.isInverse(instrument) || price < Values.ONE
                ? AMOUNT_MAX
                : Math.min(AMOUNT_MAX, Values.over(VALUE_MAX, Values.ONE, price));
    }

    private static Rejection flags(final Instrument instrument, final NewOrder asked) {
        final boolean limit = asked.type().whenTriggered() == OrderType.LIMIT;
        if (asked.isPostOnly() && !(limit && asked.timeInForce().rests())) {
            return Rejection.of(
                    OrderError.POST_ONLY_NOT_ALLOWED, "post_only is for limit orders that rest");
        }
        if (asked.isReduceOnly() && instrument.kind == Kind.SPOT) {
            return Rejection.of(
                    OrderError.INVALID_ARGS_FOR_INSTRUMENT, "reduce_only does not exist on spot");
        }
        if (asked.isMmp() && asked.type() != OrderType.LIMIT) {
            return Rejection.of(OrderError.UNSUPPORTED_ARG_COMBINATION, "mmp is for limit orders");
        }
        return null;
    }

    private static Rejection display(final Instrument instrument, final NewOrder asked) {
        final long display = asked.displayAmount();
        if (display == ABSENT) {
            return null;
        }
        final boolean fits =
                asked.type() == OrderType.LIMIT
                        && display <= asked.amount()
                        && display >= ICEBERG_UNITS_MIN * instrument.amountUnit
                        && display >= asked.amount() / 100
                        && display % instrument.amountUnit == 0;
        return fits
                ? null
                : Rejection.of(
                        OrderError.INVALID_MAX_SHOW_AMOUNT,
                        "display_amount is for limit orders: at least 100 times the smallest"
                                + " amount and 1% of the order, at most all of it");
    }

    Rejection price(final Instrument instrument, final boolean isBuy, final long price) {
        if (price == ABSENT || price <= 0) {
            return Rejection.of(OrderError.INVALID_PRICE, "a price above 0 is needed");
        }
        final long tick = instrument.tickAt(price);
        if (price % tick != 0) {
            return Rejection.of(
                    OrderError.PRICE_WRONG_TICK,
                    "price not a multiple of "
                            + Rejection.plain(tick)
                            + ": "
                            + Rejection.plain(price));
        }
        if (isBuy && price > instrument.maxPrice()) {
            return Rejection.limit(
                    OrderError.PRICE_TOO_HIGH,
                    instrument.maxPrice(),
                    "more than twice the mark price");
        }
        if (!isBuy && price < instrument.minPrice()) {
            return Rejection.limit(
                    OrderError.PRICE_TOO_LOW,
                    instrument.minPrice(),
                    "less than half the mark price");
        }
        return null;
    }

    private static Rejection trigger(final Instrument instrument, final NewOrder asked) {
        if (asked.trigger() == null) {
            return Rejection.of(OrderError.VALUE_REQUIRED, "trigger is missing");
        }
        if (asked.type() == OrderType.TRAILING_STOP) {
            return triggerOffset(asked.triggerOffset());
        }
        return triggerPrice(
                instrument, asked.type(), asked.isBuy, asked.trigger(), asked.triggerPrice());
    }

    static Rejection triggerOffset(final long offset) {
        return offset > 0 && offset <= AMOUNT_MAX
                ? null
                : Rejection.of(OrderError.VALUE_REQUIRED, "trigger_offset above 0 is missing");
    }

    /** A stop lies beyond the price now, a take before it. */
    static Rejection triggerPrice(
            final Instrument instrument,
            final OrderType type,
            final boolean isBuy,
            final TriggerPrice watched,
            final long price) {
        if (price == ABSENT || price <= 0) {
            return Rejection.of(OrderError.VALUE_REQUIRED, "trigger_price above 0 is missing");
        }
        if (price % instrument.tick != 0) {
            return Rejection.of(
                    OrderError.TRIGGER_PRICE_WRONG_TICK,
                    "trigger_price not a multiple of " + Rejection.plain(instrument.tick));
        }
        final long now = Triggers.priceOf(instrument, watched);
        return Triggers.isReached(type, isBuy, price, now)
                ? Rejection.of(
                        OrderError.INVALID_TRIGGER_PRICE,
                        "reached already: " + watched.word() + " is " + Rejection.plain(now))
                : null;
    }

    /** What is wrong with an edit of this order. */
    Rejection edit(final Order order, final Edit edit) {
        Rejection wrong = book(order.instrument);
        if (wrong == null && edit.editCount() >= 0 && order.editCount > edit.editCount()) {
            wrong = Rejection.of(OrderError.REPLACED, "another edit was faster");
        }
        if (wrong == null && edit.amount() != ABSENT) {
            wrong = amount(order.instrument, edit.amount());
            if (wrong == null && edit.amount() <= order.filledAmount) {
                wrong =
                        Rejection.of(
                                OrderError.INVALID_AMOUNT,
                                "filled already: " + Rejection.plain(order.filledAmount));
            }
        }
        if (wrong == null && edit.price() != ABSENT) {
            wrong =
                    order.type.isPriced()
                            ? price(order.instrument, order.isBuy, edit.price())
                            : Rejection.of(
                                    OrderError.UNSUPPORTED_ARG_COMBINATION,
                                    order.type.word() + " has no price");
        }
        if (wrong == null && edit.displayAmount() != ABSENT) {
            wrong =
                    display(
                            order.instrument,
                            NewOrder.of(order.instrument.name, order.isBuy)
                                    .type(order.type)
                                    .amount(edit.amount() == ABSENT ? order.amount : edit.amount())
                                    .displayAmount(edit.displayAmount()));
        }
        return wrong;
    }

    /** What it means that an order is not live any more. */
    static Rejection done(final Order order, final boolean toEdit) {
        if (!toEdit) {
            return Rejection.of(OrderError.NOT_OPEN_ORDER, "it is " + order.state.word());
        }
        return order.state == OrderState.FILLED
                ? Rejection.of(OrderError.ALREADY_FILLED, "all of it is filled")
                : Rejection.of(OrderError.ALREADY_CLOSED, "it is " + order.state.word());
    }
}
