/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;
import java.math.BigDecimal;

/** Lines of a name and words {@code key=value} behind it. Allocates: for start-up and commands. */
final class RiskText {
    private static final int VALUE_LENGTH_MAX = 32;

    private RiskText() {}

    /** Adds the word unless the number is absent. */
    static void number(final StringBuilder line, final String key, final long scaled) {
        if (scaled != MarketEvent.ABSENT) {
            line.append(' ').append(key).append('=').append(Decimals.toString(scaled));
        }
    }

    /** Adds the word unless the count is absent. */
    static void count(final StringBuilder line, final String key, final long count) {
        if (count != MarketEvent.ABSENT) {
            line.append(' ').append(key).append('=').append(count);
        }
    }

    /** An exact decimal, scaled; throws when it is none or does not fit. */
    static long scaled(final String text) {
        if (text.length() > VALUE_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a number longer than " + VALUE_LENGTH_MAX + " characters: " + text.length());
        }
        try {
            return new BigDecimal(text).movePointRight(Decimals.DIGITS).longValueExact();
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("not a number: '" + text + "'", e);
        } catch (final ArithmeticException e) {
            throw new IllegalArgumentException("more than 9 decimals, or too large: " + text, e);
        }
    }

    static boolean flag(final String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false: " + text);
        }
        return text.equals("true");
    }

    /** The part of {@code key=value} before the sign; throws when there is none. */
    static String keyOf(final String word) {
        final int at = word.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException("not key=value: " + word);
        }
        return word.substring(0, at);
    }

    static String valueOf(final String word) {
        return word.substring(word.indexOf('=') + 1);
    }

    /** Throws unless it can name an instrument: 1 to 64 printable ASCII characters. */
    static void requireName(final String instrument) {
        boolean isName =
                !instrument.isEmpty()
                        && instrument.length() <= OrderCommand.INSTRUMENT_LENGTH_MAX
                        && !instrument.equals(RiskLimits.ALL);
        for (int i = 0; isName && i < instrument.length(); i++) {
            isName = instrument.charAt(i) > ' ' && instrument.charAt(i) < 0x7F;
        }
        if (!isName) {
            throw new IllegalArgumentException(
                    "an instrument's name has 1 to "
                            + OrderCommand.INSTRUMENT_LENGTH_MAX
                            + " ASCII characters without spaces: '"
                            + instrument
                            + "'");
        }
    }
}
