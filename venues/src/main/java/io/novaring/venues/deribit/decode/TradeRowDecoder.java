/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.ComboTradeColumns;
import java.util.Arrays;

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
    private static final int TICK_DIRECTION = 13;
    private static final int CONTRACTS = 14;
    private static final int MARK_PRICE = 15;
    private static final int INDEX_PRICE = 16;
    private static final int IV = 17;
    private static final int BLOCK_TRADE_ID = 18;
    private static final int BLOCK_TRADE_LEG_COUNT = 19;
    private static final int BLOCK_RFQ_ID = 20;
    private static final int COMBO_ID = 21;
    private static final int COMBO_TRADE_ID = 22;
    private static final int LEGS = 23;
    private static final int STARBASE_MATCH_ID = 24;
    private static final int STARBASE_TIMESTAMP = 25;
    private static final int LIQUIDITY = 26;
    private static final int ORDER_TYPE = 27;
    private static final int PROFIT_LOSS = 28;
    private static final int POST_ONLY = 29;
    private static final int REDUCE_ONLY = 30;
    private static final int MMP = 31;
    private static final int API = 32;
    private static final int RISK_REDUCING = 33;
    private static final int UNDERLYING_PRICE = 34;
    private static final int ADVANCED = 35;

    private static final String[] NAMES = {
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
        "state",
        "tick_direction",
        "contracts",
        "mark_price",
        "index_price",
        "iv",
        "block_trade_id",
        "block_trade_leg_count",
        "block_rfq_id",
        "combo_id",
        "combo_trade_id",
        "legs",
        "starbase_match_id",
        "starbase_timestamp",
        "liquidity",
        "order_type",
        "profit_loss",
        "post_only",
        "reduce_only",
        "mmp",
        "api",
        "risk_reducing",
        "underlying_price",
        "advanced",
    };

    private static final WordTable FIELDS = WordTable.of(NAMES);
    private static final WordTable BASIC_FIELDS =
            WordTable.of(Arrays.copyOf(NAMES, TICK_DIRECTION));

    private static final int TICK_DIRECTIONS = 4;

    private final SymbolTable instruments;

    private final WordTable fields;

    /** Where legs of combos go; null where they are only counted. */
    private ComboTradeColumns legs;

    TradeRowDecoder(final SymbolTable instruments, final boolean hasDetails) {
        this.instruments = instruments;
        fields = hasDetails ? FIELDS : BASIC_FIELDS;
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

    /** As {@link #decodeAll}, of own trades of combos, with their legs. */
    void decodeCombos(
            final JsonCursor cursor,
            final TradeColumns trades,
            final ComboTradeColumns legColumns) {
        legs = legColumns;
        decodeAll(cursor, trades, true);
        legs = null;
    }

    private void decode(final JsonCursor cursor, final TradeColumns trades, final boolean isOwn) {
        final int offset = cursor.valueOffset();
        final int row = isOwn ? trades.addOwn() : trades.add();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(fields);
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
                    if (field >= LIQUIDITY) {
                        decodeOwnDetail(cursor, trades, row, isOwn ? field : WordTable.UNKNOWN);
                    } else if (field == LEGS && legs != null) {
                        trades.legCount[row] = legs(cursor, row);
                    } else if (field >= TICK_DIRECTION) {
                        decodeDetail(cursor, trades, row, field);
                    } else if (isOwn) {
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

    private static void decodeOwnDetail(
            final JsonCursor cursor, final TradeColumns trades, final int row, final int field) {
        switch (field) {
            case LIQUIDITY -> trades.liquidity[row] = cursor.text();
            case ORDER_TYPE -> trades.orderType[row] = cursor.text();
            case PROFIT_LOSS -> trades.profitLoss[row] = cursor.decimal();
            case POST_ONLY -> trades.postOnly[row] = OrderRowDecoder.flag(cursor);
            case REDUCE_ONLY -> trades.reduceOnly[row] = OrderRowDecoder.flag(cursor);
            case MMP -> trades.mmp[row] = OrderRowDecoder.flag(cursor);
            case API -> trades.api[row] = OrderRowDecoder.flag(cursor);
            case RISK_REDUCING -> trades.riskReducing[row] = OrderRowDecoder.flag(cursor);
            case UNDERLYING_PRICE -> trades.underlyingPrice[row] = cursor.decimal();
            case ADVANCED -> trades.advanced[row] = cursor.text();
            default -> cursor.skip();
        }
    }

    /** Consumes an array of legs: how many there are. Anything else has none. */
    private int legs(final JsonCursor cursor, final int tradeRow) {
        legs.dropRowsOf(tradeRow);
        if (!cursor.isArray()) {
            cursor.skip();
            return 0;
        }
        int count = 0;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            leg(cursor, legs.add(tradeRow));
            count++;
        }
        return count;
    }

    private void leg(final JsonCursor cursor, final int row) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(fields)) {
                case TRADE_SEQ -> legs.tradeSeq[row] = cursor.integer();
                case TRADE_ID -> legs.tradeId[row] = cursor.textOrNumber();
                case TIMESTAMP -> legs.timeNs[row] = cursor.timeOfMillis();
                case PRICE -> legs.price[row] = cursor.decimal();
                case INSTRUMENT_NAME -> legs.instrumentId[row] = cursor.symbol(instruments);
                case DIRECTION -> legs.direction[row] = Words.side(cursor);
                case AMOUNT -> legs.amount[row] = cursor.decimal();
                case ORDER_ID -> legs.orderId[row] = cursor.textOrNumber();
                case FEE -> legs.fee[row] = cursor.decimal();
                case FEE_CURRENCY -> legs.feeCurrency[row] = cursor.text();
                default -> cursor.skip();
            }
        }
    }

    private static void decodeDetail(
            final JsonCursor cursor, final TradeColumns trades, final int row, final int field) {
        switch (field) {
            case TICK_DIRECTION -> trades.tickDirection[row] = tickDirection(cursor);
            case CONTRACTS -> trades.contracts[row] = cursor.decimal();
            case MARK_PRICE -> trades.markPrice[row] = cursor.decimal();
            case INDEX_PRICE -> trades.indexPrice[row] = cursor.decimal();
            case IV -> trades.iv[row] = cursor.analytic();
            case BLOCK_TRADE_ID -> trades.blockTradeId[row] = cursor.textOrNumber();
            case BLOCK_TRADE_LEG_COUNT -> trades.blockTradeLegCount[row] = cursor.integer();
            case BLOCK_RFQ_ID -> trades.blockRequestId[row] = cursor.textOrNumber();
            case COMBO_ID -> trades.comboId[row] = cursor.textOrNumber();
            case COMBO_TRADE_ID -> trades.comboTradeId[row] = cursor.textOrNumber();
            case LEGS -> trades.legCount[row] = count(cursor);
            case STARBASE_MATCH_ID -> trades.matchId[row] = cursor.integer();
            case STARBASE_TIMESTAMP -> trades.matchTimeNs[row] = cursor.integer();
            default -> cursor.skip();
        }
    }

    private static byte tickDirection(final JsonCursor cursor) {
        final long value = cursor.integer();
        return value < 0 || value >= TICK_DIRECTIONS
                ? TradeColumns.NO_TICK_DIRECTION
                : (byte) value;
    }

    /** Consumes an array: how many elements it has. Anything else has none. */
    private static int count(final JsonCursor cursor) {
        if (!cursor.isArray()) {
            cursor.skip();
            return 0;
        }
        int count = 0;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            cursor.skip();
            count++;
        }
        return count;
    }
}
