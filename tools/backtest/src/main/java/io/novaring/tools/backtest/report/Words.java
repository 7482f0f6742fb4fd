/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as people read them; the same in every place of the world. */
public final class Words {
    /** What there is no figure for. */
    public static final String NONE = "–";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Words() {}

    /** Dollars to the cent. */
    public static String dollars(final long scaled) {
        return (scaled < 0 ? "−$" : "$")
                + String.format(Locale.ROOT, "%,.2f", Math.abs(scaled) / 1e9);
    }

    public static String exact(final long scaled) {
        return scaled == MarketEvent.ABSENT ? NONE : Decimals.toString(scaled).replace('-', '−');
    }

    public static String percent(final double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f\u00a0%%", share * 100);
    }

    public static String count(final long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public static String decimal(final double value) {
        return Double.isNaN(value)
                ? NONE
                : String.format(Locale.ROOT, "%,.4g", value).replace('-', '−');
    }

    static String basisPoints(final double value) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? NONE
                : String.format(Locale.ROOT, "%.2f bp", value).replace('-', '−');
    }

    public static String time(final long timeNs) {
        return timeNs == MarketEvent.ABSENT
                ? NONE
                : TIME.format(
                        Instant.ofEpochSecond(
                                Math.floorDiv(timeNs, 1_000_000_000L),
                                Math.floorMod(timeNs, 1_000_000_000L)));
    }

    public static String duration(final long ns) {
        if (ns == MarketEvent.ABSENT) {
            return NONE;
        }
        if (ns < 1_000) {
            return ns + " ns";
        }
        if (ns < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f µs", ns / 1e3);
        }
        if (ns < 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f ms", ns / 1e6);
        }
        final long seconds = ns / 1_000_000_000;
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", ns / 1e9);
        }
        return seconds < 7_200
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }
}
