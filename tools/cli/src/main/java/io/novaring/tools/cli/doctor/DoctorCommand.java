/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Looks whether this machine, its JVM and the journal's disk are set up for low latency,"
                    + " and says how to mend what is not.",
            "",
            "It reads what the kernel tells without root, changes nothing, and spins for a second on"
                    + " one core to see whether somebody else takes it away. A problem stops the"
                    + " engine, loses what was recorded or stalls it for milliseconds; advice makes"
                    + " the tail shorter."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:no problem was found; there may be advice",
            "1:at least one problem was found",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring doctor",
            "  novaring doctor --journal /data/journal",
            "  novaring doctor --json | jq '.findings[] | select(.level == \"problem\")'"
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final int SECONDS_MAX = 60;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description =
                    "Look at the disk of this folder, which need not be there yet (default: the"
                            + " working folder).")
    private Path journal;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How long to look for stalls, to 60; 0 does not (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--root", hidden = true, description = "Where /proc and /sys are.")
    private Path root;

    private DoctorCommand() {}

    @Override
    public Integer call() {
        if (seconds < 0 || seconds > SECONDS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--seconds must be within 0 and " + SECONDS_MAX + ", not " + seconds);
        }
        final Machine machine = new Machine(root == null ? Path.of("/") : root, Commands::run);
        final JvmFacts jvm = JvmFacts.ofThis();
        final List<Finding> findings = new ArrayList<>();
        findings.addAll(CpuChecks.of(machine, jvm.cores()));
        findings.addAll(MemoryChecks.of(machine));
        findings.add(ClockChecks.check(machine));
        findings.addAll(disk(machine));
        findings.addAll(JvmChecks.of(jvm));
        if (seconds > 0) {
            final long durationNs = TimeUnit.SECONDS.toNanos(seconds);
            findings.add(Hiccups.measure(durationNs, System::nanoTime).finding());
        }
        final DoctorReport report = new DoctorReport(findings);
        final PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + '\n' : report.text());
        out.flush();
        return report.count(Level.PROBLEM) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The nearest folder that is there: the journal makes what is missing below it. */
    private List<Finding> disk(final Machine machine) {
        Path folder = (journal == null ? Path.of("") : journal).toAbsolutePath().normalize();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            final Path real = folder.toRealPath();
            return DiskChecks.of(machine, real, Files.getFileStore(real).getUsableSpace());
        } catch (final IOException e) {
            return List.of(
                    Finding.problem(
                            "journal's disk", folder.toString(), "it cannot be read: " + e, ""));
        }
    }
}
