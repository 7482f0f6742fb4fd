/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.result.Figures.Activity;
import io.novaring.tools.backtest.result.Figures.Adverse;
import io.novaring.tools.backtest.result.Figures.Answers;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.Sharpe;
import java.util.List;

/**
 * One figure of the page's head.
 *
 * @param part a smaller line below the value.
 * @param tone a class of the page: {@code good}, {@code bad} or none.
 */
record Headline(String name, String value, String part, String tone, String definition) {
    static List<Headline> of(final Figures figures) {
        final Money usd = figures.usd();
        final Activity activity = figures.activity();
        final Answers answers = figures.answers();
        return List.of(
                new Headline(
                        "Profit",
                        Words.dollars(usd.total()),
                        "realised " + Words.dollars(usd.realised()),
                        usd.total() > 0 ? "good" : usd.total() < 0 ? "bad" : "",
                        "Realised and unrealised profit less fees plus funding, in dollars: each"
                                + " settlement currency at the last price of its index."),
                new Headline(
                        "Unrealised",
                        Words.dollars(usd.unrealised()),
                        "",
                        "",
                        "What closing all positions at the mark price would realise, against the"
                                + " average price they were opened at."),
                new Headline(
                        "Fees",
                        Words.dollars(usd.fees()),
                        "funding " + Words.dollars(usd.funding()),
                        "",
                        "Fees paid less rebates, as fills told them. Funding of perpetuals is the"
                                + " rate of eight hours by the time it held, on the position at the"
                                + " mark price; above zero was received."),
                new Headline(
                        "Sharpe ratio",
                        figures.sharpe().ratio() == null
                                ? Words.NONE
                                : Words.decimal(figures.sharpe().ratio()),
                        sharpe(figures.sharpe()),
                        "",
                        "Mean over standard deviation of the change of the profit in dollars an"
                                + " interval, times the root of the intervals in 365 days of 24"
                                + " hours; risk-free rate 0; from 30 intervals on."),
                new Headline(
                        "Largest drawdown",
                        Words.dollars(figures.drawdown().amount()),
                        Words.time(figures.drawdown().toNs()),
                        "",
                        "The deepest fall of the profit below its highest value before, in"
                                + " dollars, and when its bottom was."),
                new Headline(
                        "Fills",
                        Words.count(activity.fills()),
                        "maker " + Words.percent(activity.makerShare()) + " of value",
                        "",
                        "Trades of ours, each told once; the share is that of the values of fills"
                                + " that rested."),
                new Headline(
                        "Orders",
                        Words.count(activity.orders()),
                        Words.count(activity.edits())
                                + " edits, "
                                + Words.count(activity.cancels())
                                + " cancels",
                        "",
                        "Orders that the strategy asked for, with its edits and cancels."),
                new Headline(
                        "Fill ratio",
                        Words.percent(activity.fillRatio()),
                        "of " + Words.count(activity.sentOrders()) + " sent",
                        "",
                        "Orders that traded at all, of those that were sent."),
                new Headline(
                        "Hit rate",
                        Words.percent(figures.roundTrips().hitRate()),
                        "of " + Words.count(figures.roundTrips().count()) + " round trips",
                        "",
                        "Round trips that won after fees. A round trip is a closing fill and one"
                                + " opening fill that it closes, first in, first out."),
                new Headline(
                        "Time in market",
                        Words.percent(figures.timeInMarket()),
                        "",
                        "",
                        "Share of the time with a position in anything."),
                adverse(figures.adverse().get(1), figures.adverse().get(2)),
                new Headline(
                        "Time to an answer",
                        Words.duration(answers.p50Ns()),
                        "99 %: " + Words.duration(answers.p99Ns()),
                        "",
                        "From a request about orders to its answer: the median, and what 99 of 100"
                                + " stay below."));
    }

    private static String sharpe(final Sharpe sharpe) {
        final String every = "every " + Words.duration(sharpe.intervalNs());
        return sharpe.reason() == null
                ? Words.count(sharpe.samples()) + " samples, " + every
                : sharpe.reason();
    }

    private static Headline adverse(final Adverse near, final Adverse far) {
        return new Headline(
                "Adverse selection",
                Words.basisPoints(near.average()),
                "after 10 s: " + Words.basisPoints(far.average()),
                "",
                "What the middle of the book was against us 1 s and 10 s after a fill, in basis"
                        + " points of its price and weighted by value; below zero it was in our"
                        + " favour.");
    }
}
