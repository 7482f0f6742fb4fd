/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.LatencyCurve;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.telemetry.LatencyFile.Hop;
import io.novaring.tools.cli.telemetry.LatencyFile.Interval;
import io.novaring.tools.config.NearestWord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "latency",
        sortOptions = false,
        description = {
            "Draws latency logs: percentiles, the curve and the course over time; compares two.",
            "",
            "Takes any HdrHistogram log in nanoseconds. An engine writes one with"
                    + " EngineContext.latencyLog, `novaring demo` and `run` with --latency-log."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:shown",
            "1:a file is no latency log, or has no such tag",
            "2:the command was not understood, or a file cannot be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring latency run.hlog",
            "  novaring latency run.hlog --tag read-to-end",
            "  novaring latency before.hlog after.hlog"
        })
public final class LatencyCommand implements Callable<Integer> {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final int SPARK_WIDTH = 72;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Parameters(
            arity = "1..2",
            paramLabel = "FILE",
            description = "A latency log; a second one is compared with the first.")
    private List<Path> files;

    @Option(names = "--tag", paramLabel = "TAG", description = "Show this hop only.")
    private String tag;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private LatencyCommand() {}

    @Override
    public Integer call() {
        if (files.size() > 2) {
            throw new ParameterException(
                    spec.commandLine(), "one file is shown and two are compared, not more");
        }
        final List<LatencyFile> logs = files.stream().map(LatencyFile::read).toList();
        if (tag != null) {
            logs.forEach(this::requireTag);
        }
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(logs));
        } else if (logs.size() == 1) {
            show(logs.get(0), out);
        } else {
            compare(logs.get(0), logs.get(1), out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void requireTag(final LatencyFile log) {
        if (!log.hops().containsKey(tag)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    log.path()
                            + " has no tag "
                            + tag
                            + NearestWord.question(tag, log.hops().keySet())
                            + " It has "
                            + safe(String.join(", ", log.hops().keySet())));
        }
    }

    private boolean isShown(final String name) {
        return tag == null || tag.equals(name);
    }

    private void show(final LatencyFile log, final PrintWriter out) {
        log.hops()
                .forEach(
                        (name, hop) -> {
                            if (isShown(name)) {
                                out.println(Terminal.heading(safe(name)));
                                out.print(percentiles(hop.total()));
                                out.println();
                                out.print(LatencyCurve.of(hop.total(), "  "));
                                out.println();
                                out.print(course(hop.intervals()));
                                out.println();
                            }
                        });
    }

    private static String percentiles(final Histogram histogram) {
        final Table table =
                new Table("  ", " messages", " p50", " p90", " p99", " p99.9", " p99.99", " max");
        final Object[] cells = new Object[1 + PERCENTILES.length];
        cells[0] = Units.count(histogram.getTotalCount());
        for (int i = 0; i < PERCENTILES.length; i++) {
            cells[i + 1] = at(histogram, PERCENTILES[i]);
        }
        return table.row(cells).toString();
    }

    private static String at(final Histogram histogram, final double percentile) {
        return histogram.getTotalCount() == 0
                ? "-"
                : Units.duration(histogram.getValueAtPercentile(percentile));
    }

    private static String course(final List<Interval> intervals) {
        final List<Long> p99 = intervals.stream().map(Interval::p99).toList();
        final long from = intervals.get(0).startMs();
        final long to = intervals.get(intervals.size() - 1).endMs();
        return "  over time, p99 of "
                + intervals.size()
                + " intervals in "
                + Units.duration((to - from) * 1_000_000)
                + ", "
                + range(p99)
                + "\n  "
                + Sparkline.of(p99, SPARK_WIDTH)
                + '\n';
    }

    private static String range(final List<Long> values) {
        return values.stream()
                .filter(v -> v > 0)
                .min(Long::compare)
                .map(
                        least ->
                                Units.duration(least)
                                        + " to "
                                        + Units.duration(values.stream().max(Long::compare).get()))
                .orElse("nothing recorded");
    }

    private void compare(final LatencyFile first, final LatencyFile second, final PrintWriter out) {
        out.println("1: " + safe(first.path().toString()));
        out.println("2: " + safe(second.path().toString()));
        boolean any = false;
        for (final Map.Entry<String, Hop> entry : first.hops().entrySet()) {
            final Hop other = second.hops().get(entry.getKey());
            if (other == null || !isShown(entry.getKey())) {
                continue;
            }
            any = true;
            final Histogram a = entry.getValue().total();
            final Histogram b = other.total();
            out.println();
            out.println(Terminal.heading(safe(entry.getKey())));
            final Table table = new Table("  ", "", " 1", " 2", " 2 / 1");
            table.row(
                    "messages",
                    Units.count(a.getTotalCount()),
                    Units.count(b.getTotalCount()),
                    ratio(a.getTotalCount(), b.getTotalCount()));
            for (final double percentile : PERCENTILES) {
                table.row(
                        percentile == 100 ? "max" : "p" + word(percentile),
                        at(a, percentile),
                        at(b, percentile),
                        ratio(
                                a.getValueAtPercentile(percentile),
                                b.getValueAtPercentile(percentile)));
            }
            out.print(table);
        }
        if (!any) {
            throw new CommandFailure(ExitCode.FAILED, "the files have no tag in common");
        }
    }

    private static String ratio(final long first, final long second) {
        return first == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) second / first);
    }

    private static String word(final double percentile) {
        return percentile == Math.rint(percentile)
                ? Long.toString((long) percentile)
                : Double.toString(percentile);
    }

    /** Tags are text of a file: nothing a terminal would obey. */
    private static String safe(final String text) {
        return TopView.safe(text);
    }

    private String json(final List<LatencyFile> logs) {
        final ObjectNode root = new ObjectMapper().createObjectNode();
        final ArrayNode all = root.putArray("files");
        for (final LatencyFile log : logs) {
            final ObjectNode file = all.addObject();
            file.put("file", log.path().toString());
            final ObjectNode hops = file.putObject("hops");
            log.hops()
                    .forEach(
                            (name, hop) -> {
                                if (isShown(name)) {
                                    put(hops.putObject(name), hop);
                                }
                            });
        }
        return root.toString();
    }

    private static void put(final ObjectNode node, final Hop hop) {
        node.put("count", hop.total().getTotalCount());
        for (final double percentile : PERCENTILES) {
            node.put(
                    percentile == 100 ? "maxNs" : "p" + word(percentile) + "Ns",
                    hop.total().getTotalCount() == 0
                            ? null
                            : (Long) hop.total().getValueAtPercentile(percentile));
        }
        final ArrayNode intervals = node.putArray("intervals");
        for (final Interval interval : hop.intervals()) {
            final ObjectNode one = intervals.addObject();
            one.put("startMs", interval.startMs()).put("endMs", interval.endMs());
            one.put("count", interval.count()).put("p50Ns", interval.p50());
            one.put("p99Ns", interval.p99()).put("maxNs", interval.max());
        }
    }
}
