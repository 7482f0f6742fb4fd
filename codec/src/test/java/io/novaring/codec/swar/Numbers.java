/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;

/** A slow, obvious judge of numbers. */
final class Numbers {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    static boolean isNumber(final String text) {
        return NUMBER.matcher(text).matches();
    }

    /** True when there is no exponent. */
    static boolean isPlain(final String text) {
        return text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    /** The number times 10^scale, ODD when it is none, not exact, or does not fit. */
    static long scaled(final String text, final int scale, final boolean isSigned) {
        if (!isNumber(text) || !isSigned && (text.charAt(0) == '-' || !isPlain(text))) {
            return Digits.ODD;
        }
        final BigDecimal value = new BigDecimal(text);
        if (value.signum() == 0) {
            return !isSigned && places(text) > scale ? Digits.ODD : 0;
        }
        if (Math.abs((long) value.scale()) > 1_000) {
            return Digits.ODD;
        }
        if (!isSigned && places(text) > scale) {
            return Digits.ODD;
        }
        final BigDecimal moved = value.movePointRight(scale).stripTrailingZeros();
        if (moved.scale() > 0 || moved.toBigInteger().abs().compareTo(MAX) > 0) {
            return Digits.ODD;
        }
        return moved.longValueExact();
    }

    /** Digits behind the point. */
    static int places(final String text) {
        final int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    /** Its first eight bytes, and a comma and anything behind. */
    static long word(final String text, final Random random) {
        return Swar.word(bytes(text, random), 3);
    }

    /** The text from the fourth byte on, with anything around it. */
    static byte[] bytes(final String text, final Random random) {
        final byte[] bytes = new byte[text.length() + 64];
        random.nextBytes(bytes);
        final byte[] own = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(own, 0, bytes, 3, own.length);
        bytes[3 + own.length] = ',';
        return bytes;
    }
}
