/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.ticker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MergedTickersTest {
    private final MergedTickers tickers = new MergedTickers(2);
    private final MarketEvent event = new MarketEvent();

    @Test
    void shouldKeepWhatAChangeDoesNotName() {
        full("open", "SYN.BTC");
        change(null);
        event.ticker.markPrice = 7;

        final MergedTicker ticker = tickers.apply(event);

        assertTrue(ticker.isWhole());
        assertEquals(7, ticker.columns().markPrice);
        assertEquals(3, ticker.columns().bestBidPrice);
        assertEquals(0.5, ticker.columns().delta);
        assertEquals("open", state(ticker));
        assertEquals("SYN.BTC", underlying(ticker));
    }

    @Test
    void shouldForgetWhatIsNull() {
        full("open", "SYN.BTC");
        change(null);
        event.ticker.nullFields =
                TickerColumns.BEST_BID_PRICE_BIT
                        | TickerColumns.DELTA_BIT
                        | TickerColumns.STATE_BIT;

        final MergedTicker ticker = tickers.apply(event);

        assertEquals(MarketEvent.ABSENT, ticker.columns().bestBidPrice);
        assertTrue(Double.isNaN(ticker.columns().delta));
        assertNull(state(ticker));
        assertEquals("SYN.BTC", underlying(ticker));
        assertEquals(0, ticker.columns().nullFields);
    }

    @Test
    void shouldKeepTextsOfItsOwn() {
        full("open", "SYN.BTC");
        change("a much longer state than the one before, so that the other text has to move away");
        MergedTicker ticker = tickers.apply(event);
        event.setRaw(new byte[200], 0, 200);

        assertEquals(
                "a much longer state than the one before, so that the other text has to move away",
                state(ticker));
        assertEquals("SYN.BTC", underlying(ticker));

        change("x");
        ticker = tickers.apply(event);
        assertEquals("x", state(ticker));
        assertEquals("SYN.BTC", underlying(ticker));

        change(null);
        raw("index");
        event.ticker.underlyingIndex = Text.of(0, 5);
        ticker = tickers.apply(event);
        assertEquals("x", state(ticker));
        assertEquals("index", underlying(ticker));
    }

    @Test
    void shouldNotMergeOverAnotherSession() {
        full("open", "SYN.BTC");
        change(null);
        event.epoch = 2;
        assertFalse(tickers.apply(event).isWhole());

        // Not even when a change of the old session straggles in.
        change(null);
        assertFalse(tickers.apply(event).isWhole());

        full("open", "SYN.BTC");
        assertTrue(tickers.get(5).isWhole());
    }

    @Test
    void shouldNotMergeAChangeWithoutAFullTicker() {
        change("open");

        final MergedTicker ticker = tickers.apply(event);

        assertFalse(ticker.isWhole());
        assertEquals(MarketEvent.ABSENT, ticker.columns().bestBidPrice);
    }

    @Test
    void shouldBeBounded() {
        for (int i = 0; i < 4; i++) {
            begin(MarketEvent.SNAPSHOT);
            event.instrumentId = i * 1000;
            tickers.apply(event);
        }

        assertEquals(2, tickers.size());
        assertEquals(2, tickers.refusedCount());
        assertNull(tickers.get(2000));
        assertNull(tickers.get(-1));
        assertNull(tickers.get(1 << 20));
        assertThrows(IllegalArgumentException.class, () -> new MergedTickers(0));
    }

    @Test
    void shouldPassOverWhatIsNoTicker() {
        begin(MarketEvent.SNAPSHOT);
        event.kind = EventKind.QUOTE;

        assertNull(tickers.apply(event));

        begin(MarketEvent.SNAPSHOT);
        event.instrumentId = MarketEvent.NONE;
        assertNull(tickers.apply(event));
    }

    @Test
    void shouldAllocateNothingForAKnownInstrument() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        full("open", "SYN.BTC");
        change("locked");
        round(20_000);

        final long before = threads.getCurrentThreadAllocatedBytes();
        round(20_000);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < 20_000, allocated + " bytes");
    }

    private void round(final int count) {
        for (int i = 0; i < count; i++) {
            event.ticker.markPrice = i;
            tickers.apply(event);
        }
    }

    private void begin(final int flag) {
        event.reset(Origin.INBOUND, EventKind.TICKER);
        event.flags = flag;
        event.connectionId = 0;
        event.epoch = 1;
        event.channelId = 3;
        event.instrumentId = 5;
        event.ticker.clear();
    }

    private void full(final String state, final String underlying) {
        begin(MarketEvent.SNAPSHOT);
        raw(state + underlying);
        event.ticker.state = Text.of(0, state.length());
        event.ticker.underlyingIndex = Text.of(state.length(), underlying.length());
        event.ticker.bestBidPrice = 3;
        event.ticker.delta = 0.5;
        tickers.apply(event);
    }

    private void change(final String state) {
        begin(MarketEvent.CHANGE);
        if (state != null) {
            raw(state);
            event.ticker.state = Text.of(0, state.length());
        }
    }

    private void raw(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
    }

    private static String state(final MergedTicker ticker) {
        return Text.toString(ticker.text(), ticker.columns().state);
    }

    private static String underlying(final MergedTicker ticker) {
        return Text.toString(ticker.text(), ticker.columns().underlyingIndex);
    }
}
