/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a key takes: reads a value as it stands in a file, and writes one as a file would have it.
 * The two undo each other.
 */
abstract class ValueType<T> {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z]([A-Za-z0-9 ._-]*[A-Za-z0-9._-])?|[0-9]{1,18}( [A-Za-z]+)?");

    /**
     * @throws IllegalArgumentException with what is wrong, to stand behind the name of the key.
     */
    abstract T read(ConfigValue value);

    /** As a person reads it. */
    abstract String text(T value);

    /** As a file has it. */
    String hocon(final T value) {
        return quoted(text(value));
    }

    /** Text that is not read as anything else. */
    static String quoted(final String text) {
        return PLAIN.matcher(text).matches() && !text.equals("null")
                ? text
                : ConfigUtil.quoteString(text);
    }

    /** Text of a value that is one: a string, number or boolean. */
    static String scalar(final ConfigValue value, final String expected) {
        final ConfigValueType type = value.valueType();
        if (type == ConfigValueType.LIST) {
            throw new IllegalArgumentException("is a list, and takes " + expected);
        }
        if (type == ConfigValueType.NULL) {
            throw new IllegalArgumentException("is null; leave the key out for its default");
        }
        // A number as it was written: 1.10 is not 1.1 everywhere.
        return value.atKey("value").getString("value").strip();
    }

    /** A text of any kind. */
    static final ValueType<String> TEXT =
            new ValueType<>() {
                @Override
                String read(final ConfigValue value) {
                    return scalar(value, "a text");
                }

                @Override
                String text(final String value) {
                    return value;
                }
            };

    /** True or false. */
    static final ValueType<Boolean> FLAG =
            new ValueType<>() {
                @Override
                Boolean read(final ConfigValue value) {
                    return switch (scalar(value, "true or false")) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw new IllegalArgumentException("is neither true nor false");
                    };
                }

                @Override
                String text(final Boolean value) {
                    return value.toString();
                }
            };

    /** Texts in square brackets. */
    static final ValueType<List<String>> TEXTS =
            new ValueType<>() {
                @Override
                List<String> read(final ConfigValue value) {
                    if (!(value instanceof ConfigList list)) {
                        throw new IllegalArgumentException(
                                "is no list; write it in square brackets, as [a, b]");
                    }
                    for (final ConfigValue element : list) {
                        if (element.valueType() == ConfigValueType.OBJECT) {
                            throw new IllegalArgumentException("is no list of plain texts");
                        }
                    }
                    return list.stream().map(e -> scalar(e, "plain texts")).toList();
                }

                @Override
                String text(final List<String> value) {
                    return '[' + String.join(", ", value) + ']';
                }

                @Override
                String hocon(final List<String> value) {
                    return '['
                            + String.join(", ", value.stream().map(ValueType::quoted).toList())
                            + ']';
                }
            };

    /** A whole number within two others. */
    static ValueType<Integer> count(final int min, final int max) {
        return new ValueType<>() {
            @Override
            Integer read(final ConfigValue value) {
                final String text = scalar(value, "a whole number");
                final long number;
                try {
                    number = Long.parseLong(text);
                } catch (final NumberFormatException e) {
                    throw new IllegalArgumentException("is no whole number", e);
                }
                if (number < min || number > max) {
                    throw new IllegalArgumentException(
                            max == Integer.MAX_VALUE
                                    ? "is below " + min
                                    : "is not within " + min + " and " + max);
                }
                return (int) number;
            }

            @Override
            String text(final Integer value) {
                return value.toString();
            }
        };
    }

    /**
     * A power of two within two others.
     *
     * @param zero the word for 0, which means that somebody else chooses.
     */
    static ValueType<Integer> powerOfTwoOr(final String zero, final int min, final int max) {
        final ValueType<Integer> count = count(min, max);
        return new ValueType<>() {
            @Override
            Integer read(final ConfigValue value) {
                if (zero.equalsIgnoreCase(scalar(value, "a whole number or " + zero))) {
                    return 0;
                }
                final int number = count.read(value);
                if (Integer.bitCount(number) != 1) {
                    throw new IllegalArgumentException(
                            "is no power of two; near are "
                                    + Integer.highestOneBit(number)
                                    + " and "
                                    + (Math.min(max / 2, Integer.highestOneBit(number)) << 1));
                }
                return number;
            }

            @Override
            String text(final Integer value) {
                return value == 0 ? zero : value.toString();
            }
        };
    }

    /** A part of a whole, from 0 to 1. */
    static ValueType<Double> part() {
        return new ValueType<>() {
            @Override
            Double read(final ConfigValue value) {
                final double number;
                try {
                    number = Double.parseDouble(scalar(value, "a number from 0 to 1"));
                } catch (final NumberFormatException e) {
                    throw new IllegalArgumentException("is no number", e);
                }
                if (!(number >= 0 && number <= 1)) {
                    throw new IllegalArgumentException("is not within 0 and 1");
                }
                return number;
            }

            @Override
            String text(final Double value) {
                return value == Math.rint(value)
                        ? Long.toString(Math.round(value))
                        : value.toString();
            }

            @Override
            String hocon(final Double value) {
                return text(value);
            }
        };
    }
}
