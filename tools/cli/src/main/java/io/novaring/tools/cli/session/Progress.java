/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Says how far a long work is, how fast it goes and how long it will take, and nothing when it is
 * done soon. On a terminal one line that is written over and gone in the end; else a line every few
 * seconds. One thread.
 */
public final class Progress implements LongConsumer, AutoCloseable {
    private static final long TERMINAL_INTERVAL_NS = 500_000_000L;
    private static final long LINE_INTERVAL_NS = 5_000_000_000L;

    private final PrintWriter out;
    private final String verb;
    private final String unit;
    private final LongFunction<String> number;
    private final boolean isTerminal;
    private final LongSupplier clockNs;
    private long total;
    private long first = -1;
    private long startNs;
    private long dueNs;
    private int shownLength;

    Progress(
            final PrintWriter out,
            final String verb,
            final String unit,
            final LongFunction<String> number,
            final boolean isTerminal,
            final LongSupplier clockNs) {
        this.out = out;
        this.verb = verb;
        this.unit = unit;
        this.number = number;
        this.isTerminal = isTerminal;
        this.clockNs = clockNs;
    }

    /**
     * @param verb what is done with them, such as "replayed".
     */
    public static Progress ofEvents(final PrintWriter out, final String verb) {
        return new Progress(
                out, verb, " events", Units::rough, Terminal.isInteractive(), System::nanoTime);
    }

    /** As {@link #ofEvents}, of bytes. */
    public static Progress ofBytes(final PrintWriter out, final String verb) {
        return new Progress(
                out, verb, "", Units::bytes, Terminal.isInteractive(), System::nanoTime);
    }

    /** As {@link #ofEvents}, of recorded time in nanoseconds. */
    public static Progress ofTime(final PrintWriter out, final String verb) {
        return new Progress(out, verb, "", Units::time, Terminal.isInteractive(), System::nanoTime);
    }

    /** As {@link #ofEvents}, of thousandths of runs. */
    public static Progress ofRuns(final PrintWriter out, final String verb) {
        return new Progress(
                out,
                verb,
                " runs",
                thousandths -> String.format(Locale.ROOT, "%,.1f", thousandths / 1000.0),
                Terminal.isInteractive(),
                System::nanoTime);
    }

    /** How much there is in all, once that is known; 0 when it is not. */
    public Progress total(final long newTotal) {
        total = newTotal;
        return this;
    }

    /** So much is done. The first call is the start of the work, and so is a step back. */
    @Override
    public void accept(final long count) {
        final long nowNs = clockNs.getAsLong();
        if (first < 0 || count < first) {
            first = count;
            startNs = nowNs;
            dueNs = nowNs + intervalNs();
        } else if (nowNs - dueNs >= 0) {
            dueNs = nowNs + intervalNs();
            show(line(count, nowNs));
        }
    }

    @Override
    public void close() {
        done();
    }

    /** Takes the line from the terminal: something else is to be said. */
    public void done() {
        if (shownLength > 0) {
            out.print('\r' + " ".repeat(shownLength) + '\r');
            out.flush();
            shownLength = 0;
        }
    }

    private long intervalNs() {
        return isTerminal ? TERMINAL_INTERVAL_NS : LINE_INTERVAL_NS;
    }

    private void show(final String line) {
        if (isTerminal) {
            out.print('\r' + line + " ".repeat(Math.max(0, shownLength - line.length())));
            shownLength = line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String line(final long count, final long nowNs) {
        final double perNs = (count - first) / (double) Math.max(1, nowNs - startNs);
        final String rate = ", " + number.apply(Math.round(perNs * 1e9)) + "/s";
        if (total <= 0 || count > total) {
            return verb + ' ' + number.apply(count) + unit + rate;
        }
        final long percent = (long) (100.0 * count / total);
        final String left =
                perNs <= 0 ? "" : ", " + Units.time(Math.round((total - count) / perNs)) + " left";
        return verb
                + ' '
                + number.apply(count)
                + " of "
                + number.apply(total)
                + unit
                + ", "
                + percent
                + '%'
                + rate
                + left;
    }
}
