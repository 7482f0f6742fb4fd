/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameter sets of a sweep: the product of lists and ranges, as {@code halfSpread=1,2,4} and
 * {@code amount=10..100:10}. The parameter that was given last changes fastest. Not thread-safe.
 */
public final class Grid {
    /** More sets than anybody waits for: a slip of the pen. */
    public static final int SETS_MAX = 100_000;

    private final List<String> names = new ArrayList<>();
    private final List<List<String>> values = new ArrayList<>();

    /**
     * Adds a parameter.
     *
     * @throws IllegalArgumentException which says what was wrong, and what to write.
     */
    public Grid add(final String text) {
        final int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' names no parameter and values: write NAME=1,2,4 or"
                            + " NAME=10..100:10");
        }
        final String name = text.substring(0, equals);
        if (names.contains(name)) {
            throw new IllegalArgumentException("parameter " + name + " is swept twice");
        }
        names.add(name);
        values.add(valuesOf(name, text.substring(equals + 1)));
        if (size() > SETS_MAX) {
            throw new IllegalArgumentException(
                    "more than " + SETS_MAX + " parameter sets: take fewer values");
        }
        return this;
    }

    /** In the order in which they were given. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** How many sets there are; 1 without parameters. */
    public int size() {
        long size = 1;
        for (final List<String> list : values) {
            size = Math.min(size * list.size(), SETS_MAX + 1L);
        }
        return (int) size;
    }

    /**
     * One set.
     *
     * @param index from 0.
     * @param fixed parameters that are the same in all sets.
     */
    public Map<String, String> set(final int index, final Map<String, String> fixed) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("no set " + index + " of " + size());
        }
        final Map<String, String> set = new TreeMap<>(fixed);
        int rest = index;
        for (int i = names.size() - 1; i >= 0; i--) {
            final List<String> list = values.get(i);
            set.put(names.get(i), list.get(rest % list.size()));
            rest /= list.size();
        }
        return set;
    }

    private static List<String> valuesOf(final String name, final String text) {
        final List<String> found = new ArrayList<>();
        for (final String part : text.split(",", -1)) {
            final int dots = part.indexOf("..");
            if (part.isBlank()) {
                throw new IllegalArgumentException(
                        "parameter " + name + " has an empty value in '" + text + "'");
            }
            if (dots < 0) {
                found.add(part);
            } else {
                addRange(name, part, dots, found);
            }
        }
        return found;
    }

    private static void addRange(
            final String name, final String part, final int dots, final List<String> found) {
        final int colon = part.indexOf(':', dots);
        try {
            final BigDecimal first = new BigDecimal(part.substring(0, dots));
            final BigDecimal last =
                    new BigDecimal(part.substring(dots + 2, colon < 0 ? part.length() : colon));
            final BigDecimal step =
                    colon < 0 ? BigDecimal.ONE : new BigDecimal(part.substring(colon + 1));
            if (step.signum() <= 0 || last.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "parameter "
                                + name
                                + ": '"
                                + part
                                + "' goes nowhere: write FIRST..LAST:STEP with LAST at least FIRST"
                                + " and STEP above 0");
            }
            if (last.subtract(first)
                            .divideToIntegralValue(step)
                            .compareTo(BigDecimal.valueOf(SETS_MAX))
                    > 0) {
                throw new IllegalArgumentException(
                        "parameter "
                                + name
                                + ": '"
                                + part
                                + "' has more than "
                                + SETS_MAX
                                + " values");
            }
            for (BigDecimal at = first; at.compareTo(last) <= 0; at = at.add(step)) {
                found.add(at.toPlainString());
            }
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter "
                            + name
                            + ": '"
                            + part
                            + "' is no range: write FIRST..LAST:STEP, such as 10..100:10",
                    e);
        }
    }
}
