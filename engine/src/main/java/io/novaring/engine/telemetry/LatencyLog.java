/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.engine.telemetry.LatencyRecorder.Hop;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes one histogram a hop and interval to a file that every HdrHistogram tool reads: values in
 * nanoseconds, the hop as the tag, maxima of the index column in milliseconds. Watchdog's thread.
 */
final class LatencyLog implements AutoCloseable {
    private static final double NS_PER_MS = 1e6;

    private final PrintStream stream;
    private final HistogramLogWriter writer;
    private final long intervalNs;
    private final Histogram[] hops = LatencyRecorder.newHistograms(Hop.values().length);
    private long startMs;
    private long dueNs;

    private LatencyLog(final PrintStream stream, final long intervalNs) {
        this.stream = stream;
        this.intervalNs = intervalNs;
        writer = new HistogramLogWriter(stream);
    }

    /**
     * @throws UncheckedIOException when the file exists or cannot be made.
     */
    static LatencyLog open(final Path file, final long intervalNs) {
        try {
            final PrintStream stream =
                    new PrintStream(
                            new BufferedOutputStream(PrivateFiles.create(file)),
                            false,
                            StandardCharsets.UTF_8);
            return new LatencyLog(stream, intervalNs);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write the latency log " + file, e);
        }
    }

    void start(final long nowNs) {
        startMs = System.currentTimeMillis();
        dueNs = nowNs + intervalNs;
        writer.outputComment("[NovaRing: nanoseconds from the socket read on, one tag a hop]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(startMs);
        writer.outputLegend();
    }

    boolean isDue(final long nowNs) {
        return nowNs - dueNs >= 0;
    }

    void add(final Histogram[] recorded) {
        for (int i = 0; i < hops.length; i++) {
            hops[i].add(recorded[i]);
        }
    }

    /** Writes an interval that ends now. */
    void write(final long nowNs) {
        dueNs = nowNs + intervalNs;
        final long endMs = System.currentTimeMillis();
        for (final Hop hop : Hop.values()) {
            final Histogram histogram = hops[hop.ordinal()];
            histogram.setTag(hop.word());
            histogram.setStartTimeStamp(startMs);
            histogram.setEndTimeStamp(endMs);
            writer.outputIntervalHistogram(startMs / 1000.0, endMs / 1000.0, histogram, NS_PER_MS);
            histogram.reset();
        }
        stream.flush();
        startMs = endMs;
        if (stream.checkError()) {
            throw new IllegalStateException("the latency log cannot be written: disk full?");
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
