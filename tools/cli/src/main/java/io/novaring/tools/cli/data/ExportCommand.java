/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.data.export.Export;
import io.novaring.tools.data.export.ExportTable;
import io.novaring.tools.data.table.ExportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        sortOptions = false,
        description = {
            "Writes a journal as tables: trades, quotes, book changes, book snapshots, tickers, own"
                    + " orders, latencies.",
            "",
            "The recording is replayed, so that books and orders are what they were. Tables are"
                    + " parted by day and instrument; export.json beside them has counts and exact"
                    + " sums. The folder has its name only when it is whole. Columns and recipes:"
                    + " docs/data.md."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:nothing was written; or the journal is damaged, and what is valid was written",
            "2:the command was not understood, or there is no event in the range"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring export --format parquet --out monday /data/journal",
            "  novaring export --format csv --tables trades,quotes --out t /data/journal",
            "  novaring export --format arrow --snapshot-interval-ms 100 --depth 5 --from -1h \\",
            "      --instrument BTC-PERPETUAL --out btc /data/journal"
        })
public final class ExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "csv, parquet or arrow.")
    private ExportFormat format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder to write: a new one, or an empty one.")
    private Path out;

    @Option(
            names = "--tables",
            paramLabel = "TABLE",
            split = ",",
            description =
                    "These only: trades, quotes, deltas, snapshots, tickers, orders, latencies"
                            + " (default: all).")
    private List<String> tables = new ArrayList<>();

    @Mixin private TableOptions options;

    @Override
    public Integer call() {
        final Set<ExportTable> wanted = tables();
        options.check();
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "exported");
                CtrlC ctrlC = new CtrlC()) {
            final TableRun run =
                    new TableRun(recording, options.range(), progress, ctrlC)
                            .write(
                                    from ->
                                            Export.into(
                                                    out, format, options.settings(wanted, from)));
            progress.done();
            if (run.isCancelled()) {
                return ctrlC.cancelled(
                        spec.commandLine().getErr(), "ended by Ctrl-C: nothing was written");
            }
            return ctrlC.exit(tell(run));
        } catch (final IOException e) {
            throw new CommandFailure(ExitCode.FAILED, FileTrouble.why(e), e);
        }
    }

    private Set<ExportTable> tables() {
        final Set<ExportTable> wanted = EnumSet.noneOf(ExportTable.class);
        try {
            tables.forEach(word -> wanted.add(ExportTable.ofWord(word)));
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--tables: " + e.getMessage(), e);
        }
        return wanted.isEmpty() ? EnumSet.allOf(ExportTable.class) : wanted;
    }

    private int tell(final TableRun run) {
        final Table table = new Table("", "table", " rows", " files", " size");
        run.totals()
                .forEach(
                        total ->
                                table.row(
                                        total.table().word(),
                                        Units.count(total.rows()),
                                        Units.count(total.files()),
                                        Units.bytes(total.bytes())));
        spec.commandLine().getOut().print(table);
        spec.commandLine()
                .getOut()
                .println(
                        Units.count(run.events())
                                + " events in "
                                + Units.time(run.elapsedNs())
                                + ", written to "
                                + Printable.of(out.toString()));
        if (run.problem() == null) {
            return ExitCode.OK;
        }
        spec.commandLine()
                .getErr()
                .println(
                        "damaged journal: "
                                + run.problem()
                                + "; what is valid before that was written");
        return ExitCode.FAILED;
    }
}
