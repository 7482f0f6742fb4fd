/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The nearest double, bit by bit. More: {@code -Dnovaring.soak.mutations=5000000}. */
final class DoublesTest {
    private static final long ROUNDS = Long.getLong("novaring.soak.mutations", 300_000);

    private final Random random = new Random(5);

    @Test
    void shouldRoundAsTheJdkDoes() {
        for (long i = 0; i < ROUNDS; i++) {
            final long mantissa = random.nextLong() >>> 1 + random.nextInt(63);
            final int exponent = random.nextInt(Doubles.POWER_MAX + 24) - Doubles.POWER_MAX;
            if (Doubles.isWithin(mantissa, exponent)) {
                assertNearest(mantissa, exponent);
            }
        }
    }

    /** A number that lies in the middle between two doubles, and its neighbours. */
    @Test
    void shouldRoundTiesToEven() {
        for (long i = 0; i < ROUNDS / 4; i++) {
            // An odd number of 54 bits divided by a power of two: exactly between two doubles.
            final int power = random.nextInt(4);
            long middle = (1L << 53 | random.nextLong() >>> 11) | 1;
            for (int j = 0; j < power; j++) {
                middle *= 5;
            }
            for (long mantissa = middle - 1; mantissa <= middle + 1; mantissa++) {
                if (mantissa > 0) {
                    assertNearest(mantissa, -Math.max(1, power));
                }
            }
        }
    }

    @Test
    void shouldReadTheEnds() {
        final long[] mantissas = {
            0, 1, 9, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, (1L << 54) + 1, Long.MAX_VALUE
        };
        for (final long mantissa : mantissas) {
            for (int exponent = -Doubles.POWER_MAX; exponent <= 22; exponent++) {
                if (Doubles.isWithin(mantissa, exponent)) {
                    assertNearest(mantissa, exponent);
                }
            }
        }
    }

    @Test
    void shouldSayWhatItCannotTell() {
        assertFalse(Doubles.isWithin(1, 23));
        assertFalse(Doubles.isWithin((1L << 53) + 1, 0));
        assertFalse(Doubles.isWithin(1, -Doubles.POWER_MAX - 1));
        assertFalse(Doubles.isWithin(1, Long.MAX_VALUE));
    }

    private static void assertNearest(final long mantissa, final int exponent) {
        final String text = mantissa + "e" + exponent;
        assertEquals(
                Double.doubleToRawLongBits(Double.parseDouble(text)),
                Double.doubleToRawLongBits(Doubles.nearest(mantissa, exponent)),
                text);
    }
}
