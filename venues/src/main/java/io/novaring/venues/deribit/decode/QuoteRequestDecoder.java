/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.QuoteRequestColumns;

/** Data of {@code rfq.*}. */
final class QuoteRequestDecoder {
    private static final int INSTRUMENT_NAME = 0;
    private static final int SIDE = 1;
    private static final int AMOUNT = 2;
    private static final int STATE = 3;
    private static final int LAST_RFQ_TIMESTAMP = 4;
    private static final int IS_NEW_INSTRUMENT = 5;

    private static final WordTable FIELDS =
            WordTable.of(
                    "instrument_name",
                    "side",
                    "amount",
                    "state",
                    "last_rfq_timestamp",
                    "is_new_instrument");

    private final SymbolTable instruments;

    QuoteRequestDecoder(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final QuoteRequestColumns request = event.notice.claimQuoteRequest();
        event.kind = EventKind.REQUEST_FOR_QUOTE;
        event.instrumentId = MarketEvent.NONE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case INSTRUMENT_NAME -> event.instrumentId = cursor.symbol(instruments);
                case SIDE -> request.direction = Words.side(cursor);
                case AMOUNT -> request.amount = cursor.decimal();
                case STATE -> request.isActive = OrderRowDecoder.flag(cursor);
                case LAST_RFQ_TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case IS_NEW_INSTRUMENT -> request.isNewInstrument = OrderRowDecoder.flag(cursor);
                default -> cursor.skip();
            }
        }
    }
}
