/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.journal.JournalProblem;
import io.novaring.journal.flat.FlatWriter;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** Ends the writing of a file: whole and with its name, or not at all, and says which. */
final class WrittenFile {
    private final Path file;
    private final CommandLine command;

    WrittenFile(final Path file, final CommandLine command) {
        this.file = file;
        this.command = command;
    }

    /**
     * Completes the file, unless something was wrong: then closing the writer takes it away.
     *
     * @return the exit status.
     */
    int end(
            final FlatWriter writer,
            final long events,
            final Optional<JournalProblem> problem,
            final boolean isCancelled) {
        if (isCancelled) {
            return cancelled();
        }
        if (problem.isPresent()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "damaged journal: "
                            + problem.get()
                            + "; nothing was written. `novaring journal slice --until "
                            + problem.get().sequence()
                            + "` writes what is valid before it");
        }
        writer.finish();
        say(events);
        return ExitCode.OK;
    }

    /** Says that Ctrl-C ended it. */
    int cancelled() {
        command.getErr().println("ended by Ctrl-C: " + file + " was not written");
        return ExitCode.FAILED;
    }

    /** Says that it is there. */
    void say(final long events) {
        command.getOut()
                .println(file + ": " + Units.count(events) + " events, " + Units.bytes(bytes()));
    }

    private long bytes() {
        try {
            return Files.size(file);
        } catch (final IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " cannot be looked at: " + FileTrouble.why(e), e);
        }
    }
}
