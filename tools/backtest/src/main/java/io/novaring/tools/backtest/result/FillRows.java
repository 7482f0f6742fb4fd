/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.tools.backtest.result.Figures.Adverse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of fills. Each waits until the last horizon behind it has passed, so that it can tell what
 * the middle did; rows keep the order of fills.
 */
final class FillRows {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long[] HORIZONS_NS = {SECOND_NS, 10 * SECOND_NS, 60 * SECOND_NS};
    private static final int LAST = HORIZONS_NS.length - 1;
    private static final int HOURS = 24;
    private static final long HOUR_NS = 3_600 * SECOND_NS;
    private static final double BASIS_POINTS = 1e4;

    private final RowLog rows;
    private final JsonRow row = new JsonRow();
    private final List<ArrayDeque<Waiting>> waiting = new ArrayList<>();
    private final Average atOnce = new Average();
    private final List<Average> averages = new ArrayList<>();
    private final long[] countByHour = new long[HOURS];
    private final double[] valueByHour = new double[HOURS];
    private long nextDueNs = Long.MAX_VALUE;
    private long count;
    private long made;
    private double valueTraded;
    private double valueMade;

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
        double value;
        final long[] mids = new long[HORIZONS_NS.length];

        long mid() {
            return bid == MarketEvent.ABSENT || ask == MarketEvent.ABSENT
                    ? MarketEvent.ABSENT
                    : bid + (ask - bid) / 2;
        }
    }

    /** Of what the middle was against us, weighted by value. */
    private static final class Average {
        private double sum;
        private double weight;
        private long count;
        private long missing;

        void add(final Waiting fill, final long mid) {
            if (mid == MarketEvent.ABSENT || fill.price <= 0) {
                missing++;
                return;
            }
            final long against = fill.isBuy ? fill.price - mid : mid - fill.price;
            sum += BASIS_POINTS * against / fill.price * fill.value;
            weight += fill.value;
            count++;
        }

        Adverse figures(final long horizonNs) {
            return new Adverse(horizonNs, weight == 0 ? Double.NaN : sum / weight, count, missing);
        }
    }

    FillRows(final RowLog rows) {
        this.rows = rows;
        for (int i = 0; i <= LAST; i++) {
            waiting.add(new ArrayDeque<>());
            averages.add(new Average());
        }
    }

    /**
     * What an update tells of a fill.
     *
     * @param track of its order, null when that is not known.
     */
    static Waiting read(
            final OrderUpdate update,
            final Traded traded,
            final OrderRows.Track track,
            final long nowNs) {
        final MarketEvent event = update.event();
        final int at = update.row();
        final Waiting fill = new Waiting();
        fill.traded = traded;
        fill.sequence = event.sequence;
        fill.timeNs = nowNs;
        fill.venueNs = event.trades.timeNs[at];
        fill.handle = update.handle();
        final String label = track == null ? null : track.label;
        fill.label = OrderRows.text(event, event.trades.label[at], label);
        fill.orderId = OrderRows.text(event, event.trades.orderId[at], null);
        fill.tradeId = OrderRows.text(event, event.trades.tradeId[at], null);
        fill.isBuy = update.side() == Side.BUY;
        fill.price = update.price();
        fill.amount = update.amount();
        fill.fee = event.trades.fee[at];
        final String currency = traded.contract.currency();
        fill.feeCurrency = OrderRows.text(event, event.trades.feeCurrency[at], currency);
        final boolean isTold = event.trades.liquidity.length > at;
        final long liquidity = isTold ? event.trades.liquidity[at] : Text.ABSENT;
        fill.liquidity = OrderRows.text(event, liquidity, null);
        fill.position = update.position();
        fill.bid = traded.market.bid();
        fill.ask = traded.market.ask();
        fill.mark = traded.market.mark();
        fill.queueAhead = track == null ? MarketEvent.ABSENT : track.queueAhead;
        return fill;
    }

    /** A fill that the account has taken. */
    void add(final Waiting fill) {
        final UsdPrice usd = fill.traded.usd();
        final long value = fill.traded.contract.value(fill.price, fill.amount);
        fill.index = usd.price();
        fill.value = fill.index == MarketEvent.ABSENT ? value : usd.of(value);
        final boolean isMaker = "M".equals(fill.liquidity);
        final int hour = (int) Math.floorMod(Math.floorDiv(fill.timeNs, HOUR_NS), (long) HOURS);
        count++;
        made += isMaker ? 1 : 0;
        valueTraded += fill.value;
        valueMade += isMaker ? fill.value : 0;
        countByHour[hour]++;
        valueByHour[hour] += fill.value / 1e9;
        atOnce.add(fill, fill.mid());
        waiting.forEach(horizon -> horizon.addLast(fill));
        nextDueNs = Math.min(nextDueNs, fill.timeNs + HORIZONS_NS[0]);
    }

    /** Time passes; called before the event that it passes with changes any market. */
    void onTime(final long nowNs) {
        if (nowNs < nextDueNs) {
            return;
        }
        nextDueNs = Long.MAX_VALUE;
        for (int i = 0; i <= LAST; i++) {
            final ArrayDeque<Waiting> horizon = waiting.get(i);
            while (!horizon.isEmpty() && nowNs >= horizon.peekFirst().timeNs + HORIZONS_NS[i]) {
                end(horizon.removeFirst(), i, true);
            }
            if (!horizon.isEmpty()) {
                nextDueNs = Math.min(nextDueNs, horizon.peekFirst().timeNs + HORIZONS_NS[i]);
            }
        }
    }

    private void end(final Waiting fill, final int horizon, final boolean isReached) {
        fill.mids[horizon] = isReached ? fill.traded.market.mid() : MarketEvent.ABSENT;
        averages.get(horizon).add(fill, fill.mids[horizon]);
        if (horizon == LAST) {
            write(fill);
        }
    }

    /** Writes what still waits. */
    void end() {
        for (int i = 0; i <= LAST; i++) {
            final ArrayDeque<Waiting> horizon = waiting.get(i);
            while (!horizon.isEmpty()) {
                end(horizon.removeFirst(), i, false);
            }
        }
        nextDueNs = Long.MAX_VALUE;
    }

    List<Adverse> adverse() {
        final List<Adverse> list = new ArrayList<>();
        list.add(atOnce.figures(0));
        for (int i = 0; i <= LAST; i++) {
            list.add(averages.get(i).figures(HORIZONS_NS[i]));
        }
        return list;
    }

    long count() {
        return count;
    }

    /** How many of them rested. */
    long made() {
        return made;
    }

    double madeShare() {
        return valueTraded == 0 ? Double.NaN : valueMade / valueTraded;
    }

    long ofHour(final int hour) {
        return countByHour[hour];
    }

    double valueOfHour(final int hour) {
        return valueByHour[hour];
    }

    private void write(final Waiting fill) {
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
                        .exact("mid", fill.mid())
                        .exact("mark", fill.mark)
                        .exact("index", fill.index)
                        .exact("queueAhead", fill.queueAhead)
                        .exact("mid1s", fill.mids[0])
                        .exact("mid10s", fill.mids[1])
                        .exact("mid60s", fill.mids[2])
                        .end());
    }
}
