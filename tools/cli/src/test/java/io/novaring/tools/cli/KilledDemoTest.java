/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed, or asked to end, at a moment nobody chose. */
@Timeout(120)
final class KilledDemoTest {
    @TempDir private Path folder;

    @RepeatedTest(3)
    void shouldLeaveAValidPrefixWhenKilled() throws Exception {
        final Path journal = folder.resolve("journal");
        final Process process = demo(journal, "--faults");
        awaitEvents(process, journal);
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1000));

        process.destroyForcibly().waitFor();

        final Cli verify = Cli.run("journal", "verify", "--json", journal.toString());
        assertEquals(0, verify.exitCode(), verify.out());
        assertFalse(verify.json().path("sealed").asBoolean());
        assertTrue(verify.json().path("events").asLong() > 0);
        final Cli replay = Cli.run("replay", "--json", journal.toString());
        assertEquals(0, replay.exitCode(), replay.out() + replay.err());
        assertEquals(verify.json().path("events"), replay.json().path("events"));
    }

    @Test
    void shouldEndInOrderWhenInterrupted() throws Exception {
        final Path journal = folder.resolve("journal");
        final Process process = demo(journal);
        awaitEvents(process, journal);

        // SIGTERM takes the way of Ctrl-C.
        process.destroy();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        final Cli verify = Cli.run("journal", "verify", "--json", journal.toString());
        assertEquals(0, verify.exitCode(), verify.out());
        assertTrue(verify.json().path("sealed").asBoolean());
    }

    private static Process demo(final Path journal, final String... more) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(NovaRing.class.getName(), "demo", "--duration", "60"));
        command.addAll(List.of("--rate", "5000", "--journal", journal.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Until some messages were recorded: only then is there something to lose. */
    private static void awaitEvents(final Process process, final Path journal) throws Exception {
        while (Cli.run("journal", "verify", "--json", journal.toString())
                        .json()
                        .path("events")
                        .asLong()
                < 500) {
            assertTrue(process.isAlive(), "the demo ended by itself");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
