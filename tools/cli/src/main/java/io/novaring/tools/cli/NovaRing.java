/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.tools.cli.backtest.BacktestCommand;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.data.ExportCommand;
import io.novaring.tools.cli.data.ImportCommand;
import io.novaring.tools.cli.data.SqlCommand;
import io.novaring.tools.cli.demo.DemoCommand;
import io.novaring.tools.cli.doctor.DoctorCommand;
import io.novaring.tools.cli.generate.GenerateCommand;
import io.novaring.tools.cli.journal.JournalCommand;
import io.novaring.tools.cli.late.WhyLateCommand;
import io.novaring.tools.cli.replay.ReplayCommand;
import io.novaring.tools.cli.telemetry.LatencyCommand;
import io.novaring.tools.cli.telemetry.TopCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "novaring",
        versionProvider = NovaRing.Version.class,
        sortOptions = false,
        description = "Market data of exchanges: received, recorded, replayed.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ConfigCommand.class,
            ReplayCommand.class,
            JournalCommand.class,
            ExportCommand.class,
            SqlCommand.class,
            ImportCommand.class,
            BacktestCommand.class,
            DecodeCommand.class,
            SimulateCommand.class,
            GenerateCommand.class,
            TopCommand.class,
            LatencyCommand.class,
            WhyLateCommand.class,
            DoctorCommand.class
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, and everything was as it should be",
            "1:done, and something was not; the output says what",
            "2:the command was not understood, or could not begin",
            "4:another process writes to the journal's directory"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring demo                 ten seconds against a simulated exchange",
            "  novaring demo --faults        the same, with everything going wrong",
            "  novaring demo --help          every command has help"
        })
public final class NovaRing implements Runnable {
    @Spec private CommandSpec spec;

    @Mixin private HelpOption help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean verbose;

    private NovaRing() {}

    public static void main(final String... args) {
        final int exitCode = commandLine().execute(args);
        // True also for a reader that went away, such as head: it has not got everything either.
        if (System.out.checkError()) {
            System.err.println("novaring: standard output took no more: not everything is there");
            System.exit(exitCode == ExitCode.OK ? ExitCode.FAILED : exitCode);
        }
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        final NovaRing root = new NovaRing();
        final Errors errors = new Errors(() -> root.verbose);
        final CommandLine line =
                new CommandLine(root)
                        .setParameterExceptionHandler(errors)
                        .setExecutionExceptionHandler(errors)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setUsageHelpLongOptionsMaxWidth(28)
                        .setUsageHelpWidth(100);
        // A place may be -5m, which is no option.
        line.getSubcommands()
                .get("journal")
                .getSubcommands()
                .get("seek")
                .setUnmatchedOptionsArePositionalParams(true);
        return withBlankLines(line);
    }

    private static CommandLine withBlankLines(final CommandLine command) {
        command.getCommandSpec().usageMessage().optionListHeading("%n").parameterListHeading("%n");
        command.getSubcommands().values().forEach(NovaRing::withBlankLines);
        return command;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            final String built = NovaRing.class.getPackage().getImplementationVersion();
            return new String[] {
                "novaring " + (built == null ? "of an unpackaged build" : built),
                "Java "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("os.name")
                        + ' '
                        + System.getProperty("os.arch")
            };
        }
    }
}
