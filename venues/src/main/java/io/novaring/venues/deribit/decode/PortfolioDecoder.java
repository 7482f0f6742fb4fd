/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.PortfolioColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Data of {@code user.portfolio.*}. */
final class PortfolioDecoder {
    private static final int CURRENCY = 0;
    private static final int EQUITY = 1;
    private static final int BALANCE = 2;
    private static final int AVAILABLE_FUNDS = 3;
    private static final int INITIAL_MARGIN = 4;
    private static final int MAINTENANCE_MARGIN = 5;

    private static final WordTable FIELDS =
            WordTable.of(
                    "currency",
                    "equity",
                    "balance",
                    "available_funds",
                    "initial_margin",
                    "maintenance_margin");

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final PortfolioColumns portfolio = event.portfolio;
        event.kind = EventKind.PORTFOLIO;
        portfolio.clear();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case CURRENCY -> portfolio.currency = cursor.text();
                case EQUITY -> portfolio.equity = cursor.decimal();
                case BALANCE -> portfolio.balance = cursor.decimal();
                case AVAILABLE_FUNDS -> portfolio.availableFunds = cursor.decimal();
                case INITIAL_MARGIN -> portfolio.initialMargin = cursor.decimal();
                case MAINTENANCE_MARGIN -> portfolio.maintenanceMargin = cursor.decimal();
                default -> cursor.skip();
            }
        }
    }
}
