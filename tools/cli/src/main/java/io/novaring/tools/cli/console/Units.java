/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.util.Locale;

/** Numbers as a person reads them: three digits that matter, and a unit. ASCII only. */
public final class Units {
    private static final String[] TIMES = {"ns", "us", "ms", "s"};
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

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
