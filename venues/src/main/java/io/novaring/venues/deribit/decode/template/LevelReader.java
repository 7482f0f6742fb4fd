/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.swar.Digits;
import io.novaring.codec.swar.NumberReader;
import io.novaring.codec.swar.Swar;

/**
 * Reads one side of a book: {@code [[action,price,amount],...]}. Where a level ends is found from
 * where it begins by its bracket alone, while what is in it is read: levels overlap in the
 * processor, and the chain from one to the next is a load and a dozen cheap operations.
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
            final int end = end(raw, at, second);
            if (other != 0 || end < 0) {
                return TemplateRunner.MISS;
            }
            // Bit 3 of 'n' is set, of 'c' and 'd' it is not: 7 bytes, or 10.
            final int start = at + 10 - ((int) (head >>> 19) & 1) * 3;

            final long priceWord = Swar.word(raw, start);
            final long comma = Swar.matches(priceWord, COMMAS);
            int priceBits = Swar.bitsBefore(comma);
            if (comma == 0) {
                priceBits += Swar.bitsBefore(Swar.matches(Swar.word(raw, start + 8), COMMAS));
            }
            final int amountAt = start + (priceBits >>> 3) + 1;
            final int amountBits = end - amountAt << 3;
            if (amountBits <= 0) {
                return TemplateRunner.MISS;
            }
            long price = comma == 0 ? Digits.ODD : Digits.scaled(priceWord, priceBits, SCALE);
            if (price == Digits.ODD) {
                price = numbers.scaled(raw, start, priceBits >>> 3, SCALE);
            }
            long amount =
                    amountBits > 64
                            ? Digits.ODD
                            : Digits.scaled(Swar.word(raw, amountAt), amountBits, SCALE);
            if (amount == Digits.ODD) {
                amount = numbers.scaled(raw, amountAt, amountBits >>> 3, SCALE);
            }
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

    /** Where the bracket of the level is, at most 40 bytes from its beginning; negative if not. */
    private static int end(final byte[] raw, final int at, final long second) {
        final int inSecond = Long.numberOfTrailingZeros(Swar.matches(second, BRACKETS)) >>> 3;
        final int inThird =
                Long.numberOfTrailingZeros(Swar.matches(Swar.word(raw, at + 16), BRACKETS)) >>> 3;
        final int inFourth =
                Long.numberOfTrailingZeros(Swar.matches(Swar.word(raw, at + 24), BRACKETS)) >>> 3;
        // Eight for none: then the next word's counts, too.
        final int noSecond = -(inSecond >>> 3);
        final int noThird = noSecond & -(inThird >>> 3);
        final int in = inSecond + (inThird & noSecond) + (inFourth & noThird);
        if (in < 24) {
            return at + 8 + in;
        }
        final long fifth = Swar.matches(Swar.word(raw, at + 32), BRACKETS);
        return fifth == 0 ? TemplateRunner.MISS : at + 32 + (Swar.bitsBefore(fifth) >>> 3);
    }

    private static long wordOf(final String text) {
        long word = 0;
        for (int i = Swar.WORD - 1; i >= 0; i--) {
            word = word << 8 | text.charAt(i);
        }
        return word;
    }
}
