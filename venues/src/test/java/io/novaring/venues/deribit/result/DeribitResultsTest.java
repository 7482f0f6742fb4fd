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
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class DeribitResultsTest {
    private static final long ONE = 1_000_000_000L;

    private static final String TICKER =
            "\"timestamp\":1772000000123,\"state\":\"open\",\"instrument_name\":\"BTC-PERPETUAL\","
                    + "\"best_bid_price\":null,\"best_bid_amount\":0.0,\"best_ask_price\":60124,"
                    + "\"best_ask_amount\":2.0e1,\"last_price\":60123.5,\"mark_price\":60125.02,"
                    + "\"index_price\":60120.77,\"min_price\":59000,\"max_price\":61000,"
                    + "\"open_interest\":421510000,\"settlement_price\":60010.98,"
                    + "\"estimated_delivery_price\":60120.77,\"current_funding\":5.149e-5,"
                    + "\"funding_8h\":2.11e-05,\"interest_value\":1.7362511643080387,"
                    + "\"greeks\":{\"delta\":0.5},\"mark_iv\":55.5,\"underlying_index\":\"SYN\","
                    + "\"stats\":{\"volume\":6553.85,\"low\":58000,\"high\":61000.5,"
                    + "\"price_change\":null}";

    private static final String BOOK =
            "{\"asks\":[[60124,20],[60125,1e1]],\"bids\":[],\"change_id\":193809616666,"
                    + TICKER
                    + "}";

    private static final String TRADES =
            "{\"trades\":[{\"trade_seq\":1,\"trade_id\":\"ETH-2696097\",\"timestamp\":2,"
                    + "\"tick_direction\":1,\"price\":2160.05,\"mark_price\":2160,"
                    + "\"instrument_name\":\"ETH-PERPETUAL\",\"index_price\":2159.5,"
                    + "\"direction\":\"sell\",\"amount\":1e3,\"liquidation\":\"M\"},"
                    + "{\"price\":1}],\"has_more\":true}";

    private static final String CURRENCIES =
            "[{\"currency\":\"BTC\",\"currency_long\":\"Bit\\u0063oin\",\"coin_type\":\"BITCOIN\","
                    + "\"decimals\":4,\"min_confirmations\":1,\"withdrawal_fee\":0.0001,"
                    + "\"min_withdrawal_fee\":1e-4,\"network_fee\":0.00002,"
                    + "\"network_currency\":\"BTC\",\"in_cross_collateral_pool\":true,"
                    + "\"apr\":1.5,\"withdrawal_priorities\":[{\"value\":0.15,"
                    + "\"name\":\"very_low\"}]},{\"currency\":\"USDC\"}]";

    /** Method, reader and a result it can read. */
    private static final Map<String, Readable> READERS =
            Map.of(
                    "get_time", new Readable("1772000000123", DeribitResults::timeNs),
                    "version", new Readable("{\"version\":\"1.2.26\"}", DeribitResults::version),
                    "status",
                            new Readable(
                                    "{\"locked\":\"partial\",\"locked_indices\":[\"sol_usdc\"]}",
                                    DeribitResults::status),
                    "currencies", new Readable(CURRENCIES, DeribitResults::currencies),
                    "index_price",
                            new Readable(
                                    "{\"index_price\":1,\"estimated_delivery_price\":2}",
                                    DeribitResults::indexPrice),
                    "names", new Readable("[\"btc_usd\"]", DeribitResults::indexNames),
                    "expirations",
                            new Readable("{\"future\":[\"27MAR26\"]}", DeribitResults::expirations),
                    "order_book", new Readable(BOOK, DeribitResults::orderBook),
                    "ticker", new Readable("{" + TICKER + "}", DeribitResults::ticker),
                    "trades", new Readable(TRADES, DeribitResults::trades));

    @Test
    void shouldReadTheTime() {
        assertEquals(1_772_000_000_123_000_000L, DeribitResults.timeNs("1772000000123"));
        assertFails(() -> DeribitResults.timeNs("\"now\""), "an integer is missing");
        assertFails(() -> DeribitResults.timeNs("-5"), "no time");
        assertFails(() -> DeribitResults.timeNs("1.5"), "an integer is missing");
    }

    @Test
    void shouldReadTheVersion() {
        assertEquals("1.2.26", DeribitResults.version("{\"version\":\"1.2.26\"}"));
    }

    @Test
    void shouldReadTheStatusInEitherSpelling() {
        assertEquals(
                new PlatformStatus("partial", List.of("sol_usdc", "xrp_usdc")),
                DeribitResults.status(
                        "{\"locked_indices\":[\"sol_usdc\",\"xrp_usdc\"],\"locked\":\"partial\"}"));
        assertEquals(
                new PlatformStatus("true", List.of("BTC")),
                DeribitResults.status("{\"locked\":true,\"locked_currencies\":[\"BTC\"]}"));
        assertEquals(
                new PlatformStatus("false", List.of()),
                DeribitResults.status("{\"locked\":false,\"locked_currencies\":null}"));
    }

    @Test
    void shouldReadCurrencies() {
        final List<CurrencyInfo> currencies = DeribitResults.currencies(CURRENCIES);

        assertEquals(2, currencies.size());
        assertEquals(
                new CurrencyInfo(
                        "BTC",
                        "Bitcoin",
                        "BITCOIN",
                        4,
                        1,
                        ONE / 10_000,
                        ONE / 10_000,
                        20_000,
                        "BTC",
                        true,
                        1.5),
                currencies.get(0));
        assertEquals(MarketEvent.ABSENT, currencies.get(1).withdrawalFee());
        assertNull(currencies.get(1).name());
        assertTrue(Double.isNaN(currencies.get(1).apr()));
    }

    @Test
    void shouldReadPricesAndNames() {
        assertEquals(
                new IndexPrice(60_120_770_000_000L, MarketEvent.ABSENT),
                DeribitResults.indexPrice("{\"index_price\":60120.77}"));
        assertFails(() -> DeribitResults.indexPrice("{}"), "no index_price");
        assertEquals(
                List.of("btc_usd", "eth_usd"),
                DeribitResults.indexNames("[\"btc_usd\",{\"x\":1,\"name\":\"eth_usd\"}]"));
        assertEquals(10 * ONE, DeribitResults.contractSize("{\"contract_size\":10.0}"));
        assertFails(() -> DeribitResults.contractSize("{\"contract_size\":\"10\"}"), "no contract");
    }

    @Test
    void shouldReadExpirationsOfOneAndOfAllCurrencies() {
        assertEquals(
                List.of(
                        new Expirations(null, "future", List.of("27MAR26", "PERPETUAL")),
                        new Expirations(null, "option", List.of())),
                DeribitResults.expirations(
                        "{\"future\":[\"27MAR26\",\"PERPETUAL\"], \"option\" : []}"));
        assertEquals(
                List.of(
                        new Expirations("btc", "future", List.of("27MAR26")),
                        new Expirations("a\"b\\", "option", List.of("1JAN27"))),
                DeribitResults.expirations(
                        "{\"btc\":{\"future\":[\"27MAR26\"]},"
                                + "\"a\\\"b\\\\\" : {\"\\u006fption\" :[\"1JAN27\"]}}"));
    }

    @Test
    void shouldReadABook() {
        final OrderBookResult book = DeribitResults.orderBook(BOOK);

        assertEquals(193_809_616_666L, book.changeId());
        assertEquals(List.of(), book.bids());
        assertEquals(
                List.of(new Level(60_124 * ONE, 20 * ONE), new Level(60_125 * ONE, 10 * ONE)),
                book.asks());
        assertEquals(DeribitResults.ticker("{" + TICKER + "}"), book.ticker());
        assertFails(() -> DeribitResults.orderBook("{\"bids\":[[1]]}"), "no pair");
        assertFails(() -> DeribitResults.orderBook("{\"bids\":[[1,\"2\"]]}"), "wrong-type");
    }

    @Test
    void shouldReadATicker() {
        final TickerResult ticker = DeribitResults.ticker("{" + TICKER + "}");

        assertEquals("BTC-PERPETUAL", ticker.instrument());
        assertEquals("open", ticker.state());
        assertEquals(1_772_000_000_123_000_000L, ticker.timeNs());
        assertEquals(MarketEvent.ABSENT, ticker.bestBidPrice());
        assertEquals(0, ticker.bestBidAmount());
        assertEquals(20 * ONE, ticker.bestAskAmount());
        assertEquals(59_000 * ONE, ticker.minPrice());
        assertEquals(61_000 * ONE, ticker.maxPrice());
        assertEquals(MarketEvent.ABSENT, ticker.deliveryPrice());
        assertEquals(
                new TickerResult.Funding(5.149e-5, 2.11e-5, 1.7362511643080387), ticker.funding());
        assertEquals(0.5, ticker.option().delta());
        assertEquals("SYN", ticker.option().underlyingIndex());
        assertEquals(55.5, ticker.option().markIv());
        assertEquals(61_000_500_000_000L, ticker.day().high());
        assertEquals(6553.85, ticker.day().volume());
        assertTrue(Double.isNaN(ticker.day().priceChange()));
    }

    @Test
    void shouldReadTrades() {
        final TradesResult result = DeribitResults.trades(TRADES);

        assertTrue(result.hasMore());
        assertEquals(2, result.trades().size());
        final TradeResult trade = result.trades().get(0);
        assertEquals("ETH-2696097", trade.tradeId());
        assertEquals(Side.SELL, trade.direction());
        assertEquals(1000 * ONE, trade.amount());
        assertEquals("M", trade.liquidation());
        assertEquals(2_000_000, trade.timeNs());
        assertEquals(Side.NONE, result.trades().get(1).direction());
        assertNull(result.trades().get(1).tradeId());
        assertFalse(DeribitResults.trades("{\"trades\":[]}").hasMore());
        assertFails(
                () -> DeribitResults.trades("{\"trades\":[{\"direction\":\"up\"}]}"),
                "neither buy nor sell");
    }

    @TestFactory
    List<DynamicTest> shouldRefuseEveryTruncationAndOtherShapes() {
        return READERS.entrySet().stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(), () -> refuseTruncations(e.getValue())))
                .toList();
    }

    private static void refuseTruncations(final Readable readable) {
        final String json = readable.json;
        readable.reader.apply(json);
        for (int length = 0; length < json.length(); length++) {
            final String cut = json.substring(0, length);
            if (length > 0 && Character.isDigit(json.charAt(0))) {
                continue;
            }
            assertThrows(
                    IllegalArgumentException.class, () -> readable.reader.apply(cut), () -> cut);
        }
        for (final String other :
                List.of("true", "\"x\"", json + "1", json + "}", json + "]", json + ",1", "")) {
            if (!Character.isDigit(json.charAt(0)) || !other.equals(json + "1")) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> readable.reader.apply(other),
                        () -> other);
            }
        }
    }

    private static void assertFails(final Runnable attempt, final String why) {
        final IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, attempt::run);
        assertTrue(error.getMessage().contains(why), error.getMessage());
        assertTrue(error.getMessage().startsWith("result of public/"), error.getMessage());
    }

    private record Readable(String json, Function<String, ?> reader) {}
}
