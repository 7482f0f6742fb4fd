/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.PositionColumns;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.util.Arrays;

/** Position objects, as {@code user.changes.*} and answers carry them. */
final class PositionRowDecoder {
    private static final int INSTRUMENT_NAME = 0;
    private static final int SIZE = 1;
    private static final int DIRECTION = 2;
    private static final int AVERAGE_PRICE = 3;
    private static final int FLOATING_PROFIT_LOSS = 4;
    private static final int KIND = 5;
    private static final int SIZE_CURRENCY = 6;
    private static final int MARK_PRICE = 7;
    private static final int INDEX_PRICE = 8;
    private static final int SETTLEMENT_PRICE = 9;
    private static final int INITIAL_MARGIN = 10;
    private static final int MAINTENANCE_MARGIN = 11;
    private static final int OPEN_ORDERS_MARGIN = 12;
    private static final int REALIZED_PROFIT_LOSS = 13;
    private static final int TOTAL_PROFIT_LOSS = 14;
    private static final int AVERAGE_PRICE_USD = 15;
    private static final int FLOATING_PROFIT_LOSS_USD = 16;
    private static final int ESTIMATED_LIQUIDATION_PRICE = 17;
    private static final int LEVERAGE = 18;
    private static final int REALIZED_FUNDING = 19;
    private static final int INTEREST_VALUE = 20;
    private static final int DELTA = 21;
    private static final int GAMMA = 22;
    private static final int VEGA = 23;
    private static final int THETA = 24;

    private static final String[] NAMES = {
        "instrument_name",
        "size",
        "direction",
        "average_price",
        "floating_profit_loss",
        "kind",
        "size_currency",
        "mark_price",
        "index_price",
        "settlement_price",
        "initial_margin",
        "maintenance_margin",
        "open_orders_margin",
        "realized_profit_loss",
        "total_profit_loss",
        "average_price_usd",
        "floating_profit_loss_usd",
        "estimated_liquidation_price",
        "leverage",
        "realized_funding",
        "interest_value",
        "delta",
        "gamma",
        "vega",
        "theta",
    };

    private static final WordTable FIELDS = WordTable.of(NAMES);
    private static final WordTable BASIC_FIELDS = WordTable.of(Arrays.copyOf(NAMES, KIND));

    private final SymbolTable instruments;
    private final WordTable fields;

    PositionRowDecoder(final SymbolTable instruments, final boolean hasDetails) {
        this.instruments = instruments;
        fields = hasDetails ? FIELDS : BASIC_FIELDS;
    }

    /** Consumes an array of positions, or a single one; null is none. */
    void decodeAll(final JsonCursor cursor, final PositionColumns positions) {
        positions.clear();
        if (cursor.isNull()) {
            cursor.skip();
        } else if (cursor.isObject()) {
            decode(cursor, positions);
        } else {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                decode(cursor, positions);
            }
        }
    }

    private void decode(final JsonCursor cursor, final PositionColumns positions) {
        final int row = positions.add();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(fields);
            switch (field) {
                case INSTRUMENT_NAME -> positions.instrumentId[row] = cursor.symbol(instruments);
                case SIZE -> positions.positionSize[row] = cursor.decimal();
                case DIRECTION -> positions.direction[row] = Words.side(cursor);
                case AVERAGE_PRICE -> positions.averagePrice[row] = cursor.decimal();
                case FLOATING_PROFIT_LOSS -> positions.floatingProfitLoss[row] = cursor.decimal();
                default -> decodeDetail(cursor, positions, row, field);
            }
        }
    }

    private static void decodeDetail(
            final JsonCursor cursor,
            final PositionColumns positions,
            final int row,
            final int field) {
        switch (field) {
            case KIND -> positions.kind[row] = cursor.text();
            case SIZE_CURRENCY -> positions.sizeCurrency[row] = cursor.decimal();
            case MARK_PRICE -> positions.markPrice[row] = cursor.decimal();
            case INDEX_PRICE -> positions.indexPrice[row] = cursor.decimal();
            case SETTLEMENT_PRICE -> positions.settlementPrice[row] = cursor.decimal();
            case INITIAL_MARGIN -> positions.initialMargin[row] = cursor.decimal();
            case MAINTENANCE_MARGIN -> positions.maintenanceMargin[row] = cursor.decimal();
            case OPEN_ORDERS_MARGIN -> positions.openOrdersMargin[row] = cursor.decimal();
            case REALIZED_PROFIT_LOSS -> positions.realizedProfitLoss[row] = cursor.decimal();
            case TOTAL_PROFIT_LOSS -> positions.totalProfitLoss[row] = cursor.decimal();
            case AVERAGE_PRICE_USD -> positions.averagePriceUsd[row] = cursor.decimal();
            case FLOATING_PROFIT_LOSS_USD ->
                    positions.floatingProfitLossUsd[row] = cursor.decimal();
            case ESTIMATED_LIQUIDATION_PRICE ->
                    positions.estimatedLiquidationPrice[row] = cursor.decimal();
            case LEVERAGE -> positions.leverage[row] = cursor.integer();
            case REALIZED_FUNDING -> positions.realizedFunding[row] = cursor.analytic();
            case INTEREST_VALUE -> positions.interestValue[row] = cursor.analytic();
            case DELTA -> positions.delta[row] = cursor.analytic();
            case GAMMA -> positions.gamma[row] = cursor.analytic();
            case VEGA -> positions.vega[row] = cursor.analytic();
            case THETA -> positions.theta[row] = cursor.analytic();
            default -> cursor.skip();
        }
    }
}
