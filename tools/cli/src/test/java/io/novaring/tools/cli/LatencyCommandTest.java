/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class LatencyCommandTest {
    @TempDir private Path folder;

    /** Three intervals of two hops; the values of one are {@code factor} times 1 to 1,000 us. */
    private Path log(final String name, final long factor) throws IOException {
        final Path file = folder.resolve(name);
        try (PrintStream stream = new PrintStream(Files.newOutputStream(file))) {
            final HistogramLogWriter writer = new HistogramLogWriter(stream);
            writer.outputLogFormatVersion();
            writer.outputStartTime(0);
            writer.outputLegend();
            for (int i = 0; i < 3; i++) {
                for (final String tag : new String[] {"read-to-end", "read-to-published"}) {
                    final Histogram histogram = new Histogram(1, 60_000_000_000L, 3);
                    for (long value = 1; value <= 1_000; value++) {
                        histogram.recordValue(value * 1_000 * factor);
                    }
                    histogram.setTag(tag);
                    histogram.setStartTimeStamp(i * 1_000L);
                    histogram.setEndTimeStamp((i + 1) * 1_000L);
                    writer.outputIntervalHistogram(i, i + 1, histogram, 1e6);
                }
            }
        }
        return file;
    }

    @Test
    void shouldDrawAFile() throws IOException {
        final Cli cli = Cli.run("latency", log("a.hlog", 1).toString());

        assertEquals(0, cli.exitCode(), cli.err());
        assertTrue(cli.out().contains("read-to-published"), cli.out());
        assertTrue(cli.out().matches("(?s).*3,000\\s+500 us\\s+900 us\\s+990 us.*"), cli.out());
        assertTrue(cli.out().contains("p99 of 3 intervals in 3.00 s, 990 us"), cli.out());
        assertTrue(cli.out().contains("99.9%"), "the curve");
    }

    @Test
    void shouldShowOneTag() throws IOException {
        final String file = log("a.hlog", 1).toString();
        final Cli cli = Cli.run("latency", file, "--tag", "read-to-end");
        assertEquals(0, cli.exitCode());
        assertTrue(!cli.out().contains("read-to-published"), cli.out());

        final Cli wrong = Cli.run("latency", file, "--tag", "read-to-emd");
        assertEquals(1, wrong.exitCode());
        assertTrue(wrong.err().contains("did you mean read-to-end?"), wrong.err());
    }

    @Test
    void shouldCompareTwo() throws IOException {
        final Cli cli =
                Cli.run(
                        "latency",
                        log("a.hlog", 1).toString(),
                        log("b.hlog", 2).toString(),
                        "--tag",
                        "read-to-end");

        assertEquals(0, cli.exitCode(), cli.err());
        assertTrue(cli.out().matches("(?s).*p99\\s+990 us\\s+1.98 ms\\s+2.00\n.*"), cli.out());
        assertTrue(cli.out().matches("(?s).*messages\\s+3,000\\s+3,000\\s+1.00\n.*"), cli.out());
    }

    @Test
    void shouldPrintJson() throws IOException {
        final JsonNode hop =
                Cli.run("latency", "--json", log("a.hlog", 1).toString())
                        .json()
                        .path("files")
                        .path(0)
                        .path("hops")
                        .path("read-to-end");

        assertEquals(3_000, hop.path("count").asLong());
        assertEquals(990_000, hop.path("p99Ns").asLong(), 1_000);
        assertEquals(3, hop.path("intervals").size());
        assertEquals(1_000, hop.path("intervals").path(1).path("startMs").asLong());
    }

    @Test
    void shouldRefuseWhatIsNoLog() throws IOException {
        final Path text = Files.writeString(folder.resolve("text"), "no log\nat all\n");
        final Cli cli = Cli.run("latency", text.toString());
        assertEquals(1, cli.exitCode(), cli.out());
        assertEquals(1, cli.err().lines().count(), cli.err());
        final Cli none = Cli.run("latency", "/nowhere");
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("no such file or folder: /nowhere"), none.err());
        final Cli directory = Cli.run("latency", folder.toString());
        assertEquals(2, directory.exitCode());
        assertTrue(directory.err().contains(folder + " is a directory"), directory.err());
        assertEquals(2, Cli.run("latency").exitCode());
    }

    @Test
    void shouldDrawWhatADemoWrites() {
        final Path file = folder.resolve("demo.hlog");
        final Cli demo =
                Cli.run(
                        "demo",
                        "--duration",
                        "2",
                        "--rate",
                        "1000",
                        "--latency-log",
                        file.toString(),
                        "--metrics-port",
                        "0");
        assertTrue(demo.out().contains("metrics at http://127.0.0.1:"), demo.out() + demo.err());
        final JsonNode hops =
                Cli.run("latency", "--json", file.toString()).json().path("files").path(0);

        assertTrue(hops.path("hops").path("read-to-end").path("count").asLong() > 500);
        assertEquals(3, hops.path("hops").size());
    }
}
