/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.journal.JournalException;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong; the stack trace is for those who ask for it. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    // Picocli's own sentences are about types and quotes.
    private static final Pattern CHOICE =
            Pattern.compile(
                    "Invalid value for option '(\\S+)': expected one of \\[(.*)]"
                            + " \\(case-insensitive\\) but was '(.*)'");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "Invalid value for option '(\\S+)': '(.*)' is not an? (int|long|double)");
    private static final Pattern MISSING = Pattern.compile("Missing required parameters?: '(.*)'");

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
        final String message = String.valueOf(failure.getMessage());
        final Matcher choice = CHOICE.matcher(message);
        if (choice.matches()) {
            return choice.group(1)
                    + " is none of "
                    + choice.group(2).toLowerCase(Locale.ROOT)
                    + ": "
                    + choice.group(3);
        }
        final Matcher number = NUMBER.matcher(message);
        if (number.matches()) {
            final String what = number.group(3).matches("int|long") ? "whole number" : "number";
            return number.group(1) + " is no " + what + ": " + number.group(2);
        }
        final Matcher missing = MISSING.matcher(message);
        return missing.matches() ? missing.group(1) + " is missing" : message;
    }

    private static String sentence(final Exception failure) {
        if (failure instanceof CommandFailure || failure instanceof JournalException) {
            return failure.getMessage();
        }
        final String message = failure.getMessage();
        if (failure instanceof UncheckedIOException && message != null) {
            return message + ": " + FileTrouble.why(((UncheckedIOException) failure).getCause());
        }
        final String what = message == null ? failure.getClass().getSimpleName() : message;
        return what + " (add --verbose for where)";
    }

    private void trace(final Exception failure, final PrintWriter err) {
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(err);
        }
    }
}
