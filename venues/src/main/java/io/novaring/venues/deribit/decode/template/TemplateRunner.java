/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import io.novaring.codec.swar.Digits;
import io.novaring.codec.swar.NumberReader;
import io.novaring.codec.swar.Swar;

/**
 * Reads a message by a template: every literal is compared, every value is read to its end, and the
 * first thing that is not as expected ends the attempt. One thread; allocates nothing.
 *
 * <p>No byte is looked at beyond the slack behind the message: a step begins within the message,
 * and looks at 64 bytes at most. What stands in the slack is left from other messages and may look
 * right; then the attempt ends behind the message, not at its end, and has failed.
 */
final class TemplateRunner {
    /** The message has another shape, or something in it is not plain. */
    static final int MISS = -1;

    private static final long QUOTES = Swar.repeat('"');
    private static final long BACKSLASHES = Swar.repeat('\\');
    private static final long BLANKS = Swar.repeat(' ');
    private static final long HIGH_BITS = Swar.repeat('\u0080');

    private static final long BUY = 'b' | 'u' << 8 | 'y' << 16;
    private static final long SELL = 's' | 'e' << 8 | 'l' << 16 | (long) 'l' << 24;

    private final SymbolTable instruments;
    private final NumberReader numbers = new NumberReader();
    private final LevelReader levels = new LevelReader(numbers);

    TemplateRunner(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    /** Reads what stands behind the channel's name; the offset behind it, or {@link #MISS}. */
    boolean run(
            final Template template,
            final Channel channel,
            final int from,
            final MarketEvent event) {
        final byte[] raw = event.raw;
        final int length = event.rawLength;
        final long[] program = template.program;
        final long[] values = template.values;
        int at = from;
        int step = 0;
        while (at <= length) {
            final long head = program[step + Template.HEAD];
            final int literalLength = Template.literalLength(head);
            long rest =
                    (Swar.word(raw, at) ^ program[step]) & program[step + 1]
                            | (Swar.word(raw, at + 8) ^ program[step + 2]) & program[step + 3];
            // A template goes the same way each time: this branch costs less than two words do.
            if (literalLength > 2 * Swar.WORD) {
                rest |=
                        (Swar.word(raw, at + 16) ^ program[step + 4]) & program[step + 5]
                                | (Swar.word(raw, at + 24) ^ program[step + 6]) & program[step + 7];
            }
            if (rest != 0) {
                return false;
            }
            at += literalLength;
            switch (Template.op(head)) {
                case Op.NUMBER -> {
                    final long delimiters = program[step + Template.DELIMITER];
                    final long word = Swar.word(raw, at);
                    final long delimiter = Swar.matches(word, delimiters);
                    final int scale = Template.scale(head);
                    long value;
                    int bits = Swar.bitsBefore(delimiter);
                    if (delimiter == 0) {
                        final long second = Swar.word(raw, at + 8);
                        final int more = Swar.bitsBefore(Swar.matches(second, delimiters));
                        final long integer =
                                more == 0 || more == 64
                                        ? Digits.ODD
                                        : Digits.integer(word, second, more);
                        if (integer == Digits.ODD) {
                            bits += bitsBefore(raw, at, delimiters);
                            value = numbers.scaled(raw, at, bits >>> 3, scale);
                        } else {
                            bits += more;
                            value = NumberReader.scaled(integer, scale);
                        }
                    } else {
                        value = Digits.scaled(word, bits, scale);
                        if (value == Digits.ODD) {
                            value = Digits.scaledExponent(word, bits, scale);
                        }
                        if (value == Digits.ODD) {
                            value = numbers.scaled(raw, at, bits >>> 3, scale);
                        }
                    }
                    if (value == Digits.ODD) {
                        return false;
                    }
                    values[Template.column(head)] = value;
                    at += bits >>> 3;
                }
                case Op.ANALYTIC -> {
                    final long delimiters = program[step + Template.DELIMITER];
                    final long word = Swar.word(raw, at);
                    final long delimiter = Swar.matches(word, delimiters);
                    long value;
                    int bits = Swar.bitsBefore(delimiter);
                    if (delimiter == 0) {
                        bits += bitsBefore(raw, at, delimiters);
                        value = numbers.analytic(raw, at, bits >>> 3);
                    } else {
                        value = Digits.analytic(word, bits);
                        if (value == Digits.ODD) {
                            value = numbers.analytic(raw, at, bits >>> 3);
                        }
                    }
                    if (value == Digits.ODD) {
                        return false;
                    }
                    values[Template.column(head)] = value;
                    at += bits >>> 3;
                }
                case Op.TEXT -> {
                    final int end = endOfText(raw, at, length);
                    if (end < 0) {
                        return false;
                    }
                    values[Template.column(head)] = Text.of(at, end - at);
                    at = end;
                }
                case Op.INSTRUMENT -> {
                    final long[] name = channel.instrument;
                    final int nameLength = channel.instrumentLength;
                    if (nameLength == 0) {
                        final int end = endOfText(raw, at, length);
                        final int id = end < 0 ? MISS : instruments.lookup(raw, at, end - at);
                        if (id < 0) {
                            return false;
                        }
                        values[Template.column(head)] = id;
                        at = end;
                        break;
                    }
                    final long other =
                            (Swar.word(raw, at) ^ name[0]) & name[1]
                                    | (Swar.word(raw, at + 8) ^ name[2]) & name[3]
                                    | (Swar.word(raw, at + 16) ^ name[4]) & name[5]
                                    | (Swar.word(raw, at + 24) ^ name[6]) & name[7];
                    if (other != 0) {
                        return false;
                    }
                    values[Template.column(head)] = channel.instrumentId;
                    at += nameLength;
                }
                case Op.DIRECTION -> {
                    final long word = Swar.word(raw, at);
                    // 'b' is even and 's' is odd: no branch on a side that nobody can guess.
                    final int side = (int) word & 1;
                    final long other = word ^ (side == 0 ? BUY : SELL);
                    if ((other & (0xFFFFFF | 0xFF00_0000L * side)) != 0) {
                        return false;
                    }
                    values[Template.column(head)] = side;
                    at += 3 + side;
                }
                case Op.BIDS -> at = levels.read(raw, at, length, event.bids);
                case Op.ASKS -> at = levels.read(raw, at, length, event.asks);
                case Op.ROW_END -> {
                    if (!TradeColumn.commitRow(values, event.trades)) {
                        return false;
                    }
                    if (raw[at] == ',') {
                        at++;
                        step = template.rowStart - Template.STRIDE;
                    }
                }
                case Op.END -> {
                    return at == length;
                }
                default -> {}
            }
            if (at < 0) {
                return false;
            }
            step += Template.STRIDE;
        }
        return false;
    }

    /** Bits from the second word on to the first delimiter, 128 and more when there is none. */
    private static int bitsBefore(final byte[] raw, final int at, final long delimiters) {
        final long second = Swar.matches(Swar.word(raw, at + 8), delimiters);
        if (second != 0) {
            return Swar.bitsBefore(second);
        }
        final long third = Swar.matches(Swar.word(raw, at + 16), delimiters);
        return 64
                + (third != 0
                        ? Swar.bitsBefore(third)
                        : 64 + Swar.bitsBefore(Swar.matches(Swar.word(raw, at + 24), delimiters)));
    }

    /** Offset of the quote that ends a plain text: no escape, no control character, ASCII. */
    private static int endOfText(final byte[] raw, final int from, final int length) {
        int at = from;
        while (at <= length) {
            final long word = Swar.word(raw, at);
            final long quote = Swar.matches(word, QUOTES);
            final long odd =
                    Swar.matches(word, BACKSLASHES) | (word - BLANKS & ~word | word) & HIGH_BITS;
            // All bytes before the quote: no byte is before none, all are when there is none.
            if ((odd & (quote & -quote) - 1) != 0) {
                return MISS;
            }
            if (quote != 0) {
                return at + (Swar.bitsBefore(quote) >>> 3);
            }
            at += Swar.WORD;
        }
        return MISS;
    }
}
