/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.novaring.tools.backtest.result.RowLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Rows of one kind of one run, one after another; times do not run back. One thread. */
final class RowReader implements AutoCloseable {
    private static final ObjectReader JSON = new ObjectMapper().readerFor(JsonNode.class);

    final boolean isLive;
    private final BufferedReader lines;
    private JsonNode row;
    private JsonNode following;
    private long timeNs = Long.MIN_VALUE;
    private long number = -1;

    RowReader(final RowLog rows, final boolean isLive) throws IOException {
        this.isLive = isLive;
        this.lines = new BufferedReader(new InputStreamReader(rows.open(), StandardCharsets.UTF_8));
        following = read();
        next();
    }

    /** The row in view, null behind the last. */
    JsonNode row() {
        return row;
    }

    /** Its time; behind the last row the end of all time. */
    long timeNs() {
        return row == null ? Long.MAX_VALUE : timeNs;
    }

    /** How many rows were before it. */
    long number() {
        return number;
    }

    /** The row behind it, null when there is none. */
    JsonNode following() {
        return following;
    }

    private JsonNode read() {
        try {
            final String line = lines.readLine();
            return line == null ? null : JSON.readValue(line);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the rows of a run", e);
        }
    }

    void next() {
        row = following;
        following = row == null ? null : read();
        number++;
        timeNs = row == null ? timeNs : Math.max(timeNs, row.path("timeNs").asLong());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
