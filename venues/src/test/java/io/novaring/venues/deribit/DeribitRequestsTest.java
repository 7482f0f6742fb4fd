/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitRequestsTest {
    private final MessageHandler messages = new DeribitMessages();
    private final JsonEncoder out = new JsonEncoder(16);

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        DeribitRequests.getInstruments("BTC"),
                        "get_instruments",
                        "{\"currency\":\"BTC\"}"),
                Arguments.of(
                        DeribitRequests.getInstruments("any", "option_combo"),
                        "get_instruments",
                        "{\"currency\":\"any\",\"kind\":\"option_combo\"}"),
                Arguments.of(
                        DeribitRequests.getInstrument("XRP_USDC-30JUN23-0d625-C"),
                        "get_instrument",
                        "{\"instrument_name\":\"XRP_USDC-30JUN23-0d625-C\"}"),
                Arguments.of(DeribitRequests.getTime(), "get_time", "{}"),
                Arguments.of(DeribitRequests.test(), "test", "{}"),
                Arguments.of(DeribitRequests.status(), "status", "{}"),
                Arguments.of(DeribitRequests.getCurrencies(), "get_currencies", "{}"),
                Arguments.of(
                        DeribitRequests.getOrderBook("BTC-PERPETUAL", 10000),
                        "get_order_book",
                        "{\"instrument_name\":\"BTC-PERPETUAL\",\"depth\":10000}"),
                Arguments.of(
                        DeribitRequests.ticker("BTC_USDC"),
                        "ticker",
                        "{\"instrument_name\":\"BTC_USDC\"}"),
                Arguments.of(
                        DeribitRequests.getLastTrades("BTC-25MAR23", 1000),
                        "get_last_trades_by_instrument",
                        "{\"instrument_name\":\"BTC-25MAR23\",\"count\":1000}"),
                Arguments.of(
                        DeribitRequests.getIndexPrice("drbfix-btc_usdc"),
                        "get_index_price",
                        "{\"index_name\":\"drbfix-btc_usdc\"}"),
                Arguments.of(
                        DeribitRequests.getSupportedIndexNames(),
                        "get_supported_index_names",
                        "{}"),
                Arguments.of(
                        DeribitRequests.getSupportedIndexNames("derivative"),
                        "get_supported_index_names",
                        "{\"type\":\"derivative\"}"),
                Arguments.of(
                        DeribitRequests.getExpiredInstruments("USDC", "option"),
                        "get_instruments",
                        "{\"currency\":\"USDC\",\"kind\":\"option\",\"expired\":true}"),
                Arguments.of(
                        DeribitRequests.hello("my bot", "1.0"),
                        "hello",
                        "{\"client_name\":\"my bot\",\"client_version\":\"1.0\"}"),
                Arguments.of(
                        DeribitRequests.testException(),
                        "test",
                        "{\"expected_result\":\"exception\"}"),
                Arguments.of(
                        DeribitRequests.getOrderBook("BTC-PERPETUAL"),
                        "get_order_book",
                        "{\"instrument_name\":\"BTC-PERPETUAL\"}"),
                Arguments.of(
                        DeribitRequests.getOrderBookByInstrumentId(210838, 5),
                        "get_order_book_by_instrument_id",
                        "{\"instrument_id\":210838,\"depth\":5}"),
                Arguments.of(
                        DeribitRequests.getLastTradesBySequence("BTC_USDC", 3, 9, 7, true),
                        "get_last_trades_by_instrument",
                        "{\"instrument_name\":\"BTC_USDC\",\"start_seq\":3,\"end_seq\":9,"
                                + "\"count\":7,\"sorting\":\"asc\"}"),
                Arguments.of(
                        DeribitRequests.getLastTradesByTime("BTC_USDC", 5, 5, 1, false),
                        "get_last_trades_by_instrument",
                        "{\"instrument_name\":\"BTC_USDC\",\"start_timestamp\":5,"
                                + "\"end_timestamp\":5,\"count\":1,\"sorting\":\"desc\"}"),
                Arguments.of(DeribitRequests.getIndexPriceNames(), "get_index_price_names", "{}"),
                Arguments.of(
                        DeribitRequests.getIndexPriceNamesExtended(),
                        "get_index_price_names",
                        "{\"extended\":true}"),
                Arguments.of(
                        DeribitRequests.getExpirations("any", "option"),
                        "get_expirations",
                        "{\"currency\":\"any\",\"kind\":\"option\"}"),
                Arguments.of(
                        DeribitRequests.getExpirations("USDC", "any", "btc_usdc"),
                        "get_expirations",
                        "{\"currency\":\"USDC\",\"kind\":\"any\","
                                + "\"currency_pair\":\"btc_usdc\"}"),
                Arguments.of(
                        DeribitRequests.getContractSize("BTC-PERPETUAL"),
                        "get_contract_size",
                        "{\"instrument_name\":\"BTC-PERPETUAL\"}"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldEncode(final Request request, final String method, final String params) {
        encode(request, 4_503_599_627_370_497L);

        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":4503599627370497,\"method\":\"public/"
                        + method
                        + "\",\"params\":"
                        + params
                        + '}',
                out.toString());
        final JsonNode message = Json.parse(out.toString());
        assertEquals(4, message.size());
        assertEquals(Json.parse(params), message.get("params"));
        assertEquals("public/" + method, messages.nameOf(request.type()));
    }

    @Test
    void shouldCoverEveryRequestOfAProgram() {
        final List<Integer> types =
                requests().map(a -> ((Request) a.get()[0]).type()).distinct().sorted().toList();

        final List<Integer> accepted =
                Stream.iterate(-1, i -> i <= 1100, i -> i + 1).filter(messages::accepts).toList();
        assertEquals(accepted, types);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 4, 5, 20, 1024, Integer.MAX_VALUE})
    void shouldRefuseWhatIsTheEnginesOwnOrUnknown(final int type) {
        final IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> messages.encodeRequest(type, 1, new byte[0], 0, out));

        assertTrue(error.getMessage().endsWith(": " + type));
        assertEquals(0, out.length());
    }

    @Test
    void shouldNameEveryNumber() {
        assertEquals("public/hello", messages.nameOf(1));
        assertEquals("public/set_heartbeat", messages.nameOf(2));
        assertEquals("public/test", messages.nameOf(3));
        assertEquals("public/subscribe", messages.nameOf(4));
        assertEquals("public/unsubscribe", messages.nameOf(5));
        assertEquals("public/get_instruments", messages.nameOf(6));
        assertEquals("public/get_time", messages.nameOf(7));
        assertEquals("unknown", messages.nameOf(0));
        assertEquals("private/buy", messages.nameOf(20));
        assertEquals("private/subscribe", messages.nameOf(49));
        assertEquals("public/auth", messages.nameOf(52));
        assertEquals("private/get_account_summaries", messages.nameOf(53));
        assertEquals("unknown", messages.nameOf(54));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTC.PERP", "a b", "a\"b", "a\\b", "caf\u00e9", "new\nline"})
    void shouldRefuseNamesThatAreNone(final String name) {
        assertRefused(() -> DeribitRequests.getInstrument(name), name);
        assertRefused(() -> DeribitRequests.getInstruments(name), name);
        assertRefused(() -> DeribitRequests.getInstruments("BTC", name), name);
        assertRefused(() -> DeribitRequests.getIndexPrice(name), name);
        assertRefused(() -> DeribitRequests.ticker(name), name);
    }

    @Test
    void shouldRefuseNumbersOutOfRange() {
        assertRefused(() -> DeribitRequests.getOrderBook("BTC-PERPETUAL", 2), "2");
        assertRefused(() -> DeribitRequests.getLastTrades("BTC-PERPETUAL", 0), "0");
        assertRefused(() -> DeribitRequests.getLastTrades("BTC-PERPETUAL", 1001), "1001");
        assertRefused(() -> DeribitRequests.getInstrument("x".repeat(65)), "x");
        assertRefused(() -> DeribitRequests.getOrderBookByInstrumentId(-1, 1), "-1");
        assertRefused(() -> DeribitRequests.getOrderBookByInstrumentId(1, 3), "3");
        assertRefused(() -> DeribitRequests.getLastTradesBySequence("A", 5, 4, 1, true), "5 and 4");
        assertRefused(() -> DeribitRequests.getLastTradesByTime("A", -1, 4, 1, true), "-1 and 4");
        assertThrows(NullPointerException.class, () -> DeribitRequests.getInstrument(null));
    }

    @Test
    void shouldRefuseWordsThatAreUnknown() {
        assertRefused(() -> DeribitRequests.getSupportedIndexNames("spots"), "'spots'");
        assertRefused(() -> DeribitRequests.getExpirations("BTC", "spot"), "any, future, option");
        assertRefused(() -> DeribitRequests.getExpiredInstruments("BTC", "any"), "'any'");
        assertRefused(() -> DeribitRequests.hello("a\"b", "1"), "a\"b");
        assertRefused(() -> DeribitRequests.hello("a", ""), "''");
    }

    private void encode(final Request request, final long requestId) {
        final byte[] params = request.params();
        messages.encodeRequest(request.type(), requestId, params, params.length, out);
    }

    private static void assertRefused(final Runnable attempt, final String value) {
        final IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, attempt::run);
        assertTrue(error.getMessage().contains(value), error.getMessage());
    }
}
