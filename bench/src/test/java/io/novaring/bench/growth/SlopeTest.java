/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class SlopeTest {
    private static final double[] SIZES = {1, 8, 64, 512, 2000};

    @Test
    void shouldTellHowACostGrows() {
        assertEquals(0, slope(size -> 210), 1e-9);
        assertEquals(1, slope(size -> 7 * size), 1e-9);
        assertEquals(2, slope(size -> size * size / 3), 1e-9);
        assertEquals(-0.5, slope(size -> 50 / Math.sqrt(size)), 1e-9);
    }

    private static double slope(final DoubleUnaryOperator cost) {
        final double[] costs = new double[SIZES.length];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = cost.applyAsDouble(SIZES[i]);
        }
        return Slope.of(SIZES, costs);
    }
}
