/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "strategy",
        sortOptions = false,
        description = {
            "Writes one class that trades, to start from.",
            "",
            "It is compiled with javac, backtested by its name, and trades live as it is. What it"
                    + " does is not meant to win: docs/backtest.md goes on from here."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:it could not be written",
            "2:the command was not understood, or the file is there"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring generate strategy First",
            "  novaring generate strategy MeanReversion --directory strategies"
        })
final class GenerateStrategyCommand implements Callable<Integer> {
    private static final String TEMPLATE = "First";
    private static final Pattern MARK = Pattern.compile("\\b" + TEMPLATE + "\\b");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]{0,59}");

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Parameters(paramLabel = "NAME", description = "Of the class, such as First.")
    private String name;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Where to write; made when it is not there (default: here).")
    private Path directory;

    @Override
    public Integer call() {
        if (!NAME.matcher(name).matches() || !SourceVersion.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "NAME must be that of a Java class: letters and digits, a capital first, at"
                            + " most 60: '"
                            + name
                            + "'");
        }
        final Path file = directory.resolve(name + ".java");
        write(file);
        final Path classes = directory.resolve("classes");
        final PrintWriter out = spec.commandLine().getOut();
        out.println("written: " + file);
        out.println("compile: javac -cp " + library() + " -d " + classes + ' ' + file);
        out.println(
                "run:     novaring backtest --strategy "
                        + name
                        + " --class-path "
                        + classes
                        + " --out result JOURNAL");
        return ExitCode.OK;
    }

    private void write(final Path file) {
        try {
            final String template =
                    new String(
                            VenueTemplate.bytes("strategy/" + TEMPLATE + ".java"),
                            StandardCharsets.UTF_8);
            Files.createDirectories(directory);
            Files.writeString(
                    file, MARK.matcher(template).replaceAll(name), StandardOpenOption.CREATE_NEW);
        } catch (final FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    e.getMessage() + " is there already: take another name, or --directory",
                    e);
        } catch (final IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot write " + file + ": " + FileTrouble.why(e), e);
        }
    }

    /** The jar that this runs from; it names the others. */
    private static String library() {
        final URL place =
                GenerateStrategyCommand.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            final Path path = Path.of(place.toURI());
            return Files.isDirectory(path) ? "novaring.jar" : path.toString();
        } catch (final URISyntaxException e) {
            return "novaring.jar";
        }
    }
}
