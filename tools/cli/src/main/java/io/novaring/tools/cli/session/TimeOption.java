/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place in a recording as a person names it: an instant, a time before its end or behind its
 * start, or the sequence of an event. Reads alike under every time zone and locale.
 */
public final class TimeOption {
    /** What help texts say of it. */
    public static final String FORMS =
            "an instant (2026-11-21T17:48:55.123Z), behind the start (+90s), before the end (-5m),"
                    + " epoch milli-, micro- or nanoseconds (13, 16 or 19 digits), or the sequence"
                    + " of an event (fewer digits)";

    private static final int SEQUENCE_DIGITS_MAX = 12;
    private static final int MILLISECOND_DIGITS = 13;
    private static final int MICROSECOND_DIGITS = 16;
    private static final int NANOSECOND_DIGITS = 19;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern PART =
            Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|min|m|h|d)");
    private static final Pattern RELATIVE = Pattern.compile("[+-](?:" + PART.pattern() + ")+");

    private enum Kind {
        SEQUENCE,
        INSTANT,
        BEHIND_START,
        BEFORE_END
    }

    private final String text;
    private final Kind kind;
    private final long value;

    private TimeOption(final String text, final Kind kind, final long value) {
        this.text = text;
        this.kind = kind;
        this.value = value;
    }

    /**
     * @throws IllegalArgumentException which says what was wrong with it, and what to write.
     */
    public static TimeOption parse(final String text) {
        if (DIGITS.matcher(text).matches()) {
            return ofDigits(text);
        }
        if (RELATIVE.matcher(text).matches()) {
            return new TimeOption(
                    text,
                    text.charAt(0) == '+' ? Kind.BEHIND_START : Kind.BEFORE_END,
                    duration(text));
        }
        try {
            return ofInstant(text, OffsetDateTime.parse(text).toInstant());
        } catch (final DateTimeException e) {
            throw new IllegalArgumentException(hint(text), e);
        }
    }

    /** True for an event's sequence, and no time. */
    public boolean isSequence() {
        return kind == Kind.SEQUENCE;
    }

    public long sequence() {
        if (!isSequence()) {
            throw new IllegalStateException("a time and no sequence: " + text);
        }
        return value;
    }

    /**
     * Epoch nanoseconds.
     *
     * @param startNs time of the recording's first event.
     * @param endNs time of its last.
     */
    public long timeNs(final long startNs, final long endNs) {
        return switch (kind) {
            case INSTANT -> value;
            case BEHIND_START -> startNs + value;
            case BEFORE_END -> endNs - value;
            case SEQUENCE -> throw new IllegalStateException("a sequence and no time: " + text);
        };
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static TimeOption ofDigits(final String text) {
        return switch (text.length()) {
            case MILLISECOND_DIGITS -> ofEpoch(text, 1_000_000);
            case MICROSECOND_DIGITS -> ofEpoch(text, 1_000);
            case NANOSECOND_DIGITS -> ofEpoch(text, 1);
            default -> {
                if (text.length() > SEQUENCE_DIGITS_MAX) {
                    throw new IllegalArgumentException(
                            text
                                    + " has "
                                    + text.length()
                                    + " digits: an epoch time has 13 (ms), 16 (us) or 19 (ns), a"
                                    + " sequence at most 12");
                }
                yield new TimeOption(text, Kind.SEQUENCE, Long.parseLong(text));
            }
        };
    }

    private static TimeOption ofEpoch(final String text, final long unitNs) {
        try {
            final long timeNs = Math.multiplyExact(Long.parseLong(text), unitNs);
            return new TimeOption(text, Kind.INSTANT, timeNs);
        } catch (final ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(text + " is later than the year 2262", e);
        }
    }

    private static TimeOption ofInstant(final String text, final Instant instant) {
        try {
            final long secondsNs = Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L);
            return new TimeOption(text, Kind.INSTANT, Math.addExact(secondsNs, instant.getNano()));
        } catch (final ArithmeticException e) {
            throw new IllegalArgumentException(text + " is not within 1678 and 2262", e);
        }
    }

    private static long duration(final String text) {
        BigDecimal sum = BigDecimal.ZERO;
        final Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
        }
        try {
            return sum.toBigInteger().longValueExact();
        } catch (final ArithmeticException e) {
            throw new IllegalArgumentException(text + " is longer than 292 years", e);
        }
    }

    private static BigDecimal unit(final String word) {
        return BigDecimal.valueOf(
                switch (word) {
                    case "ns" -> 1L;
                    case "us" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m", "min" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default -> 86_400_000_000_000L;
                });
    }

    private static String hint(final String text) {
        if (isLocal(text)) {
            return text + " has no time zone: write " + text + "Z for UTC";
        }
        if (isDate(text)) {
            return text + " is a day: write " + text + "T00:00:00Z for its start";
        }
        return "'" + text + "' is no time: write " + FORMS;
    }

    private static boolean isLocal(final String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (final DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(final String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (final DateTimeException e) {
            return false;
        }
    }

    /** For picocli. */
    public static final class Converter implements ITypeConverter<TimeOption> {
        @Override
        public TimeOption convert(final String text) {
            try {
                return parse(text);
            } catch (final IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
