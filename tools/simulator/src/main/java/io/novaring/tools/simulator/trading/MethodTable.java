/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import java.util.Map;
import java.util.Set;

/** What the venue's access and limit pages say of the methods of trading. */
final class MethodTable {
    private static final String TRADE = "trade:read_write";
    private static final String TRADE_READ = "trade:read";
    private static final String ACCOUNT_READ = "account:read";

    private static final Set<String> MATCHING =
            Set.of(
                    "private/buy",
                    "private/sell",
                    "private/edit",
                    "private/edit_by_label",
                    "private/cancel",
                    "private/cancel_by_label",
                    "private/cancel_all",
                    "private/cancel_all_by_instrument",
                    "private/cancel_all_by_currency",
                    "private/cancel_all_by_currency_pair",
                    "private/cancel_all_by_kind_or_type",
                    "private/close_position");

    private static final Map<String, String> READING =
            Map.ofEntries(
                    Map.entry("private/get_open_orders", TRADE_READ),
                    Map.entry("private/get_open_orders_by_currency", TRADE_READ),
                    Map.entry("private/get_open_orders_by_instrument", TRADE_READ),
                    Map.entry("private/get_open_orders_by_label", TRADE_READ),
                    Map.entry("private/get_order_state", TRADE_READ),
                    Map.entry("private/get_order_state_by_label", TRADE_READ),
                    Map.entry("private/get_position", TRADE_READ),
                    Map.entry("private/get_positions", TRADE_READ),
                    Map.entry("private/get_user_trades_by_currency", TRADE_READ),
                    Map.entry("private/get_user_trades_by_currency_and_time", TRADE_READ),
                    Map.entry("private/get_user_trades_by_instrument", TRADE_READ),
                    Map.entry("private/get_user_trades_by_instrument_and_time", TRADE_READ),
                    Map.entry("private/get_user_trades_by_order", TRADE_READ),
                    Map.entry("private/get_account_summary", ACCOUNT_READ),
                    Map.entry("private/get_account_summaries", ACCOUNT_READ));

    private MethodTable() {}

    static boolean isMatching(final String method) {
        return MATCHING.contains(method);
    }

    /** Null when the method is not of trading. */
    static String scopeOf(final String method) {
        return isMatching(method) ? TRADE : READING.get(method);
    }
}
