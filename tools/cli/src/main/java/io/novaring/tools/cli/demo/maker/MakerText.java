/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.codec.Decimals;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What a person reads before and after the run. */
public final class MakerText {
    private static final String INDENT = "  ";
    private static final int DISAGREEMENTS_SHOWN_MAX = 10;

    private final StringBuilder out = new StringBuilder();
    private final MakerResult result;

    private MakerText(final MakerResult result) {
        this.result = result;
    }

    public static String introduction(final MakerOptions options) {
        final StringBuilder text = new StringBuilder();
        text.append("A market maker on a simulated exchange: ").append(MakerRun.INSTRUMENT);
        text.append(", ").append(options.seconds()).append(" s, seed ").append(options.seed());
        text.append(".\nIts journal is in ").append(options.journal()).append(".\n");
        if (options.faults()) {
            final double everySeconds = MishapInjector.intervalNs(options.durationNs()) / 1e9;
            text.append(
                    String.format(
                            Locale.ROOT, "Something goes wrong every %.1f s.%n", everySeconds));
        }
        return text.append(MakerLine.heading()).toString();
    }

    public static String of(final MakerResult result) {
        return new MakerText(result).text();
    }

    private String text() {
        trading();
        connections();
        faults();
        comparison();
        verdict();
        return out.toString();
    }

    private void heading(final String text) {
        out.append('\n').append(Terminal.heading(text)).append('\n');
    }

    private void fact(final String name, final String value) {
        out.append(String.format(Locale.ROOT, INDENT + "%-18s%s%n", name, value));
    }

    private void trading() {
        final MakerResult.Live live = result.live();
        heading("Trading, as the engine told it");
        fact("orders", Units.count(result.check().orders()));
        fact("not accepted", notAccepted());
        fact("fills", Units.count(result.check().fills()));
        fact("volume", Decimals.toString(live.volume()) + " USD");
        fact("fees", Decimals.toString(live.fees()) + " BTC");
        fact(
                "P&L",
                String.format(
                        Locale.ROOT,
                        "%.8f BTC after fees",
                        live.profit() - Decimals.toDouble(live.fees())));
        fact("max position", Decimals.toString(live.counts().positionMax()) + " USD");
        fact("order to answer", percentiles(live.answers()));
        fact(
                "flat",
                result.isFlat()
                        ? Units.duration(live.flatNs()) + " after it was told to stop"
                        : "never");
    }

    private String notAccepted() {
        return Units.count(result.check().unaccepted())
                + ", refused by checks or the venue, or cut off on the way";
    }

    private void connections() {
        final MakerResult.Live live = result.live();
        heading("Connections");
        fact("ready after", Units.duration(live.readyNs()));
        fact(
                "sessions lost",
                live.privateEnds()
                        + " private, "
                        + live.publicEnds()
                        + " public; ready "
                        + live.counts().ready()
                        + " times");
        fact(
                "told",
                live.counts().alarms()
                        + " alarms, "
                        + live.counts().differences()
                        + " positions that were not the venue's");
    }

    private void faults() {
        if (!result.options().faults()) {
            return;
        }
        heading("Faults");
        final Table table = new Table(INDENT, " at", "fault", " noticed after", " ready after");
        for (final MishapOutcome outcome : result.mishaps()) {
            table.row(
                    outcome.hasFired() ? seconds(outcome.firedNs()) : "-",
                    outcome.mishap().words(),
                    outcome.hasFired() ? noticed(outcome) : "no occasion",
                    outcome.hasFired() ? after(outcome.readyAfterNs(), "not") : "-");
        }
        out.append(table);
        fact("ready again", percentiles(result.recoveries()));
    }

    private static String noticed(final MishapOutcome outcome) {
        final boolean isSilent = outcome.mishap().sign() == Mishap.Sign.NONE;
        return isSilent ? "-" : after(outcome.noticedAfterNs(), "NOT");
    }

    private static String after(final long nanoseconds, final String otherwise) {
        return nanoseconds < 0 ? otherwise : Units.duration(nanoseconds);
    }

    private static String seconds(final long nanoseconds) {
        return String.format(Locale.ROOT, "%.2f s", nanoseconds / 1e9);
    }

    private static String percentiles(final Histogram times) {
        if (times.getTotalCount() == 0) {
            return "-";
        }
        return "p50 "
                + Units.duration(times.getValueAtPercentile(50))
                + ", p99 "
                + Units.duration(times.getValueAtPercentile(99))
                + ", max "
                + Units.duration(times.getMaxValue())
                + " of "
                + Units.count(times.getTotalCount());
    }

    private void comparison() {
        final LedgerCheck.Result check = result.check();
        heading("Engine against the exchange's ledger");
        fact("orders", check.orders() + " compared: state, side, amount, price, filled");
        fact("fills", check.fills() + " compared: order, side, amount, price, fee; each told once");
        fact("positions", check.positions() + " compared");
        fact("open at the end", String.valueOf(check.openOrders()));
        fact("labels used twice", String.valueOf(check.duplicates()));
        fact("disagreements", String.valueOf(check.disagreements().size()));
        check.disagreements().stream()
                .limit(DISAGREEMENTS_SHOWN_MAX)
                .forEach(text -> out.append(INDENT + INDENT).append(text).append('\n'));
    }

    private void verdict() {
        final var replayed = result.replay().result();
        final boolean isEqual = result.replayIsEqual();
        final boolean isAgreed = result.check().isAgreed();
        out.append('\n');
        out.append(isAgreed ? Terminal.good("engine == ledger") : Terminal.bad("engine != ledger"));
        out.append(isAgreed ? "" : ": " + result.check().disagreements().get(0));
        out.append('\n');
        out.append(isEqual ? Terminal.good("live == replay") : Terminal.bad("live != replay"));
        out.append(": ").append(Units.count(replayed.eventCount())).append(" events, hash ");
        out.append(Units.hash(replayed.stateHash())).append("; ");
        out.append(replayed.requestsCompared()).append(" requests alike\n");
        if (!isEqual) {
            replayDifference();
        }
        if (!result.isFlat()) {
            out.append(Terminal.bad("the maker did not get flat")).append('\n');
        }
        if (!result.mishapsAreHandled()) {
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

    private void replayDifference() {
        final var replayed = result.replay().result();
        if (replayed.divergence() != null) {
            out.append("first difference: ").append(replayed.divergence()).append('\n');
        }
        if (replayed.missing() != null) {
            out.append("asked for and not recorded: ").append(replayed.missing()).append('\n');
        }
        if (!result.recordsAreAlike()) {
            out.append("the replay told other things of orders, fills or positions\n");
        }
    }
}
