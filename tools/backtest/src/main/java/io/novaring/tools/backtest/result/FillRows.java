/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.tools.backtest.result.Figures.Adverse;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Rows of fills. Each waits until the last horizon behind it has passed, so that it can tell what
 * the middle did; rows keep the order of fills.
 */
final class FillRows {
    static final long NEAR_NS = 1_000_000_000L;
    static final long FAR_NS = 10 * NEAR_NS;

    private final RowLog rows;
    private final JsonRow row = new JsonRow();
    private final ArrayDeque<Waiting> near = new ArrayDeque<>();
    private final ArrayDeque<Waiting> far = new ArrayDeque<>();
    private final Average nearAverage = new Average();
    private final Average farAverage = new Average();
    private long nextDueNs = Long.MAX_VALUE;

    /** A fill whose row is not written yet. */
    static final class Waiting {
        Traded traded;
        long sequence;
        long timeNs;
        long venueNs;
        long handle;
        String label;
        String orderId;
        String tradeId;
        boolean isBuy;
        long price;
        long amount;
        long fee;
        String feeCurrency;
        String liquidity;
        long position;
        long bid;
        long ask;
        long mark;
        long index;
        long queueAhead;
        long midNear = MarketEvent.ABSENT;
        long midFar = MarketEvent.ABSENT;
    }

    /** Of what the middle did against us, weighted by amount. */
    private static final class Average {
        double sum;
        double weight;
        long count;
        long missing;

        void add(final Waiting fill, final long mid) {
            if (mid == MarketEvent.ABSENT) {
                missing++;
                return;
            }
            final long against = fill.isBuy ? fill.price - mid : mid - fill.price;
            sum += against / 1e9 * fill.amount;
            weight += fill.amount;
            count++;
        }

        Adverse figures(final long horizonNs) {
            return new Adverse(horizonNs, weight == 0 ? Double.NaN : sum / weight, count, missing);
        }
    }

    FillRows(final RowLog rows) {
        this.rows = rows;
    }

    void add(final Waiting fill) {
        near.addLast(fill);
        far.addLast(fill);
        nextDueNs = Math.min(nextDueNs, fill.timeNs + NEAR_NS);
    }

    /** Time passes; called before the event that it passes with changes any market. */
    void onTime(final long nowNs) {
        if (nowNs < nextDueNs) {
            return;
        }
        while (!near.isEmpty() && nowNs >= near.peekFirst().timeNs + NEAR_NS) {
            final Waiting fill = near.removeFirst();
            fill.midNear = fill.traded.market.mid();
            nearAverage.add(fill, fill.midNear);
        }
        while (!far.isEmpty() && nowNs >= far.peekFirst().timeNs + FAR_NS) {
            final Waiting fill = far.removeFirst();
            fill.midFar = fill.traded.market.mid();
            farAverage.add(fill, fill.midFar);
            write(fill);
        }
        final long nearNs = near.isEmpty() ? Long.MAX_VALUE : near.peekFirst().timeNs + NEAR_NS;
        final long farNs = far.isEmpty() ? Long.MAX_VALUE : far.peekFirst().timeNs + FAR_NS;
        nextDueNs = Math.min(nearNs, farNs);
    }

    /** Writes what still waits. */
    void end() {
        near.forEach(fill -> nearAverage.add(fill, MarketEvent.ABSENT));
        far.forEach(fill -> farAverage.add(fill, MarketEvent.ABSENT));
        far.forEach(this::write);
        near.clear();
        far.clear();
    }

    List<Adverse> adverse() {
        return List.of(nearAverage.figures(NEAR_NS), farAverage.figures(FAR_NS));
    }

    private void write(final Waiting fill) {
        final boolean hasMid = fill.bid != MarketEvent.ABSENT && fill.ask != MarketEvent.ABSENT;
        rows.add(
                row.clear()
                        .whole("sequence", fill.sequence)
                        .whole("timeNs", fill.timeNs)
                        .whole("venueNs", fill.venueNs)
                        .text("instrument", fill.traded.contract.instrument())
                        .whole("handle", fill.handle)
                        .text("label", fill.label)
                        .text("orderId", fill.orderId)
                        .text("tradeId", fill.tradeId)
                        .text("side", Side.word(fill.isBuy ? Side.BUY : Side.SELL))
                        .exact("price", fill.price)
                        .exact("amount", fill.amount)
                        .exact("fee", fill.fee)
                        .text("feeCurrency", fill.feeCurrency)
                        .text("liquidity", fill.liquidity)
                        .exact("position", fill.position)
                        .exact("bid", fill.bid)
                        .exact("ask", fill.ask)
                        .exact(
                                "mid",
                                hasMid ? fill.bid + (fill.ask - fill.bid) / 2 : MarketEvent.ABSENT)
                        .exact("mark", fill.mark)
                        .exact("index", fill.index)
                        .exact("queueAhead", fill.queueAhead)
                        .exact("mid1s", fill.midNear)
                        .exact("mid10s", fill.midFar)
                        .end());
    }
}
