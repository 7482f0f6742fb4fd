/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command line in this process and keeps what it printed. */
final class Cli {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int exitCode;

    private Cli() {}

    static Cli run(final String... args) {
        final Cli cli = new Cli();
        cli.exitCode = commandLine(cli.out, cli.err).execute(args);
        return cli;
    }

    static CommandLine commandLine(final StringWriter out, final StringWriter err) {
        return NovaRing.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Columns of the widest line printed. */
    int widest() {
        return out().lines().mapToInt(String::length).max().orElse(0);
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out());
        } catch (final JsonProcessingException e) {
            throw new AssertionError("not JSON: " + out() + err(), e);
        }
    }
}
