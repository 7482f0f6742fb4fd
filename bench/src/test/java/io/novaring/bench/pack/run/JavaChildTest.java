/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JavaChildTest {
    private static final int PATIENCE_SECONDS = 30;

    private final List<String> progress = new ArrayList<>();

    private JavaChild child(final Class<?> main, final String... arguments) throws IOException {
        return new JavaChild(
                main.getSimpleName(), Jvm.command(List.of(), main, arguments), progress::add);
    }

    @Test
    void shouldHearTheWordItWaitsFor() throws IOException {
        try (JavaChild child = child(Echo.class)) {
            child.tell("a word before");
            child.tell("answer 42 times");

            assertEquals("42 times", child.await("answer", PATIENCE_SECONDS));
            // A JVM may have said something of its own first, of options in its environment.
            assertEquals("a word before", progress.get(progress.size() - 1));

            child.tell("answer");
            assertEquals("", child.await("answer", PATIENCE_SECONDS));
        }
    }

    @Test
    void shouldSayWhatAnEndedProcessSaidLast() throws IOException {
        try (JavaChild child = child(Echo.class)) {
            child.tell("no disk left");
            child.tell("end");

            final IOException ended =
                    assertThrows(IOException.class, () -> child.await("answer", PATIENCE_SECONDS));

            assertTrue(ended.getMessage().startsWith("Echo ended before it said answer"));
            assertTrue(ended.getMessage().contains("(exit code 3)"), ended.getMessage());
            assertTrue(ended.getMessage().contains("no disk left"), ended.getMessage());
            final IOException again =
                    assertThrows(IOException.class, () -> child.await("answer", PATIENCE_SECONDS));
            assertTrue(again.getMessage().startsWith("Echo ended"), again.getMessage());
        }
    }

    @Test
    void shouldNotWaitForASilentProcess() throws IOException {
        try (JavaChild child = child(Echo.class)) {
            final IOException silent =
                    assertThrows(IOException.class, () -> child.await("answer", 1));

            assertTrue(silent.getMessage().contains("said nothing for 1 s"), silent.getMessage());
        }
    }

    @Test
    void shouldLeaveNothingRunning() throws Exception {
        final JavaChild child = child(Echo.class);
        child.tell("pid");
        final long pid = Long.parseLong(child.await("pid", PATIENCE_SECONDS));

        child.close();

        assertTrue(ProcessHandle.of(pid).map(handle -> !handle.isAlive()).orElse(true));
    }

    @Test
    void shouldWatchForHiccups() throws IOException {
        try (JavaChild child = child(Hiccups.class)) {
            child.await("ready", PATIENCE_SECONDS);
            child.tell("start");
            child.await("watching", PATIENCE_SECONDS);
            child.tell("stop");

            final String[] found = child.await("hiccups", PATIENCE_SECONDS).split(" ");

            assertTrue(Long.parseLong(found[0]) <= Long.parseLong(found[1]));
        }
    }

    /** Says what it is told. */
    static final class Echo {
        private Echo() {}

        public static void main(final String[] arguments) throws IOException {
            final BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if ("end".equals(line)) {
                    System.exit(3);
                }
                System.out.println(
                        "pid".equals(line) ? "pid " + ProcessHandle.current().pid() : line);
            }
        }
    }
}
