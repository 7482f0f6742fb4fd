/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.OrderColumns;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.util.Arrays;

/** Order objects, as channels and answers carry them. */
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
    private static final int CONTRACTS = 16;
    private static final int CANCEL_REASON = 17;
    private static final int ORIGINAL_ORDER_TYPE = 18;
    private static final int REJECT_POST_ONLY = 19;
    private static final int REPLACED = 20;
    private static final int MMP = 21;
    private static final int MMP_CANCELLED = 22;
    private static final int IS_LIQUIDATION = 23;
    private static final int RISK_REDUCING = 24;
    private static final int API = 25;
    private static final int QUOTE = 26;
    private static final int DISPLAY_AMOUNT = 27;
    private static final int REFRESH_AMOUNT = 28;
    private static final int TRIGGER = 29;
    private static final int TRIGGER_PRICE = 30;
    private static final int TRIGGER_OFFSET = 31;
    private static final int TRIGGER_REFERENCE_PRICE = 32;
    private static final int TRIGGERED = 33;
    private static final int TRIGGER_ORDER_ID = 34;
    private static final int OCO_REF = 35;
    private static final int PRIMARY_ORDER_ID = 36;
    private static final int ADVANCED = 37;
    private static final int USD = 38;
    private static final int IMPLV = 39;

    private static final String[] NAMES = {
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
        "order",
        "contracts",
        "cancel_reason",
        "original_order_type",
        "reject_post_only",
        "replaced",
        "mmp",
        "mmp_cancelled",
        "is_liquidation",
        "risk_reducing",
        "api",
        "quote",
        "display_amount",
        "refresh_amount",
        "trigger",
        "trigger_price",
        "trigger_offset",
        "trigger_reference_price",
        "triggered",
        "trigger_order_id",
        "oco_ref",
        "primary_order_id",
        "advanced",
        "usd",
        "implv",
    };

    private static final WordTable FIELDS = WordTable.of(NAMES);
    private static final WordTable BASIC_FIELDS = WordTable.of(Arrays.copyOf(NAMES, CONTRACTS));

    private final SymbolTable instruments;
    private final WordTable fields;

    OrderRowDecoder(final SymbolTable instruments, final boolean hasDetails) {
        this.instruments = instruments;
        fields = hasDetails ? FIELDS : BASIC_FIELDS;
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
            final int field = cursor.field(fields);
            switch (field) {
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
                default -> decodeDetail(cursor, orders, row, field);
            }
        }
    }

    private static void decodeDetail(
            final JsonCursor cursor, final OrderColumns orders, final int row, final int field) {
        switch (field) {
            case CONTRACTS -> orders.contracts[row] = cursor.decimal();
            case CANCEL_REASON -> orders.cancelReason[row] = cursor.text();
            case ORIGINAL_ORDER_TYPE -> orders.originalOrderType[row] = cursor.text();
            case REJECT_POST_ONLY -> orders.rejectPostOnly[row] = flag(cursor);
            case REPLACED -> orders.replaced[row] = flag(cursor);
            case MMP -> orders.mmp[row] = flag(cursor);
            case MMP_CANCELLED -> orders.mmpCancelled[row] = flag(cursor);
            case IS_LIQUIDATION -> orders.liquidation[row] = flag(cursor);
            case RISK_REDUCING -> orders.riskReducing[row] = flag(cursor);
            case API -> orders.api[row] = flag(cursor);
            case QUOTE -> orders.quote[row] = flag(cursor);
            case DISPLAY_AMOUNT -> orders.displayAmount[row] = cursor.decimal();
            case REFRESH_AMOUNT -> orders.refreshAmount[row] = cursor.decimal();
            case TRIGGER -> orders.trigger[row] = cursor.text();
            case TRIGGER_PRICE -> orders.triggerPrice[row] = cursor.decimal();
            case TRIGGER_OFFSET -> orders.triggerOffset[row] = cursor.decimal();
            case TRIGGER_REFERENCE_PRICE -> orders.triggerReferencePrice[row] = cursor.decimal();
            case TRIGGERED -> orders.triggered[row] = flag(cursor);
            case TRIGGER_ORDER_ID -> orders.triggerOrderId[row] = cursor.textOrNumber();
            case OCO_REF -> orders.ocoRef[row] = cursor.textOrNumber();
            case PRIMARY_ORDER_ID -> orders.primaryOrderId[row] = cursor.textOrNumber();
            case ADVANCED -> orders.advanced[row] = cursor.text();
            case USD -> orders.usd[row] = cursor.decimal();
            case IMPLV -> orders.implv[row] = cursor.analytic();
            default -> cursor.skip();
        }
    }

    static byte flag(final JsonCursor cursor) {
        final int value = cursor.bool();
        return value == JsonCursor.ABSENT ? OrderColumns.UNKNOWN : (byte) value;
    }
}
