/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeribitOrdersTest {
    private static final long ONE = Decimals.SCALE;

    /** Field by field: which go with which type. x: must be there, o: may, -: must not. */
    @ParameterizedTest
    @CsvSource({
        "limit,         1, x, -, -, o, o, o, o",
        "market,        2, -, -, -, -, -, -, -",
        "market_limit,  3, -, -, -, -, -, -, -",
        "stop_limit,    4, x, x, x, o, o, o, -",
        "stop_market,   5, -, x, x, -, -, -, -",
        "take_limit,    6, x, x, x, o, o, o, -",
        "take_market,   7, -, x, x, -, -, -, -",
        "trailing_stop, 8, -, x, x, -, -, -, -",
    })
    void shouldKnowWhichFieldsGoWithWhichType(
            final String name,
            final byte type,
            final String price,
            final String trigger,
            final String triggerPrice,
            final String timeInForce,
            final String postOnly,
            final String displayAmount,
            final String mmp) {
        check(type, price, c -> c.price = flip(c.price));
        check(
                type,
                trigger,
                c ->
                        c.trigger =
                                c.trigger == OrderCommand.NO_TRIGGER
                                        ? OrderCommand.MARK_PRICE
                                        : OrderCommand.NO_TRIGGER);
        check(type, triggerPrice, c -> c.triggerPrice = flip(c.triggerPrice));
        check(type, timeInForce, c -> c.timeInForce = OrderCommand.GOOD_TIL_DAY);
        check(type, timeInForce, c -> c.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL);
        check(type, postOnly, c -> c.flags = OrderCommand.POST_ONLY);
        check(
                type,
                postOnly,
                c -> c.flags = OrderCommand.POST_ONLY | OrderCommand.REJECT_POST_ONLY);
        check(type, displayAmount, c -> c.displayAmount = ONE);
        check(type, mmp, c -> c.flags = OrderCommand.MARKET_MAKER_PROTECTION);
        check(type, "o", c -> c.flags = OrderCommand.REDUCE_ONLY);
        check(type, "o", c -> c.validForNs = 1);
        check(type, "-", c -> c.flags = OrderCommand.REJECT_POST_ONLY);
        check(type, "-", c -> c.validForNs = 0);
        check(type, "-", c -> c.amount = 0);
        check(type, "-", c -> c.amount = MarketEvent.ABSENT);
        check(type, "-", c -> c.side = Side.ZERO);
        check(type, "-", c -> c.instrumentLength = 0);
        check(type, "-", c -> c.timeInForce = 5);
        check(type, "-", c -> c.timeInForce = 0);
        check(type, "-", c -> c.trigger = 4);
    }

    /** A change that adds what may be there is legal; one that takes what must be there is not. */
    private static void check(
            final byte type, final String rule, final Consumer<OrderCommand> change) {
        final OrderCommand command = legal(type);
        assertTrue(DeribitOrders.isLegal(command));

        change.accept(command);

        assertEquals(rule.equals("o"), DeribitOrders.isLegal(command));
    }

    private static OrderCommand legal(final byte type) {
        final OrderCommand command = new OrderCommand();
        command.action = OrderCommand.NEW;
        command.side = Side.SELL;
        command.instrument("BTC-PERPETUAL");
        command.type = type;
        command.amount = 10 * ONE;
        final boolean isPriced = type == 1 || type == 4 || type == 6;
        command.price = isPriced ? 60_000 * ONE : MarketEvent.ABSENT;
        if (type >= 4) {
            command.trigger = OrderCommand.LAST_PRICE;
            command.triggerPrice = 59_000 * ONE;
        }
        return command;
    }

    private static long flip(final long value) {
        return value == MarketEvent.ABSENT ? ONE : MarketEvent.ABSENT;
    }

    @Test
    void shouldRefuseContradictionsOfLimitOrders() {
        assertRefused(
                legal(OrderCommand.LIMIT),
                c -> {
                    c.flags = OrderCommand.POST_ONLY;
                    c.timeInForce = OrderCommand.FILL_OR_KILL;
                },
                "POST_ONLY cannot go with immediate-or-cancel or fill-or-kill: 4");
        assertRefused(
                legal(OrderCommand.LIMIT),
                c -> {
                    c.displayAmount = ONE;
                    c.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL;
                },
                "displayAmount cannot go with immediate-or-cancel or fill-or-kill: 1");
        for (final long shown : new long[] {0, -ONE, 11 * ONE, ONE / 20}) {
            assertRefused(
                    legal(OrderCommand.LIMIT),
                    c -> c.displayAmount = shown,
                    "displayAmount must be above zero, at most the amount and at least 1 % of it: "
                            + Decimals.toString(shown));
        }
    }

    @Test
    void shouldSayWhatIsWrongTheValueAndWhatToDo() {
        assertRefused(
                legal(OrderCommand.LIMIT),
                c -> c.price = MarketEvent.ABSENT,
                "price must be given with a limit type: none");
        assertRefused(
                legal(OrderCommand.MARKET),
                c -> c.price = 5 * ONE / 2,
                "price must not be given with a type that trades at the market's price: 2.5");
        assertRefused(
                legal(OrderCommand.TRAILING_STOP),
                c -> c.triggerPrice = -ONE,
                "triggerPrice of a trailing stop is its offset and must be above zero: -1");
        assertRefused(
                legal(OrderCommand.MARKET),
                c -> c.timeInForce = OrderCommand.FILL_OR_KILL,
                "timeInForce goes with limit types only; leave it good-til-cancelled: 4");
        assertRefused(
                legal(OrderCommand.LIMIT),
                c -> c.instrumentLength = 0,
                "instrument must be named: ''");
        assertRefused(
                legal(OrderCommand.LIMIT),
                c -> c.validForNs = -3,
                "validForNs must be above zero: -3 ns");
        assertRefused(legal(OrderCommand.LIMIT), c -> c.type = 9, "type is none of the eight: 9");
        assertRefused(
                legal(OrderCommand.LIMIT), c -> c.action = 0, "action is none of the eight: 0");
    }

    /** Futures spreads trade below zero. */
    @Test
    void shouldTakePricesBelowZero() {
        final OrderCommand command = legal(OrderCommand.LIMIT);
        command.price = -10 * ONE;

        assertDoesNotThrow(() -> DeribitOrders.check(command));
    }

    @Test
    void shouldWantTheWholeNewAmountOfAnEdit() {
        final OrderCommand command = edit();
        assertTrue(DeribitOrders.isLegal(command));

        assertRefused(
                command,
                c -> c.amount = MarketEvent.ABSENT,
                "an edit must say the whole new amount, filled included, above zero: none");
    }

    @Test
    void shouldEditByLabelWhatThatCanChange() {
        final OrderCommand command = edit();
        final byte[] label = "n-1".getBytes(StandardCharsets.US_ASCII);
        command.label(label, 0, label.length);
        assertTrue(DeribitOrders.isLegal(command));

        command.displayAmount = ONE;
        assertFalse(DeribitOrders.isLegal(command));
        command.displayAmount = MarketEvent.ABSENT;
        command.type = OrderCommand.TRAILING_STOP;
        assertFalse(DeribitOrders.isLegal(command));

        command.orderId(label, 0, label.length);
        assertTrue(DeribitOrders.isLegal(command));

        command.type = OrderCommand.LIMIT;
        command.orderIdLength = 0;
        command.instrumentLength = 0;
        assertFalse(DeribitOrders.isLegal(command));
    }

    @Test
    void shouldClosePositionsByLimitOrMarketOnly() {
        final OrderCommand command = new OrderCommand();
        command.action = OrderCommand.CLOSE_POSITION;
        command.type = OrderCommand.MARKET;
        assertFalse(DeribitOrders.isLegal(command));
        command.instrument("A");
        assertTrue(DeribitOrders.isLegal(command));
        command.price = ONE;
        assertFalse(DeribitOrders.isLegal(command));
        command.type = OrderCommand.LIMIT;
        assertTrue(DeribitOrders.isLegal(command));
        command.type = OrderCommand.STOP_LIMIT;
        assertRefused(command, c -> {}, "a position is closed by a limit or a market order: 4");
    }

    private static OrderCommand edit() {
        final OrderCommand command = new OrderCommand();
        command.action = OrderCommand.EDIT;
        command.instrument("BTC-PERPETUAL");
        command.amount = 10 * ONE;
        return command;
    }

    private static void assertRefused(
            final OrderCommand command, final Consumer<OrderCommand> change, final String message) {
        change.accept(command);

        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> DeribitOrders.check(command));

        assertEquals(message, e.getMessage());
        assertFalse(DeribitOrders.isLegal(command));
    }
}
