/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class DeribitPrivateResultsTest {
    private static final String ORDER =
            "{\"order_id\":\"ETH-1\",\"label\":\"a \\\"b\\\"\",\"instrument_name\":\"ETH-PERPETUAL\","
                    + "\"direction\":\"sell\",\"order_state\":\"untriggered\",\"order_type\":"
                    + "\"stop_limit\",\"original_order_type\":null,\"time_in_force\":"
                    + "\"good_til_day\",\"price\":2100.5,\"amount\":1e3,\"contracts\":1000,"
                    + "\"filled_amount\":0.0,\"average_price\":0,\"creation_timestamp\":1,"
                    + "\"last_update_timestamp\":2,\"post_only\":true,\"reject_post_only\":true,"
                    + "\"reduce_only\":true,\"replaced\":true,\"mmp\":false,\"is_liquidation\":"
                    + "false,\"cancel_reason\":\"user_request\",\"display_amount\":10,"
                    + "\"refresh_amount\":20,\"trigger\":\"mark_price\",\"trigger_price\":2000,"
                    + "\"trigger_offset\":5,\"trigger_reference_price\":2001,\"triggered\":false,"
                    + "\"trigger_order_id\":\"T-1\"}";

    private static final OrderResult ORDER_RESULT =
            new OrderResult(
                    "ETH-1",
                    "a \"b\"",
                    "ETH-PERPETUAL",
                    Side.SELL,
                    "untriggered",
                    "stop_limit",
                    null,
                    "good_til_day",
                    2_100_500_000_000L,
                    1_000_000_000_000L,
                    1_000_000_000_000L,
                    0,
                    0,
                    1_000_000,
                    2_000_000,
                    true,
                    true,
                    true,
                    true,
                    false,
                    false,
                    "user_request",
                    10_000_000_000L,
                    20_000_000_000L,
                    new OrderTrigger(
                            "mark_price",
                            2_000_000_000_000L,
                            5_000_000_000L,
                            2_001_000_000_000L,
                            false,
                            "T-1"));

    private static final String TRADE =
            "{\"trade_id\":\"7\",\"trade_seq\":8,\"instrument_name\":\"BTC-29SEP26-70000-C\","
                    + "\"timestamp\":3,\"direction\":\"buy\",\"price\":0.01,\"amount\":0.5,"
                    + "\"contracts\":0.5,\"order_id\":\"9\",\"label\":\"l\",\"state\":\"filled\","
                    + "\"order_type\":\"market\",\"fee\":-2.1e-7,\"fee_currency\":\"BTC\","
                    + "\"liquidity\":\"M\",\"profit_loss\":null,\"mark_price\":0.011,"
                    + "\"index_price\":60000,\"underlying_price\":60001,\"iv\":55.5,"
                    + "\"post_only\":false,\"reduce_only\":true}";

    private static final UserTradeResult TRADE_RESULT =
            new UserTradeResult(
                    "7",
                    8,
                    "BTC-29SEP26-70000-C",
                    3_000_000,
                    Side.BUY,
                    10_000_000,
                    500_000_000,
                    500_000_000,
                    "9",
                    "l",
                    "filled",
                    "market",
                    -210,
                    "BTC",
                    "M",
                    MarketEvent.ABSENT,
                    11_000_000,
                    60_000_000_000_000L,
                    60_001_000_000_000L,
                    55.5,
                    null,
                    false,
                    true,
                    null,
                    null);

    @Test
    void shouldReadOrders() {
        assertEquals(
                List.of(ORDER_RESULT, ORDER_RESULT),
                DeribitPrivateResults.orders('[' + ORDER + ',' + ORDER + ']'));
        assertEquals(List.of(), DeribitPrivateResults.orders(" [ ] "));
        assertEquals(ORDER_RESULT, DeribitPrivateResults.order(ORDER));
    }

    @Test
    void shouldReadWhatWasPlaced() {
        assertEquals(
                new PlacedResult(ORDER_RESULT, List.of(TRADE_RESULT)),
                DeribitPrivateResults.placed(
                        "{\"trades\":[" + TRADE + "],\"order\":" + ORDER + '}'));
    }

    @Test
    void shouldReadTrades() {
        assertEquals(
                new UserTradesResult(List.of(TRADE_RESULT), true),
                DeribitPrivateResults.trades("{\"trades\":[" + TRADE + "],\"has_more\":true}"));
        assertEquals(
                new UserTradesResult(List.of(TRADE_RESULT), false),
                DeribitPrivateResults.trades('[' + TRADE + ']'));
        assertEquals(new UserTradesResult(List.of(), false), DeribitPrivateResults.trades("[]"));
    }

    @Test
    void shouldReadPositions() {
        final String json =
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"kind\":\"future\",\"direction\":\"sell\","
                        + "\"size\":-50,\"size_currency\":-0.25,\"average_price\":1,"
                        + "\"mark_price\":2,\"index_price\":3,\"settlement_price\":4,"
                        + "\"floating_profit_loss\":5,\"realized_profit_loss\":6,"
                        + "\"total_profit_loss\":7,\"initial_margin\":8,\"maintenance_margin\":9,"
                        + "\"open_orders_margin\":10,\"estimated_liquidation_price\":null,"
                        + "\"leverage\":50,\"delta\":-0.25,\"gamma\":1e-8,\"vega\":2}";
        final PositionResult expected =
                new PositionResult(
                        "BTC-PERPETUAL",
                        "future",
                        Side.SELL,
                        -50_000_000_000L,
                        -250_000_000,
                        1_000_000_000,
                        2_000_000_000,
                        3_000_000_000L,
                        4_000_000_000L,
                        5_000_000_000L,
                        6_000_000_000L,
                        7_000_000_000L,
                        8_000_000_000L,
                        9_000_000_000L,
                        10_000_000_000L,
                        MarketEvent.ABSENT,
                        50,
                        -0.25,
                        1e-8,
                        2,
                        Double.NaN);

        assertEquals(expected, DeribitPrivateResults.position(json));
        assertEquals(List.of(expected), DeribitPrivateResults.positions('[' + json + ']'));
        assertEquals(List.of(), DeribitPrivateResults.positions("[]"));
    }

    @Test
    void shouldReadAnAccountWithItsLimits() {
        final String limits =
                "{\"non_matching_engine\":{\"rate\":20,\"burst\":100},\"matching_engine\":{"
                        + "\"trading\":{\"total\":{\"rate\":5,\"burst\":20},\"options\":{}},"
                        + "\"spot\":{\"rate\":3},\"cancel_all\":{\"burst\":250,\"rate\":200}},"
                        + "\"limits_per_currency\":false}";
        final AccountSummary account =
                DeribitPrivateResults.accountSummary(
                        "{\"currency\":\"BTC\",\"equity\":1.5,\"balance\":1.25,"
                                + "\"margin_model\":\"cross_pm\","
                                + "\"portfolio_margining_enabled\":true,"
                                + "\"cross_collateral_enabled\":true,\"available_funds\":1,"
                                + "\"session_upl\":-0.5,\"options_theta\":2.5,\"limits\":"
                                + limits
                                + '}');

        assertEquals("BTC", account.currency());
        assertEquals("cross_pm", account.marginModel());
        assertTrue(account.isPortfolioMargining() && account.isCrossCollateral());
        assertEquals(1_500_000_000, account.equity());
        assertEquals(1_250_000_000, account.balance());
        assertEquals(1_000_000_000, account.availableFunds());
        assertEquals(-500_000_000, account.sessionUnrealizedProfitLoss());
        assertEquals(2.5, account.optionsTheta());
        assertEquals(MarketEvent.ABSENT, account.feeBalance());
        assertEquals(
                new AccountLimits(
                        new AccountLimits.Rate(20, 100),
                        new AccountLimits.Rate(5, 20),
                        new AccountLimits.Rate(3, MarketEvent.ABSENT),
                        new AccountLimits.Rate(200, 250),
                        false,
                        limits),
                account.limits());
    }

    @Test
    void shouldReadLimitsOfEachCurrencyAsTheyStand() {
        final String limits =
                "{\"limits_per_currency\":true,\"matching_engine\":{\"btc\":{\"trading\":{}}}}";

        final AccountLimits read =
                DeribitPrivateResults.accountSummary("{\"equity\":1,\"limits\":" + limits + '}')
                        .limits();

        assertTrue(read.isPerCurrency());
        assertNull(read.trading());
        assertEquals(limits, read.json());
        assertNull(DeribitPrivateResults.accountSummary("{\"equity\":1}").limits());
    }

    @Test
    void shouldReadTheAccountOfEveryCurrency() {
        final List<AccountSummary> accounts =
                DeribitPrivateResults.accountSummaries(
                        "{\"id\":1,\"email\":\"x\",\"summaries\":[{\"currency\":\"BTC\","
                                + "\"equity\":1},{\"equity\":2,\"currency\":\"ETH\"}]}");

        assertEquals(
                List.of("BTC", "ETH"), accounts.stream().map(AccountSummary::currency).toList());
    }

    @Test
    void shouldReadWhetherOrdersGoWithTheConnection() {
        assertTrue(
                DeribitPrivateResults.cancelOnDisconnect(
                        "{\"scope\":\"connection\",\"enabled\":true}"));
        assertFalse(DeribitPrivateResults.cancelOnDisconnect("{\"enabled\":false}"));
    }

    @Test
    void shouldSayWhyAResultCannotBeRead() {
        assertFault(
                DeribitPrivateResults::orders,
                "[{\"size\":1}]",
                "result of private/get_open_orders cannot be read: it holds no orders that can be"
                        + " read; it begins with: [{\"size\":1}]");
        assertFault(
                DeribitPrivateResults::order,
                "[]",
                "result of private/get_order_state cannot be read: it holds 0 in place of one;"
                        + " it begins with: []");
        assertFault(
                DeribitPrivateResults::trades,
                "[{\"fee\":1}",
                "result of private/get_user_trades_by_currency cannot be read: truncated at byte"
                        + " 11; it begins with: [{\"fee\":1}");
        assertFault(
                DeribitPrivateResults::cancelOnDisconnect,
                "{}",
                "result of private/get_cancel_on_disconnect cannot be read: it has no enabled;"
                        + " it begins with: {}");
    }

    private static <T> void assertFault(
            final Function<String, T> reader, final String json, final String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> reader.apply(json))
                        .getMessage());
    }
}
