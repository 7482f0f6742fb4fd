/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a JDK that only writes down how it was called, in a tree of its own. */
final class LauncherTest {
    private static final int TIMEOUT_SECONDS = 60;

    /** Says its version; makes an archive when told to, unless it is to fail. */
    private static final String JAVA =
            """
            #!/bin/sh
            if [ "$1" = -version ]; then
                echo 'openjdk version "@VERSION@.0.1"' >&2
                exit 0
            fi
            echo "$*" >>'@CALLS@'
            [ ! -f '@CALLS@.fails' ] || exit 3
            for word in "$@"; do
                case $word in
                    *ArchiveClassesAtExit=* | *AOTCacheOutput=*)
                        [ -f '@CALLS@.fails-to-make' ] && { echo 'no such flag'; exit 1; }
                        echo classes >"${word#*=}"
                        ;;
                esac
            done
            """;

    @TempDir Path folder;
    private Path root;
    private Path calls;

    @BeforeEach
    void makeTree() throws IOException {
        root = folder.resolve("a tree");
        calls = folder.resolve("calls");
        for (final String module :
                "codec engine venues journal examples tools/cli/target/lib".split(" ")) {
            Files.createDirectories(root.resolve(module));
        }
        Files.createFile(root.resolve("pom.xml"));
        Files.copy(TidyTest.ROOT.resolve("tools/novaring"), root.resolve("tools/novaring"));
        Files.createFile(root.resolve("tools/cli/target/lib/library.jar"));
        Files.createFile(jar());
        age(root.resolve("pom.xml"), 60);
        age(root.resolve("tools/cli/target/lib/library.jar"), 30);
        age(jar(), 30);
    }

    @Test
    void shouldMakeAnArchiveOnceAndUseIt() throws Exception {
        final String first = run("17");
        final String second = run("17");

        assertEquals(1, trainings().size(), first + second);
        assertEquals(3, calls().size());
        assertTrue(first.contains("noting which classes a run loads"), first);
        assertEquals("", second);
        for (final String call : calls().subList(1, 3)) {
            assertTrue(call.contains("-XX:SharedArchiveFile=" + archives().get(0)), call);
            assertTrue(call.endsWith("NovaRing --version"), call);
        }
    }

    @Test
    void shouldMakeACacheOfTheNewerKindWhereTheJdkHasIt() throws Exception {
        run("25");

        assertTrue(calls().get(0).contains("-XX:AOTCacheOutput="), calls().get(0));
        assertTrue(calls().get(1).contains("-XX:AOTCache=" + archives().get(0)));
        assertTrue(calls().get(1).contains("--sun-misc-unsafe-memory-access=allow"));
    }

    @Test
    void shouldMakeOneForEachJdk() throws Exception {
        run("17");
        run("25");
        run("17");

        assertEquals(2, trainings().size());
        assertEquals(2, archives().size());
    }

    @Test
    void shouldMakeItAnewWhenAJarChanges() throws Exception {
        run("17");
        age(archives().get(0), 10);
        age(root.resolve("tools/cli/target/lib/library.jar"), 5);
        run("17");

        assertEquals(2, trainings().size());
        assertEquals(1, archives().size());
    }

    @Test
    void shouldStartWithoutOneThatCannotBeMadeAndNotTryAgain() throws Exception {
        Files.createFile(Path.of(calls + ".fails-to-make"));

        final String first = run("17");
        final String second = run("17");

        assertTrue(first.contains("that failed"), first);
        assertEquals("", second);
        assertEquals(1, trainings().size());
        assertFalse(calls().get(2).contains("SharedArchiveFile"), calls().get(2));
        final Path why = archives().get(0);
        assertTrue(why.toString().endsWith(".failed"), why.toString());
        assertEquals("no such flag", Files.readString(why).strip());
    }

    @Test
    void shouldLeaveNothingHalfMade() throws Exception {
        Files.createFile(Path.of(calls + ".fails"));

        run("25", 3);

        try (Stream<Path> files = Files.list(jar().getParent())) {
            final List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
            assertEquals(
                    List.of("lib", "novaring"), names.stream().map(this::stem).distinct().toList());
        }
        assertFalse(Files.exists(root.resolve("tools/.building")));
        assertEquals(1, archives().size());
    }

    @Test
    void shouldDoWithoutWhenToldTo() throws Exception {
        start("17", "NOVARING_ARCHIVE=off").waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        start("17", "JAVA_OPTS=-Xshare:off").waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        start("25", "JAVA_OPTS=-XX:AOTCache=mine").waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);

        assertEquals(3, calls().size());
        assertEquals(List.of(), trainings());
        assertEquals(List.of(), archives());
    }

    @Test
    void shouldMakeOneWhenTwoStartAtOnce() throws Exception {
        final List<Process> both = List.of(start("17"), start("17"));
        for (final Process one : both) {
            assertTrue(one.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            assertEquals(0, one.exitValue());
        }

        assertEquals(1, trainings().size());
        assertEquals(3, calls().size());
    }

    private String run(final String version) throws Exception {
        return run(version, 0);
    }

    /** What it says on the standard error. */
    private String run(final String version, final int exitCode) throws Exception {
        final Process process = start(version);
        final String said = new String(process.getErrorStream().readAllBytes());
        assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        assertEquals(exitCode, process.exitValue(), said);
        return said;
    }

    private Process start(final String version, final String... environment) throws IOException {
        final Path java = folder.resolve("jdk " + version + "/bin/java");
        if (!Files.exists(java)) {
            Files.createDirectories(java.getParent());
            Files.writeString(
                    java, JAVA.replace("@VERSION@", version).replace("@CALLS@", calls.toString()));
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        final ProcessBuilder builder =
                new ProcessBuilder("sh", root.resolve("tools/novaring").toString(), "--version");
        builder.environment().keySet().removeIf(k -> k.contains("JAVA_") || k.contains("NOVARING"));
        builder.environment().put("JAVA_HOME", java.getParent().getParent().toString());
        for (final String variable : environment) {
            final String[] pair = variable.split("=", 2);
            builder.environment().put(pair[0], pair[1]);
        }
        return builder.start();
    }

    private Path jar() {
        return root.resolve("tools/cli/target/novaring.jar");
    }

    private String stem(final String name) {
        return name.replaceAll("[.-].*", "");
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    private List<String> trainings() throws IOException {
        return calls().stream().filter(call -> call.contains(" demo ")).toList();
    }

    private List<Path> archives() throws IOException {
        final List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(jar().getParent())) {
            files.filter(f -> f.getFileName().toString().contains(".archive")).forEach(found::add);
        }
        return found;
    }

    private static void age(final Path file, final int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}
