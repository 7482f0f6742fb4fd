/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.InstrumentStateColumns;

/** Data of {@code instrument.state.*}. */
final class InstrumentStateDecoder {
    private static final int TIMESTAMP = 0;
    private static final int STATE = 1;
    private static final int INSTRUMENT_NAME = 2;

    private static final WordTable FIELDS = WordTable.of("timestamp", "state", "instrument_name");

    private InstrumentStateDecoder() {}

    static void decode(
            final JsonCursor cursor, final MarketEvent event, final SymbolTable instruments) {
        final InstrumentStateColumns change = event.notice.claimInstrumentState();
        event.kind = EventKind.INSTRUMENT_STATE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.instrumentId = MarketEvent.NONE;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case STATE -> change.state = cursor.text();
                case INSTRUMENT_NAME ->
                        change.name = Notices.symbolAndText(cursor, event, instruments);
                default -> cursor.skip();
            }
        }
    }
}
