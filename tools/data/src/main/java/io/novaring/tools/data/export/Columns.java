/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.book.StaleCause;
import io.novaring.tools.data.table.Column;
import io.novaring.tools.data.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The columns of each table, in their order; docs/data.md tells what they mean. Before them each
 * table has the column {@code instrument}, which is the same in a whole file.
 */
final class Columns {
    static final List<String> SIDES = List.of("buy", "sell", "zero");
    private static final List<String> STATES = words(BookState.values());

    private Columns() {}

    static List<Column> trades() {
        return new Builder()
                .head()
                .texts("trade_id")
                .longs("trade_seq")
                .words("side", SIDES)
                .decimals("price", "amount", "contracts", "mark_price", "index_price")
                .doubles("iv")
                .ints("tick_direction")
                .texts("liquidation", "block_trade_id", "combo_id")
                .flags("inexact")
                .build();
    }

    static List<Column> quotes() {
        return new Builder()
                .head()
                .words("source", List.of("quote", "book"))
                .words("state", STATES)
                .decimals("bid_price", "bid_amount", "ask_price", "ask_amount")
                .build();
    }

    static List<Column> deltas() {
        return new Builder()
                .head()
                .words("type", List.of("snapshot", "change", "window"))
                .longs("change_id", "prev_change_id")
                .words("state", STATES)
                .ints("row")
                .words("side", List.of("bid", "ask"))
                .words("action", List.of("new", "change", "delete"))
                .decimals("price", "amount")
                .build();
    }

    static List<Column> snapshots() {
        return new Builder()
                .times("time")
                .longs("sequence")
                .words("state", STATES)
                .words("stale_cause", words(StaleCause.values()))
                .flags("crossed")
                .longs("change_id")
                .times("exchange_time", "received_time")
                .ints("level")
                .decimals("bid_price", "bid_amount", "ask_price", "ask_amount")
                .build();
    }

    static List<Column> tickers() {
        return new Builder()
                .head()
                .texts("state")
                .decimals("best_bid_price", "best_bid_amount", "best_ask_price", "best_ask_amount")
                .decimals("last_price", "mark_price", "index_price", "open_interest")
                .decimals("min_price", "max_price", "settlement_price", "delivery_price")
                .decimals("estimated_delivery_price", "underlying_price", "low_price", "high_price")
                .texts("underlying_index")
                .doubles("current_funding", "funding_8h", "interest_rate", "interest_value")
                .doubles("mark_iv", "bid_iv", "ask_iv", "delta", "gamma", "vega", "theta", "rho")
                .doubles("volume", "volume_usd", "volume_notional", "price_change")
                .build();
    }

    static List<Column> orders() {
        return new Builder()
                .head()
                .words("what", List.of("order", "fill", "update"))
                .words("kind", words(EventKind.values()))
                .texts("order_id", "label", "trade_id")
                .words("side", SIDES)
                .texts("order_state", "order_type", "time_in_force")
                .decimals("price", "amount", "filled_amount", "average_price", "fee")
                .texts("fee_currency", "liquidity")
                .decimals("profit_loss")
                .flags("post_only", "reduce_only")
                .longs("handle")
                .words(
                        "update",
                        List.of(
                                "none",
                                "order",
                                "fill",
                                "refused",
                                "edit-failed",
                                "cancel-failed",
                                "position",
                                "position-difference",
                                "ready",
                                "alarm",
                                "account-lock"))
                .words("state", states())
                .words("previous_state", states())
                .words("refusal", words(OrderRefusal.values()))
                .decimals("position", "expected_position")
                .longs("error_code", "wait_ns")
                .build();
    }

    static List<Column> latencies() {
        return new Builder()
                .head()
                .words("kind", words(EventKind.values()))
                .times("published_time")
                .longs("exchange_to_received_ns", "received_to_published_ns")
                .ints("bytes")
                .longs("request_id")
                .ints("request_type")
                .times("sent_time")
                .longs("answer_ns")
                .times("venue_in_time", "venue_out_time")
                .build();
    }

    /** By their codes, which begin at 1. */
    private static List<String> states() {
        final List<String> words = new ArrayList<>();
        words.add("none");
        words.addAll(words(OrderState.values()));
        return words;
    }

    private static List<String> words(final Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static final class Builder {
        private final List<Column> columns = new ArrayList<>();

        /** What every row that comes of a message begins with. */
        Builder head() {
            longs("sequence").ints("connection");
            columns.add(Column.of("channel", ColumnType.SYMBOL));
            return times("exchange_time", "received_time");
        }

        Builder times(final String... names) {
            return add(ColumnType.TIME, names);
        }

        Builder decimals(final String... names) {
            return add(ColumnType.DECIMAL, names);
        }

        Builder longs(final String... names) {
            return add(ColumnType.LONG, names);
        }

        Builder ints(final String... names) {
            return add(ColumnType.INT, names);
        }

        Builder doubles(final String... names) {
            return add(ColumnType.DOUBLE, names);
        }

        Builder flags(final String... names) {
            return add(ColumnType.FLAG, names);
        }

        Builder texts(final String... names) {
            return add(ColumnType.TEXT, names);
        }

        Builder words(final String name, final List<String> words) {
            columns.add(Column.words(name, words));
            return this;
        }

        private Builder add(final ColumnType type, final String... names) {
            for (final String name : names) {
                columns.add(Column.of(name, type));
            }
            return this;
        }

        List<Column> build() {
            return List.copyOf(columns);
        }
    }
}
