/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeribitQueriesTest {
    private final DeribitTrading trading =
            new DeribitTrading(
                    DeribitAccount.of(List.of("BTC", "USDC"))
                            .withKinds(List.of("future", "option")));
    private final QueryArguments arguments = new QueryArguments();
    private final TradingAnswer answer = new TradingAnswer();
    private final JsonEncoder out = new JsonEncoder(512);

    @Test
    void shouldFollowAnAccountByItsChanges() {
        assertEquals(
                List.of(
                        "user.changes.future.BTC.raw",
                        "user.changes.option.BTC.raw",
                        "user.portfolio.btc",
                        "user.changes.future.USDC.raw",
                        "user.changes.option.USDC.raw",
                        "user.portfolio.usdc",
                        "user.lock"),
                trading.channels());
        assertEquals(List.of("BTC", "USDC"), trading.scopes());
        assertTrue(trading.isSupported());
    }

    @Test
    void shouldAskForTradesAndAccountOfEachCurrencyAndForTheRestOnce() {
        for (final AccountQuery query : AccountQuery.values()) {
            final boolean isExpected =
                    query == AccountQuery.TRADES_OF_TIME || query == AccountQuery.ACCOUNT;
            assertEquals(isExpected, trading.isPerScope(query), query.name());
        }
    }

    @Test
    void shouldEncodeQueries() {
        arguments.scope = 1;
        arguments.fromMs = 1_772_000_000_000L;
        arguments.untilMs = 1_772_000_600_000L;
        final byte[] id = "ETH-1".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(id, 0, arguments.orderId, 0, id.length);
        arguments.orderIdLength = id.length;
        final byte[] label = "n-1".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(label, 0, arguments.label, 0, label.length);
        arguments.labelLength = label.length;
        final byte[] name = "ETH_USDC-PERPETUAL".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, arguments.instrument, 0, name.length);
        arguments.instrumentLength = name.length;

        assertQuery(AccountQuery.OPEN_ORDERS, 34, "private/get_open_orders", "{}");
        assertQuery(AccountQuery.POSITIONS, 32, "private/get_positions", "{\"currency\":\"any\"}");
        assertQuery(
                AccountQuery.ACCOUNT, 40, "private/get_account_summary", "{\"currency\":\"USDC\"}");
        assertQuery(
                AccountQuery.TRADES_OF_TIME,
                42,
                "private/get_user_trades_by_currency_and_time",
                "{\"currency\":\"USDC\",\"start_timestamp\":1772000000000,"
                        + "\"end_timestamp\":1772000600000,\"count\":1000,\"sorting\":\"asc\"}");
        assertQuery(
                AccountQuery.TRADES_OF_ORDER,
                45,
                "private/get_user_trades_by_order",
                "{\"order_id\":\"ETH-1\",\"sorting\":\"asc\"}");
        assertQuery(
                AccountQuery.ORDER_BY_ID,
                38,
                "private/get_order_state",
                "{\"order_id\":\"ETH-1\"}");
        assertQuery(
                AccountQuery.ORDERS_BY_LABEL,
                39,
                "private/get_order_state_by_label",
                "{\"currency\":\"USDC\",\"label\":\"n-1\"}");
        assertQuery(AccountQuery.CANCEL_ALL, 25, "private/cancel_all", "{}");
        assertQuery(
                AccountQuery.CANCEL_ON_DISCONNECT_SET,
                46,
                "private/enable_cancel_on_disconnect",
                "{\"scope\":\"connection\"}");
        assertQuery(
                AccountQuery.CANCEL_ON_DISCONNECT_READ,
                48,
                "private/get_cancel_on_disconnect",
                "{\"scope\":\"connection\"}");
    }

    @Test
    void shouldSayNothingOfCancelOnDisconnectWhenItIsNotWanted() {
        final DeribitTrading careless =
                new DeribitTrading(
                        DeribitAccount.of(List.of("BTC")).withCancelsOnDisconnect(false));

        // Its key may not change the account: what is refused there would be an alarm each time.
        assertEquals(
                RequestType.NONE,
                careless.encodeQuery(
                        AccountQuery.CANCEL_ON_DISCONNECT_SET, arguments, 1, out.clear()));
        assertEquals(
                RequestType.NONE,
                careless.encodeQuery(
                        AccountQuery.CANCEL_ON_DISCONNECT_READ, arguments, 1, out.clear()));
        assertEquals(0, out.length());
    }

    @Test
    void shouldNotAskWhatCannotBeAsked() {
        for (final AccountQuery query :
                List.of(
                        AccountQuery.ORDERS_BY_LABEL,
                        AccountQuery.ORDER_BY_ID,
                        AccountQuery.TRADES_OF_ORDER,
                        AccountQuery.TRADES_OF_TIME)) {
            assertEquals(RequestType.NONE, trading.encodeQuery(query, arguments, 1, out.clear()));
            assertEquals(0, out.length());
        }
        arguments.scope = 2;
        assertEquals(
                RequestType.NONE,
                trading.encodeQuery(AccountQuery.ACCOUNT, arguments, 1, out.clear()));
    }

    @Test
    void shouldReadWhatBecameOfAnOrder() {
        for (int type = DeribitRequestType.BUY; type <= DeribitRequestType.EDIT_BY_LABEL; type++) {
            read(type, "{\"order\":{\"order_state\":\"open\"},\"trades\":[]}");
            assertTrue(answer.hasOrders && answer.hasTrades);
            assertFalse(answer.hasPositions || answer.hasAccount || answer.hasMore);
        }

        read(DeribitRequestType.CLOSE_POSITION, "{\"order\":{\"order_state\":\"open\"}}");
        assertTrue(answer.hasOrders);
        assertFalse(answer.hasTrades);

        // Trades of an order that is not told are none of this answer's.
        read(DeribitRequestType.BUY, "{\"trades\":[]}");
        assertFalse(answer.hasOrders || answer.hasTrades);

        read(DeribitRequestType.CANCEL, "{\"order_state\":\"cancelled\"}");
        assertTrue(answer.hasOrders);
        assertFalse(answer.hasTrades);
    }

    @Test
    void shouldReadHowManyOrdersWereCancelled() {
        for (final int type :
                new int[] {
                    DeribitRequestType.CANCEL_ALL,
                    DeribitRequestType.CANCEL_ALL_BY_INSTRUMENT,
                    DeribitRequestType.CANCEL_BY_LABEL
                }) {
            read(type, "4");
            assertEquals(4, answer.cancelledCount);
            assertFalse(answer.hasOrders);
        }
        read(DeribitRequestType.CANCEL_ALL, "1.2e1");
        assertEquals(12, answer.cancelledCount);

        read(DeribitRequestType.CANCEL_ALL, "[{\"order\":{\"order_state\":\"cancelled\"}}]");
        assertEquals(1, answer.cancelledCount);
        assertTrue(answer.hasOrders);

        read(DeribitRequestType.CANCEL_ALL, "[]");
        assertEquals(0, answer.cancelledCount);

        for (final String odd : List.of("-1", "1.5", "\"ok\"", "null", "{}", "[1]", "1e30")) {
            read(DeribitRequestType.CANCEL_ALL, odd);
            assertEquals(TradingAnswer.NOT_TOLD, answer.cancelledCount, odd);
        }
    }

    @Test
    void shouldReadAnswersToQueries() {
        final String order = "{\"order_state\":\"open\"}";
        final String trade = "{\"fee\":1,\"price\":1}";
        final String position = "{\"floating_profit_loss\":0}";
        read(DeribitRequestType.GET_OPEN_ORDERS, '[' + order + ']');
        assertTrue(answer.hasOrders);
        read(DeribitRequestType.GET_OPEN_ORDERS, "[]");
        assertTrue(answer.hasOrders);
        read(DeribitRequestType.GET_OPEN_ORDERS, '[' + position + ']');
        assertFalse(answer.hasOrders || answer.hasPositions);
        read(DeribitRequestType.GET_ORDER_STATE, order);
        assertTrue(answer.hasOrders);

        read(DeribitRequestType.GET_POSITIONS, '[' + position + ']');
        assertTrue(answer.hasPositions);
        read(DeribitRequestType.GET_POSITIONS, "[]");
        assertTrue(answer.hasPositions);
        read(DeribitRequestType.GET_POSITION, position);
        assertTrue(answer.hasPositions);

        final int byTime = DeribitRequestType.GET_USER_TRADES_BY_CURRENCY_AND_TIME;
        read(byTime, "{\"trades\":[" + trade + "],\"has_more\":true}");
        assertTrue(answer.hasTrades && answer.hasMore);
        read(byTime, "{\"trades\":[],\"has_more\":false}");
        assertTrue(answer.hasTrades);
        assertFalse(answer.hasMore);
        read(DeribitRequestType.GET_USER_TRADES_BY_ORDER, '[' + trade + ']');
        assertTrue(answer.hasTrades);

        read(DeribitRequestType.GET_ACCOUNT_SUMMARY, "{\"equity\":1}");
        assertTrue(answer.hasAccount);
        read(DeribitRequestType.GET_ACCOUNT_SUMMARY, "[]");
        assertFalse(answer.hasAccount);
        read(DeribitRequestType.GET_TIME, "[]");
        assertFalse(answer.hasOrders || answer.hasTrades || answer.hasPositions);
    }

    @Test
    void shouldReadWhetherOrdersAreCancelledWithTheConnection() {
        final int type = DeribitRequestType.GET_CANCEL_ON_DISCONNECT;
        read(type, "{\"scope\":\"connection\",\"enabled\":true}");
        assertEquals(1, answer.cancelOnDisconnect);
        read(type, "{\"enabled\":false, \"scope\":\"connection\"}");
        assertEquals(0, answer.cancelOnDisconnect);
        for (final String odd : List.of("{}", "{\"enabled\":null}", "true", "\"ok\"", "[]")) {
            read(type, odd);
            assertEquals(TradingAnswer.NOT_TOLD, answer.cancelOnDisconnect, odd);
        }
    }

    @Test
    void shouldForgetTheAnswerBefore() {
        read(DeribitRequestType.GET_OPEN_ORDERS, "[]");
        read(DeribitRequestType.CANCEL_ALL, "3");
        assertFalse(answer.hasOrders);
        read(DeribitRequestType.ENABLE_CANCEL_ON_DISCONNECT, "\"ok\"");
        assertEquals(TradingAnswer.NOT_TOLD, answer.cancelledCount);
        assertEquals(TradingAnswer.NOT_TOLD, answer.cancelOnDisconnect);
    }

    @Test
    void shouldKnowTheVenuesWordsForStates() {
        assertEquals(OrderState.OPEN, stateOf("open"));
        assertEquals(OrderState.FILLED, stateOf("filled"));
        assertEquals(OrderState.CANCELLED, stateOf("cancelled"));
        assertEquals(OrderState.UNTRIGGERED, stateOf("untriggered"));
        assertEquals(OrderState.TRIGGERED, stateOf("triggered"));
        assertEquals(OrderState.REJECTED, stateOf("rejected"));
        assertNull(stateOf("archive"));
        assertNull(stateOf("ope"));
        assertNull(trading.stateOf(new MarketEvent(), Text.ABSENT));
    }

    private void assertQuery(
            final AccountQuery query, final int type, final String method, final String params) {
        assertEquals(type, trading.encodeQuery(query, arguments, 42, out.clear()));
        assertEquals(envelope(method, params), out.toString());
    }

    private static String envelope(final String method, final String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":42,\"method\":\""
                + method
                + "\",\"params\":"
                + params
                + '}';
    }

    private void read(final int requestType, final String result) {
        final byte[] frame =
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + ",\"usIn\":1}")
                        .getBytes(StandardCharsets.UTF_8);
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);
        DeribitDecoder.ofAccount(new Symbols()).decode(event);
        assertEquals(EventKind.RESPONSE, event.kind);

        trading.readAnswer(requestType, event, answer);
    }

    private OrderState stateOf(final String word) {
        final byte[] raw = ("\"" + word + "\"").getBytes(StandardCharsets.US_ASCII);
        final MarketEvent event = new MarketEvent();
        event.setRaw(raw, 0, raw.length);
        return trading.stateOf(event, Text.of(1, word.length()));
    }
}
