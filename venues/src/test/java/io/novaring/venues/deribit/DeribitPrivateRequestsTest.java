/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DeribitPrivateRequestsTest {
    private final MessageHandler messages =
            new DeribitMessages(new DeribitTrading(DeribitAccount.of(List.of("BTC"))));
    private final JsonEncoder out = new JsonEncoder(16);

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        DeribitPrivateRequests.getPositions(),
                        "get_positions",
                        "{\"currency\":\"any\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getPositions("BTC", "option"),
                        "get_positions",
                        "{\"currency\":\"BTC\",\"kind\":\"option\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getPosition("BTC-PERPETUAL"),
                        "get_position",
                        "{\"instrument_name\":\"BTC-PERPETUAL\"}"),
                Arguments.of(DeribitPrivateRequests.getOpenOrders(), "get_open_orders", "{}"),
                Arguments.of(
                        DeribitPrivateRequests.getOpenOrdersByCurrency("ETH"),
                        "get_open_orders_by_currency",
                        "{\"currency\":\"ETH\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getOpenOrdersByCurrency(
                                "ETH", "future", "trigger_all"),
                        "get_open_orders_by_currency",
                        "{\"currency\":\"ETH\",\"kind\":\"future\",\"type\":\"trigger_all\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getOpenOrdersByInstrument("ETH_USDC"),
                        "get_open_orders_by_instrument",
                        "{\"instrument_name\":\"ETH_USDC\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getOpenOrdersByLabel("BTC", "a \"b\""),
                        "get_open_orders_by_label",
                        "{\"currency\":\"BTC\",\"label\":\"a \\\"b\\\"\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getOrderState("ETH-SLIS-12"),
                        "get_order_state",
                        "{\"order_id\":\"ETH-SLIS-12\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getOrderStateByLabel("USDC", "n-1"),
                        "get_order_state_by_label",
                        "{\"currency\":\"USDC\",\"label\":\"n-1\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getAccountSummary("STETH"),
                        "get_account_summary",
                        "{\"currency\":\"STETH\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getAccountSummaries(),
                        "get_account_summaries",
                        "{}"),
                Arguments.of(
                        DeribitPrivateRequests.getUserTradesByCurrency("BTC", 1000),
                        "get_user_trades_by_currency",
                        "{\"currency\":\"BTC\",\"count\":1000}"),
                Arguments.of(
                        DeribitPrivateRequests.getUserTradesByCurrencyAndTime("BTC", 1, 2, 3, true),
                        "get_user_trades_by_currency_and_time",
                        "{\"currency\":\"BTC\",\"start_timestamp\":1,\"end_timestamp\":2,"
                                + "\"count\":3,\"sorting\":\"asc\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getUserTradesByInstrument("BTC-PERPETUAL", 1),
                        "get_user_trades_by_instrument",
                        "{\"instrument_name\":\"BTC-PERPETUAL\",\"count\":1}"),
                Arguments.of(
                        DeribitPrivateRequests.getUserTradesByInstrumentAndTime(
                                "BTC-PERPETUAL", 5, 5, 10, false),
                        "get_user_trades_by_instrument_and_time",
                        "{\"instrument_name\":\"BTC-PERPETUAL\",\"start_timestamp\":5,"
                                + "\"end_timestamp\":5,\"count\":10,\"sorting\":\"desc\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getUserTradesByOrder("4008965646"),
                        "get_user_trades_by_order",
                        "{\"order_id\":\"4008965646\"}"),
                Arguments.of(
                        DeribitPrivateRequests.getCancelOnDisconnect(),
                        "get_cancel_on_disconnect",
                        "{\"scope\":\"connection\"}"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldEncodeEveryRequest(final Request request, final String method, final String params) {
        final byte[] bytes = request.params();

        messages.encodeRequest(request.type(), 7, bytes, bytes.length, out.clear());

        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"private/"
                        + method
                        + "\",\"params\":"
                        + params
                        + '}',
                out.toString());
        assertTrue(messages.accepts(request.type()));
    }

    /** Whoever trades goes through the engine, which keeps account of it. */
    @Test
    void shouldNotTradeAtARequest() {
        for (int type = DeribitRequestType.BUY; type <= DeribitRequestType.CLOSE_POSITION; type++) {
            final int refused = type;
            assertFalse(messages.accepts(type), messages.nameOf(type));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> messages.encodeRequest(refused, 7, new byte[0], 0, out.clear()));
        }
        for (final int type :
                new int[] {
                    DeribitRequestType.ENABLE_CANCEL_ON_DISCONNECT,
                    DeribitRequestType.DISABLE_CANCEL_ON_DISCONNECT,
                    DeribitRequestType.LOGOUT,
                    DeribitRequestType.AUTH,
                    DeribitRequestType.PRIVATE_SUBSCRIBE
                }) {
            assertFalse(messages.accepts(type), messages.nameOf(type));
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAnArgument() {
        assertFault(
                () -> DeribitPrivateRequests.getOrderStateByLabel("BTC", ""),
                "label not within 1 and 64 characters: ''");
        assertFault(
                () -> DeribitPrivateRequests.getOrderState("a\"b"),
                "orderId with something else than letters, digits, - and _: 'a\"b'");
        assertFault(
                () -> DeribitPrivateRequests.getUserTradesByCurrencyAndTime("BTC", 2, 1, 1, true),
                "startMs below 0 or above endMs: 2 and 1");
        assertFault(
                () -> DeribitPrivateRequests.getUserTradesByInstrument("A", 1001),
                "count not within 1 and 1000: 1001");
        assertFault(
                () -> DeribitPrivateRequests.getOpenOrdersByCurrency("BTC", "future", "any"),
                "type unknown: 'any'; known are all, limit, stop_all, stop_limit, stop_market,"
                        + " take_all, take_limit, take_market, trailing_all, trailing_stop,"
                        + " trigger_all");
    }

    private static void assertFault(final Runnable call, final String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
