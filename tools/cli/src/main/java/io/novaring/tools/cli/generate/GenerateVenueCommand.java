/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "venue",
        sortOptions = false,
        description = {
            "Writes a Maven project with an adapter for a new venue.",
            "",
            "As written, it speaks a small invented protocol, compiles and passes its tests, with a"
                    + " simulator of its own. Its README.md lists what to read in the documents of"
                    + " the real venue, and which file that changes. NovaRing comes with it: nothing"
                    + " has to be installed but a JDK."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:it could not be written; nothing was",
            "2:the command was not understood, or the directory is not empty"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring generate venue acme && cd acme && ./mvnw verify",
            "  novaring generate venue acme --package com.mycompany.feeds.acme --directory feeds/acme"
        })
final class GenerateVenueCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Parameters(
            paramLabel = "NAME",
            description = "Of the venue, in lower case, such as acme or acme-futures.")
    private String name;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "Java package (default: com.example.NAME).")
    private String packageName;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where to write; made when it is not there (default: ./NAME).")
    private Path directory;

    @Option(
            names = "--force",
            description = {
                "Write into a directory that is not empty: files of the same name are replaced,"
                        + " others stay."
            })
    private boolean force;

    @Override
    public Integer call() {
        final VenueNames names = names();
        final Path target =
                (directory == null ? Path.of(names.name()) : directory)
                        .toAbsolutePath()
                        .normalize();
        checkTarget(target);
        try {
            ProjectFolder.write(target, folder -> fill(folder, names));
        } catch (final IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot write " + target + ": " + FileTrouble.why(e), e);
        }
        final PrintWriter out = spec.commandLine().getOut();
        out.println("written: " + target);
        out.println("next:    cd " + quoted(target) + " && ./mvnw verify");
        out.println("then:    README.md there lists what to change for the real venue");
        return ExitCode.OK;
    }

    private VenueNames names() {
        try {
            return VenueNames.of(name, packageName);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void checkTarget(final Path target) {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new CommandFailure(
                    ExitCode.USAGE, target + " is a file; name a directory with --directory");
        }
        if (target.getParent() == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, target + " is no place for a project; name a directory in it");
        }
        if (!force && !ProjectFolder.isAbsentOrEmpty(target)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    target + " is not empty; name another with --directory, or add --force");
        }
    }

    private static void fill(final Path folder, final VenueNames names) throws IOException {
        final String version = EngineRepository.write(folder.resolve(".novaring"));
        VenueTemplate.write(folder, names, version);
    }

    private static String quoted(final Path path) {
        final String text = path.toString();
        return text.contains(" ") ? '"' + text + '"' : text;
    }
}
