/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.journal.flat.FlatConfig;
import io.novaring.journal.format.Compression;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How a recording is written to one file; the same for each command that does. */
final class OutputOptions {
    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean mayReplace;

    @Option(
            names = "--compress",
            description = "Compress what is written (LZ4): about a third of the size.")
    private boolean isCompressed;

    FlatConfig config() {
        return new FlatConfig(isCompressed ? Compression.LZ4 : Compression.NONE, mayReplace);
    }

    /**
     * Looks for what would stand in the way after a long work. The file's name is taken only when
     * it is whole.
     *
     * @param bytesMax about how long it will be at most.
     * @throws CommandFailure when something does.
     */
    void requireRoom(final Path file, final long bytesMax) {
        if (Files.isDirectory(file)) {
            throw failure(file + " is a folder: name a file in it");
        }
        if (!mayReplace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw failure(file + " is there already: name another, or add --force");
        }
        final Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw failure("there is no folder " + folder + " to write " + file + " to");
        }
        try {
            final long freeBytes = Files.getFileStore(folder).getUsableSpace();
            if (freeBytes < bytesMax) {
                throw failure(
                        file
                                + " may take "
                                + Units.bytes(bytesMax)
                                + ", and "
                                + folder
                                + " has "
                                + Units.bytes(freeBytes)
                                + " left: name another disk");
            }
        } catch (final IOException e) {
            throw failure(folder + " cannot be looked at: " + FileTrouble.why(e));
        }
    }

    private static CommandFailure failure(final String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }
}
