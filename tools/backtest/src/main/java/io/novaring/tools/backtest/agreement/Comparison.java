/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.agreement.Agreement.Apart;
import io.novaring.tools.backtest.agreement.Agreement.Drawing;
import io.novaring.tools.backtest.agreement.Agreement.OfInstrument;
import io.novaring.tools.backtest.agreement.Entry.Key;
import io.novaring.tools.backtest.result.DurationCounts;
import io.novaring.tools.backtest.result.RunResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One comparison while it is made: the rows of both runs in the order of time. Used once. */
final class Comparison {
    /** What a fill without a counterpart is explained by happened this near, in windows. */
    private static final int NEAR_WINDOWS = 5;

    private final RunResult live;
    private final RunResult backtest;
    private final AgreementSettings settings;
    private final Map<String, Paths> paths = new TreeMap<>();
    private final Quotes liveQuotes = new Quotes();
    private final Quotes backtestQuotes = new Quotes();
    private final Matcher fills;
    private final Matcher orders;
    private final Causes causes;
    private final DurationCounts fillApart = new DurationCounts();
    private final DurationCounts orderApart = new DurationCounts();
    private long nextForgetNs = Long.MIN_VALUE;

    Comparison(final RunResult live, final RunResult backtest, final AgreementSettings settings)
            throws IOException {
        this.live = live;
        this.backtest = backtest;
        this.settings = settings;
        this.causes =
                new Causes(
                        settings,
                        new Causes.Run(liveQuotes, Stretches.of(live.books())),
                        new Causes.Run(backtestQuotes, Stretches.of(backtest.books())),
                        NEAR_WINDOWS * settings.windowNs());
        this.fills =
                new Matcher(
                        settings.windowNs(),
                        new Matcher.Sink() {
                            @Override
                            public void onPair(
                                    final Entry one, final Entry other, final long amount) {
                                fillApart.add(Math.abs(one.timeNs - other.timeNs));
                                of(one).fills.match(one, other, amount);
                            }

                            @Override
                            public void onDone(final Entry entry) {
                                if (entry.left > 0) {
                                    of(entry)
                                            .side(entry.isLive)
                                            .missing
                                            .add(entry.timeNs, entry.traded);
                                    causes.add(entry);
                                }
                            }
                        });
        this.orders =
                new Matcher(
                        settings.windowNs(),
                        new Matcher.Sink() {
                            @Override
                            public void onPair(
                                    final Entry one, final Entry other, final long amount) {
                                orderApart.add(Math.abs(one.timeNs - other.timeNs));
                                of(one).orders.match(one, other, amount);
                            }

                            @Override
                            public void onDone(final Entry entry) {
                                // Orders are counted only.
                            }
                        });
    }

    private Paths of(final Entry entry) {
        return of(entry.key.instrument());
    }

    private Paths of(final String instrument) {
        return paths.computeIfAbsent(instrument, any -> new Paths());
    }

    Agreement run() throws IOException {
        try (RowReader liveOrders = new RowReader(live.orders(), true);
                RowReader backtestOrders = new RowReader(backtest.orders(), false);
                RowReader liveFills = new RowReader(live.fills(), true);
                RowReader backtestFills = new RowReader(backtest.fills(), false)) {
            while (true) {
                final RowReader order = earlier(liveOrders, backtestOrders);
                final RowReader fill = earlier(liveFills, backtestFills);
                if (order.row() == null && fill.row() == null) {
                    break;
                }
                final boolean isOrder = order.timeNs() <= fill.timeNs();
                final RowReader next = isOrder ? order : fill;
                pass(next.timeNs());
                if (isOrder) {
                    readOrder(next);
                } else {
                    readFill(next);
                }
                next.next();
            }
        }
        return end();
    }

    private static RowReader earlier(final RowReader one, final RowReader other) {
        return one.timeNs() <= other.timeNs() ? one : other;
    }

    /** Time goes on: what is far enough back is decided and forgotten. */
    private void pass(final long nowNs) {
        fills.advance(nowNs);
        orders.advance(nowNs);
        if (nowNs >= nextForgetNs) {
            nextForgetNs = nowNs + settings.windowNs() + 1;
            final long oldestNs = causes.settle(nowNs, fills.oldestNs(nowNs));
            liveQuotes.forget(oldestNs);
            backtestQuotes.forget(oldestNs);
        }
    }

    private void readOrder(final RowReader rows) {
        final Quotes quotes = rows.isLive ? liveQuotes : backtestQuotes;
        final Key key = quotes.read(rows.row(), rows.timeNs());
        if (key != null && settings.contains(rows.timeNs()) && !isRefused(rows)) {
            final Entry entry = new Entry(rows.isLive, key, rows.timeNs(), 1, rows.number());
            of(entry).orders.add(entry);
            orders.add(entry);
        }
    }

    /** A check of ours that turns a wish back does it at once. */
    private static boolean isRefused(final RowReader rows) {
        final JsonNode following = rows.following();
        return following != null
                && "refused".equals(following.path("row").asText())
                && following.path("sequence").asLong() == rows.row().path("sequence").asLong();
    }

    private void readFill(final RowReader rows) {
        final JsonNode row = rows.row();
        final Key key =
                new Key(
                        row.path("instrument").asText(),
                        row.path("side").asText(),
                        row.path("price").asText());
        final long amount = scaled(row.get("amount"));
        final Entry entry = new Entry(rows.isLive, key, rows.timeNs(), amount, rows.number());
        final Paths one = of(entry);
        entry.sequence = row.path("sequence").asLong();
        entry.tradeId = row.path("tradeId").asText("");
        entry.orderId = row.path("orderId").asText("");
        final boolean isBuy = "buy".equals(key.side());
        final long told = scaled(row.get("position"));
        final boolean isTold = told != MarketEvent.ABSENT;
        final long change = isBuy ? amount : -amount;
        entry.ownPosition = isTold ? told - change : one.held(entry.isLive);
        entry.otherPosition = one.held(!entry.isLive);
        one.fill(entry.isLive, entry.timeNs, amount, entry.ownPosition + change);
        entry.traded = one.traded(entry.isLive);
        if (settings.contains(entry.timeNs)) {
            one.fills.add(entry);
            fills.add(entry);
        }
    }

    private static long scaled(final JsonNode value) {
        return value == null || value.isNull()
                ? MarketEvent.ABSENT
                : new BigDecimal(value.asText()).movePointRight(Decimals.DIGITS).longValueExact();
    }

    private Agreement end() {
        fills.end();
        orders.end();
        causes.settle(Long.MAX_VALUE, Long.MAX_VALUE);
        final long fromNs = Math.min(live.figures().fromNs(), backtest.figures().fromNs());
        final long toNs = Math.max(live.figures().toNs(), backtest.figures().toNs());
        final List<OfInstrument> instruments = new ArrayList<>();
        paths.forEach((name, one) -> instruments.add(instrument(name, one, toNs)));
        return new Agreement(
                settings,
                fromNs,
                toNs,
                Share.sum(instruments.stream().map(OfInstrument::fills).toList()),
                apart(fillApart),
                Share.sum(instruments.stream().map(OfInstrument::orders).toList()),
                apart(orderApart),
                instruments,
                Agreement.profit(live.figures().usd(), backtest.figures().usd()),
                causes.tallies(),
                causes.examples());
    }

    private static Apart apart(final DurationCounts counts) {
        return new Apart(counts.count(), counts.at(50), counts.at(99), counts.maxNs());
    }

    private static OfInstrument instrument(final String name, final Paths one, final long toNs) {
        one.end(toNs);
        return new OfInstrument(
                name,
                one.fills.share(),
                one.orders.share(),
                one.fills.liveAmount(),
                one.fills.backtestAmount(),
                one.fills.matchedAmount(),
                one.apartMax(),
                one.apartAverage(),
                one.held(true),
                one.held(false),
                new Drawing(
                        one.side(true).position,
                        one.side(false).position,
                        one.side(true).traded,
                        one.side(false).traded,
                        one.side(true).missing.marks(),
                        one.side(false).missing.marks()));
    }
}
