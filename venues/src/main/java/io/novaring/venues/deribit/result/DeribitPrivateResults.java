/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Results of {@code DeribitPrivateRequests} as records, one method for each sort of answer. Each
 * takes the JSON text of a result, as the future of a request or a RESPONSE event has it. Any
 * thread; allocates. What cannot be read is an IllegalArgumentException that says why.
 */
public final class DeribitPrivateResults {
    private static final WordTable SUMMARIES = WordTable.of("summaries");
    private static final WordTable ENABLED = WordTable.of("enabled");
    private static final int EMPTY = MarketEvent.ANSWERED_NOTHING;

    private DeribitPrivateResults() {}

    /** Of {@code private/get_open_orders} and every other query that is answered by orders. */
    public static List<OrderResult> orders(final String json) {
        final AccountRecords rows =
                rows(
                        "private/get_open_orders",
                        json,
                        MarketEvent.ANSWERED_ORDERS | EMPTY,
                        "it holds no orders");
        return rows.orders();
    }

    /** Of {@code private/get_order_state}. */
    public static OrderResult order(final String json) {
        return single("private/get_order_state", json, orders(json));
    }

    /** Of {@code private/buy} and every other method that is answered by an order and trades. */
    public static PlacedResult placed(final String json) {
        final AccountRecords rows =
                rows("private/buy", json, MarketEvent.ANSWERED_ORDERS, "it holds no order");
        return new PlacedResult(
                single("private/buy", json, rows.orders()),
                rows.has(MarketEvent.ANSWERED_TRADES) ? rows.trades() : List.of());
    }

    /** Of {@code private/get_user_trades_by_currency} and all its kin. */
    public static UserTradesResult trades(final String json) {
        final AccountRecords rows =
                rows(
                        "private/get_user_trades_by_currency",
                        json,
                        MarketEvent.ANSWERED_TRADES | EMPTY,
                        "it holds no trades of an account");
        return new UserTradesResult(rows.trades(), rows.has(MarketEvent.ANSWERED_MORE));
    }

    /** Of {@code private/get_positions}. */
    public static List<PositionResult> positions(final String json) {
        final AccountRecords rows =
                rows(
                        "private/get_positions",
                        json,
                        MarketEvent.ANSWERED_POSITIONS | EMPTY,
                        "it holds no positions");
        return rows.positions();
    }

    /** Of {@code private/get_position}. */
    public static PositionResult position(final String json) {
        return single("private/get_position", json, positions(json));
    }

    /** Of {@code private/get_account_summary}, with the limits of the account. */
    public static AccountSummary accountSummary(final String json) {
        return rows(
                        "private/get_account_summary",
                        json,
                        MarketEvent.ANSWERED_ACCOUNT,
                        "it holds no equity")
                .account();
    }

    /** Of {@code private/get_account_summaries}: one for each currency. */
    public static List<AccountSummary> accountSummaries(final String json) {
        final ResultReader in = new ResultReader("private/get_account_summaries", json);
        final List<String> texts = new ArrayList<>();
        in.requiredObject(
                SUMMARIES,
                field -> {
                    texts.clear();
                    texts.addAll(in.list(in::json));
                });
        in.finish(texts);
        return texts.stream().map(DeribitPrivateResults::accountSummary).toList();
    }

    /** Of {@code private/get_cancel_on_disconnect}: whether orders go with the connection. */
    public static boolean cancelOnDisconnect(final String json) {
        final ResultReader in = new ResultReader("private/get_cancel_on_disconnect", json);
        final int[] enabled = {JsonCursor.ABSENT};
        in.requiredObject(ENABLED, field -> enabled[0] = in.cursor().bool());
        in.finish(enabled);
        if (enabled[0] == JsonCursor.ABSENT) {
            throw in.failure("it has no enabled");
        }
        return enabled[0] == 1;
    }

    private static AccountRecords rows(
            final String method, final String json, final int wanted, final String why) {
        final ResultReader in = new ResultReader(method, json);
        in.cursor().skip();
        in.finish(json);
        final AccountRecords rows = new AccountRecords(method, json);
        if (!rows.has(wanted)) {
            throw in.failure(why + " that can be read");
        }
        return rows;
    }

    private static <T> T single(final String method, final String json, final List<T> rows) {
        if (rows.size() != 1) {
            throw new ResultReader(method, json)
                    .failure("it holds " + rows.size() + " in place of one");
        }
        return rows.get(0);
    }
}
