/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

/** The double nearest to a decimal number, half to even. */
public final class Doubles {
    /** Most decimals that {@link #quotient} takes. */
    public static final int POWER_MAX = 27;

    /** Largest mantissa that a double holds whatever its last digit is. */
    private static final long EXACT_MAX = 1L << 53;

    private static final int EXACT_POWER_MAX = 22;

    private static final int QUOTIENT_BITS = 55;

    private static final long[] POWERS_OF_FIVE = new long[POWER_MAX + 1];

    static {
        POWERS_OF_FIVE[0] = 1;
        for (int i = 1; i < POWERS_OF_FIVE.length; i++) {
            POWERS_OF_FIVE[i] = POWERS_OF_FIVE[i - 1] * 5;
        }
    }

    private Doubles() {}

    /** True when {@link #nearest} can tell: the others need more than 64 bits. */
    public static boolean isWithin(final long mantissa, final long exponent) {
        return mantissa == 0
                || exponent < 0 && exponent >= -POWER_MAX
                || mantissa <= EXACT_MAX && exponent >= 0 && exponent <= EXACT_POWER_MAX;
    }

    /** {@code mantissa * 10^exponent}, correctly rounded; see {@link #isWithin}. */
    public static double nearest(final long mantissa, final int exponent) {
        if (mantissa == 0) {
            return 0;
        }
        // Two exact operands, one rounding: correct.
        if (mantissa <= EXACT_MAX && exponent >= -EXACT_POWER_MAX) {
            return exponent < 0
                    ? mantissa / Digits.exactPower(-exponent)
                    : mantissa * Digits.exactPower(exponent);
        }
        return quotient(mantissa, -exponent);
    }

    /**
     * {@code mantissa / 10^power}, correctly rounded: 10^power is 5^power shifted, so a long
     * division by 5^power gives 55 bits or more, and what remains says on which side of a tie the
     * number is.
     */
    private static double quotient(final long mantissa, final int power) {
        final long divisor = POWERS_OF_FIVE[power];
        long quotient = mantissa / divisor;
        long remainder = mantissa % divisor;
        int shift = 0;
        while (quotient < 1L << QUOTIENT_BITS - 1 && remainder != 0) {
            // As many bits at a time as the remainder leaves free: three or four divisions.
            final int step =
                    Math.min(
                            Long.numberOfLeadingZeros(remainder),
                            Long.numberOfLeadingZeros(quotient) - 1);
            remainder <<= step;
            quotient = quotient << step | Long.divideUnsigned(remainder, divisor);
            remainder = Long.remainderUnsigned(remainder, divisor);
            shift += step;
        }
        // The lowest bit becomes sticky; the conversion to double then rounds once, half to even.
        final double rounded = quotient | (remainder == 0 ? 0 : 1);
        return Math.scalb(rounded, -shift - power);
    }
}
