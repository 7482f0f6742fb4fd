/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * A latency log, read whole.
 *
 * @param hops by tag, in the order of the file.
 */
record LatencyFile(Path path, Map<String, Hop> hops) {
    private static final String NO_TAG = "untagged";

    /** One tag: all of it, and interval by interval. */
    record Hop(Histogram total, List<Interval> intervals) {}

    /** What a line of the log says. */
    record Interval(long startMs, long endMs, long count, long p50, long p99, long max) {}

    static LatencyFile read(final Path path) {
        if (Files.isDirectory(path)) {
            throw new CommandFailure(
                    ExitCode.USAGE, path + " is a directory: name a latency log in it");
        }
        final Map<String, Hop> hops = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(path);
                HistogramLogReader reader = new HistogramLogReader(in)) {
            while (reader.hasNext()) {
                final EncodableHistogram next = reader.nextIntervalHistogram();
                if (next instanceof Histogram histogram) {
                    add(hops, histogram);
                }
            }
        } catch (final IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read the latency log: " + FileTrouble.why(e), e);
        } catch (final RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, path + " is no valid latency log: " + e.getMessage(), e);
        }
        if (hops.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, path + " holds no interval: is it a latency log?");
        }
        return new LatencyFile(path, hops);
    }

    private static void add(final Map<String, Hop> hops, final Histogram histogram) {
        final String tag = histogram.getTag() == null ? NO_TAG : histogram.getTag();
        final Hop hop =
                hops.computeIfAbsent(tag, key -> new Hop(new Histogram(3), new ArrayList<>()));
        hop.total.setAutoResize(true);
        hop.total.add(histogram);
        final boolean isEmpty = histogram.getTotalCount() == 0;
        hop.intervals.add(
                new Interval(
                        histogram.getStartTimeStamp(),
                        histogram.getEndTimeStamp(),
                        histogram.getTotalCount(),
                        isEmpty ? 0 : histogram.getValueAtPercentile(50),
                        isEmpty ? 0 : histogram.getValueAtPercentile(99),
                        isEmpty ? 0 : histogram.getMaxValue()));
    }
}
