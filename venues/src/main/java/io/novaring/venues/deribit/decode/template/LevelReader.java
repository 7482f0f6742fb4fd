/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.swar.Digits;
import io.novaring.codec.swar.NumberReader;
import io.novaring.codec.swar.Swar;

/**
 * Reads one side of a book: {@code [[action,price,amount],...]}. From one level to the next it is
 * two loads and two dozen cheap operations; the numbers are made of what was loaded meanwhile.
 */
final class LevelReader {
    private static final int SCALE = 9;

    private static final long COMMAS = Swar.repeat(',');
    private static final long BRACKETS = Swar.repeat(']');

    // By the low two bits of the third byte: d is 0, n is 2, c is 3.
    private static final byte[] ACTIONS = {
        LevelColumns.DELETE, LevelColumns.DELETE, LevelColumns.NEW, LevelColumns.CHANGE
    };
    private static final long[] HEADS = {
        wordOf("[\"delete"), 0, wordOf("[\"new\",\0"), wordOf("[\"change")
    };
    private static final long[] HEAD_MASKS = {-1L, 0, Swar.mask(7), -1L};
    private static final long[] TAILS = {
        wordOf("\",\0\0\0\0\0\0"), 1, 0, wordOf("\",\0\0\0\0\0\0")
    };
    private static final long[] TAIL_MASKS = {Swar.mask(2), -1L, 0, Swar.mask(2)};

    private final NumberReader numbers;

    LevelReader(final NumberReader numbers) {
        this.numbers = numbers;
    }

    /** The offset behind the side, which begins at {@code from}, or {@link TemplateRunner#MISS}. */
    int read(final byte[] raw, final int from, final int length, final LevelColumns levels) {
        if (raw[from] != '[') {
            return TemplateRunner.MISS;
        }
        int at = from + 1;
        if (raw[at] == ']') {
            return at + 1;
        }
        int count = 0;
        int capacity = levels.capacity();
        while (at <= length) {
            final long head = Swar.word(raw, at);
            final long second = Swar.word(raw, at + 8);
            final int action = (int) (head >>> 16) & 3;
            final long other =
                    (head ^ HEADS[action]) & HEAD_MASKS[action]
                            | (second ^ TAILS[action]) & TAIL_MASKS[action];
            if (other != 0) {
                return TemplateRunner.MISS;
            }
            // Bit 3 of 'n' is set, of 'c' and 'd' it is not: 7 bytes, or 10.
            final int start = at + 10 - ((int) (head >>> 19) & 1) * 3;

            final long priceWord = Swar.word(raw, start);
            final long comma = Swar.matches(priceWord, COMMAS);
            int priceBits = Swar.bitsBefore(comma);
            if (comma == 0) {
                priceBits += Swar.bitsBefore(Swar.matches(Swar.word(raw, start + 8), COMMAS));
                if (raw[start + (priceBits >>> 3)] != ',') {
                    return TemplateRunner.MISS;
                }
            }
            final int amountAt = start + (priceBits >>> 3) + 1;
            final long amountWord = Swar.word(raw, amountAt);
            final long bracket = Swar.matches(amountWord, BRACKETS);
            int amountBits = Swar.bitsBefore(bracket);
            if (bracket == 0) {
                amountBits += Swar.bitsBefore(Swar.matches(Swar.word(raw, amountAt + 8), BRACKETS));
                if (raw[amountAt + (amountBits >>> 3)] != ']') {
                    return TemplateRunner.MISS;
                }
            }
            final int end = amountAt + (amountBits >>> 3);
            final long price =
                    comma == 0
                            ? numbers.scaled(raw, start, priceBits >>> 3, SCALE)
                            : scaled(raw, start, priceWord, priceBits);
            final long amount =
                    bracket == 0
                            ? numbers.scaled(raw, amountAt, amountBits >>> 3, SCALE)
                            : scaled(raw, amountAt, amountWord, amountBits);
            if (price <= Digits.ODD || amount <= Digits.ODD) {
                return TemplateRunner.MISS;
            }
            levels.put(count++, ACTIONS[action], price, amount);
            if (count == capacity) {
                levels.resize(count);
                capacity = levels.capacity();
            }
            at = end + 2;
            if (raw[end + 1] != ',') {
                levels.resize(count);
                return raw[end + 1] == ']' ? at : TemplateRunner.MISS;
            }
        }
        return TemplateRunner.MISS;
    }

    /** The number of up to eight bytes; those that people trade in, first. */
    private long scaled(final byte[] raw, final int at, final long word, final int bits) {
        long value = Digits.scaled(word, bits, SCALE);
        if (value == Digits.ODD) {
            value = Digits.scaledExponent(word, bits, SCALE);
        }
        return value != Digits.ODD ? value : numbers.scaled(raw, at, bits >>> 3, SCALE);
    }

    private static long wordOf(final String text) {
        long word = 0;
        for (int i = Swar.WORD - 1; i >= 0; i--) {
            word = word << 8 | text.charAt(i);
        }
        return word;
    }
}
