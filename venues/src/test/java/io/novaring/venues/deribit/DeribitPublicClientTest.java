/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The handlers judge what the decoder made of a message, not what a test made up. */
class DeribitPublicClientTest {
    private final VenueClient client = new DeribitPublicClient(DeribitConfig.test());
    private final Symbols symbols = new Symbols();
    private final FrameDecoder decoder = client.messages().newDecoder(symbols);
    private final MarketEvent event = new MarketEvent();

    @Test
    void shouldTellItsName() {
        assertEquals("deribit", client.venue());
        assertEquals("public", client.role());
    }

    @Test
    void shouldAnswerATestRequest() {
        final WishRecorder wishes = new WishRecorder();
        decode(
                "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\","
                        + "\"params\":{\"type\":\"test_request\"}}");
        client.heartbeats().onMessage(event, wishes);
        assertEquals(1, wishes.sent.size());

        decode(
                "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\","
                        + "\"params\":{\"type\":\"heartbeat\"}}");
        client.heartbeats().onMessage(event, wishes);
        assertEquals(1, wishes.sent.size());
    }

    @Test
    void shouldReadWhatWasGranted() {
        final List<String> granted = new ArrayList<>();
        decode(
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":[\"quote.ETH-PERPETUAL\","
                        + "\"book.BTC-PERPETUAL.100ms\"],\"usIn\":1,\"usOut\":2,\"usDiff\":1,"
                        + "\"testnet\":true}");

        assertTrue(
                client.subscriptions()
                        .readAcknowledgement(
                                event,
                                (source, offset, length) ->
                                        granted.add(
                                                new String(
                                                        source,
                                                        offset,
                                                        length,
                                                        StandardCharsets.UTF_8))));

        assertEquals(3, event.requestId);
        assertEquals(List.of("quote.ETH-PERPETUAL", "book.BTC-PERPETUAL.100ms"), granted);
    }

    @Test
    void shouldPauseWhenTheLimiterRefuses() {
        decode(
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":10028,"
                        + "\"message\":\"too_many_requests\",\"data\":{\"wait\":null}}}");

        assertEquals(ErrorClass.THROTTLED, client.errors().classify(event));
        assertEquals(5_000_000_000L, client.rateLimits().pauseNs(event));
    }

    /** What the decoder makes a book of is what the subscriptions call a book channel. */
    @ParameterizedTest
    @CsvSource({
        "book.BTC-PERPETUAL.100ms, BOOK",
        "book.BTC-PERPETUAL.none.20.100ms, BOOK",
        "trades.BTC-PERPETUAL.100ms, TRADES",
    })
    void shouldAgreeWithTheDecoderOnBooks(final String channel, final EventKind kind) {
        final String type = channel.endsWith("20.100ms") ? "" : "\"type\":\"snapshot\",";
        final String data =
                kind == EventKind.BOOK
                        ? "{"
                                + type
                                + "\"timestamp\":1,\"instrument_name\":\"BTC-PERPETUAL\","
                                + "\"change_id\":7,\"bids\":[],\"asks\":[]}"
                        : "[]";
        decode(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                        + channel
                        + "\",\"data\":"
                        + data
                        + "}}");

        final byte[] name = symbols.channels().bytes(event.channelId);
        assertEquals(kind, event.kind);
        assertEquals(kind == EventKind.BOOK, client.subscriptions().isBook(name));
        if (kind == EventKind.BOOK) {
            assertEquals(
                    client.subscriptions().instrumentOf(name),
                    symbols.instruments().name(event.instrumentId));
            assertEquals(type.isEmpty(), event.hasFlag(MarketEvent.WINDOW));
        }
    }

    private void decode(final String message) {
        final byte[] raw = message.getBytes(StandardCharsets.UTF_8);
        event.reset(Origin.INBOUND, EventKind.NOTIFICATION);
        event.setRaw(raw, 0, raw.length);
        decoder.decode(event);
    }
}
