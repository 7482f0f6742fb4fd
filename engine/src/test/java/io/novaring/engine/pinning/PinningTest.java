/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.pinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinningTest {
    private static final Set<String> THREADS = Set.of("io", "stages", "journal");

    @Test
    void shouldReadWhatItWrites() {
        final Pinning pinning = Pinning.NONE.with("journal", 3).with("io", 2);

        assertEquals(List.of("io=2", "journal=3"), pinning.words());
        assertEquals(pinning, Pinning.parse(pinning.words()));
        assertNotEquals(pinning, Pinning.parse(List.of("io=2", "journal=1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io", "io=", "=1", "io=x", "io=-1", " =1", ""})
    void shouldRefuseWhatIsNoThreadAndItsCore(final String word) {
        final Exception e =
                assertThrows(IllegalArgumentException.class, () -> Pinning.parse(List.of(word)));

        assertTrue(e.getMessage().contains("such as io=2"), e.getMessage());
    }

    @Test
    void shouldRefuseAThreadThatIsThereTwice() {
        assertThrows(IllegalArgumentException.class, () -> Pinning.parse(List.of("io=1", "io=2")));
    }

    @Test
    void shouldRefuseAThreadThatIsNotThere() {
        assertEquals(
                "pinning: this engine has no thread handlers; it has io, journal, stages",
                refusal(Pinning.NONE.with("handlers", 1), Set.of()));
    }

    @Test
    void shouldRefuseACoreThatIsNotThere() {
        assertEquals(
                "pinning: there is no core 4 for io; there are [0, 1, 2]",
                refusal(Pinning.NONE.with("io", 4), Set.of()));
    }

    @Test
    void shouldRefuseToPutAnythingBesideASpinningThread() {
        final Pinning pinning = Pinning.NONE.with("io", 1).with("journal", 1);

        assertTrue(refusal(pinning, Set.of("io")).contains("on core 1"));
        assertTrue(refusal(pinning, Set.of("journal")).contains("give each a core"));
        pinning.check(THREADS, Set.of("stages"), Set.of(0, 1, 2));
    }

    @Test
    void shouldLeaveOtherThreadsAlone() {
        final Runnable task = () -> {};

        assertSame(task, Pinning.NONE.before("novaring-io", task));
        assertSame(task, Pinning.NONE.with("io", 0).before("novaring-journal", task));
    }

    @Test
    void shouldMoveAThreadToItsCoreAndLetThreadsItStartsGo() throws InterruptedException {
        final String own = Cores.allowed();
        assumeTrue(own != null && hasTaskset(), "Linux with taskset only");
        final int core = new TreeSet<>(Cores.parse(own)).first();
        final AtomicReference<String> pinned = new AtomicReference<>();
        final AtomicReference<String> inherited = new AtomicReference<>();
        final AtomicReference<String> freed = new AtomicReference<>();
        final Runnable task =
                () -> {
                    pinned.set(Cores.allowed());
                    runToItsEnd(() -> inherited.set(Cores.allowed()));
                    runToItsEnd(Cores.anywhere(() -> freed.set(Cores.allowed())));
                };

        runToItsEnd(Pinning.NONE.with("io", core).before("novaring-io", task));

        assertEquals(Integer.toString(core), pinned.get());
        assertEquals(Integer.toString(core), inherited.get());
        assertEquals(own, freed.get());
        assertEquals(own, Cores.allowed());
    }

    @Test
    void shouldGoOnWhereAThreadCannotBeMoved() {
        final AtomicReference<String> ran = new AtomicReference<>();

        runToItsEnd(Pinning.NONE.with("io", 4095).before("novaring-io", () -> ran.set("it did")));

        assertEquals("it did", ran.get());
    }

    @Test
    void shouldReadListsOfCores() {
        assertEquals(Set.of(0), Cores.parse("0\n"));
        assertEquals(Set.of(0, 1, 2, 3, 8, 10, 11), Cores.parse("0-3,8,10-11"));
    }

    private static String refusal(final Pinning pinning, final Set<String> spinning) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> pinning.check(THREADS, spinning, Set.of(0, 1, 2)))
                .getMessage();
    }

    private static boolean hasTaskset() {
        try {
            return new ProcessBuilder("taskset", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (final IOException e) {
            return false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void runToItsEnd(final Runnable task) {
        final Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
