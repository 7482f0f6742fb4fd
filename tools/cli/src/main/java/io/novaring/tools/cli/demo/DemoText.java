/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.tools.cli.console.LatencyCurve;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a person reads before and after the run. */
final class DemoText {
    private static final String INDENT = "  ";

    /** More books than this are counted, not listed; wrong ones always are. */
    private static final int BOOKS_MAX = 12;

    private final DemoResult result;
    private final StringBuilder out = new StringBuilder();

    private DemoText(final DemoResult result) {
        this.result = result;
    }

    static String introduction(final DemoOptions options, final String rate) {
        final StringBuilder text = new StringBuilder();
        text.append(Terminal.heading("NovaRing demo"));
        text.append(": " + options.seconds() + " s, " + rate + ", ");
        text.append(options.instruments() + " instruments, seed " + options.seed() + "\n\n");
        text.append(
                INDENT + "A simulated exchange in this process, an engine connected to it by\n");
        text.append(
                INDENT + "WebSocket over loopback, every event in a journal. Latency is from\n");
        text.append(
                INDENT + "the moment a frame is due on the wire to the handler, which sees it\n");
        text.append(INDENT + "decoded and with the book built.\n");
        if (options.faults()) {
            text.append('\n');
            text.append(
                    INDENT + "Faults on: heartbeats are ten times as fast as the venue's, and a\n");
            text.append(INDENT + "peer is dead after 1.8 s of silence; at the venue it is 15 s.\n");
        }
        return text.toString();
    }

    static String of(final DemoResult result) {
        return new DemoText(result).text();
    }

    private String text() {
        traffic();
        latency();
        allocation();
        faults();
        books();
        verdict();
        return out.toString();
    }

    private void heading(final String text) {
        out.append('\n').append(Terminal.heading(text)).append('\n');
    }

    private void fact(final String name, final String value) {
        out.append(String.format(Locale.ROOT, INDENT + "%-12s%s%n", name, value));
    }

    private void traffic() {
        final DemoResult.Live live = result.live();
        final DemoResult.Measured measured = result.measured();
        heading("Run");
        fact(
                "messages",
                Units.count(live.messages())
                        + ", "
                        + Units.bytes(live.bytes())
                        + ", in "
                        + Units.duration(live.elapsedNs()));
        fact(
                "measured",
                "after a warm-up of "
                        + Units.duration(measured.warmUpNs())
                        + ": "
                        + Units.count(Math.round(measured.messagesPerSecond()))
                        + "/s, "
                        + Units.bytes(measured.bytesPerSecond())
                        + "/s");
        fact(
                "sessions",
                "every book live after "
                        + Units.duration(live.connectNs())
                        + "; lost "
                        + live.disconnects()
                        + ", gaps "
                        + live.gaps()
                        + ", duplicates "
                        + live.duplicates());
        fact(
                "ring",
                "topology " + live.topology() + ", full for " + Units.duration(live.ringFullNs()));
        fact(
                "events",
                Units.count(live.shutdown().published())
                        + " published, "
                        + Units.count(live.shutdown().handled())
                        + " handled, "
                        + Units.count(live.shutdown().journalled())
                        + " journalled ("
                        + Units.bytes(result.journalBytes())
                        + ")");
    }

    private void latency() {
        final DemoResult.Measured measured = result.measured();
        heading(
                "Latency after the warm-up"
                        + (result.options().faults() ? ", faults included" : ""));
        out.append(
                new Table(INDENT, "", " p50", " p99", " p99.9", " p99.99", " max", " count")
                        .row(percentiles("wire to handler", measured.wire()))
                        .row(percentiles("  simulator late by", measured.late()))
                        .row(percentiles("read to end of stages", measured.engine())));
        if (result.live().unmatched() > 0) {
            fact("unmatched", result.live().unmatched() + " messages without a time on the wire");
        }
        out.append('\n').append(LatencyCurve.of(measured.wire(), INDENT));
        out.append(INDENT).append("wire to handler, by percentile; both axes logarithmic\n");
    }

    private static Object[] percentiles(final String name, final Histogram histogram) {
        return new Object[] {
            name,
            Units.duration(histogram.getValueAtPercentile(50)),
            Units.duration(histogram.getValueAtPercentile(99)),
            Units.duration(histogram.getValueAtPercentile(99.9)),
            Units.duration(histogram.getValueAtPercentile(99.99)),
            Units.duration(histogram.getMaxValue()),
            Units.count(histogram.getTotalCount())
        };
    }

    private void allocation() {
        final DemoResult.Measured measured = result.measured();
        heading("Heap allocated after the warm-up");
        final Table table = new Table(INDENT, "thread", " bytes", " bytes/message");
        for (final Map.Entry<String, Long> entry : measured.allocated().entrySet()) {
            final double each = entry.getValue() / (double) Math.max(1, measured.messages());
            table.row(
                    entry.getKey(),
                    Units.count(entry.getValue()),
                    String.format(Locale.ROOT, "%.3f", each));
        }
        out.append(table);
    }

    private void faults() {
        if (!result.options().faults()) {
            return;
        }
        heading("Faults");
        final Table table =
                new Table(INDENT, " at", "fault", "noticed by", " after", " well after");
        for (final FaultOutcome fault : result.faults()) {
            table.row(
                    fault.firedNs() < 0 ? "-" : seconds(fault.firedNs()),
                    fault.kind().words(),
                    fault.firedNs() < 0
                            ? "no occasion"
                            : fault.how() == null
                                    ? "nothing"
                                    : fault.how().replaceFirst("^disconnected", "ended"),
                    after(fault.noticedAfterNs()),
                    fault.isRecovered() ? Units.duration(fault.recoveredAfterNs()) : "not");
        }
        out.append(table);
        final long recovered = result.faults().stream().filter(FaultOutcome::isRecovered).count();
        fact("recovered", recovered + " of " + FaultKind.all().size());
    }

    private static String after(final long nanoseconds) {
        if (nanoseconds < 0) {
            return "-";
        }
        return nanoseconds == 0 ? "at once" : Units.duration(nanoseconds);
    }

    private static String seconds(final long nanoseconds) {
        return String.format(Locale.ROOT, "%.2f s", nanoseconds / 1e9);
    }

    private void books() {
        final List<BookCheck.Result> books = result.live().books();
        heading("Books against the exchange's, every level");
        final Table table =
                new Table(INDENT, "instrument", " bids", " asks", "state", "live", "replayed");
        int shown = 0;
        for (int i = 0; i < books.size(); i++) {
            final BookCheck.Result book = books.get(i);
            final boolean replayed = result.replayedBooks().get(i).equal();
            if (shown < BOOKS_MAX || !book.isLiveAndEqual() || !replayed) {
                shown++;
                table.row(
                        book.instrument(),
                        book.bidLevels(),
                        book.askLevels(),
                        book.state().name().toLowerCase(Locale.ROOT),
                        book.equal() ? "equal" : "DIFFERENT",
                        replayed ? "equal" : "DIFFERENT");
            }
        }
        out.append(table);
        if (shown < books.size()) {
            out.append(INDENT + "and " + (books.size() - shown) + " more, all equal\n");
        }
    }

    private void verdict() {
        final var replayed = result.replay().result();
        final boolean equal = result.replayIsEqual();
        out.append('\n');
        out.append(equal ? Terminal.good("live == replay") : Terminal.bad("live != replay"));
        out.append(": " + Units.count(replayed.eventCount()) + " events, hash ");
        out.append(Units.hash(replayed.stateHash()));
        out.append(equal ? "" : "; live had " + Units.count(result.live().shutdown().published()));
        out.append(equal ? "" : " events, hash " + Units.hash(result.live().stateHash()));
        out.append("; " + replayed.requestsCompared() + " requests alike\n");
        if (!equal && replayed.divergence() != null) {
            out.append("first difference: " + replayed.divergence() + '\n');
        }
        if (!equal && replayed.missing() != null) {
            out.append("asked for and not recorded: " + replayed.missing() + '\n');
        }
        if (!result.booksAreEqual()) {
            out.append(Terminal.bad("a book is wrong")).append('\n');
        }
        if (!result.faultsAreHandled()) {
            out.append(Terminal.bad("a fault went unnoticed, or not all was well after it"));
            out.append('\n');
        }
        final var shutdown = result.live().shutdown();
        if (!shutdown.isComplete()) {
            out.append(Terminal.bad("the engine did not account for every event"));
            out.append(shutdown.failure() == null ? "\n" : ": " + shutdown.failure() + '\n');
        }
        if (result.options().keep()) {
            out.append(result.replay().kept(result.options().journal())).append('\n');
        }
    }
}
