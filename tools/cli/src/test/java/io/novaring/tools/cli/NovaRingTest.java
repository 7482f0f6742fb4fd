/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class NovaRingTest {
    @Test
    void shouldHelpWithoutArguments() {
        final Cli cli = Cli.run();

        assertEquals(0, cli.exitCode());
        assertTrue(cli.out().contains("novaring demo"), cli.out());
    }

    @Test
    void shouldTellItsVersion() {
        final Cli cli = Cli.run("--version");

        assertEquals(0, cli.exitCode());
        assertTrue(cli.out().startsWith("novaring "), cli.out());
    }

    @Test
    void shouldNameTheCommandThatWasMeant() {
        final Cli cli = Cli.run("dmo");

        assertEquals(2, cli.exitCode());
        assertTrue(cli.err().contains("novaring demo"), cli.err());
        assertEquals("", cli.out());
    }

    @TestFactory
    Stream<DynamicTest> shouldHelpWithEveryCommand() {
        final StringWriter none = new StringWriter();
        final List<List<String>> paths = new ArrayList<>();
        collect(Cli.commandLine(none, none), List.of(), paths);
        assertTrue(paths.size() >= 9, paths.toString());
        return paths.stream()
                .map(path -> DynamicTest.dynamicTest(path.toString(), () -> checkHelp(path)));
    }

    private static void collect(
            final CommandLine line, final List<String> path, final List<List<String>> paths) {
        line.getSubcommands()
                .forEach(
                        (name, command) -> {
                            final List<String> longer = new ArrayList<>(path);
                            longer.add(name);
                            paths.add(longer);
                            collect(command, longer, paths);
                        });
    }

    private static void checkHelp(final List<String> path) {
        final List<String> args = new ArrayList<>(path);
        args.add("--help");

        final Cli cli = Cli.run(args.toArray(new String[0]));

        assertAll(
                () -> assertEquals(0, cli.exitCode()),
                () -> assertTrue(cli.out().contains("Exit status:"), cli.out()),
                () -> assertTrue(cli.out().contains("Examples:"), cli.out()),
                () -> assertFalse(cli.out().contains("${"), cli.out()),
                () -> assertTrue(cli.widest() <= 100, cli.out()));
    }

    @Test
    void shouldSayWhatIsWrongInOneLine() {
        final Cli cli = Cli.run("replay", "/nowhere/at/all");

        assertEquals(1, cli.exitCode());
        assertEquals(
                "novaring replay: no journal directory or file: /nowhere/at/all",
                cli.err().strip());
    }

    @Test
    void shouldSayThatThereIsNoJournalRatherThanThatItIsDamaged() {
        for (final String command : List.of("stat", "verify")) {
            final Cli cli = Cli.run("journal", command, "/nowhere");

            assertEquals(1, cli.exitCode());
            assertEquals("", cli.out());
            assertEquals(
                    "novaring journal " + command + ": no journal directory or file: /nowhere",
                    cli.err().strip());
        }
    }

    @Test
    void shouldNameWhatItDoesNotKnow() {
        assertTrue(Cli.run("help").err().startsWith("novaring: no such command: help"));
        assertTrue(Cli.run("demo", "now").err().startsWith("novaring demo: no such argument: now"));
    }

    @Test
    void shouldSayInWordsWhatAnOptionTakes() {
        assertEquals(
                "novaring demo: --io-idle is none of spin, backoff, select, adaptive: fast",
                firstLine("demo", "--io-idle", "fast"));
        assertEquals(
                "novaring demo: --duration is no whole number: soon",
                firstLine("demo", "--duration", "soon"));
        assertEquals(
                "novaring replay: --pace is no number: slow",
                firstLine("replay", "--pace", "slow"));
        assertEquals("novaring replay: JOURNAL is missing", firstLine("replay"));
    }

    private static String firstLine(final String... args) {
        final Cli cli = Cli.run(args);
        assertEquals(2, cli.exitCode(), cli.err());
        return cli.err().lines().findFirst().orElse("");
    }

    @Test
    void shouldNotCallItDoneWhenTheDiskTookNothing(@TempDir final Path folder) throws Exception {
        final File full = new File("/dev/full");
        assumeTrue(full.exists(), "Linux has a disk that is always full");
        final File err = folder.resolve("err").toFile();
        final Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                NovaRing.class.getName(),
                                "config",
                                "example")
                        .redirectOutput(full)
                        .redirectError(err)
                        .start();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        assertTrue(Files.readString(err.toPath()).contains("took no more"));
    }

    @Test
    void shouldShowTheStackTraceWhenAsked() {
        final Cli cli = Cli.run("replay", "--verbose", "/nowhere/at/all");

        assertTrue(cli.err().contains("\tat io.novaring"), cli.err());
    }
}
