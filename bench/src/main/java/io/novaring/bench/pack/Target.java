/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

import java.util.Locale;

/** What a goal asks of a figure. */
public record Target(double value, boolean isAtMost, String unit) {
    public static Target atMost(final double value, final String unit) {
        return new Target(value, true, unit);
    }

    public static Target atLeast(final double value, final String unit) {
        return new Target(value, false, unit);
    }

    public boolean isMetBy(final double figure) {
        return isAtMost ? figure <= value : figure >= value;
    }

    @Override
    public String toString() {
        final String sign = isAtMost ? "<= " : ">= ";
        return String.format(Locale.ROOT, "%s%s %s", sign, Spread.format(value), unit).strip();
    }
}
