/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.backtest.result.RowLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When the books of one run were not LIVE: the first 65,536 stretches of it. Immutable. */
final class Stretches {
    private static final int STRETCHES_MAX = 1 << 16;

    private final Map<String, List<long[]>> byInstrument = new HashMap<>();
    private int count;

    static Stretches of(final RowLog books) throws IOException {
        final Stretches all = new Stretches();
        final ObjectMapper json = new ObjectMapper();
        books.forEach(line -> all.add(parse(json, line)));
        return all;
    }

    private static JsonNode parse(final ObjectMapper json, final String line) {
        try {
            return json.readTree(line);
        } catch (final IOException e) {
            throw new UncheckedIOException("a row is no JSON: " + line, e);
        }
    }

    private void add(final JsonNode row) {
        if (count++ < STRETCHES_MAX) {
            byInstrument
                    .computeIfAbsent(row.path("instrument").asText(), any -> new ArrayList<>())
                    .add(new long[] {row.path("fromNs").asLong(), row.path("toNs").asLong()});
        }
    }

    boolean contains(final String instrument, final long timeNs) {
        for (final long[] one : byInstrument.getOrDefault(instrument, List.of())) {
            if (one[0] <= timeNs && timeNs <= one[1]) {
                return true;
            }
        }
        return false;
    }
}
