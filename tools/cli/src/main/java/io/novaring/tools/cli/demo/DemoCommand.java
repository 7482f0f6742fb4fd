/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.engine.IdleMode;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.demo.maker.MakerJson;
import io.novaring.tools.cli.demo.maker.MakerOptions;
import io.novaring.tools.cli.demo.maker.MakerResult;
import io.novaring.tools.cli.demo.maker.MakerRun;
import io.novaring.tools.cli.demo.maker.MakerText;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.telemetry.TelemetryOptions;
import io.novaring.tools.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Runs the engine against a simulated exchange on loopback, measures and checks it.",
            "",
            "The exchange sends frames on a schedule; latency is from the moment a frame was due to"
                    + " the handler, so a stall is measured and not hidden. The n-th text frame of a"
                    + " connection is the n-th message of a session. At --rate max there is"
                    + " no schedule: latency is then the time a frame waits in full buffers. At the"
                    + " end every book is held against the exchange's, and the journal is replayed"
                    + " and must give the same events, decisions and books.",
            "",
            "With --faults a client with less patience is used: the shortest silence Deribit's"
                    + " heartbeats allow to notice is 15 s, so the exchange's heartbeats are ten"
                    + " times as fast and a peer is dead after 1.8 s. Reconnects start at 100 ms."
                    + " The run lasts until every fault is over.",
            "",
            "With --strategy maker a market maker trades on one instrument, by a connection with a"
                    + " login beside the public one, and ends flat. Every order, fill and position"
                    + " that the engine told of is held against the exchange's ledger. With"
                    + " --faults something goes wrong every 5 s, or ten times in a short run:"
                    + " connections, requests and answers cut off, messages lost, late and doubled."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:live and replay are equal, every book is right, every event is accounted for, and"
                    + " every fault was noticed and got over; with a strategy ledger and engine"
                    + " agree, and it ended flat",
            "1:one of these is not so, or the run did not come about",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring demo",
            "  novaring demo --duration 60 --rate max",
            "  novaring demo --faults --seed 7",
            "  novaring demo --strategy maker --duration 600 --faults",
            "  novaring demo --journal recording && novaring replay recording",
            "  novaring demo --json | jq .wireToHandlerNs"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String RATE_MAX = "max";
    private static final String TELEMETRY_LOG =
            "org.slf4j.simpleLogger.log.io.novaring.engine.telemetry";
    private static final int CORES_TO_SPIN = 4;
    private static final int SECONDS_MAX = 86_400;
    private static final int INSTRUMENTS_MAX = 4000;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long, from 1 (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second, or max (default: 20000; 500 with a strategy).")
    private String rate;

    @Option(
            names = "--instruments",
            paramLabel = "N",
            defaultValue = "8",
            description = "Instruments, four channels each (default: ${DEFAULT-VALUE}).")
    private int instruments;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description =
                    "maker: trade, too, with the market maker of the examples, and hold every order,"
                            + " fill and position against the exchange's ledger.")
    private Strategy strategy;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Record here and keep it (default: a temporary directory).")
    private Path journal;

    @Option(
            names = "--faults",
            description = "Drop, close, mute, skip, duplicate and send rubbish along the way.")
    private boolean faults;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the market and the faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--io-idle",
            paramLabel = "MODE",
            description =
                    "What the I/O thread does without work: spin, backoff or select (default: spin"
                            + " with four cores and more, else backoff).")
    private IdleMode ioIdle;

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean json;

    @Mixin private TelemetryOptions telemetry;

    /** What trades. */
    enum Strategy {
        maker
    }

    @Override
    public Integer call() {
        quieten();
        if (rate == null) {
            rate = strategy == null ? "20000" : "500";
        }
        final long ratePerSecond = ratePerSecond();
        check(seconds, 1, SECONDS_MAX, "--duration");
        check(instruments, 1, INSTRUMENTS_MAX, "--instruments");
        if (faults && ratePerSecond < 2L * instruments) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--faults waits for changes of single books: --rate must be at least "
                            + 2L * instruments
                            + " for "
                            + instruments
                            + " instruments, not "
                            + rate);
        }
        final Path directory = journal == null ? temporary() : journal;
        final DemoOptions options =
                new DemoOptions(
                        seconds,
                        ratePerSecond,
                        instruments,
                        seed,
                        faults,
                        ioIdle == null ? defaultIoIdle() : ioIdle,
                        directory,
                        journal != null);
        try (CtrlC ctrlC = new CtrlC()) {
            // Within: once Ctrl-C's hook is let go, nothing is sure to run any more.
            try {
                return ctrlC.exit(strategy == null ? run(options, ctrlC) : trade(options, ctrlC));
            } finally {
                if (journal == null) {
                    delete(directory);
                }
            }
        }
    }

    /** What goes wrong on purpose is told in a table of its own, not in the middle of another. */
    private void quieten() {
        if (faults && System.getProperty(TELEMETRY_LOG) == null) {
            System.setProperty(TELEMETRY_LOG, "error");
        }
    }

    private int run(final DemoOptions options, final CtrlC ctrlC) {
        final PrintWriter out = spec.commandLine().getOut();
        final Consumer<String> lines =
                line -> {
                    out.println(line);
                    out.flush();
                };
        final boolean unlimited = RATE_MAX.equals(rate);
        final String introduction =
                DemoText.introduction(
                        options,
                        unlimited
                                ? "as fast as it goes"
                                : Units.count(options.ratePerSecond()) + " messages/s");
        final Runnable started = json ? () -> {} : () -> lines.accept(introduction);
        final Consumer<String> say = json ? spec.commandLine().getErr()::println : lines;
        final DemoResult result;
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "replayed")) {
            result =
                    new Demo(
                                    options,
                                    telemetry,
                                    started,
                                    say,
                                    ctrlC,
                                    json ? line -> {} : lines,
                                    progress)
                            .run();
        }
        lines.accept(json ? DemoJson.of(result).toString() : DemoText.of(result).stripTrailing());
        return result.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int trade(final DemoOptions asked, final CtrlC ctrlC) {
        final PrintWriter out = spec.commandLine().getOut();
        final Consumer<String> lines =
                line -> {
                    out.println(line);
                    out.flush();
                };
        final MakerOptions options =
                new MakerOptions(
                        asked.seconds(),
                        asked.ratePerSecond(),
                        asked.instruments(),
                        asked.seed(),
                        asked.faults(),
                        asked.ioIdle(),
                        asked.journal(),
                        asked.keep());
        final MakerResult result;
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "replayed")) {
            result =
                    new MakerRun(
                                    options,
                                    telemetry,
                                    json
                                            ? () -> {}
                                            : () -> lines.accept(MakerText.introduction(options)),
                                    json ? spec.commandLine().getErr()::println : lines,
                                    ctrlC,
                                    json ? line -> {} : lines,
                                    progress)
                            .run();
        }
        lines.accept(json ? MakerJson.of(result).toString() : MakerText.of(result).stripTrailing());
        return result.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Exchange, journal and engine share the machine: only with a core for each may one spin. */
    private static IdleMode defaultIoIdle() {
        final boolean hasCores = Runtime.getRuntime().availableProcessors() >= CORES_TO_SPIN;
        return hasCores ? IdleMode.SPIN : IdleMode.BACKOFF;
    }

    private long ratePerSecond() {
        if (RATE_MAX.equals(rate)) {
            return SimulatorConfig.UNLIMITED;
        }
        try {
            final long value = Long.parseLong(rate);
            if (value >= 1 && value <= Integer.MAX_VALUE) {
                return value;
            }
        } catch (final NumberFormatException e) {
            // Said below.
        }
        throw new ParameterException(
                spec.commandLine(), "--rate is neither a number from 1 nor max: " + rate);
    }

    private void check(final int value, final int least, final int most, final String name) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    name + " must be within " + least + " and " + most + ", not " + value);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("novaring-demo-");
        } catch (final IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no temporary directory for the journal: " + e, e);
        }
    }

    private static void delete(final Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            final List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (final Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
