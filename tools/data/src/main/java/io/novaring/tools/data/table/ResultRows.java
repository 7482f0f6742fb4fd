/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fields of the row files of a backtest, in the order of their columns; docs/backtest-results.md
 * describes them. Types are fixed here by name, so that a file has the same columns whatever its
 * rows happen to tell.
 */
enum ResultRows {
    ORDERS(
            new Fields()
                    .add(ColumnType.LONG, "sequence")
                    .add(ColumnType.TIME, "timeNs")
                    .add(ColumnType.TEXT, "row")
                    .add(ColumnType.LONG, "handle")
                    .add(ColumnType.TEXT, "instrument", "label", "orderId", "kind", "side")
                    .add(ColumnType.TEXT, "action", "state", "previousState")
                    .add(ColumnType.DECIMAL, "price", "amount", "filledAmount")
                    .add(ColumnType.FLAG, "postOnly", "reduceOnly")
                    .add(ColumnType.TIME, "askedNs", "sentNs", "answeredNs")
                    .add(ColumnType.DECIMAL, "queueAhead")
                    .add(ColumnType.TEXT, "refusal")
                    .add(ColumnType.LONG, "errorCode", "waitNs")),
    FILLS(
            new Fields()
                    .add(ColumnType.LONG, "sequence")
                    .add(ColumnType.TIME, "timeNs", "venueNs")
                    .add(ColumnType.TEXT, "instrument")
                    .add(ColumnType.LONG, "handle")
                    .add(ColumnType.TEXT, "label", "orderId", "tradeId", "side")
                    .add(ColumnType.DECIMAL, "price", "amount", "fee")
                    .add(ColumnType.TEXT, "feeCurrency", "liquidity")
                    .add(ColumnType.DECIMAL, "position", "bid", "ask", "mid", "mark", "index")
                    .add(ColumnType.DECIMAL, "queueAhead", "mid1s", "mid10s", "mid60s")),
    PNL(
            new Fields()
                    .add(ColumnType.TIME, "timeNs")
                    .add(ColumnType.TEXT, "instrument", "currency")
                    .add(ColumnType.DECIMAL, "position", "mid", "mark", "index")
                    .add(ColumnType.DECIMAL, "realised", "unrealised", "fees", "funding")
                    .add(ColumnType.DECIMAL, "total", "totalUsd")),
    LATENCY(
            new Fields()
                    .add(ColumnType.LONG, "sequence", "requestType")
                    .add(ColumnType.TEXT, "request")
                    .add(ColumnType.TIME, "sentNs", "answeredNs")
                    .add(ColumnType.LONG, "tookNs", "venueNs")
                    .add(ColumnType.FLAG, "isError")),
    BOOKS(
            new Fields()
                    .add(ColumnType.TEXT, "instrument")
                    .add(ColumnType.TIME, "fromNs", "toNs")
                    .add(ColumnType.LONG, "durationNs")
                    .add(ColumnType.TEXT, "began")
                    .add(ColumnType.DECIMAL, "position")
                    .add(ColumnType.LONG, "openOrders"));

    private final List<Column> columns;

    ResultRows(final Fields fields) {
        columns = List.copyOf(fields.columns);
    }

    List<Column> columns() {
        return columns;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException which names what there is.
     */
    static ResultRows ofFile(final String fileName) {
        for (final ResultRows rows : values()) {
            if (fileName.equals(rows.word() + ".ndjson")) {
                return rows;
            }
        }
        throw new IllegalArgumentException(
                "not a row file of a backtest: "
                        + fileName
                        + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(values())
                                        .map(rows -> rows.word() + ".ndjson")
                                        .toList()));
    }

    private static final class Fields {
        private final List<Column> columns = new ArrayList<>();

        Fields add(final ColumnType type, final String... names) {
            for (final String name : names) {
                columns.add(Column.of(name, type));
            }
            return this;
        }
    }
}
