/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.result.Figures.Activity;
import io.novaring.tools.backtest.result.Figures.Adverse;
import io.novaring.tools.backtest.result.Figures.Answers;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfHour;
import io.novaring.tools.backtest.result.Figures.Sharpe;
import java.util.List;

/**
 * One figure of the page's head.
 *
 * @param part a smaller line below the value.
 * @param tone a class of the page: {@code good}, {@code bad} or none.
 */
record Headline(String name, String value, String part, String tone, String definition) {
    private static final double BASIS_POINTS = 1e4;

    static List<Headline> of(final Figures figures) {
        final Money usd = figures.usd();
        final Activity activity = figures.activity();
        final Answers answers = figures.answers();
        final double turnover = figures.byHour().stream().mapToDouble(OfHour::valueUsd).sum();
        return List.of(
                new Headline(
                        "Profit",
                        Words.dollars(usd.total()),
                        Words.basisPoints(BASIS_POINTS * usd.total() / 1e9 / turnover)
                                + " of turnover",
                        usd.total() > 0 ? "good" : usd.total() < 0 ? "bad" : "",
                        "Realised and unrealised profit less fees plus funding, in dollars: each"
                                + " settlement currency at the last price of its index. Also in"
                                + " basis points of the value traded."),
                new Headline(
                        "Realised",
                        Words.dollars(usd.realised()),
                        "unrealised " + Words.dollars(usd.unrealised()),
                        "",
                        "Profit of what was closed, before fees; unrealised is what closing the"
                                + " rest at the mark price would realise, against the average price"
                                + " it was opened at."),
                new Headline(
                        "Fees",
                        Words.dollars(usd.fees()),
                        "funding " + Words.dollars(usd.funding()),
                        "",
                        "Fees paid less rebates, as fills told them: below zero more was received."
                                + " Funding is what the account tells or, where it does not, the"
                                + " rate of eight hours by the time it held; above zero was"
                                + " received."),
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
                        "Turnover",
                        Words.dollars(Math.round(turnover * 1e9)),
                        Words.count(activity.fills())
                                + " fills, maker "
                                + Words.percent(activity.makerShare()),
                        "",
                        "Value of all fills in dollars; maker: the share of it that rested."),
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
                        inventory(figures),
                        "",
                        "Share of the time with a position in anything, and the largest position."),
                adverse(figures.adverse().get(1), figures.adverse().get(2)),
                new Headline(
                        "Time to an answer",
                        Words.duration(answers.p50Ns()),
                        "99 %: " + Words.duration(answers.p99Ns()),
                        "",
                        "From a request about orders to its answer: the median, and what 99 of 100"
                                + " stay below."));
    }

    /** Of one instrument; amounts of several say nothing together. */
    private static String inventory(final Figures figures) {
        return figures.byInstrument().size() == 1
                ? "largest " + Words.exact(figures.byInstrument().get(0).inventoryMax())
                : Words.count(figures.byInstrument().size()) + " instruments";
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
