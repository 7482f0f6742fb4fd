/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of one file that were not written yet, by column. A row is filled from its first column to
 * its last. Grows to what it is given, up to {@link #ROWS_MAX}. One thread.
 */
public final class RowBatch {
    public static final int ROWS_MAX = 2_048;

    private static final int ROWS_FIRST = 16;
    private static final int TEXT_BYTES_FIRST = 256;
    private static final int NULL_TEXT = -1;

    private final List<Column> columns;
    private final int[] textPlaces;
    private final int textCount;
    private int rows;
    private int column;

    /** By column; of a text, where it ends in the column's bytes, or NULL_TEXT. */
    private long[][] numbers;

    private byte[][] texts;
    private int[] textLengths;

    public RowBatch(final List<Column> columns) {
        this.columns = columns;
        textPlaces = new int[columns.size()];
        int count = 0;
        for (int i = 0; i < textPlaces.length; i++) {
            textPlaces[i] = columns.get(i).isText() ? count++ : NULL_TEXT;
        }
        textCount = count;
        release();
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    public boolean isFull() {
        return rows == ROWS_MAX;
    }

    /** Bytes of memory that are held. */
    public long bytes() {
        long bytes = (long) numbers.length * numbers[0].length * Long.BYTES;
        for (final byte[] text : texts) {
            bytes += text.length;
        }
        return bytes;
    }

    public void clear() {
        rows = 0;
        column = 0;
        Arrays.fill(textLengths, 0);
    }

    /** As {@link #clear}, and gives the memory back. */
    public void release() {
        numbers = new long[columns.size()][ROWS_FIRST];
        texts = new byte[textCount][TEXT_BYTES_FIRST];
        textLengths = new int[textCount];
        clear();
    }

    /** The next column of a number, time, flag, word or symbol; ABSENT for none. */
    public RowBatch number(final long value) {
        if (columns.get(column).isText() || columns.get(column).type() == ColumnType.DOUBLE) {
            throw misplaced();
        }
        numbers[column++][rows] = value;
        return this;
    }

    /** The next column of a word or symbol by its number, below 0 for none. */
    public RowBatch code(final int value) {
        return number(value < 0 ? MarketEvent.ABSENT : value);
    }

    public RowBatch flag(final boolean value) {
        return number(value ? 1 : 0);
    }

    /** The next column of a double; NaN for none. */
    public RowBatch real(final double value) {
        if (columns.get(column).type() != ColumnType.DOUBLE) {
            throw misplaced();
        }
        numbers[column++][rows] = Double.doubleToRawLongBits(value);
        return this;
    }

    /** The next column of a text: a range of these bytes, or Text.ABSENT. */
    public RowBatch text(final byte[] source, final long range) {
        final int place = textPlaces[column];
        if (place < 0) {
            throw misplaced();
        }
        if (range == Text.ABSENT) {
            numbers[column++][rows] = NULL_TEXT;
            return this;
        }
        final int length = Text.length(range);
        final int end = textLengths[place] + length;
        if (end > texts[place].length) {
            texts[place] = Arrays.copyOf(texts[place], Math.max(end, texts[place].length << 1));
        }
        System.arraycopy(source, Text.offset(range), texts[place], textLengths[place], length);
        // Where it begins and how long it is: a null between two texts has neither.
        numbers[column++][rows] = Text.of(textLengths[place], length);
        textLengths[place] = end;
        return this;
    }

    /** The rest of the row has nothing. */
    public void endWithNulls() {
        while (column < columns.size()) {
            switch (columns.get(column).type()) {
                case DOUBLE -> real(Double.NaN);
                case TEXT -> text(null, Text.ABSENT);
                default -> number(MarketEvent.ABSENT);
            }
        }
        end();
    }

    /** So many columns have nothing. */
    public RowBatch nulls(final int count) {
        for (int i = 0; i < count; i++) {
            switch (columns.get(column).type()) {
                case DOUBLE -> real(Double.NaN);
                case TEXT -> text(null, Text.ABSENT);
                default -> number(MarketEvent.ABSENT);
            }
        }
        return this;
    }

    public void end() {
        if (column != columns.size()) {
            throw misplaced();
        }
        column = 0;
        rows++;
        if (rows == numbers[0].length && rows < ROWS_MAX) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Arrays.copyOf(numbers[i], rows << 1);
            }
        }
    }

    public boolean isNull(final int at, final int row) {
        final long value = numbers[at][row];
        return switch (columns.get(at).type()) {
            case DOUBLE -> Double.isNaN(Double.longBitsToDouble(value));
            case TEXT -> value == NULL_TEXT;
            default -> value == MarketEvent.ABSENT;
        };
    }

    public long number(final int at, final int row) {
        return numbers[at][row];
    }

    public double real(final int at, final int row) {
        return Double.longBitsToDouble(numbers[at][row]);
    }

    /** The bytes that texts of a column are ranges of. */
    public byte[] textBytes(final int at) {
        return texts[textPlaces[at]];
    }

    private IllegalStateException misplaced() {
        return new IllegalStateException("a row does not fit its columns at column " + column);
    }
}
