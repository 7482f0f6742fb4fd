/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.engine.ShutdownReport;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.telemetry.TelemetryOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            "Latency shown is from the socket read to the end of the stages. Ctrl-C ends in order:"
                    + " sessions are closed, the last events recorded, the journal sealed."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended in order, every event accounted for",
            "1:the engine halted, or did not account for every event",
            "2:the command or its configuration was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring run --example > novaring.conf",
            "  novaring run --config novaring.conf --print-config",
            "  novaring run --config novaring.conf"
        })
final class RunCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(names = "--config", paramLabel = "FILE", description = "What to run, in HOCON.")
    private Path file;

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
            out.print(RunConfig.example());
            out.flush();
            return ExitCode.OK;
        }
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--config is missing: name a file, or print one with --example");
        }
        final RunConfig config = RunConfig.load(file);
        if (printConfig) {
            out.print(config.render());
            out.flush();
            return ExitCode.OK;
        }
        try (CtrlC ctrlC = new CtrlC()) {
            return ctrlC.exit(run(config, ctrlC, out));
        }
    }

    private int run(final RunConfig config, final CtrlC ctrlC, final PrintWriter out) {
        final ShutdownReport report;
        try {
            report = new LiveRun(config, telemetry, ctrlC, out).run();
        } catch (final IllegalArgumentException e) {
            // The engine looks at the settings as a whole, and at the machine.
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage(), e);
        }
        return report.isComplete() ? ExitCode.OK : ExitCode.FAILED;
    }
}
