/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * A histogram drawn in characters: percentiles from left to right, each step of the axis ten times
 * rarer; latency upwards, each step of the axis ten times longer.
 */
public final class LatencyCurve {
    private static final int COLUMNS_PER_NINE = 10;
    private static final int ROWS_PER_DECADE = 3;
    private static final int NINES_MAX = 6;
    private static final int LABEL_WIDTH = 8;

    private final Histogram histogram;
    private final int columns;
    private final int bottom;
    private final int rows;

    private LatencyCurve(final Histogram histogram) {
        this.histogram = histogram;
        // Beyond this percentile every value is the maximum.
        final double nines = Math.log10(Math.max(10, histogram.getTotalCount()));
        columns = (int) Math.round(Math.min(NINES_MAX, Math.ceil(nines)) * COLUMNS_PER_NINE) + 1;
        bottom = (int) Math.floor(Math.log10(Math.max(1, valueAt(0))));
        final double top = Math.log10(Math.max(1, histogram.getMaxValue()));
        rows = Math.max(ROWS_PER_DECADE, (int) Math.round((top - bottom) * ROWS_PER_DECADE)) + 1;
    }

    /** Lines, each ended by a line feed; empty when nothing was recorded. */
    public static String of(final Histogram histogram, final String indent) {
        if (histogram.getTotalCount() == 0) {
            return "";
        }
        return new LatencyCurve(histogram).draw(indent);
    }

    private String draw(final String indent) {
        final char[][] cells = new char[rows][columns];
        for (final char[] line : cells) {
            Arrays.fill(line, ' ');
        }
        int last = rowOf(valueAt(0));
        for (int column = 0; column < columns; column++) {
            final int row = rowOf(valueAt(column));
            for (int between = last + 1; between < row; between++) {
                cells[between][column] = '*';
            }
            cells[row][column] = '*';
            last = row;
        }
        final StringBuilder out = new StringBuilder();
        for (int row = rows - 1; row >= 0; row--) {
            final boolean named = row % ROWS_PER_DECADE == 0;
            final String label = named ? decade(bottom + row / ROWS_PER_DECADE) : "";
            out.append(indent).append(String.format("%" + LABEL_WIDTH + "s ", label));
            out.append(named ? '+' : '|');
            out.append(new String(cells[row]).stripTrailing()).append('\n');
        }
        return out.append(axis(indent)).toString();
    }

    private String axis(final String indent) {
        final StringBuilder line = new StringBuilder();
        final StringBuilder labels = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            line.append(column % COLUMNS_PER_NINE == 0 ? '+' : '-');
            if (column % COLUMNS_PER_NINE == 0) {
                while (labels.length() < column) {
                    labels.append(' ');
                }
                labels.append(percentile(column / COLUMNS_PER_NINE));
            }
        }
        final String margin = indent + " ".repeat(LABEL_WIDTH + 2);
        return margin + line + '\n' + margin + labels.toString().stripTrailing() + '\n';
    }

    private long valueAt(final int column) {
        final double rarity = Math.pow(10, -(double) column / COLUMNS_PER_NINE);
        return histogram.getValueAtPercentile(100 * (1 - rarity));
    }

    private int rowOf(final long value) {
        final double height = (Math.log10(Math.max(1, value)) - bottom) * ROWS_PER_DECADE;
        return Math.max(0, Math.min(rows - 1, (int) Math.round(height)));
    }

    /** 0%, 90%, 99%, 99.9% ... */
    private static String percentile(final int nines) {
        final int decimals = Math.max(0, nines - 2);
        final double value = 100 * (1 - Math.pow(10, -nines));
        return String.format(Locale.ROOT, "%." + decimals + "f%%", value);
    }

    /** 1 us, 10 us, 100 us ... */
    private static String decade(final int exponent) {
        final String[] units = {"ns", "us", "ms", "s"};
        final int unit = Math.min(units.length - 1, exponent / 3);
        return (long) Math.pow(10, exponent - 3 * unit) + " " + units[unit];
    }
}
