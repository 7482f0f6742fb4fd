/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.swar.Swar;
import java.util.Arrays;

/** Writes the steps of a template: what stands between two values becomes a literal. Reused. */
final class TemplateWriter {
    /** More steps than any real message has. */
    private static final int STEPS_MAX = 96;

    private final long[] program = new long[STEPS_MAX * Template.STRIDE];
    private byte[] raw;
    private int size;

    /** Where the literal begins that is not written yet. */
    private int from;

    private int rowStart;

    /** Starts anew, behind the channel's name of this message. */
    void begin(final byte[] message, final int offset) {
        raw = message;
        from = offset;
        size = 0;
        rowStart = 0;
    }

    /** True when these are the steps of that template. */
    boolean isOf(final Template template) {
        return Arrays.equals(program, 0, size, template.program, 0, template.program.length);
    }

    /** A value of this kind stands in {@code [start, end)}; false when there is no room for it. */
    boolean value(final int op, final int column, final int scale, final int start, final int end) {
        while (start - from > Template.LITERAL_MAX) {
            if (!step(Template.LITERAL_MAX, Op.NONE, 0, 0)) {
                return false;
            }
        }
        final boolean isWritten = step(start - from, op, column, scale);
        from = end;
        return isWritten;
    }

    /** A row begins at {@code start}: the next step is the first of it. */
    boolean rowStart(final int start) {
        final boolean isWritten = value(Op.NONE, 0, 0, start, start);
        rowStart = size;
        return isWritten;
    }

    /** Goes on behind {@code end}: what was between is read by steps already written. */
    void passTo(final int end) {
        from = end;
    }

    int rowStart() {
        return rowStart;
    }

    long[] program() {
        return Arrays.copyOf(program, size);
    }

    private boolean step(final int length, final int op, final int column, final int scale) {
        if (size == program.length) {
            return false;
        }
        program[size + Template.DELIMITER] = 0;
        if (size > 0) {
            // The value before ends where this literal begins.
            final char delimiter = (char) (raw[from] & 0xFF);
            program[size - Template.STRIDE + Template.DELIMITER] = Swar.repeat(delimiter);
        }
        for (int i = 0; i < Template.LITERAL_MAX / Swar.WORD; i++) {
            final int rest = Math.max(0, length - i * Swar.WORD);
            final long mask = Swar.mask(rest);
            program[size + 2 * i] = Swar.word(raw, from + i * Swar.WORD) & mask;
            program[size + 2 * i + 1] = mask;
        }
        program[size + Template.HEAD] = Template.head(length, op, column, scale);
        size += Template.STRIDE;
        from += length;
        return true;
    }
}
