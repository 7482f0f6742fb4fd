/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Trade objects, public and own: an own trade is a public one with more fields. */
final class TradeRowDecoder {
    private static final int TRADE_SEQ = 0;
    private static final int TRADE_ID = 1;
    private static final int TIMESTAMP = 2;
    private static final int PRICE = 3;
    private static final int INSTRUMENT_NAME = 4;
    private static final int DIRECTION = 5;
    private static final int AMOUNT = 6;
    private static final int LIQUIDATION = 7;
    private static final int ORDER_ID = 8;
    private static final int LABEL = 9;
    private static final int FEE = 10;
    private static final int FEE_CURRENCY = 11;
    private static final int STATE = 12;

    private static final WordTable FIELDS =
            WordTable.of(
                    "trade_seq",
                    "trade_id",
                    "timestamp",
                    "price",
                    "instrument_name",
                    "direction",
                    "amount",
                    "liquidation",
                    "order_id",
                    "label",
                    "fee",
                    "fee_currency",
                    "state");

    private final SymbolTable instruments;

    TradeRowDecoder(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    /** Consumes an array of trades, or a single one; null is none. */
    void decodeAll(final JsonCursor cursor, final TradeColumns trades, final boolean isOwn) {
        trades.clear();
        if (cursor.isNull()) {
            cursor.skip();
        } else if (cursor.isObject()) {
            decode(cursor, trades, isOwn);
        } else {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                decode(cursor, trades, isOwn);
            }
        }
    }

    private void decode(final JsonCursor cursor, final TradeColumns trades, final boolean isOwn) {
        final int offset = cursor.valueOffset();
        final int row = trades.add();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(FIELDS);
            switch (field) {
                case TRADE_SEQ -> trades.tradeSeq[row] = cursor.integer();
                case TRADE_ID -> trades.tradeId[row] = cursor.textOrNumber();
                case TIMESTAMP -> trades.timeNs[row] = cursor.timeOfMillis();
                case PRICE -> trades.price[row] = cursor.decimal();
                case INSTRUMENT_NAME -> trades.instrumentId[row] = cursor.symbol(instruments);
                case DIRECTION -> trades.direction[row] = Words.side(cursor);
                case AMOUNT -> trades.amount[row] = cursor.decimal();
                case LIQUIDATION -> trades.liquidation[row] = cursor.text();
                default -> {
                    if (isOwn) {
                        decodeOwn(cursor, trades, row, field);
                    } else {
                        cursor.skip();
                    }
                }
            }
        }
        if (trades.price[row] == MarketEvent.ABSENT) {
            cursor.fail(RejectReason.MISSING_FIELD, offset);
        }
    }

    private static void decodeOwn(
            final JsonCursor cursor, final TradeColumns trades, final int row, final int field) {
        switch (field) {
            case ORDER_ID -> trades.orderId[row] = cursor.textOrNumber();
            case LABEL -> trades.label[row] = cursor.text();
            case FEE -> trades.fee[row] = cursor.decimal();
            case FEE_CURRENCY -> trades.feeCurrency[row] = cursor.text();
            case STATE -> trades.state[row] = cursor.text();
            default -> cursor.skip();
        }
    }
}
