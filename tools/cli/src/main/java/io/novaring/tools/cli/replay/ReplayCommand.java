/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import io.novaring.codec.EventKind;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.normalised.EventFilter;
import io.novaring.tools.cli.normalised.EventPrinter;
import io.novaring.tools.cli.serve.ServeOptions;
import io.novaring.tools.cli.serve.ServeRun;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RangeOptions;
import io.novaring.tools.cli.session.RecordedClients;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.cli.session.ReplayReport;
import io.novaring.tools.cli.session.TimeOption;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Replays a journal: every event passes the stages again, and every decision is taken"
                    + " again.",
            "",
            "What the stages ask for is held against what was sent, byte for byte; their decisions"
                    + " against the marks of the journal and its seal. Venue and settings are those"
                    + " of the recording. Nothing is sent. A part of a journal is replayed from the"
                    + " last snapshot before it on.",
            "",
            "With --serve it is no test: the journal is played as the venue, for clients."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:complete; equal to the seal, or without a seal alike as far as it goes",
            "1:it differs, is damaged, or cannot be replayed",
            "2:the command was not understood, or there is no event in the range"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring replay /data/journal",
            "  novaring replay --verify --run 3 /data/journal",
            "  novaring replay --pace 10 /data/journal    ten recorded seconds a second",
            "  novaring replay --at 2026-11-21T17:48:55.123Z --instrument BTC-PERPETUAL slice.nvr",
            "  novaring replay --step --from -5s --instrument BTC-PERPETUAL /data/journal",
            "  novaring replay --serve --port 8080 /data/journal",
            "  novaring replay --json /data/journal | jq .stateHash"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int DEPTH_MAX = 1_000;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;
    @Mixin private RangeOptions range;

    @Option(
            names = "--pace",
            paramLabel = "FACTOR",
            description = "Recorded seconds a second; 0 does not wait (default; 1 with --serve).")
    private Double pace;

    @ArgGroup(exclusive = false)
    private ServeOptions serve;

    @Option(
            names = "--verify",
            description =
                    "End at the first difference, and tell everything that was compared: marks,"
                            + " messages, seal.")
    private boolean verifies;

    @Option(
            names = "--step",
            description = "Show event by event and the best of its book. " + Stepper.HELP + ".")
    private boolean steps;

    @Option(
            names = "--at",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description =
                    "Draw the book of --instrument as it was known then, at a time or behind an"
                            + " event.")
    private TimeOption at;

    @Option(
            names = "--instrument",
            paramLabel = "NAME",
            split = ",",
            description = "With --at, the book to draw; with --step, show events of these only.")
    private List<String> instruments = new ArrayList<>();

    @Option(
            names = "--connection",
            paramLabel = "ID",
            split = ",",
            description =
                    "With --step, show events of these connections only, from 0; with --serve, play"
                            + " this one, a private one too (default: all public ones).")
    private List<Integer> connections = new ArrayList<>();

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "10",
            description = "With --at, levels a side (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        check();
        if (steps) {
            return step();
        }
        if (serve != null) {
            return serve();
        }
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "replayed");
                CtrlC ctrlC = new CtrlC()) {
            return ctrlC.exit(at != null ? draw(progress, ctrlC) : replay(progress, ctrlC));
        }
    }

    private int replay(final Progress progress, final CtrlC ctrlC) {
        try (JournalReplay replay = open(progress, ctrlC)) {
            if (verifies) {
                replay.stopAtDivergence();
            }
            final ReplayReport report = replay.run(pace == null ? 0 : pace);
            progress.done();
            final ReplayText text = new ReplayText(report);
            spec.commandLine()
                    .getOut()
                    .println(json ? text.json() : verifies ? text.full() : text.brief());
            return report.isGood() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** Of the part that is meant; to verify, of as much as can be compared. */
    private JournalReplay open(final Progress progress, final CtrlC ctrlC) {
        final JournalReader reader = recording.open();
        try {
            final EventRange events =
                    range.isGiven() ? range.of(recording, reader) : EventRange.ALL;
            final JournalReplay replay =
                    JournalReplay.open(
                            reader,
                            recording.path(),
                            events,
                            ctrlC::isRequested,
                            progress,
                            context -> {});
            progress.total(
                    Math.min(events.until(), recording.facts().nextSequence()) - replay.begin());
            return replay;
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private int draw(final Progress progress, final CtrlC ctrlC) {
        final Ladder ladder =
                new BookAt(recording, progress, ctrlC).ladder(at, instruments.get(0), depth);
        spec.commandLine().getOut().print(json ? ladder.json() + "\n" : ladder.draw());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** Ctrl-C ends it as it ends any program: nothing is written, and input is waited for. */
    private int step() {
        final JournalReader reader = recording.open();
        final Stepper stepper;
        final JournalReplay replay;
        try {
            final EventRange events =
                    range.isGiven() ? range.of(recording, reader) : EventRange.ALL;
            final EventPrinter printer =
                    new EventPrinter(RecordedClients.of(reader, recording.path()), true);
            stepper =
                    new Stepper(
                            events.from(),
                            printer,
                            new EventFilter(
                                    EnumSet.allOf(EventKind.class),
                                    connections,
                                    instruments,
                                    printer.symbols()),
                            new BufferedReader(
                                    new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                            spec.commandLine().getOut(),
                            Terminal.isInteractive());
            replay =
                    JournalReplay.open(
                            reader,
                            recording.path(),
                            events,
                            () -> false,
                            count -> {},
                            context -> context.handler("step", stepper));
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
        try (replay) {
            stepper.run(replay);
        }
        return reader.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int serve() {
        final ServeRun run;
        try {
            run =
                    new ServeRun(
                            recording,
                            serve,
                            served(),
                            connections.isEmpty() ? null : connections.get(0),
                            pace == null ? 1 : pace,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr());
        } catch (final IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        return run.run();
    }

    /** Where serving begins. */
    private long served() {
        if (!range.isGiven()) {
            return Long.MIN_VALUE;
        }
        try (JournalReader reader = recording.open()) {
            return range.of(recording, reader).from();
        }
    }

    private void check() {
        if (pace != null && (!(pace >= 0) || Double.isInfinite(pace))) {
            throw wrong("--pace must be 0 or a positive number, not " + pace);
        }
        final long modes =
                Stream.of(verifies, steps, at != null, serve != null).filter(m -> m).count();
        if (modes > 1) {
            throw wrong("--verify, --step, --at and --serve are different replays: name one");
        }
        if (serve != null && (json || range.hasEnd() || connections.size() > 1)) {
            throw wrong("--serve takes neither --json nor --until, and one --connection at most");
        }
        if (at != null && instruments.size() != 1) {
            throw wrong("--at needs one --instrument, whose book is drawn");
        }
        if (at == null && !steps && !instruments.isEmpty()) {
            throw wrong("--instrument needs --step or --at");
        }
        if (!steps && serve == null && !connections.isEmpty()) {
            throw wrong("--connection needs --step or --serve");
        }
        if (at != null && range.isGiven()) {
            throw wrong("--at is one place: without --from and --until");
        }
        if (steps && json) {
            throw wrong("--step prints events as JSON lines anyway: without --json");
        }
        if (depth < 1 || depth > DEPTH_MAX) {
            throw wrong("--depth must be from 1 to " + DEPTH_MAX + ", not " + depth);
        }
        if (verifies && range.hasStart()) {
            throw wrong("--verify begins at the start: without --from");
        }
    }

    private ParameterException wrong(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
