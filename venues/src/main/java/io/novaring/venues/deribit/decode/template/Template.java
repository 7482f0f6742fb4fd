/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

/**
 * The shape of a message: literals and what stands between them, as steps of ten words each. A
 * literal of up to 32 bytes is four words with a mask each, so that all are compared in the same
 * way without a branch; a longer one is more than one step. One thread.
 */
final class Template {
    /** Words of one step. */
    static final int STRIDE = 10;

    /** In a step: the head, see {@link #head}. */
    static final int HEAD = 8;

    /** In a step: first byte of the literal behind the value, eight times. */
    static final int DELIMITER = 9;

    /** A column that nobody reads, the last of all kinds: for fields that fill none. */
    static final int NO_COLUMN = 63;

    /** Most bytes of the literal of one step. */
    static final int LITERAL_MAX = 32;

    final FrameKind kind;

    /**
     * What stands before the channel's name in messages of this shape: behind another beginning,
     * the same rest may be another message.
     */
    final Prefix prefix;

    final long[] program;

    /** Values of the message that is read, by column; of columns it does not have: absent. */
    final long[] values;

    /** Where in the program a row begins. */
    final int rowStart;

    /** How often it fitted, halved from time to time: the one used least makes room. */
    int uses;

    /** Flags that the message gives itself by a word that is a part of its shape. */
    final int flags;

    Template(
            final FrameKind kind,
            final Prefix prefix,
            final long[] program,
            final long[] values,
            final int rowStart,
            final int flags) {
        this.kind = kind;
        this.prefix = prefix;
        this.program = program;
        this.values = values;
        this.rowStart = rowStart;
        this.flags = flags;
    }

    static long head(final int literalLength, final int op, final int column, final int scale) {
        return literalLength | op << 8 | (long) column << 16 | (long) scale << 24;
    }

    static int literalLength(final long head) {
        return (int) head & 0xFF;
    }

    static int op(final long head) {
        return (int) head >>> 8 & 0xFF;
    }

    static int column(final long head) {
        return (int) head >>> 16 & 0xFF;
    }

    static int scale(final long head) {
        return (int) (head >>> 24);
    }
}
