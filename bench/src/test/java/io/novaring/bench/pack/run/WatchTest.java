/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchTest {
    @Test
    void shouldDropARoundThatOthersDisturbed() {
        assertTrue(Watch.isQuiet(0.05, 1_000_000));
        assertFalse(Watch.isQuiet(0.051, 0));
        assertFalse(Watch.isQuiet(0, 1_000_001));
    }

    @Test
    void shouldReadTheKernelsListOfProcessors() {
        final List<Integer> processors = new ArrayList<>();

        Hiccups.addRanges("0-2,5,7-8", processors);

        assertEquals(List.of(0, 1, 2, 5, 7, 8), processors);
    }
}
