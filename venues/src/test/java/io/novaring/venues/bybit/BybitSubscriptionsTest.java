/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.SubscriptionHandler.AcknowledgementSink;
import io.novaring.venues.bybit.decode.BybitDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BybitSubscriptionsTest {
    private static final String ALL = "(all)";

    private final BybitSubscriptions subscriptions =
            new BybitSubscriptions(BybitConfig.of("ws://host", BybitCategory.SPOT));
    private final BybitDecoder decoder = new BybitDecoder(new Symbols());
    private final MarketEvent event = new MarketEvent();
    private final List<String> granted = new ArrayList<>();

    private final AcknowledgementSink sink =
            new AcknowledgementSink() {
                @Override
                public void granted(final byte[] source, final int offset, final int length) {
                    granted.add(new String(source, offset, length, StandardCharsets.UTF_8));
                }

                @Override
                public void grantedAll() {
                    granted.add(ALL);
                }
            };

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean read(final String answer) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(bytes(answer), 0, bytes(answer).length);
        decoder.decode(event);
        final String before = event.rawText();
        final boolean isRead = subscriptions.readAcknowledgement(event, sink);
        assertEquals(before, event.rawText(), "others read the event");
        return isRead;
    }

    @Test
    void shouldGrantWhatTheAnswerDoes() {
        assertTrue(
                read("{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"\",\"op\":\"subscribe\"}"));
        assertEquals(List.of(ALL), granted);

        granted.clear();
        assertTrue(
                read(
                        "{\"success\":true,\"type\":\"COMMAND_RESP\",\"data\":"
                                + "{\"failTopics\":[\"c\"],\"successTopics\":[\"a\",\"b\"]}}"));
        assertEquals(List.of("a", "b"), granted);

        granted.clear();
        assertTrue(
                read(
                        "{\"success\":false,\"op\":\"subscribe\","
                                + "\"ret_msg\":\"error:already subscribed,topic:tickers.X\"}"));
        assertEquals(List.of("tickers.X"), granted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"op\":\"subscribe\",\"ret_msg\":\"args size >10\"}",
                "{\"success\":true,\"type\":\"COMMAND_RESP\",\"data\":{\"successTopics\":7}}",
                "{\"success\":true,\"ret_msg\":\"pong\",\"op\":\"ping\"}",
                "nonsense"
            })
    void shouldGrantNothingElse(final String answer) {
        assertFalse(read(answer));
        assertEquals(List.of(), granted);
    }

    @Test
    void shouldTellBooksFromOtherTopics() {
        assertTrue(subscriptions.isBook(bytes("orderbook.1.BTCUSDT")));
        assertEquals("BTCUSDT", subscriptions.instrumentOf(bytes("orderbook.50.BTCUSDT")));
        assertEquals(
                "BTC-27DEC24-100000-C",
                subscriptions.instrumentOf(bytes("orderbook.25.BTC-27DEC24-100000-C")));
        for (final String topic :
                List.of("publicTrade.X", "orderbook.full.X", "orderbook.rpi.X", "orderbook.50.")) {
            assertFalse(subscriptions.isBook(bytes(topic)), topic);
            assertNull(subscriptions.instrumentOf(bytes(topic)), topic);
        }
    }

    @Test
    void shouldWriteRequestsAsTheVenueWantsThem() {
        final JsonEncoder out = new JsonEncoder(16);

        final int type =
                subscriptions.encodeSubscribe(
                        11, List.of(bytes("orderbook.50.X"), bytes("a\"b")), out);

        assertEquals(BybitOps.SUBSCRIBE, type);
        assertEquals(
                "{\"op\":\"subscribe\",\"req_id\":\"11\",\"args\":[\"orderbook.50.X\",\"a\\\"b\"]}",
                out.toString());
    }
}
