/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeribitChannelsTest {
    private static final String PERPETUAL = "BTC-PERPETUAL";

    @Test
    void shouldNameChannels() {
        final DeribitInterval ms100 = DeribitInterval.MS_100;

        assertEquals("book.BTC-PERPETUAL.100ms", DeribitChannels.book(PERPETUAL, ms100));
        assertEquals(
                "book.BTC-PERPETUAL.raw", DeribitChannels.book(PERPETUAL, DeribitInterval.RAW));
        assertEquals(
                "book.BTC-PERPETUAL.none.20.100ms",
                DeribitChannels.groupedBook(PERPETUAL, "none", 20, ms100));
        assertEquals(
                "trades.BTC-PERPETUAL.agg2",
                DeribitChannels.trades(PERPETUAL, DeribitInterval.AGG2));
        assertEquals(
                "trades.option.any.100ms", DeribitChannels.tradesOfKind("option", "any", ms100));
        assertEquals("ticker.BTC-PERPETUAL.100ms", DeribitChannels.ticker(PERPETUAL, ms100));
        assertEquals(
                "incremental_ticker.BTC-PERPETUAL", DeribitChannels.incrementalTicker(PERPETUAL));
        assertEquals("quote.BTC-PERPETUAL", DeribitChannels.quote(PERPETUAL));
        assertEquals("perpetual.BTC-PERPETUAL.100ms", DeribitChannels.perpetual(PERPETUAL, ms100));
        assertEquals("deribit_price_index.btc_usd", DeribitChannels.index("btc_usd"));
        assertEquals("markprice.options.btc_usd", DeribitChannels.markPriceOptions("btc_usd"));
        assertEquals("instrument.state.any.any", DeribitChannels.instrumentState("any", "any"));
        assertEquals("platform_state", DeribitChannels.platformState());
        assertEquals("platform_state.public_methods_state", DeribitChannels.publicMethodsState());
        assertEquals("deribit_price_ranking.btc_usd", DeribitChannels.indexRanking("btc_usd"));
        assertEquals(
                "deribit_price_statistics.btc_usd", DeribitChannels.indexStatistics("btc_usd"));
        assertEquals(
                "deribit_volatility_index.eth_usd", DeribitChannels.volatilityIndex("eth_usd"));
        assertEquals(
                "estimated_expiration_price.btc_usd", DeribitChannels.expirationPrice("btc_usd"));
        assertEquals("chart.trades.BTC-PERPETUAL.1D", DeribitChannels.candles(PERPETUAL, "1D"));
        assertEquals("announcements", DeribitChannels.announcements());
        assertEquals("block_rfq.trades.any", DeribitChannels.blockTrades("any"));
        assertEquals("block_trade_confirmations", DeribitChannels.blockTradeConfirmations());
        assertEquals(
                "block_trade_confirmations.btc", DeribitChannels.blockTradeConfirmations("btc"));
        assertEquals("rfq.BTC", DeribitChannels.requestsForQuote("BTC"));
        assertEquals(
                "book.ETH-PERPETUAL.250.1.agg2",
                DeribitChannels.groupedBook("ETH-PERPETUAL", "250", 1, DeribitInterval.AGG2));
        assertEquals(
                "book.SOL_USDC-PERPETUAL.100.10.100ms",
                DeribitChannels.groupedBook("SOL_USDC-PERPETUAL", "100", 10, ms100));
    }

    @Test
    void shouldRefuseWhatTheVenueWouldLeaveOutInSilence() {
        final DeribitInterval ms100 = DeribitInterval.MS_100;

        assertRefused(() -> DeribitChannels.groupedBook(PERPETUAL, "3", 20, ms100));
        assertRefused(() -> DeribitChannels.groupedBook(PERPETUAL, "none", 50, ms100));
        assertRefused(
                () -> DeribitChannels.groupedBook(PERPETUAL, "none", 20, DeribitInterval.RAW));
        assertRefused(() -> DeribitChannels.groupedBook(PERPETUAL, "25", 20, ms100));
        assertRefused(() -> DeribitChannels.groupedBook("ETH-PERPETUAL", "2", 20, ms100));
        assertRefused(() -> DeribitChannels.candles(PERPETUAL, "2"));
        assertRefused(() -> DeribitChannels.candles("BTC.PERPETUAL", "1D"));
        assertRefused(() -> DeribitChannels.indexRanking("btc.usd"));
        assertRefused(() -> DeribitChannels.book("BTC.PERPETUAL", ms100));
        assertRefused(() -> DeribitChannels.tradesOfKind("any", "BTC", ms100));
        assertRefused(() -> DeribitChannels.instrumentState("perpetual", "BTC"));
        assertThrows(NullPointerException.class, () -> DeribitChannels.book(PERPETUAL, null));
    }

    private static void assertRefused(final Runnable attempt) {
        assertThrows(IllegalArgumentException.class, attempt::run);
    }
}
