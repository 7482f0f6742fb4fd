/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.tools.cli.session.RangeOptions;
import io.novaring.tools.data.export.ExportSettings;
import io.novaring.tools.data.export.ExportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What of a recording tables are made of; the same for each command that makes some. */
final class TableOptions {
    private static final long INTERVAL_MS = 1_000;
    private static final int DEPTH = 10;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--snapshot-interval-ms",
            paramLabel = "N",
            description =
                    "Time from one snapshot of a book to the next (default: " + INTERVAL_MS + ").")
    private Long snapshotIntervalMs;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Levels a side of a snapshot (default: " + DEPTH + ").")
    private Integer depth;

    @Mixin private RangeOptions range;

    @Option(
            names = "--instrument",
            paramLabel = "NAME",
            split = ",",
            description = "Rows of these instruments only.")
    private List<String> instruments = new ArrayList<>();

    RangeOptions range() {
        return range;
    }

    /** True when any of them was given. */
    boolean isGiven() {
        return snapshotIntervalMs != null
                || depth != null
                || range.isGiven()
                || !instruments.isEmpty();
    }

    /**
     * @throws ParameterException which names the option that cannot be.
     */
    void check() {
        final long intervalMs = intervalMs();
        if (intervalMs < 1 || intervalMs > TimeUnit.DAYS.toMillis(1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--snapshot-interval-ms is to be within 1 and 86400000: " + intervalMs);
        }
        if (depth() < 1 || depth() > ExportSettings.DEPTH_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--depth is to be within 1 and " + ExportSettings.DEPTH_MAX + ": " + depth());
        }
    }

    private long intervalMs() {
        return snapshotIntervalMs == null ? INTERVAL_MS : snapshotIntervalMs;
    }

    private int depth() {
        return depth == null ? DEPTH : depth;
    }

    /**
     * @param from sequence of the first event.
     */
    ExportSettings settings(final Set<ExportTable> tables, final long from) {
        return new ExportSettings(
                tables,
                from,
                new TreeSet<>(instruments),
                TimeUnit.MILLISECONDS.toNanos(intervalMs()),
                depth());
    }
}
