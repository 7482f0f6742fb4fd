/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

/**
 * Numbers of a message without a loop over their digits. A number is told by where it begins and
 * how long it is; what is no number by the letter of RFC 8259, or has more digits than is read
 * here, is {@link #ODD}, and some other reader must say what it is.
 *
 * <p>A loop has a branch for each digit, and one that is guessed wrong at the end of most numbers.
 * Here the digits of up to eight bytes are moved to the top of a word, the point is taken out, and
 * three multiplications make one number of them: about 45 instructions and no branch that goes both
 * ways.
 */
public final class Digits {
    /** No number, or one that is not read here. Never a scaled value or the bits of a double. */
    public static final long ODD = Long.MIN_VALUE + 1;

    /** Most bytes that {@link #plain} reads. */
    public static final int PLAIN_MAX = 16;

    /** Factors for one scale: by the byte where the point is, the last for no point. */
    private static final int ROW = 16;

    private static final int NO_POINT = 8;

    private static final long ZEROS = Swar.repeat('0');

    /** Added to a digit's value it leaves the high bit clear, to anything above it sets it. */
    private static final long BEYOND_NINE = 0x7676767676767676L;

    private static final long POINT = '.' ^ '0';

    private static final long EXPONENT = 'e' ^ '0';

    /** Low byte '0', and a byte from '0' on behind it: a leading zero. */
    private static final long LEADING = 0xF0FFL;

    private static final long LEADING_ZERO = 0x3030L;

    private static final long[] POWERS = new long[19];

    /**
     * By scale, the exponent added, and place of the point: 10^(scale - digits behind it); 0 when
     * below 1, and for a point behind all digits. As long as a mask allows: no bound is checked.
     */
    private static final long[] FACTORS = new long[32 * ROW];

    private static final double[] EXACT_POWERS = new double[23];

    // By place of the point, as long as a mask of four bits allows: no bound is checked.

    /** What a double is divided by; 0 where no point may be. */
    private static final double[] DIVISORS = new double[ROW];

    private static final long[] DECIMALS = new long[ROW];

    /** The bytes before the point; none where there is no point. */
    private static final long[] BEFORE = new long[ROW];

    /** The bytes behind the point; all where there is no point. */
    private static final long[] BEHIND = new long[ROW];

    /** The byte of the point, and what a point is there. */
    private static final long[] POINT_MASKS = new long[ROW];

    private static final long[] POINTS = new long[ROW];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        EXACT_POWERS[0] = 1;
        for (int i = 1; i < EXACT_POWERS.length; i++) {
            EXACT_POWERS[i] = EXACT_POWERS[i - 1] * 10;
        }
        for (int place = 0; place <= NO_POINT; place++) {
            final int decimals = place == NO_POINT ? 0 : 7 - place;
            final boolean isPoint = place != NO_POINT;
            DECIMALS[place] = decimals;
            BEFORE[place] = isPoint ? Swar.mask(place) : 0;
            BEHIND[place] = isPoint ? ~Swar.mask(place + 1) : -1L;
            POINT_MASKS[place] = isPoint ? 0xFFL << (place << 3) : 0;
            POINTS[place] = isPoint ? POINT << (place << 3) : 0;
            if (place == NO_POINT - 1) {
                // A point behind all digits.
                continue;
            }
            DIVISORS[place] = EXACT_POWERS[decimals];
            for (int scale = decimals; scale < POWERS.length; scale++) {
                FACTORS[scale * ROW + place] = POWERS[scale - decimals];
            }
        }
    }

    private Digits() {}

    /**
     * The plain number in the first {@code bits / 8} bytes of the word, from 1 to 8, times
     * 10^{@code scale}: no sign, no exponent, no decimals beyond the scale.
     */
    public static long scaled(final long word, final int bits, final int scale) {
        final long digits = (word ^ ZEROS) << -bits;
        final long points = beyondNine(digits);
        final int place = place(points);
        final long factor = FACTORS[scale * ROW + place & FACTORS.length - 1];
        if (factor == 0 || (flaws(digits, points, place) | head(word)) != 0) {
            return ODD;
        }
        return value(withoutPoint(digits, place)) * factor;
    }

    /**
     * As {@link #scaled}, of a number that ends with e and one digit, as 6.0e4 does, and has room
     * for both behind a digit.
     */
    public static long scaledExponent(final long word, final int bits, final int scale) {
        final long all = (word ^ ZEROS) << -bits;
        final int power = (int) (all >>> 56);
        final long digits = all << 16;
        final long points = beyondNine(digits);
        final int place = place(points);
        if (bits < 3 * 8 || (all >>> 48 & 0xFF) != EXPONENT || power > 9) {
            return ODD;
        }
        final long factor = FACTORS[(scale + power) * ROW + place & FACTORS.length - 1];
        if (factor == 0 || (flaws(digits, points, place) | head(word)) != 0) {
            return ODD;
        }
        final long value = value(withoutPoint(digits, place));
        final long product = value * factor;
        return product < 0 || Math.multiplyHigh(value, factor) != 0 ? ODD : product;
    }

    /**
     * The integer of 9 to 15 digits whose first eight are the first word, and the rest the first
     * {@code bits / 8} bytes of the second one.
     */
    public static long integer(final long first, final long second, final int bits) {
        final long high = first ^ ZEROS;
        final long low = (second ^ ZEROS) << -bits;
        if ((beyondNine(high) | beyondNine(low) | (high & 0xFF) - 1 & Long.MIN_VALUE) != 0) {
            return ODD;
        }
        return value(high) * POWERS[bits >>> 3] + value(low);
    }

    /**
     * As {@link #scaled}, as the bits of the nearest double: a quotient of two exact doubles is
     * rounded once. A minus is read, too.
     */
    public static long analytic(final long signedWord, final int signedBits) {
        final long minus = ((signedWord & 0xFF ^ '-') - 1) >>> 63;
        final int shift = (int) minus << 3;
        final long word = signedWord >>> shift;
        final long digits = (word ^ ZEROS) << shift - signedBits;
        final long points = beyondNine(digits);
        final int place = place(points);
        final double divisor = DIVISORS[place];
        if (divisor == 0 || (flaws(digits, points, place) | head(word)) != 0) {
            return ODD;
        }
        final double magnitude = value(withoutPoint(digits, place)) / divisor;
        return Double.doubleToRawLongBits(magnitude) | minus << 63;
    }

    /** As {@link #plain(byte[], int, int)}, of the first {@code bits / 8} bytes of the word. */
    static long plain(final long word, final int bits) {
        final long digits = (word ^ ZEROS) << -bits;
        final long points = beyondNine(digits);
        final int place = place(points);
        if ((flaws(digits, points, place) | head(word) | points & Long.MIN_VALUE) != 0) {
            return ODD;
        }
        return value(withoutPoint(digits, place)) << 5 | DECIMALS[place];
    }

    /** Digits of up to 16 bytes, from 9 on, and where their point is; see {@link #mantissa}. */
    static long plain(final byte[] source, final int at, final int length) {
        final long first = Swar.word(source, at);
        final long high = (first ^ ZEROS) << (PLAIN_MAX - length << 3);
        final long low = Swar.word(source, at + length - Swar.WORD) ^ ZEROS;
        final long highPoints = beyondNine(high);
        final long lowPoints = beyondNine(low);
        final long highRest = takeOut(high, highPoints);
        final long lowRest = takeOut(low, lowPoints);
        // A point may be the last byte of the upper part, but not of the number.
        if ((inner(highRest, highPoints) | faults(lowRest, lowPoints) | head(first)) != 0) {
            return ODD;
        }
        final long upper = value(closed(highRest, highPoints));
        final long lower = value(closed(lowRest, lowPoints));
        if (lowPoints == 0) {
            final long mantissa = upper * 100_000_000L + lower;
            return highPoints == 0
                    ? mantissa << 5
                    : mantissa << 5 | 15 - (Long.numberOfTrailingZeros(highPoints) >>> 3);
        }
        if (highPoints != 0) {
            return ODD;
        }
        return upper * 10_000_000L + lower << 5 | 7 - (Long.numberOfTrailingZeros(lowPoints) >>> 3);
    }

    /** The digits of a {@link #plain} number as one integer: less than 10^16. */
    static long mantissa(final long plain) {
        return plain >> 5;
    }

    /** How many of them stand behind the point. */
    static int decimals(final long plain) {
        return (int) plain & 31;
    }

    /** 10^{@code power}, from 0 to 18. */
    static long power(final int power) {
        return POWERS[power];
    }

    /** 10^{@code power}, from 0 to 22, which a double holds exactly. */
    static double exactPower(final int power) {
        return EXACT_POWERS[power];
    }

    /** The high bit of each byte that is no digit's value. */
    private static long beyondNine(final long digits) {
        return (digits + BEYOND_NINE | digits) & Swar.HIGH_BITS;
    }

    /** In which byte the point is; {@link #NO_POINT} for none. */
    private static int place(final long points) {
        return Long.numberOfTrailingZeros(points) >>> 3 & ROW - 1;
    }

    /** Not 0 when a marked byte is no point, or is a second one. */
    private static long flaws(final long digits, final long points, final int place) {
        return digits & POINT_MASKS[place] ^ POINTS[place] | points & points - 1;
    }

    /** The digits before the point move up by the byte that it took. */
    private static long withoutPoint(final long digits, final int place) {
        return (digits & BEFORE[place]) << 8 | digits & BEHIND[place];
    }

    /** Makes each marked byte zero that is a point; any other stays beyond nine. */
    private static long takeOut(final long digits, final long points) {
        final long units = points >>> 7;
        // '.' ^ '0' is 0x1E.
        return digits ^ (units << 5) - (units << 1);
    }

    /** Not 0 when there is a byte beyond nine, a second point, or one behind all digits. */
    private static long faults(final long rest, final long points) {
        return inner(rest, points) | points & Long.MIN_VALUE;
    }

    /** As {@link #faults}, but a point may be the last byte. */
    private static long inner(final long rest, final long points) {
        // A marked byte that was no point is not zero now, though it may look like a digit.
        final long units = points >>> 7;
        final long noPoint = rest & (units << 8) - units;
        return beyondNine(rest) | noPoint | points & points - 1;
    }

    /** Not 0 when the first byte is before '0', as a point is, or a zero before a digit. */
    private static long head(final long word) {
        final long leading = (word & LEADING ^ LEADING_ZERO) - 1;
        return (leading | (word & 0xFF) - '0') & Long.MIN_VALUE;
    }

    /** Closes the gap that the point left: the digits before it move up. */
    private static long closed(final long rest, final long points) {
        final long before = (points >>> 7) - 1;
        final int shift = (int) (-points >>> 63) << 3;
        return (rest & before) << shift | rest & ~before;
    }

    /** The number that eight digits make, the first in the lowest byte: pairs, fours, eight. */
    private static long value(final long digits) {
        final long pairs = digits * 2561 >>> 8 & 0x00FF00FF00FF00FFL;
        final long fours = pairs * 6553601 >>> 16 & 0x0000FFFF0000FFFFL;
        return fours * 42949672960001L >>> 32;
    }
}
