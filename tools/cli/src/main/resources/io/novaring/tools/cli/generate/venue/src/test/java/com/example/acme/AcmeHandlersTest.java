/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Each handler alone: time is passed in, wishes are recorded, nothing is connected. */
final class AcmeHandlersTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final AcmeConfig CONFIG = AcmeConfig.of(URI.create("ws://127.0.0.1:1/v1"));

    private final AcmePublicClient client = new AcmePublicClient(CONFIG);
    private final Frames frames = new Frames();
    private final JsonEncoder out = new JsonEncoder(64);

    @Test
    void shouldPingOnceAnIntervalAndNoSooner() {
        final HeartbeatHandler heartbeats = client.heartbeats();
        final WishRecorder wishes = new WishRecorder();

        heartbeats.configure(0, wishes);
        heartbeats.generate(15 * SECOND_NS - 1, 0, wishes);
        assertEquals(List.of(), wishes.sent);
        heartbeats.generate(15 * SECOND_NS, 0, wishes);
        heartbeats.generate(16 * SECOND_NS, 0, wishes);
        heartbeats.generate(30 * SECOND_NS, 0, wishes);

        assertEquals(
                List.of("3 {\"op\":\"ping\",\"id\":5}", "3 {\"op\":\"ping\",\"id\":6}"),
                wishes.sent);
    }

    @Test
    void shouldCountTheIntervalAnewInEverySession() {
        final HeartbeatHandler heartbeats = client.heartbeats();
        final WishRecorder wishes = new WishRecorder();
        heartbeats.configure(0, wishes);

        heartbeats.configure(100 * SECOND_NS, wishes);
        heartbeats.generate(101 * SECOND_NS, 0, wishes);

        assertEquals(List.of(), wishes.sent);
        assertTrue(heartbeats.deadAfterNs() > CONFIG.pingIntervalNs());
    }

    @Test
    void shouldAskForChannelsInOneRequest() {
        final SubscriptionHandler subscriptions = client.subscriptions();
        final List<byte[]> channels = List.of(bytes("book.X"), bytes("trades.X"));

        final int subscribe = subscriptions.encodeSubscribe(7, channels, out);
        assertEquals(
                "{\"op\":\"subscribe\",\"id\":7,\"channels\":[\"book.X\",\"trades.X\"]}",
                out.toString());
        final int unsubscribe = subscriptions.encodeUnsubscribe(8, channels, out);
        assertEquals(
                "{\"op\":\"unsubscribe\",\"id\":8,\"channels\":[\"book.X\",\"trades.X\"]}",
                out.toString());

        assertEquals(AcmeRequestType.SUBSCRIBE, subscribe);
        assertEquals(AcmeRequestType.UNSUBSCRIBE, unsubscribe);
    }

    @Test
    void shouldReadWhatAnAcknowledgementGrants() {
        assertEquals(List.of("book.BTC-USD", "trades.BTC-USD"), granted(Frames.ACK));
        assertEquals(List.of(), granted("{\"type\":\"ack\",\"id\":1,\"result\":[]}"));
    }

    @Test
    void shouldGrantNothingFromAnAnswerThatCannotBeRead() {
        assertNull(granted("{\"type\":\"ack\",\"id\":1,\"result\":[\"book.X\",7]}"));
        assertNull(granted("{\"type\":\"ack\",\"id\":1,\"result\":\"book.X\"}"));
        assertNull(granted(Frames.ERROR));
        assertNull(granted(Frames.PONG));
    }

    @ParameterizedTest
    @CsvSource({"book.BTC-USD,BTC-USD", "book.,", "trades.BTC-USD,", "books.X,"})
    void shouldKnowABookByItsChannel(final String channel, final String instrument) {
        final SubscriptionHandler subscriptions = client.subscriptions();

        assertEquals(instrument, subscriptions.instrumentOf(bytes(channel)));
        assertEquals(instrument != null, subscriptions.isBook(bytes(channel)));
    }

    @Test
    void shouldCountTheMessagesOfABook() {
        assertEquals(
                SequencePolicy.CONSECUTIVE, client.subscriptions().sequencePolicy(bytes("book.X")));
    }

    @ParameterizedTest
    @CsvSource({
        "400,FIX_REQUEST",
        "403,STOP",
        "404,FIX_REQUEST",
        "429,THROTTLED",
        "503,RETRY_LATER",
        "599,RECONNECT",
        "12345,FIX_REQUEST"
    })
    void shouldClassifyErrors(final int code, final ErrorClass expected) {
        final ErrorHandler errors = client.errors();

        assertEquals(expected, errors.classify(error(code)));
        assertEquals(
                expected == ErrorClass.RETRY_LATER,
                errors.retryAfterNs(expected, 1) != ErrorHandler.STOP);
    }

    @Test
    void shouldPauseWhenTheLimiterRefusedAndOnlyThen() {
        final RateLimitHandler limits = client.rateLimits();

        assertEquals(AcmeRateLimits.THROTTLED_PAUSE_NS, limits.pauseNs(error(429)));
        assertEquals(0, limits.pauseNs(error(404)));
        assertEquals(0, limits.pauseNs(frames.decode(Frames.PONG)));
    }

    @Test
    void shouldBeAbleToPayForEveryRequest() {
        final RateLimitHandler limits = client.rateLimits();

        for (int type = 1; AcmeRequestType.opOf(type) != null; type++) {
            final int pool = limits.poolOf(type);
            final long cap = limits.pools().get(pool).cap();
            assertTrue(limits.costOf(type) + limits.reserveOf(pool) <= cap, "type " + type);
        }
    }

    @Test
    void shouldBePatientWithAVenueThatRefusesUs() {
        final DisconnectReason closed = DisconnectReason.CLOSED_BY_PEER;

        assertEquals(
                AcmeConnection.REFUSED_DELAY_NS,
                client.connection().reconnectDelayMinNs(closed, 1008));
        assertEquals(0, client.connection().reconnectDelayMinNs(closed, 1001));
    }

    @Test
    void shouldTakeFromAProgramWhatNoStageIsMadeOf() {
        final MessageHandler messages = client.messages();

        messages.encodeRequest(AcmeRequestType.INSTRUMENTS, 9, new byte[0], 0, out);

        assertEquals("{\"op\":\"instruments\",\"id\":9}", out.toString());
        assertTrue(messages.accepts(AcmeRequestType.INSTRUMENTS));
        assertFalse(messages.accepts(AcmeRequestType.SUBSCRIBE));
        assertEquals("ping", messages.nameOf(AcmeRequestType.PING));
        assertEquals("unknown", messages.nameOf(99));
        assertThrows(
                IllegalArgumentException.class,
                () -> messages.encodeRequest(AcmeRequestType.PING, 9, new byte[0], 0, out));
    }

    @Test
    void shouldRefuseSettingsThatCannotWork() {
        final URI endpoint = CONFIG.endpoint();

        assertThrows(
                IllegalArgumentException.class, () -> AcmeConfig.of(URI.create("http://host/")));
        assertThrows(
                IllegalArgumentException.class, () -> AcmeConfig.of(URI.create("ws://a:b@host/")));
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withHeartbeats(10, 10));
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withSubscribeBatchMax(0));
        assertFalse(client.settings().contains(endpoint.getHost()), client.settings());
    }

    private MarketEvent error(final int code) {
        return frames.decode("{\"type\":\"error\",\"id\":1,\"code\":" + code + '}');
    }

    /** Null when the answer could not be read, or granted something all the same. */
    private List<String> granted(final String frame) {
        final List<String> granted = new ArrayList<>();
        final boolean isRead =
                client.subscriptions()
                        .readAcknowledgement(
                                frames.decode(frame),
                                (source, offset, length) ->
                                        granted.add(
                                                new String(
                                                        source,
                                                        offset,
                                                        length,
                                                        StandardCharsets.UTF_8)));
        assertTrue(isRead || granted.isEmpty(), "granted by an answer that cannot be read");
        return isRead ? granted : null;
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
