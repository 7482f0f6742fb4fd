/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.result.Figures.OfCurrency;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/** What a reader has to know before he believes a figure. */
final class Notes {
    private Notes() {}

    static List<String> of(final RunResult result) {
        final Figures figures = result.figures();
        final List<String> notes = new ArrayList<>();
        notes.add(
                "The book was not LIVE for "
                        + Words.duration(figures.notLiveNs())
                        + " while there were orders or a position in it, in "
                        + Words.count(result.books().count())
                        + " stretches (books.ndjson).");
        notes.add(
                Words.count(figures.activity().refused())
                        + " wishes were refused before they were sent, "
                        + Words.count(figures.activity().throttled())
                        + " of them for want of credits; the venue refused "
                        + Words.count(figures.activity().rejected())
                        + " orders.");
        figures.byCurrency().forEach(one -> currency(notes, one));
        figures.byInstrument().forEach(one -> instrument(notes, one));
        final int hidden = figures.byInstrument().size() - ChartData.shown(result).size();
        if (hidden > 0) {
            notes.add(hidden + " instruments with less turnover have no charts here.");
        }
        return notes;
    }

    private static void currency(final List<String> notes, final OfCurrency one) {
        final String price = "1 " + one.currency() + " is counted as ";
        notes.add(
                switch (one.usdPriceFrom()) {
                    case "none" ->
                            one.currency()
                                    + " is not in the dollars: neither an index price nor one of"
                                    + " an inverse contract was told.";
                    case "contract" ->
                            price
                                    + Words.exact(one.usdPrice())
                                    + " USD at the end, which is what its contract cost: no index"
                                    + " price was told.";
                    case "dollar" -> price + "1 USD.";
                    default -> price + Words.exact(one.usdPrice()) + " USD at the end, its index.";
                });
        if (one.account() != null) {
            notes.add(
                    "The account in "
                            + one.currency()
                            + " was worth "
                            + Words.exact(one.account().firstEquity())
                            + " when it was told first and "
                            + Words.exact(one.account().lastEquity())
                            + " when it was told last; "
                            + Words.exact(one.account().unexplained())
                            + " of the change is not in the profit counted here.");
        }
    }

    private static void instrument(final List<String> notes, final OfInstrument one) {
        final String name = one.contract().instrument();
        if (!"mark".equals(one.valuation())) {
            notes.add(
                    name
                            + switch (one.valuation()) {
                                case "mid" ->
                                        " is valued at the middle of its book: no mark price was"
                                                + " told.";
                                case "last" ->
                                        " is valued at the last price it was known at: neither a"
                                                + " mark price nor a LIVE book was there at the"
                                                + " end.";
                                default -> " has no price: what is held of it counts as nothing.";
                            });
        }
        if (one.adjustments() > 0) {
            notes.add(
                    name
                            + ": "
                            + one.adjustments()
                            + " times the venue's position was taken in place of the sum of fills"
                            + " (held before, or delivered).");
        }
    }
}
