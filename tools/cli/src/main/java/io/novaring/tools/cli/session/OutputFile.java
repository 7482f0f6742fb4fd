/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.Units;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that comes about whole or not at all: it is written under another name, which is gone
 * unless {@link #commit} was called. One thread.
 */
public final class OutputFile implements AutoCloseable {
    /** What the name of an unfinished file ends with. */
    public static final String PART = ".part";

    private final Path target;
    private final Path part;
    private final boolean mayReplace;
    private boolean isCommitted;

    private OutputFile(final Path target, final boolean mayReplace) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + PART);
        this.mayReplace = mayReplace;
    }

    /**
     * Looks at everything that could stand in the way; nothing is created yet.
     *
     * @param mayReplace whether a file that is there may give way.
     * @param neededBytes about how long it will be.
     * @throws CommandFailure when it cannot be written.
     */
    public static OutputFile at(
            final Path target, final boolean mayReplace, final long neededBytes) {
        if (target.getFileName() == null) {
            throw failure(target + " is no name for a file");
        }
        final OutputFile output = new OutputFile(target, mayReplace);
        output.requireRoom(neededBytes);
        return output;
    }

    /** Where to write; does not exist yet. */
    public Path part() {
        return part;
    }

    /** Gives the file its name: it is whole. */
    public void commit() {
        try {
            if (mayReplace) {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                link();
            }
        } catch (final FileAlreadyExistsException e) {
            throw failure(target + " came about meanwhile: nothing was written over");
        } catch (final IOException e) {
            throw failure(target + " cannot be written: " + FileTrouble.why(e));
        }
        isCommitted = true;
    }

    /** Leaves nothing behind that is not whole. */
    @Override
    public void close() {
        if (!isCommitted) {
            try {
                Files.deleteIfExists(part);
            } catch (final IOException e) {
                throw failure(part + " is not whole and cannot be deleted: " + FileTrouble.why(e));
            }
        }
    }

    /** Never replaces anything, whoever was faster; not every file system has links. */
    private void link() throws IOException {
        try {
            Files.createLink(target, part);
        } catch (final FileAlreadyExistsException e) {
            throw e;
        } catch (final IOException | UnsupportedOperationException e) {
            Files.move(part, target);
            return;
        }
        Files.delete(part);
    }

    private void requireRoom(final long neededBytes) {
        if (Files.isDirectory(target)) {
            throw failure(target + " is a folder: name a file in it");
        }
        if (!mayReplace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw failure(target + " is there already: name another, or add --force");
        }
        if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            throw failure(
                    part + " is there: another command writes it, or was killed; delete it then");
        }
        final Path folder = target.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw failure("there is no folder " + folder + " to write " + target + " to");
        }
        try {
            final long freeBytes = Files.getFileStore(folder).getUsableSpace();
            if (freeBytes < neededBytes) {
                throw failure(
                        target
                                + " may take "
                                + Units.bytes(neededBytes)
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
