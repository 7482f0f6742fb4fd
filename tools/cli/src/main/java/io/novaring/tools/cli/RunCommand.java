/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.engine.ShutdownReport;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.telemetry.TelemetryOptions;
import io.novaring.tools.config.ConnectionConfig;
import io.novaring.tools.config.ConnectionConfig.Role;
import io.novaring.tools.config.ExampleFile;
import io.novaring.tools.config.NovaRingConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        sortOptions = false,
        description = {
            "Connects to a venue, subscribes, records; until Ctrl-C or the configured duration.",
            "",
            "Latency shown is from the socket read to the end of the stages; gaps are changes of a"
                    + " live book that did not follow, drops are sessions that ended and attempts"
                    + " that failed. A private connection logs in and tells orders, positions and"
                    + " balances; no order is placed. Ctrl-C ends in order: sessions are closed, the last events"
                    + " recorded, the journal sealed."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended in order, every event accounted for",
            "1:the engine halted, the journal stopped, or a connection was never open",
            "2:the command or its configuration was not understood, or the journal's directory"
                    + " cannot be written",
            "4:another process writes to the journal's directory"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring config example > novaring.conf",
            "  novaring config explain --config novaring.conf",
            "  novaring run --config novaring.conf --watch",
            "  novaring run --config novaring.conf --set run.duration=30s"
        })
final class RunCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Mixin private ConfigOptions options;

    @Option(
            names = "--watch",
            description =
                    "Read the file again when it changes; apply what can change while it runs, and"
                            + " say what needs a restart.")
    private boolean watch;

    @Option(
            names = "--print-config",
            description = "Print the configuration in force, defaults included, and end.")
    private boolean printConfig;

    @Option(names = "--example", description = "Print a file with every key, and end.")
    private boolean example;

    @Mixin private TelemetryOptions telemetry;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        if (example) {
            out.print(ExampleFile.text());
            out.flush();
            return ExitCode.OK;
        }
        if (!options.isNamed()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--config is missing: name a file, or print one with `novaring config"
                            + " example`");
        }
        final NovaRingConfig config = options.load();
        if (printConfig) {
            out.print(config.render());
            out.flush();
            return ExitCode.OK;
        }
        check(config);
        ConfigOptions.tell(config, spec.commandLine().getErr());
        LogControl.set(config.run().logLevel());
        try (CtrlC ctrlC = new CtrlC()) {
            return ctrlC.exit(run(config, ctrlC, out));
        }
    }

    /** What a program may do later, and a run cannot. */
    private static void check(final NovaRingConfig config) {
        if (config.connections().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "connections is empty: a run needs one; `novaring config example` shows how");
        }
        for (final ConnectionConfig connection : config.connections()) {
            if (connection.role() == Role.PUBLIC && connection.channels().isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "connections."
                                + connection.name()
                                + ".channels is empty: name at least one, such as"
                                + " book.BTC-PERPETUAL.100ms");
            }
        }
    }

    private int run(final NovaRingConfig config, final CtrlC ctrlC, final PrintWriter out) {
        final ShutdownReport report;
        final LiveRun live;
        try {
            final List<String> overrides =
                    watch || config.run().reload() ? options.overrides() : null;
            live = new LiveRun(config, overrides, telemetry, ctrlC, out);
            report = live.run();
        } catch (final IllegalArgumentException e) {
            // The engine looks at the settings as a whole, and at the machine.
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
        return report.isComplete() && live.hasReachedAll() ? ExitCode.OK : ExitCode.FAILED;
    }
}
