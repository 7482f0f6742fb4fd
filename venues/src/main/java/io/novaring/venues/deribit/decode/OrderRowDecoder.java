/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.OrderColumns;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Order objects, as {@code user.orders.*} and {@code user.changes.*} carry them. */
final class OrderRowDecoder {
    private static final int INSTRUMENT_NAME = 0;
    private static final int ORDER_ID = 1;
    private static final int LABEL = 2;
    private static final int DIRECTION = 3;
    private static final int ORDER_STATE = 4;
    private static final int ORDER_TYPE = 5;
    private static final int TIME_IN_FORCE = 6;
    private static final int PRICE = 7;
    private static final int AMOUNT = 8;
    private static final int FILLED_AMOUNT = 9;
    private static final int AVERAGE_PRICE = 10;
    private static final int LAST_UPDATE_TIMESTAMP = 11;
    private static final int CREATION_TIMESTAMP = 12;
    private static final int POST_ONLY = 13;
    private static final int REDUCE_ONLY = 14;
    private static final int ORDER = 15;

    private static final WordTable FIELDS =
            WordTable.of(
                    "instrument_name",
                    "order_id",
                    "label",
                    "direction",
                    "order_state",
                    "order_type",
                    "time_in_force",
                    "price",
                    "amount",
                    "filled_amount",
                    "average_price",
                    "last_update_timestamp",
                    "creation_timestamp",
                    "post_only",
                    "reduce_only",
                    "order");

    private final SymbolTable instruments;

    OrderRowDecoder(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    /** Consumes an array of orders, or a single one; null is none. */
    void decodeAll(final JsonCursor cursor, final OrderColumns orders) {
        orders.clear();
        if (cursor.isNull()) {
            cursor.skip();
        } else if (cursor.isObject()) {
            decode(cursor, orders, orders.add());
        } else {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                decode(cursor, orders, orders.add());
            }
        }
    }

    /** The order may be wrapped, as {@code {"order":{...}}}; the depth limit ends the recursion. */
    private void decode(final JsonCursor cursor, final OrderColumns orders, final int row) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case INSTRUMENT_NAME -> orders.instrumentId[row] = cursor.symbol(instruments);
                case ORDER_ID -> orders.orderId[row] = cursor.textOrNumber();
                case LABEL -> orders.label[row] = cursor.text();
                case DIRECTION -> orders.direction[row] = Words.side(cursor);
                case ORDER_STATE -> orders.orderState[row] = cursor.text();
                case ORDER_TYPE -> orders.orderType[row] = cursor.text();
                case TIME_IN_FORCE -> orders.timeInForce[row] = cursor.text();
                case PRICE -> orders.price[row] = cursor.decimal();
                case AMOUNT -> orders.amount[row] = cursor.decimal();
                case FILLED_AMOUNT -> orders.filledAmount[row] = cursor.decimal();
                case AVERAGE_PRICE -> orders.averagePrice[row] = cursor.decimal();
                case LAST_UPDATE_TIMESTAMP -> orders.timeNs[row] = cursor.timeOfMillis();
                case CREATION_TIMESTAMP -> orders.creationTimeNs[row] = cursor.timeOfMillis();
                case POST_ONLY -> orders.postOnly[row] = flag(cursor);
                case REDUCE_ONLY -> orders.reduceOnly[row] = flag(cursor);
                case ORDER -> {
                    if (cursor.isObject()) {
                        decode(cursor, orders, row);
                    } else {
                        cursor.skip();
                    }
                }
                default -> cursor.skip();
            }
        }
    }

    static byte flag(final JsonCursor cursor) {
        final int value = cursor.bool();
        return value == JsonCursor.ABSENT ? OrderColumns.UNKNOWN : (byte) value;
    }
}
