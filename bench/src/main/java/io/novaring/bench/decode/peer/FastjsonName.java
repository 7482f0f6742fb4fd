/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import com.alibaba.fastjson2.JSONReader;
import java.nio.charset.StandardCharsets;

/**
 * A field's name behind its first three letters, as {@code nextIfName4Match} takes it: words of the
 * letters, the quote and the colon. Held in static finals, so that the compiler knows the words.
 */
record FastjsonName(int length, long first, long second, long third) {
    static FastjsonName of(final String name) {
        final byte[] bytes = (name + "\":").getBytes(StandardCharsets.US_ASCII);
        return new FastjsonName(
                name.length(), word(bytes, 3, 8), word(bytes, 11, 8), word(bytes, 19, 8));
    }

    private static long word(final byte[] bytes, final int offset, final int count) {
        long word = 0;
        for (int i = Math.min(offset + count, bytes.length) - 1; i >= offset; i--) {
            word = word << 8 | bytes[i];
        }
        return word;
    }

    /** Consumes the name when it is this one; its first four bytes, quote included, must match. */
    static boolean matches(final JSONReader reader, final FastjsonName name) {
        final int first = (int) name.first;
        final int second = (int) name.second;
        return switch (name.length) {
            case 4 -> reader.nextIfName4Match4((byte) first);
            case 5 -> reader.nextIfName4Match5(first);
            case 6 -> reader.nextIfName4Match6(first);
            case 7 -> reader.nextIfName4Match7(first);
            case 9 -> reader.nextIfName4Match9(name.first);
            case 10 -> reader.nextIfName4Match10(name.first);
            case 11 -> reader.nextIfName4Match11(name.first);
            case 13 -> reader.nextIfName4Match13(name.first, second);
            case 14 -> reader.nextIfName4Match14(name.first, second);
            case 15 -> reader.nextIfName4Match15(name.first, second);
            case 16 -> reader.nextIfName4Match16(name.first, second, (byte) (name.second >> 32));
            case 24 ->
                    reader.nextIfName4Match24(
                            name.first, name.second, (int) name.third, (byte) (name.third >> 32));
            case 3 -> reader.nextIfName4Match3();
            case 6 + 6 -> reader.nextIfName4Match12(name.first, (byte) second);
            default -> throw new IllegalArgumentException("no match for names of " + name.length);
        };
    }
}
