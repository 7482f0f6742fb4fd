/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines in processes of their own, looked at from here. */
@Timeout(180)
final class TopCommandTest {
    @TempDir private Path folder;

    private Process java(final String... args) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--"))
                .forEach(command::add);
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(NovaRing.class.getName());
        command.addAll(List.of(args));
        final ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile());
        builder.environment().remove("XDG_RUNTIME_DIR");
        return builder.start();
    }

    private Process demo() throws IOException {
        return java("demo", "--duration", "60", "--rate", "2000");
    }

    private Path counters(final Process process) {
        return folder.resolve(
                "novaring-" + System.getProperty("user.name") + '/' + process.pid() + ".counters");
    }

    private JsonNode awaitLive(final Process process) throws Exception {
        while (true) {
            assertTrue(process.isAlive(), "the demo ended by itself");
            if (Files.exists(counters(process))) {
                final Cli top = Cli.run("top", "--json", counters(process).toString());
                if (top.exitCode() == 0 && live(top.json()) > 0) {
                    return top.json();
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static long live(final JsonNode json) {
        for (final JsonNode value : json.path("values")) {
            if (value.path("name").asText().equals("novaring_books")
                    && value.path("labels").path("state").asText().equals("live")) {
                return value.path("value").asLong();
            }
        }
        return 0;
    }

    @Test
    void shouldShowAnEngineThatRunsAndTheLastOfOneThatWasKilled() throws Exception {
        final Process process = demo();
        try {
            final JsonNode json = awaitLive(process);
            assertEquals(process.pid(), json.path("pid").asLong());
            assertEquals("running", json.path("status").asText());
            final Cli running = Cli.run("top", "--once", counters(process).toString());
            assertEquals(0, running.exitCode());
            assertTrue(running.out().contains("process " + process.pid() + " runs"));
            assertTrue(running.out().contains("deribit public"), running.out());
            assertTrue(running.out().contains("read-to-end"), running.out());
            assertTrue(running.out().contains("journal recording, "), running.out());
            assertTrue(running.widest() <= 100, running.out());
        } finally {
            process.destroyForcibly().waitFor();
        }
        // Another container's process cannot be seen: what was written just now counts as life.
        Cli dead = Cli.run("top", "--once", counters(process).toString());
        while (dead.exitCode() == 0) {
            TimeUnit.MILLISECONDS.sleep(50);
            dead = Cli.run("top", "--once", counters(process).toString());
        }
        assertEquals(1, dead.exitCode());
        assertTrue(dead.out().contains("process " + process.pid() + " DIED"), dead.out());
        assertTrue(dead.out().contains("deribit public"), dead.out());
        final Cli json = Cli.run("top", "--json", counters(process).toString());
        assertEquals(1, json.exitCode());
        assertEquals("died", json.json().path("status").asText());
        assertTrue(live(json.json()) > 0, "the last figures stay readable");
        // Without a name, the last of those that ended; it does not refresh what cannot change.
        final Process top = java("top");
        assertTrue(top.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, top.exitValue());
        assertTrue(Files.readString(folder.resolve("out")).contains("DIED"));
    }

    @Test
    void shouldListSeveralEnginesAndFindOneByItsProcess() throws Exception {
        final Process first = demo();
        final Process second = demo();
        try {
            awaitLive(first);
            awaitLive(second);
            final Process unnamed = java("top", "--once");
            assertTrue(unnamed.waitFor(60, TimeUnit.SECONDS));
            final String list = Files.readString(folder.resolve("err"));
            assertEquals(2, unnamed.exitValue(), list);
            assertTrue(list.contains("several engines run"), list);
            assertTrue(list.contains(Long.toString(first.pid())), list);
            assertTrue(list.contains(Long.toString(second.pid())), list);

            final Process named = java("top", "--json", Long.toString(second.pid()));
            assertTrue(named.waitFor(60, TimeUnit.SECONDS));
            final String out = Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
            assertEquals(0, named.exitValue());
            assertTrue(out.contains("\"pid\":" + second.pid()), out);
        } finally {
            first.destroyForcibly().waitFor();
            second.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldSayWhatItCannotShow() throws IOException {
        final Cli none = Cli.run("top", folder.resolve("none").toString());
        assertEquals(2, none.exitCode());
        assertEquals(1, none.err().lines().count(), none.err());
        assertTrue(none.err().contains("no such counters file"), none.err());
        final Cli directory = Cli.run("top", folder.toString());
        assertEquals(2, directory.exitCode());
        assertTrue(directory.err().contains(folder + " is a directory"), directory.err());
        final Path other = Files.writeString(folder.resolve("other"), "x".repeat(1_000));
        final Cli foreign = Cli.run("top", other.toString());
        assertEquals(2, foreign.exitCode());
        assertTrue(foreign.err().contains("is no counters file"), foreign.err());
        final Cli pid = Cli.run("top", "999999999");
        assertEquals(2, pid.exitCode());
        assertFalse(pid.err().isEmpty());
    }
}
