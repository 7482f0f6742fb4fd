/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import io.novaring.bench.pack.result.Results.PartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SittingTest {
    private static final Row ROW =
            new Row(1, "a", Target.atLeast(1, ""), Spread.of(new double[] {2}, 0), "");

    @TempDir Path root;
    private Path used;

    @BeforeEach
    void makeFlags() throws IOException {
        final Path flags = root.resolve("engine/src/main/resources/io/novaring/engine/jvm.options");
        Files.createDirectories(flags.getParent());
        Files.writeString(flags, "# Flags.\n-Xmx64m\n");
    }

    @Test
    void shouldKeepWhatAFailedPartToldBefore() {
        final PartResult failed;
        final PartResult next;
        try (Sitting sitting = new Sitting(root, true)) {
            failed =
                    sitting.measure(
                            part(
                                    run -> {
                                        run.row(ROW);
                                        throw new IOException("no port");
                                    }));
            next = sitting.measure(part(run -> run.row(ROW)));
        }

        assertEquals(1, failed.goals().size());
        assertTrue(failed.failure().contains("no port"), failed.failure());
        assertEquals("", next.failure());
        assertTrue(next.goals().get(0).isMet());
    }

    @Test
    void shouldEndWhatAPartLeftBehind() {
        final Child[] left = new Child[1];
        try (Sitting sitting = new Sitting(root, true)) {
            sitting.measure(
                    part(
                            run -> {
                                used = run.folder();
                                Files.writeString(used.resolve("file"), "text");
                                left[0] = run.java(JavaChildTest.Echo.class);
                                left[0].tell("here");
                                left[0].await("here", 30);
                            }));
        }

        assertFalse(Files.exists(used));
        assertThrows(IOException.class, () -> left[0].await("here", 30));
    }

    @Test
    void shouldUnderstandTheCommandLine() {
        final List<Part> all = List.of(part(run -> {}));

        assertTrue(Arguments.parse(all).isWhole());
        assertEquals(all, Arguments.parse(all, "--quick").parts());
        assertTrue(Arguments.parse(all, "sample", "--quick").isQuick());
        final IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> Arguments.parse(all, "other"));
        assertEquals("there is no part \"other\", only sample", unknown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Arguments.parse(all, "--page"));
    }

    @Test
    void shouldNameEachPartOnce() {
        final List<String> names = Parts.all().stream().map(Part::name).toList();

        assertEquals(names.size(), names.stream().distinct().count(), names.toString());
    }

    @Test
    void shouldGiveEachPartItsTimeWithinTenMinutes() {
        final int seconds =
                Parts.all().stream().mapToInt(part -> Parts.secondsQuick(part.name())).sum();

        assertTrue(seconds <= 570, seconds + " s");
    }

    @Test
    void shouldKeepTimeOnlyInAQuickRun() {
        final List<Boolean> has = new ArrayList<>();
        for (final boolean isQuick : new boolean[] {true, false}) {
            try (Sitting sitting = new Sitting(root, isQuick)) {
                sitting.measure(
                        part(
                                run -> {
                                    has.add(run.hasTimeFor(TimeUnit.SECONDS.toNanos(1)));
                                    has.add(run.hasTimeFor(TimeUnit.MINUTES.toNanos(10)));
                                }));
            }
        }

        assertEquals(List.of(true, false, true, true), has);
    }

    private static Part part(final Work work) {
        return new Part() {
            @Override
            public String name() {
                return "sample";
            }

            @Override
            public String summary() {
                return "does what a test wants";
            }

            @Override
            public void measure(final Run run) throws Exception {
                work.on(run);
            }
        };
    }

    @FunctionalInterface
    private interface Work {
        void on(Run run) throws Exception;
    }
}
