/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.swar.Swar;
import java.util.Arrays;

/** The beginning of a message up to the name of its channel. Immutable. */
final class Prefix {
    /** Longer than any message. */
    static final Prefix NONE = new Prefix(new byte[MarketEvent.RAW_SLACK], 0);

    private final byte[] bytes;
    private final long[] words;
    private final int length;

    /** The first {@code length} bytes of the message. */
    Prefix(final byte[] raw, final int length) {
        bytes = Arrays.copyOf(raw, length);
        this.length = length == 0 ? Integer.MAX_VALUE : length;
        words = new long[length / Swar.WORD + 1];
        for (int i = 0; i < words.length; i++) {
            // The last word ends where the prefix does, and overlaps the one before.
            words[i] = length < Swar.WORD ? 0 : Swar.word(raw, offset(i, length));
        }
    }

    int length() {
        return length;
    }

    boolean isOf(final byte[] raw, final int count) {
        return Arrays.equals(bytes, 0, bytes.length, raw, 0, count);
    }

    /** True when the message begins so; 8 bytes at a time, and one branch for all of them. */
    boolean isAt(final byte[] raw, final int rawLength) {
        if (rawLength < length) {
            return false;
        }
        final long[] expected = words;
        final int last = expected.length - 1;
        long rest = Swar.word(raw, length - Swar.WORD) ^ expected[last];
        for (int i = 0; i < last; i++) {
            rest |= Swar.word(raw, i << 3) ^ expected[i];
        }
        return rest == 0;
    }

    private static int offset(final int index, final int length) {
        return Math.min(index * Swar.WORD, length - Swar.WORD);
    }
}
