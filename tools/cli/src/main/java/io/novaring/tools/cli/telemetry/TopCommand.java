/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.engine.telemetry.CounterFile;
import io.novaring.engine.telemetry.CounterSnapshot;
import io.novaring.engine.telemetry.CounterSnapshot.Status;
import io.novaring.engine.telemetry.CounterSnapshot.Value;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "top",
        sortOptions = false,
        description = {
            "Shows what an engine does, from outside its process; and the last of one that died.",
            "",
            "Without PID or FILE: the engine of this user that runs; of several, a list."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:shown",
            "1:the engine shown halted, or its process died",
            "2:no such engine, or several run and none was named"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring top",
            "  novaring top 4711 --once",
            "  novaring top --json | jq .status"
        })
public final class TopCommand implements Callable<Integer> {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Parameters(
            arity = "0..1",
            paramLabel = "PID|FILE",
            description = "A process, or its counters file.")
    private String target;

    @Option(names = "--once", description = "Show it once; rates need two looks and are left out.")
    private boolean once;

    @Option(names = "--json", description = "Print one JSON object, once.")
    private boolean json;

    private TopCommand() {}

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        CounterSnapshot snapshot = find();
        // Asked for once a look: a process may end while it is drawn.
        Status status = snapshot.status();
        if (json) {
            out.println(json(snapshot, status));
            out.flush();
            return exitCode(status);
        }
        final TopView view = new TopView();
        if (once) {
            out.print(view.draw(snapshot, status));
            out.flush();
            return exitCode(status);
        }
        try (CtrlC ctrlC = new CtrlC()) {
            while (true) {
                final String screen = view.draw(snapshot, status);
                out.print((Terminal.isInteractive() ? CLEAR : "") + screen);
                out.flush();
                // What has ended does not change any more.
                if (status != Status.RUNNING || ctrlC.await(INTERVAL_NS)) {
                    return ctrlC.exit(exitCode(status));
                }
                snapshot = read(snapshot.path());
                status = snapshot.status();
            }
        }
    }

    private static int exitCode(final Status status) {
        return status == Status.RUNNING || status == Status.ENDED ? ExitCode.OK : ExitCode.FAILED;
    }

    private CounterSnapshot find() {
        if (target != null && !target.matches("\\d+")) {
            return read(Path.of(target));
        }
        final List<CounterSnapshot> all = CounterFile.list(CounterFile.defaultDirectory());
        if (target != null) {
            final long pid = Long.parseLong(target);
            return all.stream()
                    .filter(snapshot -> snapshot.pid() == pid)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    failure(
                                            "process "
                                                    + pid
                                                    + " has no counters in "
                                                    + CounterFile.defaultDirectory()));
        }
        final List<CounterSnapshot> running =
                all.stream().filter(s -> s.status() == Status.RUNNING).toList();
        if (running.size() == 1) {
            return running.get(0);
        }
        if (running.isEmpty()) {
            if (all.isEmpty()) {
                throw failure(
                        "no engine has written counters in " + CounterFile.defaultDirectory());
            }
            // The last of those that ended: after a crash that is the one to look at.
            return all.get(0);
        }
        throw failure("several engines run; name one:\n" + list(running).stripTrailing());
    }

    private static String list(final List<CounterSnapshot> snapshots) {
        final Table table = new Table("  ", " PID", "engine", "counters file");
        for (final CounterSnapshot snapshot : snapshots) {
            final String venues =
                    snapshot.values().stream()
                            .filter(v -> v.name().equals("novaring_connection_state"))
                            .map(v -> v.labels().getOrDefault("venue", ""))
                            .distinct()
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("");
            table.row(snapshot.pid(), TopView.safe(venues), snapshot.path());
        }
        return table.toString();
    }

    private static CounterSnapshot read(final Path path) {
        if (Files.isDirectory(path)) {
            throw failure(path + " is a directory: name a counters file in it");
        }
        try {
            return CounterSnapshot.read(path);
        } catch (final IOException e) {
            final String message =
                    e instanceof java.nio.file.NoSuchFileException
                            ? "no such counters file: " + path
                            : FileTrouble.why(e);
            throw new CommandFailure(ExitCode.USAGE, message, e);
        }
    }

    private static CommandFailure failure(final String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    private static String json(final CounterSnapshot snapshot, final Status status) {
        final ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("pid", snapshot.pid());
        root.put("file", snapshot.path().toString());
        root.put("status", status.name().toLowerCase(Locale.ROOT));
        root.put("startedMs", snapshot.startedMs());
        root.put("updatedMs", snapshot.updatedMs());
        final ArrayNode values = root.putArray("values");
        for (final Value value : snapshot.values()) {
            final ObjectNode node = values.addObject();
            node.put("name", value.name());
            final ObjectNode labels = node.putObject("labels");
            value.labels().forEach(labels::put);
            node.put("kind", value.kind().name().toLowerCase(Locale.ROOT));
            node.put("unit", value.unit().name().toLowerCase(Locale.ROOT));
            node.put("value", value.value());
        }
        return root.toString();
    }
}
