/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import java.util.HashMap;
import java.util.Map;

/** Rows of answers to requests about orders, with how long they took. */
final class AnswerRows {
    private static final long MICROSECOND_NS = 1_000L;

    private final RecorderSettings settings;
    private final RowLog rows;
    private final DurationCounts counts = new DurationCounts();
    private final JsonRow row = new JsonRow();
    private final Map<Integer, Map<Long, Long>> sentNs = new HashMap<>();

    AnswerRows(final RecorderSettings settings, final RowLog rows) {
        this.settings = settings;
        this.rows = rows;
    }

    DurationCounts counts() {
        return counts;
    }

    void onOutbound(final MarketEvent event) {
        if (event.requestId != MarketEvent.ABSENT
                && !event.hasFlag(MarketEvent.UNSENT)
                && settings.isOrderRequest().test(event.code)) {
            sentNs.computeIfAbsent(event.connectionId, id -> new HashMap<>())
                    .put(event.requestId, event.receivedTimeNs);
        }
    }

    /** A session is over: what it did not answer will not be answered. */
    void onSessionEnd(final int connectionId) {
        sentNs.remove(connectionId);
    }

    void onAnswer(final MarketEvent event) {
        final Map<Long, Long> waiting = sentNs.get(event.connectionId);
        if (waiting == null || event.requestId == MarketEvent.ABSENT) {
            return;
        }
        final Long sent = waiting.remove(event.requestId);
        if (sent == null) {
            return;
        }
        final long tookNs = event.receivedTimeNs - sent;
        counts.add(tookNs);
        final boolean isTimed =
                event.usIn != MarketEvent.ABSENT && event.usOut != MarketEvent.ABSENT;
        rows.add(
                row.clear()
                        .whole("sequence", event.sequence)
                        .whole("requestType", event.requestType)
                        .text("request", settings.requestNames().apply(event.requestType))
                        .whole("sentNs", sent)
                        .whole("answeredNs", event.receivedTimeNs)
                        .whole("tookNs", tookNs)
                        .whole(
                                "venueNs",
                                isTimed
                                        ? (event.usOut - event.usIn) * MICROSECOND_NS
                                        : MarketEvent.ABSENT)
                        .truth("isError", event.kind == EventKind.ERROR)
                        .end());
    }
}
