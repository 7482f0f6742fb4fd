/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GridTest {
    @Test
    void shouldMultiplyListsAndRangesTheLastOneFastest() {
        final Grid grid = new Grid().add("halfSpread=1,2.5").add("amount=10..30:10");

        final List<String> sets = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            final Map<String, String> set = grid.set(i, Map.of("tick", "0.5"));
            sets.add(set.get("halfSpread") + ' ' + set.get("amount") + ' ' + set.get("tick"));
        }

        assertEquals(
                List.of(
                        "1 10 0.5",
                        "1 20 0.5",
                        "1 30 0.5",
                        "2.5 10 0.5",
                        "2.5 20 0.5",
                        "2.5 30 0.5"),
                sets);
    }

    @Test
    void shouldCountInDecimalsWithoutDrift() {
        final Grid grid = new Grid().add("x=0.1..0.5:0.1");

        assertEquals(5, grid.size());
        assertEquals("0.3", grid.set(2, Map.of()).get("x"));
    }

    @Test
    void shouldBeOneSetWithoutParameters() {
        assertEquals(1, new Grid().size());
        assertEquals(Map.of("a", "b"), new Grid().set(0, Map.of("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a=",
                "=1",
                "a=1,,2",
                "a=1..",
                "a=5..1",
                "a=1..5:0",
                "a=1..5:-1",
                "a=x..y",
                "a=1..1000000:0.000001"
            })
    void shouldSayWhatIsWrong(final String text) {
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Grid().add(text));

        assertTrue(e.getMessage().contains("'"), e.getMessage());
    }

    @Test
    void shouldRefuseAParameterTwiceAndTooManySets() {
        assertThrows(IllegalArgumentException.class, () -> new Grid().add("a=1,2").add("a=3,4"));
        assertThrows(
                IllegalArgumentException.class, () -> new Grid().add("a=1..1000").add("b=1..1000"));
    }
}
