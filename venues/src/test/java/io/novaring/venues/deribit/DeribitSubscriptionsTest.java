/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.SubscriptionHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitSubscriptionsTest {
    /** Deribit's limit of a request is 32 kB; the smaller reading of a kilobyte is the safe one. */
    private static final int REQUEST_LENGTH_MAX = 32_000;

    private final JsonEncoder out = new JsonEncoder(16);
    private final List<String> granted = new ArrayList<>();
    private final SubscriptionHandler subscriptions =
            new DeribitSubscriptions(DeribitConfig.test().withSubscribeBatchMax(500));

    @Test
    void shouldSubscribe() {
        final int type =
                subscriptions.encodeSubscribe(
                        11, List.of(utf8("book.BTC-PERPETUAL.100ms"), utf8("quote.ETH")), out);

        assertEquals(DeribitRequestType.SUBSCRIBE, type);
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":11,\"method\":\"public/subscribe\",\"params\":"
                        + "{\"channels\":[\"book.BTC-PERPETUAL.100ms\",\"quote.ETH\"]}}",
                out.toString());
    }

    @Test
    void shouldAskForRawChannelsApart() {
        assertTrue(subscriptions.standsApart(utf8("book.BTC-PERPETUAL.raw")));
        assertFalse(subscriptions.standsApart(utf8("book.BTC-PERPETUAL.100ms")));
        assertFalse(subscriptions.standsApart(utf8("quote.BTC-PERPETUAL")));
        assertFalse(subscriptions.standsApart(utf8(".raw")));
    }

    @Test
    void shouldUnsubscribe() {
        final int type = subscriptions.encodeUnsubscribe(3, List.of(utf8("quote.ETH")), out);

        assertEquals(DeribitRequestType.UNSUBSCRIBE, type);
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/unsubscribe\",\"params\":"
                        + "{\"channels\":[\"quote.ETH\"]}}",
                out.toString());
    }

    @Test
    void shouldEscapeWhateverChannelItIsGiven() {
        final String channel = "a\"b\\c\n\u20ac";

        subscriptions.encodeSubscribe(1, List.of(utf8(channel)), out);

        assertEquals(channel, Json.parse(out.toString()).at("/params/channels/0").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        "250, book.AVAX_USDC-PERPETUAL.none.20.100ms",
        "250, ticker.XRP_USDC-30JUN23-0d6255-C.100ms",
        "250, incremental_ticker.BTC-ICOND-26MAR27-100000_120000_140000_160000",
        "500, ticker.BTC-FS-25SEP26_PERP.100ms",
        "500, book.BTC-25SEP26-120000-C.none.20.100ms",
    })
    void shouldStayBelowTheLengthTheVenueTakes(final int count, final String channel) {
        final List<byte[]> channels =
                IntStream.range(0, count).mapToObj(i -> utf8(channel)).toList();

        subscriptions.encodeSubscribe(Long.MAX_VALUE, channels, out);

        assertTrue(out.length() < REQUEST_LENGTH_MAX, "length " + out.length());
        final JsonNode parsed = Json.parse(out.toString()).at("/params/channels");
        assertEquals(count, parsed.size());
        parsed.forEach(node -> assertEquals(channel, node.textValue()));
    }

    @Test
    void shouldKeepThePromiseOfTheDefaultBatch() {
        final byte[] channel = utf8("x".repeat(120));
        final List<byte[]> channels =
                IntStream.range(0, DeribitConfig.SUBSCRIBE_BATCH_DEFAULT)
                        .mapToObj(i -> channel)
                        .toList();

        subscriptions.encodeUnsubscribe(Long.MAX_VALUE, channels, out);

        assertTrue(out.length() < REQUEST_LENGTH_MAX, "length " + out.length());
    }

    @Test
    void shouldTellItsBatch() {
        assertEquals(500, subscriptions.batchMax());
        assertEquals(250, new DeribitSubscriptions(DeribitConfig.test()).batchMax());
    }

    @ParameterizedTest
    @CsvSource({
        "book.BTC-PERPETUAL.raw, BTC-PERPETUAL",
        "book.BTC-PERPETUAL.100ms, BTC-PERPETUAL",
        "book.XRP_USDC-30JUN23-0d625-C.agg2, XRP_USDC-30JUN23-0d625-C",
        "book.BTC-FS-22MAY26_19MAY26.100ms, BTC-FS-22MAY26_19MAY26",
        "book.BTC-PERPETUAL.none.20.100ms, BTC-PERPETUAL",
        "book.ETH-PERPETUAL.5.1.agg2, ETH-PERPETUAL",
    })
    void shouldKnowBooks(final String channel, final String instrument) {
        assertTrue(subscriptions.isBook(utf8(channel)));
        assertEquals(instrument, subscriptions.instrumentOf(utf8(channel)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "book",
                "book.",
                "book..",
                "book.BTC-PERPETUAL",
                "book.BTC-PERPETUAL.",
                "book..100ms",
                "book.BTC-PERPETUAL.none.100ms",
                "book.BTC-PERPETUAL.none.20.100ms.more",
                "books.BTC-PERPETUAL.100ms",
                "Book.BTC-PERPETUAL.100ms",
                "trades.BTC-PERPETUAL.100ms",
                "quote.BTC-PERPETUAL",
                "ticker.book.100ms"
            })
    void shouldKnowWhatIsNoBook(final String channel) {
        assertFalse(subscriptions.isBook(utf8(channel)));
        assertNull(subscriptions.instrumentOf(utf8(channel)));
    }

    @Test
    void shouldReadAnAcknowledgementInsideItsMessage() {
        final String result = "[ \"quote.ETH\" , \"book.BTC\\u002dPERPETUAL.100ms\" ]";

        assertTrue(read(EventKind.RESPONSE, result));

        assertEquals(List.of("quote.ETH", "book.BTC-PERPETUAL.100ms"), granted);
    }

    @Test
    void shouldReadThatNothingWasGranted() {
        assertTrue(read(EventKind.RESPONSE, "[]"));
        assertTrue(read(EventKind.RESPONSE, " [ ] "));

        assertTrue(granted.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"ok\"",
                "{}",
                "null",
                "[",
                "[\"a\"",
                "[\"a",
                "[\"a\\",
                "[\"a\\u00",
                "[\"a\\x\"]",
                "[\"a\\ud800\"]",
                "[\"a\\ud800\\u0041\"]",
                "[\"a\\udc00\"]",
                "[\"a\",]",
                "[,\"a\"]",
                "[\"a\" \"b\"]",
                "[\"a\",1]",
                "[\"a\",null]",
                "[\"a\",[\"b\"]]",
                "[\"a\"]]",
                "[\"a\nb\"]",
            })
    void shouldGrantNothingByAnAnswerItCannotRead(final String result) {
        assertFalse(read(EventKind.RESPONSE, result));

        assertTrue(granted.isEmpty());
    }

    @Test
    void shouldNotReadWhatAnEarlierMessageLeftInTheEvent() {
        assertFalse(read(EventKind.ERROR, "[\"quote.ETH\"]"));

        final MarketEvent event = response(EventKind.RESPONSE, "[\"quote.ETH\"]");
        event.resultText = Text.ABSENT;
        assertFalse(subscriptions.readAcknowledgement(event, this::record));
        event.resultText = Text.of(0, event.rawLength + 1);
        assertFalse(subscriptions.readAcknowledgement(event, this::record));

        assertTrue(granted.isEmpty());
    }

    private boolean read(final EventKind kind, final String result) {
        return subscriptions.readAcknowledgement(response(kind, result), this::record);
    }

    private void record(final byte[] source, final int offset, final int length) {
        granted.add(new String(source, offset, length, StandardCharsets.UTF_8));
    }

    private static MarketEvent response(final EventKind kind, final String result) {
        final String head = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":";
        final byte[] raw = utf8(head + result + ",\"usIn\":1}");
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, kind);
        event.setRaw(raw, 0, raw.length);
        event.resultText = Text.of(head.length(), utf8(result).length);
        return event;
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
