/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.session.TierOption;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.exchange.ExchangeConfig;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.login.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        sortOptions = false,
        description = {
            "Runs a simulated Deribit on loopback, until quit or Ctrl-C.",
            "",
            "The first line printed is the address, the second a key to log in with. Commands are read from standard input, one a"
                    + " line, and answered by one line; its end ends nothing.",
            "",
            SimulatorConsole.HELP
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended by quit or Ctrl-C",
            "1:the port is taken, or a file cannot be read",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring simulate --port 8080 --allow-raw --rate 5000",
            "  novaring simulate --port 8080 --tier unlimited --token-life 30",
            "  novaring simulate --port 8080 --faults-file bad-day.faults",
            "  (sleep 10; echo drop; sleep 5; echo quit) | novaring simulate --port 8080"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final InputStream standardInput;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port on loopback (default: a free one).")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the market (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--instruments",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, up to 4000 (default: ${DEFAULT-VALUE}).")
    private int instruments;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Messages a second, or max (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--file",
            paramLabel = "FRAMES",
            description = "Repeat these frames, one a line, in place of the market.")
    private Path file;

    @Option(
            names = "--faults-file",
            paramLabel = "FILE",
            description = {
                "What goes wrong and when, one fault a line, such as",
                "'at 2s: reset'. Each is told of when it happens."
            })
    private Path faultsFile;

    @Option(names = "--allow-raw", description = "Grant raw channels without a login.")
    private boolean allowRaw;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "tier-4",
            converter = TierOption.class,
            description =
                    "Credits of an account: tier-1 to tier-4, or unlimited (default:"
                            + " ${DEFAULT-VALUE}).")
    private AccountTier tier;

    @Option(
            names = "--token-life",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "How long a login is good for (default: ${DEFAULT-VALUE}).")
    private long tokenLifeSeconds;

    @Option(names = "--no-fees", description = "Trades cost nothing.")
    private boolean noFees;

    SimulateCommand() {
        this(System.in);
    }

    SimulateCommand(final InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        if (file != null && !Files.isReadable(file)) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot read " + file + ": check the path of --file");
        }
        final FaultPlan plan = plan();
        final PrintWriter out = spec.commandLine().getOut();
        try (CtrlC ctrlC = new CtrlC();
                Simulator simulator = start(plan, out)) {
            out.println(simulator.uri());
            // Of an exchange that is made up, and the same everywhere: no secret.
            out.println(
                    "key "
                            + ApiKey.DEMO.id()
                            + " secret "
                            + ApiKey.DEMO.secret()
                            + " account "
                            + ApiKey.DEMO.account());
            out.flush();
            final SimulatorConsole console = new SimulatorConsole(simulator, out, ctrlC::request);
            console.start(standardInput);
            final boolean shows = Terminal.isInteractive();
            while (!ctrlC.await(SECOND_NS)) {
                if (shows) {
                    console.showStatus();
                }
            }
            console.end();
            return ctrlC.exit(ExitCode.OK);
        }
    }

    private ExchangeConfig exchange() {
        final ExchangeConfig usual = ExchangeConfig.DEFAULT;
        return new ExchangeConfig(
                usual.deposits(),
                noFees ? FeeSchedule.NONE : usual.fees(),
                usual.openOrdersMax(),
                usual.triggersMax(),
                usual.doneOrdersMax(),
                usual.tradesMax(),
                usual.ledgerEntriesMax());
    }

    private FaultPlan plan() {
        try {
            return faultsFile == null ? FaultPlan.none() : FaultPlan.read(faultsFile);
        } catch (final IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "cannot read " + faultsFile + ": check the path of --faults-file",
                    e);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Simulator start(final FaultPlan plan, final PrintWriter out) {
        try {
            return Simulator.start(
                    SimulatorConfig.builder()
                            .port(port)
                            .seed(seed)
                            .instruments(instruments)
                            .ratePerSecond(SimulatorConsole.rate(rate))
                            .frameFile(file)
                            .rawNeedsLogin(!allowRaw)
                            .accounts(
                                    rules ->
                                            rules.withTier(tier)
                                                    .withTokenLife(
                                                            Duration.ofSeconds(tokenLifeSeconds)))
                            .exchange(exchange())
                            .faults(plan)
                            .faultListener(report -> SimulatorConsole.tell(out, report))
                            .build());
        } catch (final UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the simulator cannot start on port " + port + ": " + e.getCause().getMessage(),
                    e);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
