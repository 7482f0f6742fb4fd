/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.cli.generate.Compiler;
import io.novaring.tools.cli.generate.GeneratedTests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command, and that what it writes is as good as it says. */
@Timeout(600)
final class GenerateVenueTest {
    private static final Path TEMPLATE =
            TidyTest.ROOT.resolve(
                    "tools/cli/src/main/resources/io/novaring/tools/cli/generate/venue");
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)<");
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<groupId>io\\.novaring</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");

    @TempDir private Path folder;

    @Test
    void shouldWriteAProjectThatCompilesAndPassesItsTests() throws Exception {
        final Path project = folder.resolve("acme");
        final Path classes = folder.resolve("classes");

        final Cli cli = generate(project, "acme");

        assertEquals(0, cli.exitCode(), cli.err());
        assertTrue(cli.out().contains("written: " + project), cli.out());
        assertEquals("", Compiler.compile(project, classes));
        final Path log = folder.resolve("log");
        final Process tests = startTests(project, classes, log);
        try {
            assertTrue(tests.waitFor(300, TimeUnit.SECONDS), () -> "hangs: " + read(log));
        } finally {
            tests.destroyForcibly();
        }
        assertEquals(0, tests.exitValue(), () -> read(log));
        assertTrue(passed(read(log)) > 50, () -> read(log));
    }

    private static Process startTests(final Path project, final Path classes, final Path log)
            throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@.novaring/jvm.options");
        command.add("-cp");
        command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
        command.add(GeneratedTests.class.getName());
        command.add(classes.toString());
        return new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static long passed(final String log) {
        return Pattern.compile("passed: ([0-9]+)")
                .matcher(log)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    @Test
    void shouldReplaceEveryNameAndNothingElse() throws IOException {
        final Path project = folder.resolve("two words");

        final Cli cli = generate(project, "moon-base", "--package", "org.acme.Acme.feeds");

        assertEquals(0, cli.exitCode(), cli.err());
        assertEquals("", Compiler.compile(project, folder.resolve("classes")));
        final Path client =
                project.resolve("src/main/java/org/acme/Acme/feeds/MoonBasePublicClient.java");
        final String text = Files.readString(client);
        assertTrue(text.contains("package org.acme.Acme.feeds;"), text);
        assertTrue(text.contains("return \"moon-base\";"), text);
        for (final Path file : sources(project)) {
            final String rest = Files.readString(file).replace("org.acme.Acme.feeds", "");
            assertFalse(rest.contains("acme") || rest.contains("Acme"), file + ": " + rest);
            assertFalse(rest.contains("@novaring"), file + ": " + rest);
        }
    }

    @Test
    void shouldRefuseAFolderThatIsNotEmptyUntilItIsForced() throws IOException {
        Files.writeString(folder.resolve("mine"), "mine");

        final Cli refused = generate(folder, "acme");
        assertEquals(2, refused.exitCode());
        assertEquals(
                "novaring generate venue: "
                        + folder
                        + " is not empty; name another with --directory, or add --force\n",
                refused.err());
        assertEquals(1, Files.list(folder).count());
        final Cli forced = generate(folder, "acme", "--force");

        assertEquals(0, forced.exitCode(), forced.err());
        assertEquals("mine", Files.readString(folder.resolve("mine")));
        assertTrue(Files.isExecutable(folder.resolve("mvnw")));
    }

    @Test
    void shouldRefuseWhereNoProjectCanBeAndWhatIsNoName() throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "");

        assertEquals(2, generate(file, "acme").exitCode());
        assertEquals(2, generate(folder.getRoot(), "acme", "--force").exitCode());
        final Cli named = generate(folder.resolve("x"), "Acme");

        assertEquals(2, named.exitCode());
        assertTrue(named.err().contains("NAME must be lower-case"), named.err());
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void shouldNameEveryTemplate() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATE)) {
            final List<String> there =
                    files.filter(Files::isRegularFile)
                            .map(file -> TEMPLATE.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !file.equals("files.txt"))
                            .sorted()
                            .toList();

            final List<String> named = Files.readAllLines(TEMPLATE.resolve("files.txt"));

            assertEquals(there, named.stream().sorted().toList());
        }
    }

    @Test
    void shouldBuildWithThePluginsOfNovaRing() throws IOException {
        final List<String> ours = plugins(TidyTest.ROOT.resolve("pom.xml"));
        final List<String> theirs = plugins(TEMPLATE.resolve("pom.xml"));

        assertTrue(theirs.size() >= 5, theirs.toString());
        assertTrue(ours.containsAll(theirs), () -> theirs + " are not all among " + ours);
    }

    private static List<String> plugins(final Path pom) throws IOException {
        return PLUGIN.matcher(Files.readString(pom))
                .results()
                .map(found -> found.group(1) + ' ' + found.group(2))
                .toList();
    }

    @Test
    void shouldBringEveryModuleThatItsPomsName() throws IOException {
        generate(folder.resolve("acme"), "acme");
        final Path repository = folder.resolve("acme/.novaring/repository/io/novaring");
        final String version = version(folder.resolve("acme"));

        for (final String module : List.of("novaring-engine", "novaring-codec")) {
            final Path jar = repository.resolve(Path.of(module, version, file(module, "jar")));
            assertTrue(Files.size(jar) > 10_000, jar.toString());
            assertTrue(Files.exists(jar.resolveSibling(file(module, "jar") + ".sha1")));
        }
        for (final File module : repository.toFile().listFiles()) {
            final String pom =
                    Files.readString(
                            module.toPath()
                                    .resolve(version)
                                    .resolve(file(module.getName(), "pom")));
            assertFalse(pom.contains("-SNAPSHOT"), "of another version: " + pom);
            if (!module.getName().equals("novaring")) {
                DEPENDENCY
                        .matcher(pom)
                        .results()
                        .map(found -> repository.resolve(found.group(1)))
                        .forEach(needed -> assertTrue(Files.exists(needed), needed.toString()));
            }
        }
    }

    private String file(final String module, final String type) throws IOException {
        return module + '-' + version(folder.resolve("acme")) + '.' + type;
    }

    @Test
    void shouldGiveTheSameNovaRingTheSameVersion() throws IOException {
        generate(folder.resolve("one"), "acme");
        generate(folder.resolve("two"), "other");

        final String version = version(folder.resolve("one"));

        assertEquals(version, version(folder.resolve("two")));
        assertTrue(version.matches("[0-9.]+-[0-9a-f]{12}"), version);
        assertNotEquals("000000000000", version.substring(version.length() - 12));
    }

    private static String version(final Path project) throws IOException {
        return Pattern.compile("<novaring.version>([^<]+)<")
                .matcher(Files.readString(project.resolve("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static Cli generate(final Path directory, final String name, final String... more) {
        final List<String> args = new ArrayList<>(List.of("generate", "venue", name));
        args.addAll(List.of("--directory", directory.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private static List<Path> sources(final Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".novaring"))
                    .filter(file -> !file.getFileName().toString().startsWith("mvnw"))
                    .toList();
        }
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
