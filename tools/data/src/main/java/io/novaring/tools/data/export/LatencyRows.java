/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.tools.data.table.RowBatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** When each message of the venue was sent, read and published, and what answers took. */
final class LatencyRows {
    /** Requests of a connection that wait for their answers; the oldest are forgotten. */
    private static final int PENDING_MAX = 1 << 16;

    private static final long US_NS = 1_000L;
    private static final long ABSENT = MarketEvent.ABSENT;

    private final Partitions partitions;
    private final Map<Integer, Map<Long, Long>> sent = new HashMap<>();

    LatencyRows(final Partitions partitions) {
        this.partitions = partitions;
    }

    void add(final MarketEvent event, final boolean isWritten) {
        if (event.origin == Origin.OUTBOUND) {
            if (event.requestId != ABSENT && !event.hasFlag(MarketEvent.UNSENT)) {
                pending(event.connectionId).put(event.requestId, event.publishedTimeNs);
            }
        } else if (event.origin == Origin.INBOUND) {
            message(event, isWritten);
        } else if (event.kind == EventKind.LIFECYCLE
                && event.code == Lifecycle.DISCONNECTED.code()) {
            pending(event.connectionId).clear();
        }
    }

    private void message(final MarketEvent event, final boolean isWritten) {
        final boolean isAnswer = event.kind == EventKind.RESPONSE || event.kind == EventKind.ERROR;
        final Long sentNs =
                isAnswer && event.requestId != ABSENT
                        ? pending(event.connectionId).remove(event.requestId)
                        : null;
        if (!isWritten || !partitions.has(event.instrumentId)) {
            return;
        }
        final RowBatch row =
                partitions.row(ExportTable.LATENCIES, event.instrumentId, event.publishedTimeNs);
        Heads.of(row, event, event.exchangeTimeNs);
        row.number(event.kind.ordinal()).number(event.publishedTimeNs);
        row.number(
                event.exchangeTimeNs == ABSENT
                        ? ABSENT
                        : event.receivedTimeNs - event.exchangeTimeNs);
        row.number(event.publishedTimeNs - event.receivedTimeNs).number(event.rawLength);
        row.number(isAnswer ? event.requestId : ABSENT);
        row.code(isAnswer ? event.requestType : MarketEvent.NONE);
        row.number(sentNs == null ? ABSENT : sentNs);
        row.number(sentNs == null ? ABSENT : event.receivedTimeNs - sentNs);
        row.number(isAnswer ? nanoseconds(event.usIn) : ABSENT);
        row.number(isAnswer ? nanoseconds(event.usOut) : ABSENT).end();
    }

    private static long nanoseconds(final long microseconds) {
        return microseconds == ABSENT ? ABSENT : microseconds * US_NS;
    }

    private Map<Long, Long> pending(final int connectionId) {
        return sent.computeIfAbsent(connectionId, id -> new Pending());
    }

    private static final class Pending extends LinkedHashMap<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<Long, Long> eldest) {
            return size() > PENDING_MAX;
        }
    }
}
