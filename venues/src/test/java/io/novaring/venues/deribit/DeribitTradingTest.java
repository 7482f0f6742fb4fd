/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.RequestType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeribitTradingTest {
    private static final long NOW_NS = 1_772_000_000_123_456_789L;

    private final DeribitTrading trading =
            new DeribitTrading(
                    DeribitAccount.of(List.of("BTC", "USDC"))
                            .withKinds(List.of("future", "option")));
    private final OrderCommand command = new OrderCommand();
    private final JsonEncoder out = new JsonEncoder(512);

    @Test
    void shouldEncodeALimitOrder() {
        limit();

        assertEncoded(
                DeribitRequestType.BUY,
                "private/buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":1000,\"type\":\"limit\","
                        + "\"price\":60000.5,\"label\":\"n-1\","
                        + "\"time_in_force\":\"good_til_cancelled\",\"post_only\":false}");
    }

    @Test
    void shouldEncodeEveryOptionOfALimitOrder() {
        limit();
        command.side = Side.SELL;
        command.timeInForce = OrderCommand.GOOD_TIL_DAY;
        command.flags =
                OrderCommand.POST_ONLY
                        | OrderCommand.REJECT_POST_ONLY
                        | OrderCommand.REDUCE_ONLY
                        | OrderCommand.MARKET_MAKER_PROTECTION
                        | OrderCommand.ALLOW_STALE_BOOK;
        command.price = 100;
        command.displayAmount = 10 * Decimals.SCALE;
        command.validForNs = 5_000_000_000L;

        assertEncoded(
                DeribitRequestType.SELL,
                "private/sell",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":1000,\"type\":\"limit\","
                        + "\"price\":0.0000001,\"label\":\"n-1\","
                        + "\"time_in_force\":\"good_til_day\",\"post_only\":true,"
                        + "\"reject_post_only\":true,\"reduce_only\":true,\"mmp\":true,"
                        + "\"display_amount\":10,\"valid_until\":1772000005123}");
    }

    @Test
    void shouldEncodeTimesInForce() {
        limit();
        command.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL;
        assertTrue(encoded().contains(",\"time_in_force\":\"immediate_or_cancel\","));

        command.timeInForce = OrderCommand.FILL_OR_KILL;
        assertTrue(encoded().contains(",\"time_in_force\":\"fill_or_kill\","));
    }

    @Test
    void shouldEncodeAMarketOrderWithoutPriceAndTimeInForce() {
        limit();
        command.type = OrderCommand.MARKET;
        command.price = MarketEvent.ABSENT;
        command.labelLength = 0;

        assertEncoded(
                DeribitRequestType.BUY,
                "private/buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":1000,\"type\":\"market\","
                        + "\"post_only\":false}");

        command.type = OrderCommand.MARKET_LIMIT;
        assertTrue(encoded().contains(",\"type\":\"market_limit\","));
    }

    @Test
    void shouldEncodeTriggers() {
        limit();
        command.type = OrderCommand.STOP_LIMIT;
        command.trigger = OrderCommand.MARK_PRICE;
        command.triggerPrice = 59_000 * Decimals.SCALE;
        assertEncoded(
                DeribitRequestType.BUY,
                "private/buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":1000,\"type\":\"stop_limit\","
                        + "\"price\":60000.5,\"label\":\"n-1\","
                        + "\"time_in_force\":\"good_til_cancelled\",\"post_only\":false,"
                        + "\"trigger\":\"mark_price\",\"trigger_price\":59000}");

        command.type = OrderCommand.TAKE_LIMIT;
        command.trigger = OrderCommand.LAST_PRICE;
        assertTrue(encoded().contains(",\"type\":\"take_limit\","));
        assertTrue(encoded().contains(",\"trigger\":\"last_price\","));

        command.price = MarketEvent.ABSENT;
        command.type = OrderCommand.STOP_MARKET;
        command.trigger = OrderCommand.INDEX_PRICE;
        assertEncoded(
                DeribitRequestType.BUY,
                "private/buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":1000,\"type\":\"stop_market\","
                        + "\"label\":\"n-1\",\"post_only\":false,"
                        + "\"trigger\":\"index_price\",\"trigger_price\":59000}");
        command.type = OrderCommand.TAKE_MARKET;
        assertTrue(encoded().contains(",\"type\":\"take_market\","));
    }

    @Test
    void shouldSendTheTriggerPriceOfATrailingStopAsItsOffset() {
        limit();
        command.type = OrderCommand.TRAILING_STOP;
        command.price = MarketEvent.ABSENT;
        command.trigger = OrderCommand.LAST_PRICE;
        command.triggerPrice = 250 * Decimals.SCALE;

        assertEncoded(
                DeribitRequestType.BUY,
                "private/buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":1000,"
                        + "\"type\":\"trailing_stop\",\"label\":\"n-1\",\"post_only\":false,"
                        + "\"trigger\":\"last_price\",\"trigger_offset\":250}");
    }

    @Test
    void shouldGiveLabelsAsTheyAre() {
        limit();
        label("a \"b\" \\ \n");

        assertTrue(encoded().contains(",\"label\":\"a \\\"b\\\" \\\\ \\u000a\","));
    }

    @Test
    void shouldBearTheEndOfTime() {
        limit();
        command.validForNs = Long.MAX_VALUE;

        assertTrue(encoded().contains(",\"valid_until\":9223372036854}"));
    }

    @Test
    void shouldEditByOrderId() {
        edit();
        orderId("USDC-104819327443");

        assertEncoded(
                DeribitRequestType.EDIT,
                "private/edit",
                "{\"order_id\":\"USDC-104819327443\",\"amount\":20,\"price\":60001,"
                        + "\"post_only\":true,\"display_amount\":5,\"trigger_price\":7,"
                        + "\"valid_until\":1772000000124}");
    }

    @Test
    void shouldEditByLabelWhenThereIsNoOrderIdYet() {
        edit();
        label("n-1");
        command.displayAmount = MarketEvent.ABSENT;

        assertEncoded(
                DeribitRequestType.EDIT_BY_LABEL,
                "private/edit_by_label",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"label\":\"n-1\",\"amount\":20,"
                        + "\"price\":60001,\"post_only\":true,\"trigger_price\":7,"
                        + "\"valid_until\":1772000000124}");
    }

    @Test
    void shouldCancelByOrderId() {
        command.action = OrderCommand.CANCEL;
        orderId("4008965646");
        label("n-1");

        assertEncoded(DeribitRequestType.CANCEL, "private/cancel", "{\"order_id\":\"4008965646\"}");
    }

    @Test
    void shouldCancelByLabelWhenThereIsNoOrderIdYet() {
        command.action = OrderCommand.CANCEL;
        label("n-1");
        final String[][] currencies = {
            {"BTC-PERPETUAL", "BTC"},
            {"ETH-29SEP26-2000-C", "ETH"},
            {"ETH_USDC-PERPETUAL", "USDC"},
            {"XRP_USDC-29SEP26-0d625-P", "USDC"},
            {"BTC_USDT", "USDT"},
            {"PAXG_BTC", "BTC"},
            {"BTC-FS-29SEP26_PERP", "BTC"},
        };
        for (final String[] pair : currencies) {
            command.instrument(pair[0]);
            assertEncoded(
                    DeribitRequestType.CANCEL_BY_LABEL,
                    "private/cancel_by_label",
                    "{\"label\":\"n-1\",\"currency\":\"" + pair[1] + "\"}");
        }

        command.instrumentLength = 0;
        assertEncoded(
                DeribitRequestType.CANCEL_BY_LABEL,
                "private/cancel_by_label",
                "{\"label\":\"n-1\"}");
    }

    @Test
    void shouldCancelMany() {
        command.action = OrderCommand.CANCEL_ALL;
        assertEncoded(DeribitRequestType.CANCEL_ALL, "private/cancel_all", "{}");

        command.action = OrderCommand.CANCEL_INSTRUMENT;
        command.instrument("BTC-PERPETUAL");
        assertEncoded(
                DeribitRequestType.CANCEL_ALL_BY_INSTRUMENT,
                "private/cancel_all_by_instrument",
                "{\"instrument_name\":\"BTC-PERPETUAL\"}");
    }

    @Test
    void shouldClosePositions() {
        command.action = OrderCommand.CLOSE_POSITION;
        command.type = OrderCommand.MARKET;
        command.instrument("ETH-PERPETUAL");
        assertEncoded(
                DeribitRequestType.CLOSE_POSITION,
                "private/close_position",
                "{\"instrument_name\":\"ETH-PERPETUAL\",\"type\":\"market\"}");

        command.type = OrderCommand.LIMIT;
        command.price = -5 * Decimals.SCALE;
        assertEncoded(
                DeribitRequestType.CLOSE_POSITION,
                "private/close_position",
                "{\"instrument_name\":\"ETH-PERPETUAL\",\"type\":\"limit\",\"price\":-5}");
    }

    /** The stage has no use for an exception, and the venue none for half a request. */
    @Test
    void shouldWriteNothingForWhatMakesNoRequest() {
        assertNothing();

        limit();
        command.price = MarketEvent.ABSENT;
        assertNothing();

        limit();
        command.side = Side.NONE;
        assertEquals(RequestType.NONE, trading.requestTypeOf(command));
        assertNothing();

        command.clear().action = OrderCommand.CANCEL;
        assertNothing();

        edit();
        assertNothing();

        command.clear().action = OrderCommand.CANCEL_INSTRUMENT;
        assertNothing();
    }

    /** The program does not know id and label yet, and credits are counted all the same. */
    @Test
    void shouldCountCreditsBeforeAnOrderIsNamed() {
        command.action = OrderCommand.CANCEL;
        assertEquals(DeribitRequestType.CANCEL, trading.requestTypeOf(command));
        command.action = OrderCommand.EDIT;
        assertEquals(DeribitRequestType.EDIT, trading.requestTypeOf(command));
    }

    private void limit() {
        command.clear();
        command.action = OrderCommand.NEW;
        command.side = Side.BUY;
        command.instrument("BTC-PERPETUAL");
        command.price = 60_000_500_000_000L;
        command.amount = 1_000 * Decimals.SCALE;
        label("n-1");
    }

    private void edit() {
        command.clear();
        command.action = OrderCommand.EDIT;
        command.instrument("BTC-PERPETUAL");
        command.price = 60_001 * Decimals.SCALE;
        command.amount = 20 * Decimals.SCALE;
        command.displayAmount = 5 * Decimals.SCALE;
        command.triggerPrice = 7 * Decimals.SCALE;
        command.flags = OrderCommand.POST_ONLY;
        command.validForNs = 1_000_000;
    }

    private void label(final String label) {
        final byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        command.label(bytes, 0, bytes.length);
    }

    private void orderId(final String id) {
        final byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        command.orderId(bytes, 0, bytes.length);
    }

    private String encoded() {
        trading.encode(command, 42, NOW_NS, out.clear());
        return out.toString();
    }

    private void assertEncoded(final int type, final String method, final String params) {
        assertEquals(type, trading.encode(command, 42, NOW_NS, out.clear()));
        assertEquals(envelope(method, params), out.toString());
        assertEquals(type, trading.requestTypeOf(command));
    }

    private static String envelope(final String method, final String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":42,\"method\":\""
                + method
                + "\",\"params\":"
                + params
                + '}';
    }

    private void assertNothing() {
        assertEquals(RequestType.NONE, trading.encode(command, 42, NOW_NS, out.clear()));
        assertEquals(0, out.length());
    }
}
