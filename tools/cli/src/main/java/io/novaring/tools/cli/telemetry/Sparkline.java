/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import java.util.List;

/** Numbers as one line of characters, lowest to highest, on a logarithmic scale. ASCII only. */
public final class Sparkline {
    private static final String STEPS = "_.-=+*#@";

    private Sparkline() {}

    /** One character a number, the last {@code width} of them; a blank where there is none, 0. */
    public static String of(final List<Long> values, final int width) {
        final List<Long> shown = values.subList(Math.max(0, values.size() - width), values.size());
        final long least = shown.stream().filter(v -> v > 0).min(Long::compare).orElse(1L);
        final long most = shown.stream().max(Long::compare).orElse(1L);
        final double span = Math.log((double) Math.max(most, 1) / least);
        final StringBuilder line = new StringBuilder();
        for (final long value : shown) {
            if (value <= 0) {
                line.append(' ');
                continue;
            }
            final double height = span <= 0 ? 0 : Math.log((double) value / least) / span;
            line.append(STEPS.charAt((int) Math.round(height * (STEPS.length() - 1))));
        }
        return line.toString();
    }

    /** A bar of {@code width} characters, filled by this part of 1. */
    public static String bar(final double part, final int width) {
        final double bound = Math.max(0, Math.min(1, part));
        // Whatever is there is seen.
        final int filled = bound > 0 ? Math.max(1, (int) Math.round(bound * width)) : 0;
        return '[' + "#".repeat(filled) + ".".repeat(width - filled) + ']';
    }
}
