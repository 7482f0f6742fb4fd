/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A fixed set of words, numbered in the order given: the field names of an object, or the values of
 * an enumeration. Words are plain: no quotes, backslashes or control characters. Immutable; a
 * look-up allocates nothing.
 */
public final class WordTable {
    /** The word is not in the table. */
    public static final int UNKNOWN = -1;

    /** Bytes that must be readable behind a word: words are compared eight bytes at a time. */
    static final int SLACK = 8;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int mask;
    private final int[] slots;
    private final long[] heads;
    private final long[] tails;
    private final byte[][] words;

    private WordTable(final byte[][] words) {
        this.words = words;
        // A quarter full: hardly any probe goes beyond its first slot.
        final int slotCount = Integer.highestOneBit(words.length) << 3;
        mask = slotCount - 1;
        slots = new int[slotCount];
        Arrays.fill(slots, UNKNOWN);
        heads = new long[words.length];
        tails = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            add(i);
        }
    }

    public static WordTable of(final String... words) {
        final byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            if (words[i].chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
                throw new IllegalArgumentException("not a plain word: " + words[i]);
            }
            bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
        }
        return new WordTable(bytes);
    }

    /** Number of the word, or {@link #UNKNOWN}. {@link #SLACK} bytes behind it must be readable. */
    int find(final byte[] source, final int offset, final int length) {
        final long head = head(source, offset, length);
        final long tail = tail(source, offset, length);
        int slot = slot(head, tail, length);
        while (slots[slot] != UNKNOWN) {
            final int index = slots[slot];
            if (heads[index] == head
                    && tails[index] == tail
                    && matches(index, source, offset, length)) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        return UNKNOWN;
    }

    private void add(final int index) {
        final byte[] word = Arrays.copyOf(words[index], words[index].length + SLACK);
        final int length = words[index].length;
        if (find(word, 0, length) != UNKNOWN) {
            throw new IllegalArgumentException("word given twice: index=" + index);
        }
        heads[index] = head(word, 0, length);
        tails[index] = tail(word, 0, length);
        int slot = slot(heads[index], tails[index], length);
        while (slots[slot] != UNKNOWN) {
            slot = slot + 1 & mask;
        }
        slots[slot] = index;
    }

    private boolean matches(
            final int index, final byte[] source, final int offset, final int length) {
        final byte[] word = words[index];
        // Head and tail cover up to 16 bytes, and both are known to be equal.
        return word.length == length
                && (length <= 16
                        || Arrays.equals(
                                word, 8, length - 8, source, offset + 8, offset + length - 8));
    }

    private int slot(final long head, final long tail, final int length) {
        final long mixed = (head ^ Long.rotateLeft(tail, 29) ^ length) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & mask;
    }

    private static long head(final byte[] source, final int offset, final int length) {
        final long word = (long) WORDS.get(source, offset);
        return length >= 8 ? word : word & (1L << (length << 3)) - 1;
    }

    private static long tail(final byte[] source, final int offset, final int length) {
        return length > 8 ? (long) WORDS.get(source, offset + length - 8) : 0;
    }
}
