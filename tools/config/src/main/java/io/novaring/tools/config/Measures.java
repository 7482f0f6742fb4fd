/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;

/** Values with a unit. */
final class Measures {
    private static final String[] TIME_WORDS = {"d", "h", "min", "s", "ms", "us", "ns"};
    private static final long[] TIME_UNITS = {
        86_400_000_000_000L,
        3_600_000_000_000L,
        60_000_000_000L,
        1_000_000_000L,
        1_000_000,
        1_000,
        1
    };
    private static final String[] SIZE_WORDS = {"GiB", "MiB", "KiB", "B"};
    private static final long[] SIZE_UNITS = {1L << 30, 1L << 20, 1L << 10, 1};

    /** The longest time that is a setting and no mistake: a year. */
    static final long LONGEST_NS = 365 * TIME_UNITS[0];

    private Measures() {}

    /** Any time above zero, in nanoseconds. */
    static ValueType<Long> time() {
        return time(1, LONGEST_NS);
    }

    /** A time within two others, in nanoseconds. */
    static ValueType<Long> time(final long minNs, final long maxNs) {
        return new ValueType<>() {
            @Override
            Long read(final ConfigValue value) {
                final long ns = nanoseconds(scalar(value, "a time such as 30 s"));
                if (ns < 0) {
                    throw new IllegalArgumentException("is negative");
                }
                if (ns == 0 && minNs == 1) {
                    throw new IllegalArgumentException("is not above 0");
                }
                if (ns < minNs || ns > maxNs) {
                    throw new IllegalArgumentException(
                            "is not within "
                                    + Measures.text(minNs)
                                    + " and "
                                    + Measures.text(maxNs));
                }
                return ns;
            }

            @Override
            String text(final Long value) {
                return Measures.text(value);
            }
        };
    }

    /** A time in whole seconds, in nanoseconds. */
    static ValueType<Long> seconds(final long minNs, final long maxNs) {
        final ValueType<Long> time = time(minNs, maxNs);
        return new ValueType<>() {
            @Override
            Long read(final ConfigValue value) {
                try {
                    final long ns = time.read(value);
                    if (ns % 1_000_000_000L == 0) {
                        return ns;
                    }
                } catch (final IllegalArgumentException e) {
                    if (!e.getMessage().startsWith("is not within")) {
                        throw e;
                    }
                }
                throw new IllegalArgumentException(
                        "is not whole seconds within "
                                + Measures.text(minNs)
                                + " and "
                                + Measures.text(maxNs));
            }

            @Override
            String text(final Long value) {
                return Measures.text(value);
            }
        };
    }

    /** A size within two others, in bytes. */
    static ValueType<Long> size(final long min, final long max) {
        return new ValueType<>() {
            @Override
            Long read(final ConfigValue value) {
                final String text = scalar(value, "a size such as 512 MiB");
                final long bytes;
                try {
                    bytes = alone(text).getBytes("value");
                } catch (final ConfigException e) {
                    throw new IllegalArgumentException("is no size such as 512 MiB", e);
                }
                if (bytes < min) {
                    throw new IllegalArgumentException("is below " + sizeText(min));
                }
                if (bytes > max) {
                    throw new IllegalArgumentException("is above " + sizeText(max));
                }
                return bytes;
            }

            @Override
            String text(final Long value) {
                return sizeText(value);
            }
        };
    }

    /** Such a value, or 0 for none. */
    static ValueType<Long> orZero(final ValueType<Long> type) {
        return new ValueType<>() {
            @Override
            Long read(final ConfigValue value) {
                if ("0".equals(String.valueOf(value.unwrapped()))) {
                    return 0L;
                }
                try {
                    return type.read(value);
                } catch (final IllegalArgumentException e) {
                    if (e.getMessage().matches("is (below|not within) .*")) {
                        throw new IllegalArgumentException(e.getMessage() + ", and not 0", e);
                    }
                    throw e;
                }
            }

            @Override
            String text(final Long value) {
                return value == 0 ? "0" : type.text(value);
            }
        };
    }

    /** In the largest unit that leaves a whole number. */
    static String text(final long ns) {
        return ns == 0 ? "0" : inUnits(ns, TIME_UNITS, TIME_WORDS);
    }

    private static String sizeText(final long bytes) {
        return inUnits(bytes, SIZE_UNITS, SIZE_WORDS);
    }

    private static String inUnits(final long value, final long[] units, final String[] words) {
        int i = 0;
        while (value % units[i] != 0) {
            i++;
        }
        return value / units[i] + " " + words[i];
    }

    private static long nanoseconds(final String text) {
        final boolean isBare = text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        if (isBare && !text.isEmpty() && !text.equals("0")) {
            // HOCON would take milliseconds, a reader of the file perhaps seconds.
            throw new IllegalArgumentException(
                    "has no unit; write " + text + " s or " + text + " ms");
        }
        try {
            // The library knows d, h, min or m, s, ms, us and ns, and their long forms; not min.
            final Duration time =
                    alone(text.replaceFirst("(?<=[0-9]) *min$", " m")).getDuration("value");
            return time.toNanos();
        } catch (final ConfigException | ArithmeticException e) {
            throw new IllegalArgumentException("is no time such as 30 s or 250 ms", e);
        }
    }

    private static Config alone(final String text) {
        return ConfigValueFactory.fromAnyRef(text).atKey("value");
    }
}
