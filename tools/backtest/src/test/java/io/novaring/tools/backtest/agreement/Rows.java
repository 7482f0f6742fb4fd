/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.tools.backtest.result.EventRig;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RowLog;
import io.novaring.tools.backtest.result.RunResult;

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

    private String row(final long ms, final String kind, final long handle, final String side) {
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

    /** The run; its first event was at 0, its last 100 s later. */
    RunResult run() {
        final RunResult bare =
                new EventRig(RecorderSettings.DEFAULT).at(0).tick().at(100).tick().finish();
        return new RunResult(
                bare.identity(),
                bare.figures(),
                orders,
                fills,
                bare.pnl(),
                bare.latency(),
                books,
                bare.charts(),
                bare.total(),
                bare.worst(),
                bare.answers());
    }
}
