/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.journal.JournalException;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong; the stack trace is for those who ask for it. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final BooleanSupplier verbose;

    Errors(final BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(final ParameterException failure, final String[] args) {
        final CommandLine command = failure.getCommandLine();
        final PrintWriter err = command.getErr();
        final String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + sentence(failure));
        if (failure instanceof UnmatchedArgumentException) {
            UnmatchedArgumentException.printSuggestions(failure, err);
        }
        err.println("Try '" + name + " --help'.");
        trace(failure, err);
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(
            final Exception failure, final CommandLine command, final ParseResult parsed) {
        final PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + sentence(failure));
        trace(failure, err);
        return failure instanceof CommandFailure named ? named.exitCode() : ExitCode.FAILED;
    }

    private static String sentence(final ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()) {
            final CommandLine command = failure.getCommandLine();
            final String what = command.getSubcommands().isEmpty() ? "argument" : "command";
            return "no such " + what + ": " + unmatched.getUnmatched().get(0);
        }
        return failure.getMessage();
    }

    private static String sentence(final Exception failure) {
        if (failure instanceof CommandFailure || failure instanceof JournalException) {
            return failure.getMessage();
        }
        final String message = failure.getMessage();
        final String what = message == null ? failure.getClass().getSimpleName() : message;
        return what + " (add --verbose for where)";
    }

    private void trace(final Exception failure, final PrintWriter err) {
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(err);
        }
    }
}
