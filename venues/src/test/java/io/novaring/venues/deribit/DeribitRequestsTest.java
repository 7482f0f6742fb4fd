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
                        "{}"));
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
    @ValueSource(ints = {-1, 0, 1, 2, 4, 5, 16, 1024, Integer.MAX_VALUE})
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
        assertEquals("unknown", messages.nameOf(16));
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
        assertThrows(NullPointerException.class, () -> DeribitRequests.getInstrument(null));
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
