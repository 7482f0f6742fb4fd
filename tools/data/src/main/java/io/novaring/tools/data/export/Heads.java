/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.data.table.RowBatch;

/** What every row that comes of a message begins with. */
final class Heads {
    private Heads() {}

    static void of(final RowBatch row, final MarketEvent event, final long exchangeTimeNs) {
        of(row, event, event.channelId, exchangeTimeNs);
    }

    static void of(
            final RowBatch row,
            final MarketEvent event,
            final int channelId,
            final long exchangeTimeNs) {
        row.number(event.sequence).code(event.connectionId).code(channelId);
        row.number(exchangeTimeNs).number(event.receivedTimeNs);
    }
}
