/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.json.WordTable;
import java.util.ArrayList;
import java.util.List;

/** Fields of one object that fill a column, each with what reads it. Immutable. */
final class Fields {
    // Scales of numbers.
    private static final int INTEGER = 0;
    private static final int MILLIS = 6;
    private static final int DECIMAL = 9;

    static final Fields BOOK =
            new Builder()
                    .add("timestamp", BookColumn.TIME, Op.NUMBER, MILLIS)
                    .add("instrument_name", BookColumn.INSTRUMENT, Op.INSTRUMENT, 0)
                    .add("change_id", BookColumn.CHANGE_ID, Op.NUMBER, INTEGER)
                    .add("prev_change_id", BookColumn.PREV_CHANGE_ID, Op.NUMBER, INTEGER)
                    .add("type", BookColumn.TYPE, Op.NONE, 0)
                    .add("bids", BookColumn.BIDS, Op.BIDS, 0)
                    .add("asks", BookColumn.ASKS, Op.ASKS, 0)
                    .build();

    static final Fields TRADE =
            new Builder()
                    .add("trade_seq", TradeColumn.SEQ, Op.NUMBER, INTEGER)
                    .add("trade_id", TradeColumn.ID, Op.TEXT, 0)
                    .add("timestamp", TradeColumn.TIME, Op.NUMBER, MILLIS)
                    .add("price", TradeColumn.PRICE, Op.NUMBER, DECIMAL)
                    .add("instrument_name", TradeColumn.INSTRUMENT, Op.INSTRUMENT, 0)
                    .add("direction", TradeColumn.DIRECTION, Op.DIRECTION, 0)
                    .add("amount", TradeColumn.AMOUNT, Op.NUMBER, DECIMAL)
                    .add("liquidation", TradeColumn.LIQUIDATION, Op.TEXT, 0)
                    .add("tick_direction", TradeColumn.TICK_DIRECTION, Op.NUMBER, INTEGER)
                    .add("contracts", TradeColumn.CONTRACTS, Op.NUMBER, DECIMAL)
                    .add("mark_price", TradeColumn.MARK_PRICE, Op.NUMBER, DECIMAL)
                    .add("index_price", TradeColumn.INDEX_PRICE, Op.NUMBER, DECIMAL)
                    .add("iv", TradeColumn.IV, Op.ANALYTIC, 0)
                    .add("block_trade_id", TradeColumn.BLOCK_ID, Op.TEXT, 0)
                    .add("block_trade_leg_count", TradeColumn.BLOCK_LEGS, Op.NUMBER, INTEGER)
                    .add("block_rfq_id", TradeColumn.BLOCK_REQUEST_ID, Op.TEXT, 0)
                    .add("combo_id", TradeColumn.COMBO_ID, Op.TEXT, 0)
                    .add("combo_trade_id", TradeColumn.COMBO_TRADE_ID, Op.TEXT, 0)
                    .add("legs", Fields.UNREADABLE, Op.NONE, 0)
                    .add("starbase_match_id", TradeColumn.MATCH_ID, Op.NUMBER, INTEGER)
                    .add("starbase_timestamp", TradeColumn.MATCH_TIME, Op.NUMBER, INTEGER)
                    .build();

    private static final Fields GREEKS =
            new Builder()
                    .add("delta", TickerColumn.DELTA, Op.ANALYTIC, 0)
                    .add("gamma", TickerColumn.GAMMA, Op.ANALYTIC, 0)
                    .add("vega", TickerColumn.VEGA, Op.ANALYTIC, 0)
                    .add("theta", TickerColumn.THETA, Op.ANALYTIC, 0)
                    .add("rho", TickerColumn.RHO, Op.ANALYTIC, 0)
                    .build();

    private static final Fields STATS =
            new Builder()
                    .add("volume", TickerColumn.VOLUME, Op.ANALYTIC, 0)
                    .add("low", TickerColumn.LOW_PRICE, Op.NUMBER, DECIMAL)
                    .add("high", TickerColumn.HIGH_PRICE, Op.NUMBER, DECIMAL)
                    .add("price_change", TickerColumn.PRICE_CHANGE, Op.ANALYTIC, 0)
                    .add("volume_usd", TickerColumn.VOLUME_USD, Op.ANALYTIC, 0)
                    .add("volume_notional", TickerColumn.VOLUME_NOTIONAL, Op.ANALYTIC, 0)
                    .build();

    static final Fields QUOTE = new Builder().quote().build();

    static final Fields TICKER =
            new Builder()
                    .quote()
                    .add("last_price", TickerColumn.LAST_PRICE, Op.NUMBER, DECIMAL)
                    .add("mark_price", TickerColumn.MARK_PRICE, Op.NUMBER, DECIMAL)
                    .add("index_price", TickerColumn.INDEX_PRICE, Op.NUMBER, DECIMAL)
                    .add("open_interest", TickerColumn.OPEN_INTEREST, Op.NUMBER, DECIMAL)
                    .add("state", TickerColumn.STATE, Op.TEXT, 0)
                    .add("current_funding", TickerColumn.CURRENT_FUNDING, Op.ANALYTIC, 0)
                    .add("funding_8h", TickerColumn.FUNDING_8H, Op.ANALYTIC, 0)
                    .add("mark_iv", TickerColumn.MARK_IV, Op.ANALYTIC, 0)
                    .add("bid_iv", TickerColumn.BID_IV, Op.ANALYTIC, 0)
                    .add("ask_iv", TickerColumn.ASK_IV, Op.ANALYTIC, 0)
                    .add("min_price", TickerColumn.MIN_PRICE, Op.NUMBER, DECIMAL)
                    .add("max_price", TickerColumn.MAX_PRICE, Op.NUMBER, DECIMAL)
                    .add("settlement_price", TickerColumn.SETTLEMENT_PRICE, Op.NUMBER, DECIMAL)
                    .add("delivery_price", TickerColumn.DELIVERY_PRICE, Op.NUMBER, DECIMAL)
                    .add(
                            "estimated_delivery_price",
                            TickerColumn.ESTIMATED_DELIVERY_PRICE,
                            Op.NUMBER,
                            DECIMAL)
                    .add("underlying_price", TickerColumn.UNDERLYING_PRICE, Op.NUMBER, DECIMAL)
                    .add("underlying_index", TickerColumn.UNDERLYING_INDEX, Op.TEXT, 0)
                    .add("interest_rate", TickerColumn.INTEREST_RATE, Op.ANALYTIC, 0)
                    .add("interest_value", TickerColumn.INTEREST_VALUE, Op.ANALYTIC, 0)
                    .nest("greeks", GREEKS)
                    .nest("stats", STATS)
                    .build();

    /** A field whose columns are left to the decoder behind. */
    static final int UNREADABLE = -1;

    private final WordTable names;
    private final Field[] fields;

    private Fields(final List<Field> all) {
        names = WordTable.of(all.stream().map(Field::name).toArray(String[]::new));
        fields = all.toArray(Field[]::new);
    }

    WordTable names() {
        return names;
    }

    Field get(final int number) {
        return fields[number];
    }

    /** What each column holds when its field is not in the message. */
    static long[] absent(final FrameKind kind) {
        return switch (kind) {
            case BOOK -> BookColumn.absent();
            case TRADES -> TradeColumn.absent();
            case TICKER, QUOTE -> TickerColumn.absent();
        };
    }

    /**
     * One field.
     *
     * @param column where its value goes, or {@link #UNREADABLE}.
     * @param nested the fields of the object that it is, or null.
     */
    record Field(String name, int column, int op, int scale, Fields nested) {}

    private static final class Builder {
        private final List<Field> fields = new ArrayList<>();

        Builder add(final String name, final int column, final int op, final int scale) {
            fields.add(new Field(name, column, op, scale, null));
            return this;
        }

        Builder nest(final String name, final Fields nested) {
            fields.add(new Field(name, UNREADABLE, Op.NONE, 0, nested));
            return this;
        }

        Builder quote() {
            return add("timestamp", TickerColumn.TIME, Op.NUMBER, MILLIS)
                    .add("instrument_name", TickerColumn.INSTRUMENT, Op.INSTRUMENT, 0)
                    .add("best_bid_price", TickerColumn.BEST_BID_PRICE, Op.NUMBER, DECIMAL)
                    .add("best_bid_amount", TickerColumn.BEST_BID_AMOUNT, Op.NUMBER, DECIMAL)
                    .add("best_ask_price", TickerColumn.BEST_ASK_PRICE, Op.NUMBER, DECIMAL)
                    .add("best_ask_amount", TickerColumn.BEST_ASK_AMOUNT, Op.NUMBER, DECIMAL);
        }

        Fields build() {
            return new Fields(fields);
        }
    }
}
