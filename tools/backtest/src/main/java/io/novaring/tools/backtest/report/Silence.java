/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.backtest.result.Figures.Activity;
import io.novaring.tools.backtest.result.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far the orders of a run without a fill came, and what to look at. */
final class Silence {
    private static final int REASONS_MAX = 3;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Long> refusals = new TreeMap<>();
    private final Map<String, Long> rejections = new TreeMap<>();
    private long opened;

    private Silence() {}

    static List<String> of(final RunResult result) {
        final Silence silence = new Silence();
        try {
            result.orders().forEach(silence::see);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the rows of orders", e);
        }
        return silence.lines(result);
    }

    private void see(final String line) {
        final JsonNode row;
        try {
            row = MAPPER.readTree(line);
        } catch (final IOException e) {
            throw new UncheckedIOException("a row is no JSON: " + line, e);
        }
        final String kind = row.path("row").asText();
        final String state = row.path("state").asText();
        if ("refused".equals(kind)) {
            refusals.merge(row.path("refusal").asText(), 1L, Long::sum);
        } else if ("order".equals(kind) && "REJECTED".equals(state)) {
            rejections.merge("error " + row.path("errorCode").asText(), 1L, Long::sum);
        } else if ("order".equals(kind)
                && "OPEN".equals(state)
                && !"OPEN".equals(row.path("previousState").asText())) {
            opened++;
        }
    }

    private List<String> lines(final RunResult result) {
        final Activity activity = result.figures().activity();
        final List<String> lines = new ArrayList<>();
        if (activity.orders() == 0) {
            lines.add(
                    "The strategy asked for no order in "
                            + Words.count(result.figures().events())
                            + " events. Look whether it trades an instrument of this recording,"
                            + " whether that has a book that becomes LIVE, and what its parameters"
                            + " wait for.");
            return lines;
        }
        lines.add(
                "The strategy asked for "
                        + Words.count(activity.orders())
                        + " orders; "
                        + Words.count(activity.sentOrders())
                        + " were sent, and "
                        + Words.count(opened)
                        + " came to rest in a book.");
        if (!refusals.isEmpty()) {
            lines.add("Refused before they were sent: " + most(refusals) + '.');
        }
        if (!rejections.isEmpty()) {
            lines.add("Refused by the venue: " + most(rejections) + '.');
        }
        if (opened > 0) {
            lines.add(
                    "Resting orders trade when what was before them has traded. A run with the"
                            + " optimistic queue model tells whether the queue is what keeps them"
                            + " from trading; else they are too far from the market or not there"
                            + " for long enough (orders.ndjson has queueAhead and the times).");
        }
        return lines;
    }

    private static String most(final Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed())
                .limit(REASONS_MAX)
                .map(entry -> Words.count(entry.getValue()) + " times " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
