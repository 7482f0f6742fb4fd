/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import io.novaring.venues.deribit.decode.AccountFields.Sort;
import java.lang.reflect.Array;
import java.util.List;

/** Values of columns as texts to compare; found by name. Null stands for what is absent. */
final class AccountText {
    private AccountText() {}

    /** What the older text of an event does not show: details of rows of an account. */
    static String of(final MarketEvent event) {
        return switch (event.kind) {
            case ORDERS -> of(event, MarketEvent.ANSWERED_ORDERS);
            case USER_TRADES, COMBO_TRADES -> of(event, MarketEvent.ANSWERED_TRADES);
            case CHANGES ->
                    of(
                            event,
                            MarketEvent.ANSWERED_ORDERS
                                    | MarketEvent.ANSWERED_TRADES
                                    | MarketEvent.ANSWERED_POSITIONS);
            case PORTFOLIO -> of(event, MarketEvent.ANSWERED_ACCOUNT);
            default -> "";
        };
    }

    static String of(final MarketEvent event, final int parts) {
        final StringBuilder text = new StringBuilder();
        if ((parts & MarketEvent.ANSWERED_ORDERS) != 0) {
            rows(event, event.orders, event.orders.size(), AccountFields.ORDER, text);
        }
        if ((parts & MarketEvent.ANSWERED_TRADES) != 0) {
            rows(event, event.trades, event.trades.size(), AccountFields.TRADE, text);
        }
        if ((parts & MarketEvent.ANSWERED_POSITIONS) != 0) {
            rows(event, event.positions, event.positions.size(), AccountFields.POSITION, text);
        }
        if ((parts & MarketEvent.ANSWERED_ACCOUNT) != 0) {
            rows(event, event.portfolio, 1, AccountFields.PORTFOLIO, text);
            rows(event, event.portfolio.details, 1, AccountFields.PORTFOLIO_DETAILS, text);
        }
        return text.toString();
    }

    private static void rows(
            final MarketEvent event,
            final Object columns,
            final int count,
            final List<AccountFields> fields,
            final StringBuilder text) {
        for (int row = 0; row < count; row++) {
            text.append('{');
            for (final AccountFields field : fields) {
                if (field.sort() == Sort.INSTRUMENT) {
                    // Shown by name elsewhere; numbers depend on what was read before.
                    continue;
                }
                final String value = value(event, columns, row, field, null);
                if (value != null) {
                    text.append(field.column()).append('=').append(value).append(' ');
                }
            }
            text.append('}');
        }
    }

    /** The value of a column, by the way it is read; null when absent. */
    static String value(
            final MarketEvent event,
            final Object columns,
            final int row,
            final AccountFields field,
            final SymbolTable instruments) {
        final Object value = raw(columns, row, field.column());
        return switch (field.sort()) {
            case INSTRUMENT -> instruments.name((int) value);
            case EXACT ->
                    (long) value == MarketEvent.ABSENT ? null : Decimals.toString((long) value);
            // A zero has no sign here: Jackson reads -0 as an integer.
            case ANALYTIC ->
                    Double.isNaN((double) value) ? null : Double.toString((double) value + 0.0);
            case INTEGER, MILLIS, NANOS ->
                    (long) value == MarketEvent.ABSENT ? null : value.toString();
            case TEXT, TEXT_OR_NUMBER, JSON -> Text.toString(event.raw, (long) value);
            case FLAG -> (byte) value == OrderColumns.UNKNOWN ? null : value.toString();
            case SIDE -> Side.word((byte) value);
        };
    }

    private static Object raw(final Object columns, final int row, final String name) {
        try {
            final Object value = columns.getClass().getField(name).get(columns);
            return value.getClass().isArray() ? Array.get(value, row) : value;
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(name, e);
        }
    }
}
