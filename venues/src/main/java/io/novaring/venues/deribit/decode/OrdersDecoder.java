/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.json.JsonCursor;

/** Data of {@code user.orders.*}: one order or an array of them. */
final class OrdersDecoder {
    private final OrderRowDecoder rows;

    OrdersDecoder(final OrderRowDecoder rows) {
        this.rows = rows;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        rows.decodeAll(cursor, event.orders);
        event.kind = EventKind.ORDERS;
        event.instrumentId = commonInstrument(event.orders);
        event.exchangeTimeNs = latest(event.orders, MarketEvent.ABSENT);
    }

    /** The later of {@code timeNs} and the latest update; ABSENT is before all. */
    static long latest(final OrderColumns orders, final long timeNs) {
        long latestNs = timeNs;
        for (int i = 0; i < orders.size(); i++) {
            latestNs = Math.max(latestNs, orders.timeNs[i]);
        }
        return latestNs;
    }

    private static int commonInstrument(final OrderColumns orders) {
        if (orders.size() == 0) {
            return MarketEvent.NONE;
        }
        final int first = orders.instrumentId[0];
        for (int i = 1; i < orders.size(); i++) {
            if (orders.instrumentId[i] != first) {
                return MarketEvent.NONE;
            }
        }
        return first;
    }
}
