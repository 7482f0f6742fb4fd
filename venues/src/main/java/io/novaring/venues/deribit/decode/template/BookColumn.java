/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import java.util.Arrays;

/** Where a template keeps what a book message says beside its levels. */
final class BookColumn {
    static final int TIME = 0;
    static final int CHANGE_ID = 1;
    static final int PREV_CHANGE_ID = 2;
    static final int INSTRUMENT = 3;
    static final int TYPE = 4;
    static final int BIDS = 5;
    static final int ASKS = 6;

    private BookColumn() {}

    static long[] absent() {
        final long[] values = new long[Template.NO_COLUMN + 1];
        Arrays.fill(values, MarketEvent.ABSENT);
        values[INSTRUMENT] = MarketEvent.NONE;
        return values;
    }

    /**
     * Fills the event, whose levels are in place.
     *
     * @param typeFlag what the message calls itself; 0 when it does not say.
     */
    static void commit(final long[] values, final int typeFlag, final MarketEvent event) {
        final long prevChangeId = values[PREV_CHANGE_ID];
        event.kind = EventKind.BOOK;
        event.instrumentId = (int) values[INSTRUMENT];
        event.exchangeTimeNs = values[TIME];
        event.changeId = values[CHANGE_ID];
        event.prevChangeId = prevChangeId;
        event.flags |=
                typeFlag != 0
                        ? typeFlag
                        : prevChangeId == MarketEvent.ABSENT
                                ? MarketEvent.SNAPSHOT
                                : MarketEvent.CHANGE;
    }
}
