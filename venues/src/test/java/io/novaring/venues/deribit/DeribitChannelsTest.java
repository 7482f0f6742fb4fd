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
    }

    @Test
    void shouldRefuseWhatTheVenueWouldLeaveOutInSilence() {
        final DeribitInterval ms100 = DeribitInterval.MS_100;

        assertRefused(() -> DeribitChannels.groupedBook(PERPETUAL, "3", 20, ms100));
        assertRefused(() -> DeribitChannels.groupedBook(PERPETUAL, "none", 50, ms100));
        assertRefused(
                () -> DeribitChannels.groupedBook(PERPETUAL, "none", 20, DeribitInterval.RAW));
        assertRefused(() -> DeribitChannels.book("BTC.PERPETUAL", ms100));
        assertRefused(() -> DeribitChannels.tradesOfKind("any", "BTC", ms100));
        assertRefused(() -> DeribitChannels.instrumentState("perpetual", "BTC"));
        assertThrows(NullPointerException.class, () -> DeribitChannels.book(PERPETUAL, null));
    }

    private static void assertRefused(final Runnable attempt) {
        assertThrows(IllegalArgumentException.class, attempt::run);
    }
}
