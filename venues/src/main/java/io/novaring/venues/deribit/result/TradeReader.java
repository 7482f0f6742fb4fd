/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** One public trade. */
final class TradeReader {
    private static final WordTable FIELDS =
            WordTable.of(
                    "trade_id",
                    "trade_seq",
                    "instrument_name",
                    "timestamp",
                    "direction",
                    "price",
                    "amount",
                    "contracts",
                    "tick_direction",
                    "mark_price",
                    "index_price",
                    "iv",
                    "liquidation",
                    "block_trade_id",
                    "combo_id");

    /** In the order of the codes of {@link Side}. */
    private static final WordTable SIDES = WordTable.of("buy", "sell");

    private final ResultReader in;
    private final JsonCursor cursor;
    private String tradeId;
    private long tradeSeq = MarketEvent.ABSENT;
    private String instrument;
    private long timeNs = MarketEvent.ABSENT;
    private byte direction = Side.NONE;
    private long price = MarketEvent.ABSENT;
    private long amount = MarketEvent.ABSENT;
    private long contracts = MarketEvent.ABSENT;
    private long tickDirection = MarketEvent.ABSENT;
    private long markPrice = MarketEvent.ABSENT;
    private long indexPrice = MarketEvent.ABSENT;
    private double iv = Double.NaN;
    private String liquidation;
    private String blockTradeId;
    private String comboId;

    TradeReader(final ResultReader in) {
        this.in = in;
        this.cursor = in.cursor();
    }

    TradeResult read() {
        in.requiredObject(FIELDS, this::field);
        return new TradeResult(
                tradeId,
                tradeSeq,
                instrument,
                timeNs,
                direction,
                price,
                amount,
                contracts,
                tickDirection,
                markPrice,
                indexPrice,
                iv,
                liquidation,
                blockTradeId,
                comboId);
    }

    private void field(final int field) {
        switch (field) {
            case 0 -> tradeId = in.stringOrNumber();
            case 1 -> tradeSeq = cursor.integer();
            case 2 -> instrument = in.string();
            case 3 -> timeNs = cursor.timeOfMillis();
            case 4 -> direction = side();
            case 5 -> price = cursor.decimal();
            case 6 -> amount = cursor.decimal();
            case 7 -> contracts = cursor.decimal();
            case 8 -> tickDirection = cursor.integer();
            case 9 -> markPrice = cursor.decimal();
            case 10 -> indexPrice = cursor.decimal();
            case 11 -> iv = cursor.analytic();
            case 12 -> liquidation = in.string();
            case 13 -> blockTradeId = in.stringOrNumber();
            default -> comboId = in.stringOrNumber();
        }
    }

    private byte side() {
        final int word = cursor.word(SIDES);
        if (word == WordTable.UNKNOWN) {
            throw in.failure("a direction is neither buy nor sell");
        }
        return word == JsonCursor.ABSENT ? Side.NONE : (byte) word;
    }
}
