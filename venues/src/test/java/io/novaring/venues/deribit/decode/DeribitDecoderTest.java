/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeribitDecoderTest {
    private static final String INSTRUMENT = "\"instrument_name\":\"BTC-PERPETUAL\"";

    private final Frames frames = new Frames();
    private final MarketEvent event = frames.event;

    @Test
    void shouldRejectEveryTruncationWithoutThrowing() {
        for (final String frame : Frames.golden()) {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                frames.decode(Arrays.copyOf(bytes, length));

                assertEquals(EventKind.REJECT, event.kind, frame.substring(0, length));
                assertEquals(RejectReason.TRUNCATED, event.rejectReason);
                assertEquals(length, event.rejectOffset);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "book.BTC-PERPETUAL.raw | \"type\":\"snapshot\", | SNAPSHOT",
                "book.BTC-PERPETUAL.raw | \"type\":\"change\", | CHANGE",
                "book.BTC-PERPETUAL.raw | '' | SNAPSHOT",
                "book.BTC-PERPETUAL.raw | \"prev_change_id\":null, | SNAPSHOT",
                "book.BTC-PERPETUAL.raw | \"prev_change_id\":5, | CHANGE",
                "book.BTC-PERPETUAL.none.1.100ms | '' | WINDOW",
                "book.BTC-PERPETUAL.none.1.100ms | \"type\":\"change\", | WINDOW",
            })
    void shouldTellTheTypeOfABook(final String channel, final String type, final String expected) {
        frames.decode(
                Frames.subscription(
                        channel, "{" + type + INSTRUMENT + ",\"bids\":[],\"asks\":[]}"));

        assertEquals(EventKind.BOOK, event.kind);
        assertEquals(expected.equals("SNAPSHOT"), event.hasFlag(MarketEvent.SNAPSHOT));
        assertEquals(expected.equals("CHANGE"), event.hasFlag(MarketEvent.CHANGE));
        assertEquals(expected.equals("WINDOW"), event.hasFlag(MarketEvent.WINDOW));
    }

    @Test
    void shouldTakeRowsWithAndWithoutAction() {
        book("[[\"delete\",1,0],[2,3],[\"change\",4,5,6]]");

        assertEquals(EventKind.BOOK, event.kind);
        assertEquals(3, event.bids.size());
        assertEquals(LevelColumns.DELETE, event.bids.action(0));
        assertEquals(LevelColumns.NEW, event.bids.action(1));
        assertEquals(LevelColumns.CHANGE, event.bids.action(2));
        assertEquals(3_000_000_000L, event.bids.amount(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[\"renew\",1,2]] | BAD_VALUE",
                "[[\"new\",null,2]] | WRONG_TYPE",
                "[[\"new\",\"1\",2]] | WRONG_TYPE",
                "[[\"new\",1,true]] | WRONG_TYPE",
                "[[\"new\",1e10,2]] | BAD_NUMBER",
                "[[\"new\",1]] | MISSING_FIELD",
                "[[\"new\"]] | MISSING_FIELD",
                "[[]] | MISSING_FIELD",
                "[1] | WRONG_TYPE",
                "\"none\" | WRONG_TYPE",
                "{} | WRONG_TYPE",
            })
    void shouldRejectLevelsThatSayNothing(final String bids, final RejectReason reason) {
        book(bids);

        assertEquals(EventKind.REJECT, event.kind);
        assertEquals(reason, event.rejectReason);
        assertEquals(0, event.flags);
    }

    @Test
    void shouldTakeOneSideForAllThereIs() {
        frames.decode(
                Frames.subscription("book.B.raw", "{" + INSTRUMENT + ",\"asks\":[[\"new\",1,2]]}"));
        assertEquals(EventKind.BOOK, event.kind);
        assertEquals(0, event.bids.size());
        assertEquals(1, event.asks.size());

        frames.decode(Frames.subscription("book.B.raw", "{" + INSTRUMENT + ",\"asks\":null}"));
        assertReject(RejectReason.MISSING_FIELD);
    }

    @Test
    void shouldForgetTheMessageBefore() {
        final List<String> golden = Frames.golden();
        for (final String first : golden) {
            for (final String second : golden) {
                frames.decode(first);
                final String afterOther = EventText.of(frames.decode(second), frames.symbols);
                final Frames fresh = Frames.fresh();

                assertEquals(EventText.of(fresh.decode(second), fresh.symbols), afterOther);
            }
        }
    }

    @Test
    void shouldLetTheLastOfSeveralEqualKeysWin() {
        frames.decode(
                "{\"method\":\"heartbeat\",\"params\":{\"channel\":\"quote.A\","
                        + "\"data\":{\"best_bid_price\":1}},"
                        + "\"params\":{\"data\":{\"best_bid_price\":2},\"channel\":\"quote.A\","
                        + "\"data\":"
                        + "{\"best_bid_price\":3,\"best_bid_price\":4},\"channel\":\"quote.B\"},"
                        + "\"method\":\"subscription\"}");

        assertEquals(EventKind.QUOTE, event.kind);
        assertEquals("quote.B", frames.symbols.channels().name(event.channelId));
        assertEquals(4_000_000_000L, event.ticker.bestBidPrice);
    }

    @Test
    void shouldReadEscapedNamesAndWords() {
        frames.decode(
                "{\"meth\\u006fd\":\"subscr\\u0069ption\","
                        + "\"params\":{\"channel\":\"trades\\u002eA\","
                        + "\"data\":[{\"pr\\u0069ce\":7,\"direction\":\"s\\u0065ll\","
                        + "\"instrument_name\":\"A\\/B\"}]}}");

        assertEquals(EventKind.TRADES, event.kind);
        assertEquals("trades.A", frames.symbols.channels().name(event.channelId));
        assertEquals("A/B", frames.symbols.instruments().name(event.trades.instrumentId[0]));
        assertEquals(1, event.trades.direction[0]);
    }

    @Test
    void shouldTakeOptionalFieldsOfAnotherTypeForAbsent() {
        frames.decode(
                Frames.subscription(
                        "trades.A.raw",
                        "[{\"price\":1,\"amount\":\"x\",\"timestamp\":[],\"trade_seq\":{\"a\":1},"
                                + "\"direction\":5,\"liquidation\":false,\"instrument_name\":7}]"));

        assertEquals(EventKind.TRADES, event.kind);
        assertEquals(MarketEvent.ABSENT, event.trades.amount[0]);
        assertEquals(MarketEvent.ABSENT, event.trades.timeNs[0]);
        assertEquals(MarketEvent.ABSENT, event.trades.tradeSeq[0]);
        assertEquals(Text.ABSENT, event.trades.liquidation[0]);
        assertEquals(MarketEvent.NONE, event.trades.instrumentId[0]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trades.A.raw | [{\"amount\":1}] | MISSING_FIELD",
                "trades.A.raw | [{\"price\":\"expired\"}] | MISSING_FIELD",
                "trades.A.raw | [{\"price\":1,\"direction\":\"up\"}] | BAD_VALUE",
                "trades.A.raw | [{\"price\":1,\"amount\":1e18}] | BAD_NUMBER",
                "trades.A.raw | [5] | WRONG_TYPE",
                "trades.A.raw | 5 | WRONG_TYPE",
                "ticker.A.raw | [] | WRONG_TYPE",
                "incremental_ticker.A | {\"type\":\"delta\"} | BAD_VALUE",
                "deribit_price_index.a | {\"price\":null} | MISSING_FIELD",
                "book.A.raw | {\"bids\":[],\"asks\":[]} | MISSING_FIELD",
                "book.A.raw | {\"type\":\"full\"} | BAD_VALUE",
                "user.orders.A.raw | null,\"x\" | MALFORMED",
            })
    void shouldRejectDataThatMeansNothing(
            final String channel, final String data, final RejectReason reason) {
        frames.decode(Frames.subscription(channel, data));

        assertReject(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | UNKNOWN_MESSAGE",
                "[] | UNKNOWN_MESSAGE",
                "\"text\" | UNKNOWN_MESSAGE",
                "{\"id\":1} | UNKNOWN_MESSAGE",
                "{\"method\":\"public/test\"} | UNKNOWN_MESSAGE",
                "{\"method\":\"subscription\"} | MISSING_FIELD",
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"quote.A\"}}"
                        + " | MISSING_FIELD",
                "{\"method\":\"subscription\",\"params\":{\"channel\":5,\"data\":{}}}"
                        + " | MISSING_FIELD",
                "{\"method\":\"heartbeat\"} | MISSING_FIELD",
                "{\"method\":\"heartbeat\",\"params\":{\"type\":\"beat\"}} | BAD_VALUE",
                "{\"id\":1,\"result\":0}x | TRAILING",
                "{\"id\":01,\"result\":0} | MALFORMED",
            })
    void shouldRejectWhatIsNoMessage(final String frame, final RejectReason reason) {
        frames.decode(frame);

        assertReject(reason);
    }

    @Test
    void shouldBoundTheNestingOfUnknownFields() {
        final String deep = "[".repeat(100_000) + "]".repeat(100_000);

        frames.decode("{\"id\":1,\"result\":0,\"x\":" + deep + "}");
        assertReject(RejectReason.TOO_DEEP);

        frames.decode(
                Frames.subscription(
                        "user.orders.A.raw",
                        "{\"order\":".repeat(100_000) + "{}" + "}".repeat(100_000)));
        assertReject(RejectReason.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"auth-1\"", "-5", "9223372036854775807"})
    void shouldKeepTheIdAsItStands(final String id) {
        frames.decode("{\"result\":\"ok\",\"id\":" + id + "}");

        assertEquals(EventKind.RESPONSE, event.kind);
        assertEquals(id, Text.toString(event.raw, event.idText));
        assertEquals(id.startsWith("\""), event.requestId == MarketEvent.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "99999999999999999999", "1.5", "{}", "true"})
    void shouldAcceptIdsThatAreNoIntegers(final String id) {
        frames.decode("{\"result\":\"ok\",\"id\":" + id + "}");

        assertEquals(EventKind.RESPONSE, event.kind);
        assertEquals(MarketEvent.ABSENT, event.requestId);
        assertEquals(!Character.isDigit(id.charAt(0)), event.idText == Text.ABSENT);
    }

    @Test
    void shouldFlagCutDecimalsOfFieldsItReads() {
        frames.decode(Frames.subscription("quote.A", "{\"best_bid_price\":1.00000000019}"));
        assertTrue(event.hasFlag(MarketEvent.INEXACT));
        assertEquals(1_000_000_000L, event.ticker.bestBidPrice);

        frames.decode(Frames.subscription("quote.A", "{\"unknown\":1.00000000019}"));
        assertFalse(event.hasFlag(MarketEvent.INEXACT));
    }

    @Test
    void shouldDecodeASnapshotOfTwoThousandLevels() {
        final StringBuilder bids = new StringBuilder("[");
        for (int i = 0; i < 2_000; i++) {
            bids.append(i == 0 ? "" : ",").append("[\"new\",").append(60_000 - i).append(".5,1]");
        }

        book(bids.append(']').toString());

        assertEquals(EventKind.BOOK, event.kind);
        assertEquals(2_000, event.bids.size());
        assertEquals(58_001_500_000_000L, event.bids.price(1_999));
    }

    @Test
    void shouldRejectANewChannelWhenTheTableIsFull() {
        final int max = Symbols.CHANNELS_MAX;
        for (int i = 0; i < max; i++) {
            frames.symbols.channels().intern("c" + i);
        }

        frames.decode(Frames.subscription("quote.A", "{}"));
        assertReject(RejectReason.TABLE_FULL);

        frames.decode(Frames.subscription("c7", "{}"));
        assertEquals(EventKind.NOTIFICATION, event.kind);
    }

    @Test
    void shouldDecodeMessagesThatFillTheirArray() {
        final byte[] bytes = Frames.golden().get(0).getBytes(StandardCharsets.UTF_8);
        event.raw = bytes;
        event.rawLength = bytes.length;

        frames.decoder.decode(event);

        assertEquals(EventKind.BOOK, event.kind);
        assertNotEquals(bytes.length, event.raw.length);
    }

    private void book(final String bids) {
        frames.decode(
                Frames.subscription(
                        "book.BTC-PERPETUAL.raw",
                        "{" + INSTRUMENT + ",\"bids\":" + bids + ",\"asks\":[]}"));
    }

    private void assertReject(final RejectReason reason) {
        assertEquals(EventKind.REJECT, event.kind, event.rawText());
        assertEquals(reason, event.rejectReason);
    }
}
