/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.BlockTradeColumns;
import io.novaring.codec.notice.FillColumns;
import io.novaring.codec.notice.LegColumns;

/** Data of {@code block_rfq.trades.*}. */
final class BlockTradesDecoder {
    private static final int ID = 0;
    private static final int TIMESTAMP = 1;
    private static final int COMBO_ID = 2;
    private static final int AMOUNT = 3;
    private static final int DIRECTION = 4;
    private static final int MARK_PRICE = 5;
    private static final int LEGS = 6;
    private static final int TRADES = 7;
    private static final int HEDGE = 8;

    private static final WordTable FIELDS =
            WordTable.of(
                    "id",
                    "timestamp",
                    "combo_id",
                    "amount",
                    "direction",
                    "mark_price",
                    "legs",
                    "trades",
                    "hedge");

    private static final int INSTRUMENT_NAME = 0;
    private static final int PRICE = 1;
    private static final int ROW_DIRECTION = 2;
    private static final int RATIO = 3;
    private static final int ROW_AMOUNT = 4;
    private static final int HEDGE_AMOUNT = 5;

    private static final WordTable ROW_FIELDS =
            WordTable.of(
                    "instrument_name", "price", "direction", "ratio", "amount", "hedge_amount");

    private final SymbolTable instruments;

    BlockTradesDecoder(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final BlockTradeColumns block = event.notice.claimBlockTrades();
        event.kind = EventKind.BLOCK_TRADES;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case ID -> block.id = cursor.textOrNumber();
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case COMBO_ID -> block.comboId = cursor.textOrNumber();
                case AMOUNT -> block.amount = cursor.decimal();
                case DIRECTION -> block.direction = Words.side(cursor);
                case MARK_PRICE -> block.markPrice = cursor.decimal();
                case LEGS -> legs(cursor, block.legs);
                case TRADES -> fills(cursor, block.fills);
                case HEDGE -> hedge(cursor, block);
                default -> cursor.skip();
            }
        }
    }

    private void legs(final JsonCursor cursor, final LegColumns legs) {
        legs.clear();
        if (cursor.isNull()) {
            cursor.skip();
            return;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            leg(cursor, legs, legs.add());
        }
    }

    private void leg(final JsonCursor cursor, final LegColumns legs, final int row) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(ROW_FIELDS)) {
                case INSTRUMENT_NAME -> legs.instrumentId[row] = cursor.symbol(instruments);
                case PRICE -> legs.price[row] = cursor.decimal();
                case ROW_DIRECTION -> legs.direction[row] = Words.side(cursor);
                case RATIO -> legs.ratio[row] = cursor.decimal();
                default -> cursor.skip();
            }
        }
    }

    private static void fills(final JsonCursor cursor, final FillColumns fills) {
        fills.clear();
        if (cursor.isNull()) {
            cursor.skip();
            return;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            fill(cursor, fills, fills.add());
        }
    }

    private static void fill(final JsonCursor cursor, final FillColumns fills, final int row) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(ROW_FIELDS)) {
                case PRICE -> fills.price[row] = cursor.decimal();
                case ROW_DIRECTION -> fills.direction[row] = Words.side(cursor);
                case ROW_AMOUNT -> fills.amount[row] = cursor.decimal();
                case HEDGE_AMOUNT -> fills.hedgeAmount[row] = cursor.decimal();
                default -> cursor.skip();
            }
        }
    }

    private void hedge(final JsonCursor cursor, final BlockTradeColumns block) {
        block.clearHedge();
        if (cursor.isNull()) {
            cursor.skip();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(ROW_FIELDS)) {
                case INSTRUMENT_NAME -> block.hedgeInstrumentId = cursor.symbol(instruments);
                case PRICE -> block.hedgePrice = cursor.decimal();
                case ROW_DIRECTION -> block.hedgeDirection = Words.side(cursor);
                case ROW_AMOUNT -> block.hedgeAmount = cursor.decimal();
                default -> cursor.skip();
            }
        }
    }
}
