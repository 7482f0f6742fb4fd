/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What DSL-JSON does not check inside a string: raw control characters and escapes. The ranges
 * given are the bytes between the quotes; eight bytes behind a range must be readable.
 */
final class JsonStrings {
    /** Nothing but plain bytes: the range is the text. */
    static final int PLAIN = 0;

    /** Well formed, with escapes: the text is {@link #unescape unescaped} when it matters. */
    static final int ESCAPED = 1;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long BLANKS = ' ' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long TOP_BITS = 0x80 * ONES;

    private static final int REPLACEMENT = 0xFFFD;

    private JsonStrings() {}

    /** {@link #PLAIN}, {@link #ESCAPED}, or the bitwise complement of where the fault is. */
    static int check(final byte[] bytes, final int start, final int end) {
        int at = start;
        for (; at + 8 <= end; at += 8) {
            if (special((long) WORDS.get(bytes, at))) {
                return checkSlowly(bytes, at, end);
            }
        }
        if (at < end) {
            // The last 1 to 7 bytes, moved up; blanks below them stand for "nothing special".
            final int gap = 8 - (end - at) << 3;
            final long rest = (long) WORDS.get(bytes, at) << gap | BLANKS >>> 64 - gap;
            if (special(rest)) {
                return checkSlowly(bytes, at, end);
            }
        }
        return PLAIN;
    }

    /** True when a byte is a backslash or below the blank. Borrows only follow a true hit. */
    private static boolean special(final long word) {
        final long slash = word ^ BACKSLASHES;
        return ((word - BLANKS & ~word | slash - ONES & ~slash) & TOP_BITS) != 0;
    }

    private static int checkSlowly(final byte[] bytes, final int start, final int end) {
        int result = PLAIN;
        int at = start;
        while (at < end) {
            final byte b = bytes[at];
            if (b >= 0 && b < ' ') {
                return ~at;
            }
            if (b == '\\') {
                final int length = escapeLength(bytes, at, end);
                if (length == 0) {
                    return ~at;
                }
                result = ESCAPED;
                at += length;
            } else {
                at++;
            }
        }
        return result;
    }

    private static int escapeLength(final byte[] bytes, final int at, final int end) {
        if (at + 1 >= end) {
            return 0;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> at + 6 <= end && hex(bytes, at + 2) >= 0 ? 6 : 0;
            default -> 0;
        };
    }

    /**
     * Writes the text of a checked range to {@code target}, which must hold as many bytes as the
     * range; returns how many were written. Half a surrogate pair becomes a replacement character.
     */
    static int unescape(final byte[] bytes, final int start, final int end, final byte[] target) {
        int length = 0;
        int at = start;
        while (at < end) {
            final byte b = bytes[at];
            if (b != '\\') {
                target[length++] = b;
                at++;
            } else if (bytes[at + 1] != 'u') {
                target[length++] = plain(bytes[at + 1]);
                at += 2;
            } else {
                final int unit = hex(bytes, at + 2);
                at += 6;
                int point = unit;
                if (unit >= 0xD800 && unit <= 0xDFFF) {
                    point = REPLACEMENT;
                    if (unit < 0xDC00
                            && at + 6 <= end
                            && bytes[at] == '\\'
                            && bytes[at + 1] == 'u') {
                        final int low = hex(bytes, at + 2);
                        if (low >= 0xDC00 && low <= 0xDFFF) {
                            point = Character.toCodePoint((char) unit, (char) low);
                            at += 6;
                        }
                    }
                }
                length = encode(point, target, length);
            }
        }
        return length;
    }

    private static byte plain(final byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    private static int encode(final int point, final byte[] target, final int offset) {
        int at = offset;
        if (point < 0x80) {
            target[at++] = (byte) point;
            return at;
        }
        if (point < 0x800) {
            target[at++] = (byte) (0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                target[at++] = (byte) (0xE0 | point >> 12);
            } else {
                target[at++] = (byte) (0xF0 | point >> 18);
                target[at++] = (byte) (0x80 | point >> 12 & 0x3F);
            }
            target[at++] = (byte) (0x80 | point >> 6 & 0x3F);
        }
        target[at++] = (byte) (0x80 | point & 0x3F);
        return at;
    }

    /** The value of four hexadecimal digits, negative when they are none. */
    private static int hex(final byte[] bytes, final int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            final int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
