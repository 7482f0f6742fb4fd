/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.result.DurationCounts;
import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.result.RowLog;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.result.RunResult;
import java.util.List;
import java.util.Map;

/** A run that is written down by hand; times are milliseconds. */
final class Rows {
    static final long MS = 1_000_000L;
    static final String NAME = "BTC-PERPETUAL";

    private final RowLog orders = new RowLog(1 << 20);
    private final RowLog fills = new RowLog(1 << 20);
    private final RowLog books = new RowLog(1 << 20);
    private long sequence;
    private long position;

    /** An order that was asked for and rests until it is said to be done. */
    Rows rest(final long ms, final long handle, final String side, final String price) {
        asked(ms, handle, "new", side, price);
        return order(ms, handle, side, "OPEN", price);
    }

    Rows asked(
            final long ms,
            final long handle,
            final String action,
            final String side,
            final String price) {
        orders.add(
                row(ms, "asked", handle, side)
                        + ",\"action\":\""
                        + action
                        + "\",\"price\":\""
                        + price
                        + "\"}");
        return this;
    }

    Rows order(
            final long ms,
            final long handle,
            final String side,
            final String state,
            final String price) {
        orders.add(
                row(ms, "order", handle, side)
                        + ",\"state\":\""
                        + state
                        + "\",\"price\":\""
                        + price
                        + "\"}");
        return this;
    }

    /** With the row before it: of what was asked for. */
    Rows refused(final long ms, final long handle, final String side) {
        sequence--;
        orders.add(row(ms, "refused", handle, side) + '}');
        return this;
    }

    private String row(
            final long ms, final String kind, final long handle, final String side) {
        return "{\"sequence\":"
                + sequence++
                + ",\"timeNs\":"
                + ms * MS
                + ",\"row\":\""
                + kind
                + "\",\"handle\":"
                + handle
                + ",\"instrument\":\""
                + NAME
                + "\",\"side\":\""
                + side
                + '"';
    }

    Rows fill(final long ms, final String side, final String price, final long amount) {
        position += "buy".equals(side) ? amount : -amount;
        fills.add(
                "{\"sequence\":"
                        + sequence++
                        + ",\"timeNs\":"
                        + ms * MS
                        + ",\"instrument\":\""
                        + NAME
                        + "\",\"tradeId\":\"T"
                        + sequence
                        + "\",\"orderId\":\"O\",\"side\":\""
                        + side
                        + "\",\"price\":\""
                        + price
                        + "\",\"amount\":\""
                        + amount
                        + "\",\"position\":\""
                        + position
                        + "\"}");
        return this;
    }

    Rows notLive(final long fromMs, final long toMs) {
        books.add(
                "{\"instrument\":\""
                        + NAME
                        + "\",\"fromNs\":"
                        + fromMs * MS
                        + ",\"toNs\":"
                        + toMs * MS
                        + '}');
        return this;
    }

    RunResult run() {
        return run(0);
    }

    /**
     * @param realised of its profit, in dollars.
     */
    RunResult run(final long realised) {
        final Figures.Money usd = new Figures.Money(realised * 1_000_000_000L, 0, 0, 0);
        final RunIdentity identity =
                new RunIdentity("hand", Map.of(), Map.of(), 1, null, Map.of(), "");
        return new RunResult(
                identity,
                figures(usd),
                orders,
                fills,
                new RowLog(0),
                new RowLog(0),
                books,
                List.of(),
                List.of(),
                List.of(),
                new DurationCounts());
    }

    private static Figures figures(final Figures.Money usd) {
        return new Figures(
                0,
                100_000 * MS,
                1,
                usd,
                List.of(),
                List.of(),
                new Figures.Activity(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                new Figures.Trips(0, 0, 0),
                0,
                new Figures.Drawdown(0, MarketEvent.ABSENT, MarketEvent.ABSENT),
                new Figures.Sharpe(null, 1, 0, "none"),
                List.of(),
                new Figures.Answers(0, 0, 0, 0, 0, 0),
                0,
                List.of());
    }
}
