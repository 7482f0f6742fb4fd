/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One line a second, 80 columns wide: what a run is doing. One thread. */
public final class LiveLine {
    private static final String FORMAT = "%4s %7s %6s %7s %7s %7s %7s %-17s %4s %5s";

    private final BookSnapshot best = new BookSnapshot(1);

    /** The line above the first. */
    public static String heading(final String instrument) {
        return Terminal.heading(
                String.format(
                        Locale.ROOT,
                        FORMAT,
                        "time",
                        "msg/s",
                        "B/s",
                        "p50",
                        "p99",
                        "p99.9",
                        "max",
                        instrument,
                        "gaps",
                        "drops"));
    }

    /**
     * @param elapsedNs since the line before.
     * @param latency what was measured since then.
     */
    public String of(
            final long second,
            final long elapsedNs,
            final long messages,
            final long bytes,
            final Histogram latency,
            final OrderBook book,
            final long gaps,
            final long disconnects) {
        final double seconds = elapsedNs / 1e9;
        return String.format(
                Locale.ROOT,
                FORMAT,
                second + " s",
                Units.count(Math.round(messages / seconds)),
                // Without its blank, to fit.
                Units.bytes(bytes / seconds).replace(" ", ""),
                at(latency, 50),
                at(latency, 99),
                at(latency, 99.9),
                at(latency, 100),
                top(book),
                gaps,
                disconnects);
    }

    private static String at(final Histogram latency, final double percentile) {
        return latency.getTotalCount() == 0
                ? "-"
                : Units.duration(latency.getValueAtPercentile(percentile));
    }

    private String top(final OrderBook book) {
        if (book == null || !book.snapshotInto(best)) {
            return "no book";
        }
        if (best.state() != BookState.LIVE) {
            return best.state().name().toLowerCase(Locale.ROOT);
        }
        return (best.bidCount() == 0 ? "-" : Decimals.toString(best.bidPrice(0)))
                + " | "
                + (best.askCount() == 0 ? "-" : Decimals.toString(best.askPrice(0)));
    }
}
