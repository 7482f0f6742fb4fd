/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.ConfigValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values that are words, and those that have a word for none. */
final class Words {
    private Words() {}

    /** The constants, in lower case with hyphens. */
    static <E extends Enum<E>> ValueType<E> of(final List<E> constants) {
        return optional(null, constants);
    }

    /** The constants, and a word for null. */
    static <E extends Enum<E>> ValueType<E> optional(final String absent, final List<E> constants) {
        return new ValueType<>() {
            @Override
            E read(final ConfigValue value) {
                final String word = scalar(value, "a word").toLowerCase(Locale.ROOT);
                if (word.equals(absent)) {
                    return null;
                }
                for (final E constant : constants) {
                    if (word(constant).equals(word)) {
                        return constant;
                    }
                }
                final String first = absent == null ? "" : absent + ", ";
                throw new IllegalArgumentException(
                        "is none of "
                                + first
                                + String.join(", ", constants.stream().map(Words::word).toList()));
            }

            @Override
            String text(final E value) {
                return value == null ? absent : word(value);
            }
        };
    }

    /** One of a few words that are no constants. */
    static ValueType<String> oneOf(final String... words) {
        return new ValueType<>() {
            @Override
            String read(final ConfigValue value) {
                final String word = scalar(value, "a word").toLowerCase(Locale.ROOT);
                if (!Arrays.asList(words).contains(word)) {
                    throw new IllegalArgumentException("is none of " + String.join(", ", words));
                }
                return word;
            }

            @Override
            String text(final String value) {
                return value;
            }
        };
    }

    /** A text of a form, or an empty one. */
    static ValueType<String> matching(final Pattern form, final String complaint) {
        return new ValueType<>() {
            @Override
            String read(final ConfigValue value) {
                final String text = scalar(value, "a text");
                if (!text.isEmpty() && !form.matcher(text).matches()) {
                    throw new IllegalArgumentException(complaint);
                }
                return text;
            }

            @Override
            String text(final String value) {
                return value;
            }
        };
    }

    /** Some of these words, in square brackets. */
    static ValueType<List<String>> severalOf(final Enum<?>[] constants) {
        final List<String> words = Arrays.stream(constants).map(Words::word).toList();
        return new ValueType<>() {
            @Override
            List<String> read(final ConfigValue value) {
                final List<String> read = ValueType.TEXTS.read(value);
                for (final String word : read) {
                    if (!words.contains(word)) {
                        throw new IllegalArgumentException(
                                "names " + word + ", which is none of " + String.join(", ", words));
                    }
                }
                return read;
            }

            @Override
            String text(final List<String> value) {
                return ValueType.TEXTS.text(value);
            }

            @Override
            String hocon(final List<String> value) {
                return ValueType.TEXTS.hocon(value);
            }
        };
    }

    /** A path; an empty text is null. */
    static ValueType<Path> path() {
        return new ValueType<>() {
            @Override
            Path read(final ConfigValue value) {
                final String text = scalar(value, "a path");
                try {
                    return text.isEmpty() ? null : Path.of(text);
                } catch (final InvalidPathException e) {
                    throw new IllegalArgumentException("is no path", e);
                }
            }

            @Override
            String text(final Path value) {
                return value == null ? "" : value.toString();
            }
        };
    }

    static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
