/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.TradeColumns;
import java.util.Arrays;

/** Where a template keeps the fields of the trade it reads. Doubles are kept as their bits. */
final class TradeColumn {
    static final int ID = 0;
    static final int SEQ = 1;
    static final int TIME = 2;
    static final int INSTRUMENT = 3;
    static final int PRICE = 4;
    static final int DIRECTION = 5;
    static final int AMOUNT = 6;
    static final int LIQUIDATION = 7;
    static final int TICK_DIRECTION = 8;
    static final int CONTRACTS = 9;
    static final int MARK_PRICE = 10;
    static final int INDEX_PRICE = 11;
    static final int IV = 12;
    static final int BLOCK_ID = 13;
    static final int BLOCK_LEGS = 14;
    static final int BLOCK_REQUEST_ID = 15;
    static final int COMBO_ID = 16;
    static final int COMBO_TRADE_ID = 17;
    static final int MATCH_ID = 18;
    static final int MATCH_TIME = 19;
    private static final int TICK_DIRECTIONS = 4;

    private static final int[] TEXTS = {
        ID, LIQUIDATION, BLOCK_ID, BLOCK_REQUEST_ID, COMBO_ID, COMBO_TRADE_ID,
    };

    private TradeColumn() {}

    static long[] absent() {
        final long[] values = new long[Template.NO_COLUMN + 1];
        Arrays.fill(values, MarketEvent.ABSENT);
        for (final int column : TEXTS) {
            values[column] = Text.ABSENT;
        }
        values[INSTRUMENT] = MarketEvent.NONE;
        values[DIRECTION] = Side.NONE;
        values[IV] = Double.doubleToRawLongBits(Double.NaN);
        return values;
    }

    /** Adds a row; false when it has no price, which a trade must have. */
    static boolean commitRow(final long[] values, final TradeColumns trades) {
        final int row = trades.addUnset();
        trades.tradeId[row] = values[ID];
        trades.tradeSeq[row] = values[SEQ];
        trades.timeNs[row] = values[TIME];
        trades.instrumentId[row] = (int) values[INSTRUMENT];
        trades.price[row] = values[PRICE];
        trades.direction[row] = (byte) values[DIRECTION];
        trades.amount[row] = values[AMOUNT];
        trades.liquidation[row] = values[LIQUIDATION];
        trades.tickDirection[row] = tickDirection(values[TICK_DIRECTION]);
        trades.contracts[row] = values[CONTRACTS];
        trades.markPrice[row] = values[MARK_PRICE];
        trades.indexPrice[row] = values[INDEX_PRICE];
        trades.iv[row] = Double.longBitsToDouble(values[IV]);
        trades.blockTradeId[row] = values[BLOCK_ID];
        trades.blockTradeLegCount[row] = values[BLOCK_LEGS];
        trades.blockRequestId[row] = values[BLOCK_REQUEST_ID];
        trades.comboId[row] = values[COMBO_ID];
        trades.comboTradeId[row] = values[COMBO_TRADE_ID];
        trades.matchId[row] = values[MATCH_ID];
        trades.matchTimeNs[row] = values[MATCH_TIME];
        trades.legCount[row] = 0;
        return values[PRICE] != MarketEvent.ABSENT;
    }

    /** Fills the event, whose rows are in place. */
    static void commit(final MarketEvent event) {
        final TradeColumns trades = event.trades;
        final int instrumentId = trades.instrumentId[0];
        boolean isCommon = true;
        long latestNs = trades.timeNs[0];
        for (int row = 1; row < trades.size(); row++) {
            isCommon &= trades.instrumentId[row] == instrumentId;
            latestNs = Math.max(latestNs, trades.timeNs[row]);
        }
        event.kind = EventKind.TRADES;
        event.instrumentId = isCommon ? instrumentId : MarketEvent.NONE;
        event.exchangeTimeNs = latestNs;
    }

    private static byte tickDirection(final long value) {
        return value < 0 || value >= TICK_DIRECTIONS
                ? TradeColumns.NO_TICK_DIRECTION
                : (byte) value;
    }
}
