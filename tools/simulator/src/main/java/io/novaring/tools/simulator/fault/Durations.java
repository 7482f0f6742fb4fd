/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a plan's text spells them: {@code 250ms}, {@code 2s}, {@code 10m}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(ns|us|ms|s|m|h)");
    private static final Map<String, Long> NANOS = new LinkedHashMap<>();

    static {
        NANOS.put("h", 3_600_000_000_000L);
        NANOS.put("m", 60_000_000_000L);
        NANOS.put("s", 1_000_000_000L);
        NANOS.put("ms", 1_000_000L);
        NANOS.put("us", 1_000L);
        NANOS.put("ns", 1L);
    }

    private Durations() {}

    static Duration parse(final String text) {
        final Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a duration: " + text + "; write a whole number and ms, s, m or h");
        }
        final long unitNs = NANOS.get(matcher.group(2));
        return Duration.ofNanos(Math.multiplyExact(Long.parseLong(matcher.group(1)), unitNs));
    }

    /** In the largest unit that leaves a whole number. */
    static String text(final Duration duration) {
        final long nanos = duration.toNanos();
        for (final Map.Entry<String, Long> unit : NANOS.entrySet()) {
            if (nanos != 0 && nanos % unit.getValue() == 0) {
                return nanos / unit.getValue() + unit.getKey();
            }
        }
        return "0s";
    }
}
