/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencySpecTest {
    private static final long MS = 1_000_000;

    @Test
    void shouldTakeEachWayFromItsOwnWord() {
        final LatencyModel model = LatencySpec.parse("1.5ms/200us").model(1, null);

        assertEquals(1_500_000, model.wayThereNs());
        assertEquals(200_000, model.wayBackNs());
    }

    @Test
    void shouldDrawWithinTheEndsAndTheSameAgain() {
        final LatencySpec spec = LatencySpec.parse("uniform:1ms..3ms");
        final LatencyModel one = spec.model(9, null);
        final LatencyModel two = spec.model(9, null);

        for (int i = 0; i < 1000; i++) {
            final long drawn = one.wayThereNs();
            assertEquals(drawn, two.wayThereNs());
            assertTrue(drawn >= MS && drawn <= 3 * MS, () -> "drawn: " + drawn);
        }
    }

    @Test
    void shouldDrawThereWhateverIsDrawnBack() {
        final LatencySpec spec = LatencySpec.parse("uniform:1ms..3ms");
        final LatencyModel one = spec.model(9, null);
        final LatencyModel two = spec.model(9, null);
        two.wayBackNs();

        assertEquals(one.wayThereNs(), two.wayThereNs());
    }

    @Test
    void shouldHaveHalfOfALognormalBelowItsMedian() {
        final LatencyModel model = LatencySpec.parse("lognormal:2ms,0.5").model(4, null);

        final long[] drawn = new long[10_001];
        Arrays.setAll(drawn, i -> model.wayThereNs());
        Arrays.sort(drawn);

        assertEquals(2.0, drawn[5000] / 1e6, 0.05);
        // One deviation above the median: e to the 0.5.
        assertEquals(2 * Math.exp(0.5), drawn[8413] / 1e6, 0.15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "-1ms",
                "2 ms",
                "uniform:3ms",
                "uniform:3ms..1ms",
                "lognormal:2ms",
                "lognormal:2ms,x",
                "2h",
                "1ms/2ms/3ms",
                "90000s"
            })
    void shouldSayWhatIsWrong(final String text) {
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LatencySpec.parse(text));

        assertTrue(e.getMessage().contains("'"), e.getMessage());
    }

    @Test
    void shouldDrawFromTheLinesOfAFile(@TempDir final Path directory) throws Exception {
        final Path there = directory.resolve("there.txt");
        final Path back = directory.resolve("back.txt");
        Files.writeString(there, "# measured on a Sunday\n850us\n\n1.5ms\n");
        Files.writeString(back, "2ms\n");

        final LatencyModel model = LatencySpec.parse("file:" + there + ',' + back).model(3, null);

        final Set<Long> drawn = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(model.wayThereNs(0));
            assertEquals(2_000_000, model.wayBackNs(0));
        }
        assertEquals(Set.of(850_000L, 1_500_000L), drawn);
    }

    @Test
    void shouldSayWhichLineOfAFileIsNoTime(@TempDir final Path directory) throws Exception {
        final Path file = directory.resolve("bad.txt");
        Files.writeString(file, "1ms\nsoon\n");

        final IllegalArgumentException wrong =
                assertThrows(
                        IllegalArgumentException.class, () -> LatencySpec.parse("file:" + file));

        assertTrue(wrong.getMessage().startsWith("line 2 of "), wrong.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> LatencySpec.parse("file:" + directory.resolve("none.txt")));
    }
}
