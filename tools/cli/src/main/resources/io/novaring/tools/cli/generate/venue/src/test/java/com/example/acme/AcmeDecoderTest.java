/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Side;
import io.novaring.codec.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

final class AcmeDecoderTest {
    private final Frames frames = new Frames();

    @Test
    void shouldDecodeASnapshot() {
        final MarketEvent event = frames.decode(Frames.SNAPSHOT);

        assertEquals(EventKind.BOOK, event.kind);
        assertTrue(event.hasFlag(MarketEvent.SNAPSHOT));
        assertEquals("book.BTC-USD", frames.symbols.channels().name(event.channelId));
        assertEquals("BTC-USD", frames.symbols.instruments().name(event.instrumentId));
        assertEquals(7, event.changeId);
        assertEquals(1_700_000_000_123_000_000L, event.exchangeTimeNs);
        assertEquals(2, event.bids.size());
        assertEquals(LevelColumns.NEW, event.bids.action(1));
        assertEquals("100.49", Decimals.toString(event.bids.price(1)));
        assertEquals("0.125", Decimals.toString(event.bids.amount(1)));
        assertEquals(1, event.asks.size());
        assertEquals("100.51", Decimals.toString(event.asks.price(0)));
        assertEquals("3", Decimals.toString(event.asks.amount(0)));
    }

    @Test
    void shouldDecodeAChangeThatDeletes() {
        final MarketEvent event = frames.decode(Frames.DELTA);

        assertEquals(EventKind.BOOK, event.kind);
        assertTrue(event.hasFlag(MarketEvent.CHANGE));
        assertFalse(event.hasFlag(MarketEvent.SNAPSHOT));
        assertEquals(8, event.changeId);
        assertEquals(1, event.bids.size());
        assertEquals(LevelColumns.DELETE, event.bids.action(0));
        assertEquals(0, event.asks.size());
    }

    @Test
    void shouldDecodeTrades() {
        final MarketEvent event = frames.decode(Frames.TRADES);

        assertEquals(EventKind.TRADES, event.kind);
        assertEquals(1, event.trades.size());
        assertEquals(event.instrumentId, event.trades.instrumentId[0]);
        assertEquals("BTC-USD", frames.symbols.instruments().name(event.instrumentId));
        assertEquals("17", Text.toString(event.raw, event.trades.tradeId[0]));
        assertEquals(1_700_000_000_125_000_000L, event.trades.timeNs[0]);
        assertEquals(Side.SELL, event.trades.direction[0]);
        assertEquals("100.5", Decimals.toString(event.trades.price[0]));
        assertEquals("1.5", Decimals.toString(event.trades.amount[0]));
    }

    @Test
    void shouldDecodeAnAcknowledgement() {
        final MarketEvent event = frames.decode(Frames.ACK);

        assertEquals(EventKind.RESPONSE, event.kind);
        assertEquals(11, event.requestId);
        assertEquals(
                "[\"book.BTC-USD\",\"trades.BTC-USD\"]",
                Text.toString(event.raw, event.resultText));
    }

    @Test
    void shouldTakeAPongForTheAnswerToItsPing() {
        final MarketEvent event = frames.decode(Frames.PONG);

        assertEquals(EventKind.RESPONSE, event.kind);
        assertEquals(12, event.requestId);
    }

    @Test
    void shouldDecodeAnError() {
        final MarketEvent event = frames.decode(Frames.ERROR);

        assertEquals(EventKind.ERROR, event.kind);
        assertEquals(13, event.requestId);
        assertEquals(404, event.errorCode);
        assertEquals("no such channel", Text.toString(event.raw, event.errorMessage));
    }

    @Test
    void shouldNotCareForTheOrderOfFields() {
        final MarketEvent event =
                frames.decode(
                        "{\"asks\":[],\"bids\":[[\"9\",\"1\"]],\"new\":{\"a\":[1]},\"seq\":3,"
                                + "\"channel\":\"book.X\",\"type\":\"snapshot\"}");

        assertEquals(EventKind.BOOK, event.kind);
        assertEquals(3, event.changeId);
        assertEquals("X", frames.symbols.instruments().name(event.instrumentId));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"gossip\"} | UNKNOWN_MESSAGE",
                "[1] | UNKNOWN_MESSAGE",
                "{\"type\":\"delta\",\"seq\":1,\"bids\":[]} | MISSING_FIELD",
                "{\"type\":\"delta\",\"channel\":\"book.X\",\"bids\":[]} | MISSING_FIELD",
                "{\"type\":\"delta\",\"channel\":\"book\",\"seq\":1,\"bids\":[]} | MISSING_FIELD",
                "{\"type\":\"delta\",\"channel\":\"book.X\",\"seq\":1} | MISSING_FIELD",
                "{\"type\":\"delta\",\"bids\":[[\"1\"]]} | MISSING_FIELD",
                "{\"type\":\"delta\",\"bids\":[[1,2]]} | WRONG_TYPE",
                "{\"type\":\"delta\",\"bids\":[[\"1e5\",\"2\"]]} | BAD_NUMBER",
                "{\"type\":\"trades\",\"channel\":\"trades.X\"} | MISSING_FIELD",
                "{\"type\":\"trades\",\"trades\":[{\"price\":\"1\"}]} | MISSING_FIELD",
                "{\"type\":\"trades\",\"trades\":[{\"side\":\"left\"}]} | BAD_VALUE",
                "{\"type\":\"ack\",\"id\":1} | MISSING_FIELD",
                "{\"type\":\"ack\",\"result\":[]} | MISSING_FIELD",
                "{\"type\":\"pong\"} | MISSING_FIELD",
                "{\"type\":\"error\",\"id\":1} | MISSING_FIELD",
            })
    void shouldSayWhyAMessageIsRejected(final String frame, final RejectReason reason) {
        final MarketEvent event = frames.decode(frame);

        assertEquals(EventKind.REJECT, event.kind);
        assertEquals(reason, event.rejectReason);
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        final int rounds = 100_000;
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long threadId = Thread.currentThread().getId();
        final byte[][] messages =
                Frames.GOLDEN.stream()
                        .map(frame -> frame.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        decode(messages, rounds / 4);

        final long before = threads.getThreadAllocatedBytes(threadId);
        decode(messages, rounds);
        final double allocated = threads.getThreadAllocatedBytes(threadId) - before;

        assertTrue(allocated / rounds < 0.1, allocated / rounds + " bytes for one message");
    }

    private void decode(final byte[][] messages, final int count) {
        for (int i = 0; i < count; i++) {
            frames.decode(messages[i % messages.length]);
        }
    }
}
