/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as a person reads them: three digits that matter, and a unit. ASCII only. */
public final class Units {
    private static final String[] TIMES = {"ns", "us", "ms", "s"};
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};
    private static final String[] COUNTS = {"", "k", "M", "G", "T"};
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final long SECOND_NS = 1_000_000_000L;

    private Units() {}

    /** 1,234,567. */
    public static String count(final long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** 870 ns, 12.3 us, 4.56 ms, 1.20 s. */
    public static String duration(final long nanoseconds) {
        return scaled(nanoseconds, TIMES);
    }

    /** 12.3 MB, powers of 1000. */
    public static String bytes(final double bytes) {
        return scaled(bytes, SIZES);
    }

    /** 870, 12.3 k, 4.56 M. */
    public static String rough(final long count) {
        return scaled(count, COUNTS).strip();
    }

    /** 6 s, 2 min 5 s, 3 h 20 min, 4 d 7 h; what is below a second counts as one. */
    public static String time(final long nanoseconds) {
        final long seconds = (nanoseconds + SECOND_NS - 1) / SECOND_NS;
        if (seconds < 60) {
            return seconds + " s";
        }
        final long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min" + rest(seconds % 60, " s");
        }
        final long hours = minutes / 60;
        return hours < 48
                ? hours + " h" + rest(minutes % 60, " min")
                : hours / 24 + " d" + rest(hours % 24, " h");
    }

    /** 2026-11-21T17:48:55.123Z, to the millisecond below. */
    public static String instant(final long epochNs) {
        return INSTANT.format(Instant.ofEpochSecond(0, epochNs));
    }

    private static String rest(final long count, final String unit) {
        return count == 0 ? "" : ' ' + Long.toString(count) + unit;
    }

    public static String hash(final long hash) {
        return String.format(Locale.ROOT, "0x%016x", hash);
    }

    private static String scaled(final double value, final String[] units) {
        double rest = value;
        int unit = 0;
        while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        final int decimals = unit == 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", rest, units[unit]);
    }
}
