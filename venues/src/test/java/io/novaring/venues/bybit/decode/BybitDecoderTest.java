/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class BybitDecoderTest {
    private static final int ROUNDS = 100_000;

    private final Frames frames = new Frames();

    @Test
    void shouldReadASnapshot() {
        assertEquals(
                "BOOK 1 orderbook.50.BTCUSDT BTCUSDT 1790000000119000000 900001"
                        + " [1:64010.1@0.25,1:64009.9@1] [1:64010.2@1.004]",
                frames.text(Frames.BOOK));
    }

    @Test
    void shouldTakeAnAmountOfZeroForADelete() {
        assertEquals(
                "BOOK 10 orderbook.50.BTCUSDT BTCUSDT 1790000000140000000 900002"
                        + " [2:64010.1@0,1:64009.8@0.1] []",
                frames.text(Frames.DELTA));
    }

    @Test
    void shouldTakeTheBestLevelForAWindow() {
        assertEquals(
                "BOOK 100 orderbook.1.BTCUSDT BTCUSDT 9000000 77 [1:64010.1@3] [1:64010.2@2]",
                frames.text(Frames.TOP));
    }

    @Test
    void shouldReadTradesAndTickers() {
        assertEquals(
                "TRADES 0 publicTrade.BTCUSDT BTCUSDT 1790000000196000000"
                        + " BTCUSDT sell 64010.1 0.003 1790000000195000000"
                        + " 6f1c0000-0000-5000-8000-000000000001"
                        + " BTCUSDT buy 64010.2 1 1790000000196000000 7",
                frames.text(Frames.TRADES));
        assertEquals(
                "TICKER 10 tickers.BTCUSDT BTCUSDT 1673272861686000000"
                        + " 17215.5 84.489 - - - - - 68744.761 -2.12E-4",
                frames.text(Frames.TICKER));
    }

    @Test
    void shouldReadAnswersWithAndWithoutAnId() {
        assertEquals("RESPONSE 0 null null - 11 null null", frames.text(Frames.ACK_SPOT));
        assertEquals("RESPONSE 0 null null - - null null", frames.text(Frames.ACK_LINEAR));
        assertEquals("RESPONSE 0 null null - - null null", frames.text(Frames.ACK_PRIVATE));
        assertEquals(
                "RESPONSE 0 null null - - {\"failTopics\":[\"tickers.Y\"],\"successTopics\":"
                        + "[\"tickers.X\",\"orderbook.25.X\"]} null",
                frames.text(Frames.ACK_OPTION));
        assertEquals(
                "ERROR 0 null null - - null"
                        + " error:handler not found,topic:orderbook.500.BTCUSDT",
                frames.text(Frames.REFUSAL));
        assertEquals(
                "RESPONSE 0 null null - 19 orderbook.50.BTCUSDT null", frames.text(Frames.ALREADY));
    }

    @ParameterizedTest
    @FieldSource("io.novaring.venues.bybit.decode.Frames#PONGS")
    void shouldTakeNoPongForAnAnswer(final String pong) {
        assertEquals(EventKind.HEARTBEAT, frames.decode(pong).kind);
        assertEquals(MarketEvent.ABSENT, frames.event.requestId);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"u\":900001',          '\"v\":1',              MISSING_FIELD",
                "'\"s\":\"BTCUSDT\",',    '',                     MISSING_FIELD",
                "'\"type\":\"snapshot\"', '\"tipe\":1',           MISSING_FIELD",
                "'\"type\":\"snapshot\"', '\"type\":\"other\"',   BAD_VALUE",
                "'\"data\"',              '\"date\"',             MISSING_FIELD",
                "'\"0.250\"',             '0.250',                WRONG_TYPE",
                "'\"0.250\"',             '\"\"',                 BAD_NUMBER",
                "'\"0.250\"',             '\"1e3\"',              BAD_NUMBER",
                "'\"0.250\"',             '\"10000000000\"',      BAD_NUMBER",
                "',\"0.250\"',            '',                     MISSING_FIELD",
                "'\"topic\"',             '\"tropic\"',           UNKNOWN_MESSAGE"
            })
    void shouldRejectWhatMeansNothing(
            final String part, final String instead, final RejectReason reason) {
        assertTrue(Frames.BOOK.contains(part));

        frames.decode(Frames.BOOK.replace(part, instead));

        assertEquals(EventKind.REJECT, frames.event.kind);
        assertEquals(reason, frames.event.rejectReason);
    }

    /** The engine keeps nine decimals; some prices of this venue have ten. */
    @Test
    void shouldSayWhenDecimalsDidNotFit() {
        frames.decode(Frames.BOOK.replace("64010.10", "0.0000123451"));

        assertEquals(EventKind.BOOK, frames.event.kind);
        assertTrue(frames.event.hasFlag(MarketEvent.INEXACT));
        assertEquals(12_345, frames.event.bids.price(0));
    }

    @Test
    void shouldNotDeleteALevelForWantOfDecimals() {
        frames.decode(Frames.DELTA.replace("\"0\"", "\"0.0000000001\""));

        assertEquals(LevelColumns.CHANGE, frames.event.bids.action(0));
        assertEquals(0, frames.event.bids.amount(0));
    }

    @Test
    void shouldPassOnTopicsItDoesNotRead() {
        assertEquals(
                "NOTIFICATION 0 orderbook.full.BTCUSDT null 5000000",
                frames.text("{\"topic\":\"orderbook.full.BTCUSDT\",\"ts\":5,\"data\":[{}]}"));
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long threadId = Thread.currentThread().getId();
        final List<byte[]> all =
                Frames.ALL.stream().map(f -> f.getBytes(StandardCharsets.UTF_8)).toList();
        decodeAll(all, ROUNDS / 4);

        final long before = threads.getThreadAllocatedBytes(threadId);
        decodeAll(all, ROUNDS);
        final long allocated = threads.getThreadAllocatedBytes(threadId) - before;

        assertTrue((double) allocated / ROUNDS < 0.1, allocated + " bytes");
    }

    private void decodeAll(final List<byte[]> all, final int count) {
        for (int i = 0; i < count; i++) {
            frames.decode(all.get(i % all.size()));
        }
    }
}
