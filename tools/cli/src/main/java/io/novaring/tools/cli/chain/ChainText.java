/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.Decimals;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.view.MarketCut;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import io.novaring.venues.deribit.chain.ChainCut;
import io.novaring.venues.deribit.instrument.ExpiryDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A chain for a person: calls left, strikes, puts right. */
final class ChainText {
    private static final int TROUBLES_SHOWN_MAX = 10;
    private static final String NOTHING = "-";

    private final ChainPicture picture;
    private final MarketCut market;
    private final boolean hasMarks;
    private final boolean hasGreeks;

    private ChainText(final ChainPicture picture) {
        this.picture = picture;
        market = picture.market();
        boolean isMarked = false;
        boolean isGreek = false;
        for (final int row : picture.rows()) {
            isMarked |= market.markPrice(row) != ABSENT;
            isGreek |= !Double.isNaN(market.delta(row));
        }
        hasMarks = isMarked;
        hasGreeks = isGreek;
    }

    /** Lines, each ended by a line feed. */
    static String of(final ChainPicture picture) {
        return new ChainText(picture).draw();
    }

    private String draw() {
        final StringBuilder out = new StringBuilder();
        final String name = picture.underlying() + ' ' + ExpiryDate.format(picture.expiry());
        out.append(Terminal.heading(Printable.of(name)))
                .append(" at ")
                .append(Instant.ofEpochSecond(0, market.timeNs()))
                .append(", behind event ")
                .append(Units.count(market.sequence()))
                .append("\nunderlying ")
                .append(decimal(picture.underlyingPrice()))
                .append(", index ")
                .append(decimal(picture.indexPrice()))
                .append('\n')
                .append(state())
                .append('\n')
                .append(ages())
                .append('\n');
        if (picture.begin() > 0) {
            out.append("replayed from event ")
                    .append(Units.count(picture.begin()))
                    .append(" on: what was said before is not known here\n");
        }
        if (isCut()) {
            out.append(
                    "the connection was lost before: an earlier place, such as --at -1s, has it\n");
        }
        return out.append('\n').append(table()).append(troubles()).toString();
    }

    /**
     * True when nothing is wrong but that the connection is lost, as it is at a recording's end.
     */
    private boolean isCut() {
        boolean isCut = false;
        for (final int row : picture.rows()) {
            if (!market.isEnded(row)) {
                if (market.staleCause(row) != StaleCause.DISCONNECTED) {
                    return false;
                }
                isCut = true;
            }
        }
        return isCut;
    }

    private String state() {
        int traded = 0;
        int fit = 0;
        for (final int row : picture.rows()) {
            traded += market.isEnded(row) ? 0 : 1;
            fit += !market.isEnded(row) && market.isFresh(row, picture.maxAgeNs()) ? 1 : 0;
        }
        final int ended = picture.rows().length - traded;
        return (picture.isCoherent() ? Terminal.good("COHERENT") : Terminal.bad("NOT COHERENT"))
                + ": "
                + fit
                + " of "
                + traded
                + " options live"
                + (ended == 0 ? "" : ", " + ended + " ended")
                + (market.refusedCount() == 0
                        ? ""
                        : ", " + market.refusedCount() + " missing for want of room");
    }

    private String ages() {
        final int oldest = picture.oldest();
        if (oldest == ChainCut.NONE) {
            return "nothing was heard of any option that is traded";
        }
        final long earliestNs = picture.minExchangeTimeNs();
        return "oldest leg "
                + Printable.of(market.instrument(oldest))
                + ", "
                + Units.duration(market.ageNs(oldest))
                + " before the cut"
                + (earliestNs == ABSENT
                        ? ""
                        : "; the venue's own times lie "
                                + Units.duration(picture.maxExchangeTimeNs() - earliestNs)
                                + " apart");
    }

    private Table table() {
        final List<String> calls = new ArrayList<>(List.of("state"));
        final List<String> puts = new ArrayList<>(List.of("state"));
        if (hasGreeks) {
            Collections.addAll(calls, " delta", " iv");
            Collections.addAll(puts, " delta", " iv");
        }
        if (hasMarks) {
            calls.add(" mark");
            puts.add(" mark");
        }
        Collections.reverse(puts);
        final List<String> best = List.of(" size", " bid", " ask", " size");
        final List<String> headings = new ArrayList<>(calls);
        headings.addAll(best);
        headings.add(" strike");
        headings.addAll(best);
        headings.addAll(puts);
        final Table table = new Table("", headings.toArray(String[]::new));
        for (int line = picture.first(); line < picture.behind(); line++) {
            final int call = picture.cut().call(line);
            final int put = picture.cut().put(line);
            final List<String> cells = new ArrayList<>(outer(call));
            cells.addAll(best(call));
            cells.add(Decimals.toString(picture.cut().strike(line)));
            cells.addAll(best(put));
            final List<String> right = outer(put);
            Collections.reverse(right);
            cells.addAll(right);
            table.row(cells.toArray());
        }
        return table;
    }

    /** From the outside to the best prices. */
    private List<String> outer(final int row) {
        final boolean isThere = row != ChainCut.NONE;
        final List<String> cells = new ArrayList<>();
        cells.add(isThere ? OptionWords.state(market, row, picture.maxAgeNs()) : "");
        final boolean isMarkSure = isThere && OptionWords.isSure(market.markState(row));
        if (hasGreeks) {
            final boolean isSure = isThere && OptionWords.isSure(market.tickerState(row));
            cells.add(isThere ? number("%.3f", market.delta(row), isSure && isTraded(row)) : "");
            cells.add(
                    isThere ? number("%.2f", market.markIv(row), isMarkSure && isTraded(row)) : "");
        }
        if (hasMarks) {
            cells.add(isThere ? decimal(market.markPrice(row), isMarkSure && isTraded(row)) : "");
        }
        return cells;
    }

    private boolean isTraded(final int row) {
        return !market.isEnded(row);
    }

    private List<String> best(final int row) {
        if (row == ChainCut.NONE) {
            return List.of("", "", "", "");
        }
        final boolean isSure = market.isTrusted(row);
        return List.of(
                decimal(market.bidAmount(row), isSure),
                decimal(market.bidPrice(row), isSure),
                decimal(market.askPrice(row), isSure),
                decimal(market.askAmount(row), isSure));
    }

    /** Why options are not live, below the table. */
    private String troubles() {
        final StringBuilder out = new StringBuilder();
        int count = 0;
        for (final int row : picture.rows()) {
            final String trouble = OptionWords.trouble(market, row, picture.maxAgeNs());
            if (trouble != null && count++ < TROUBLES_SHOWN_MAX) {
                out.append(count == 1 ? "\n" : "")
                        .append(Printable.of(market.instrument(row)))
                        .append(": ")
                        .append(trouble);
                if (market.ageNs(row) != ABSENT) {
                    out.append("; last heard ")
                            .append(Units.duration(market.ageNs(row)))
                            .append(" before the cut");
                }
                out.append('\n');
            }
        }
        if (count > TROUBLES_SHOWN_MAX) {
            out.append("and ").append(count - TROUBLES_SHOWN_MAX).append(" more\n");
        }
        return out.toString();
    }

    private static String decimal(final long value) {
        return decimal(value, true);
    }

    private static String decimal(final long value, final boolean isSure) {
        return value == ABSENT ? NOTHING : bracketed(Decimals.toString(value), isSure);
    }

    private static String number(final String form, final double value, final boolean isSure) {
        return Double.isNaN(value)
                ? NOTHING
                : bracketed(String.format(Locale.ROOT, form, value), isSure);
    }

    /** In brackets is what was true once. */
    private static String bracketed(final String text, final boolean isSure) {
        return isSure ? text : '(' + text + ')';
    }
}
