/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.journal.JournalException;
import io.novaring.journal.JournalProblem;
import io.novaring.journal.JournalReader;
import io.novaring.journal.flat.FlatWriter;
import io.novaring.journal.flat.JournalCopy;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * Copies events to the writer and completes the file, unless something was wrong: then closing
     * the writer takes it away.
     *
     * @return the exit status.
     */
    int copy(
            final JournalReader reader,
            final FlatWriter writer,
            final EventRange events,
            final Progress progress,
            final CtrlC ctrlC) {
        final long count;
        try {
            count =
                    JournalCopy.export(
                            reader,
                            writer,
                            events.from(),
                            events.until(),
                            done -> {
                                progress.accept(done);
                                return !ctrlC.isRequested();
                            });
        } catch (final JournalException e) {
            progress.done();
            if (ctrlC.isRequested()) {
                return cancelled();
            }
            throw e;
        }
        progress.done();
        if (ctrlC.isRequested()) {
            return cancelled();
        }
        // A slice that ends before the damage is whole; the reader looks further, for its notes.
        if (count < events.until() - events.from()) {
            reader.problem().ifPresent(WrittenFile::refuse);
        }
        writer.finish();
        say(count);
        return ExitCode.OK;
    }

    private static void refuse(final JournalProblem problem) {
        throw new CommandFailure(
                ExitCode.FAILED,
                "damaged journal: "
                        + problem
                        + "; nothing was written. `novaring journal slice --until "
                        + problem.sequence()
                        + "` writes what is valid before it");
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
