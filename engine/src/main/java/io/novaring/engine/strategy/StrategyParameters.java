/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.strategy;

import io.novaring.codec.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of one run of a strategy, as words. What a strategy asks for is noted, so that one
 * that nobody asked for is found: a misspelt parameter must not pass for its default. One thread.
 */
public final class StrategyParameters {
    private final TreeMap<String, String> values;
    private final TreeMap<String, String> asked = new TreeMap<>();

    public StrategyParameters(final Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /** A word, {@code otherwise} when it is not given. */
    public String text(final String name, final String otherwise) {
        final String value = values.getOrDefault(name, otherwise);
        asked.put(name, value);
        return value;
    }

    /** An exact number, scaled by {@link Decimals#SCALE}; {@code otherwise} is written plainly. */
    public long decimal(final String name, final String otherwise) {
        final String value = text(name, otherwise);
        try {
            return new BigDecimal(value).movePointRight(Decimals.DIGITS).longValueExact();
        } catch (final NumberFormatException | ArithmeticException e) {
            throw wrong(name, value, "a decimal number of at most 9 decimals, such as 0.5");
        }
    }

    /** An exact number above zero, scaled by {@link Decimals#SCALE}. */
    public long positive(final String name, final String otherwise) {
        final long number = decimal(name, otherwise);
        if (number <= 0) {
            throw wrong(name, asked.get(name), "a number above 0");
        }
        return number;
    }

    /** A whole number. */
    public long whole(final String name, final long otherwise) {
        final String value = text(name, Long.toString(otherwise));
        try {
            return Long.parseLong(value);
        } catch (final NumberFormatException e) {
            throw wrong(name, value, "a whole number");
        }
    }

    /** What {@link #text} and the others were asked for, with the values they gave; by name. */
    public Map<String, String> asked() {
        return Collections.unmodifiableMap(asked);
    }

    /**
     * To be called once a strategy was made of them.
     *
     * @throws IllegalArgumentException when there are some that nobody asked for.
     */
    public void requireAllAsked() {
        final Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(asked.keySet());
        if (!unknown.isEmpty()) {
            final List<String> known = new ArrayList<>(asked.keySet());
            throw new IllegalArgumentException(
                    "the strategy has no parameter "
                            + String.join(", ", unknown)
                            + "; it has "
                            + String.join(", ", known));
        }
    }

    private static IllegalArgumentException wrong(
            final String name, final String value, final String wanted) {
        return new IllegalArgumentException(
                "parameter " + name + " is to be " + wanted + ", not '" + value + "'");
    }
}
