/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A venue whose messages are words with spaces between.
 *
 * <pre>
 *   book CHANNEL snapshot|change ID PREVIOUS b:PRICE:AMOUNT,a:PRICE:AMOUNT   (amount 0 deletes)
 *   quote CHANNEL BID ASK
 *   note CHANNEL TEXT
 *   ok REQUEST RESULT
 *   err REQUEST CODE MESSAGE
 * </pre>
 */
class TestVenue
        implements VenueClient,
                ConnectionHandler,
                MessageHandler,
                ErrorHandler,
                HeartbeatHandler,
                RateLimitHandler,
                SubscriptionHandler {
    static final int SUBSCRIBE = 1;
    static final int UNSUBSCRIBE = 2;
    static final int ECHO = 3;
    static final int PRIVATE = 4;

    private final URI endpoint;

    TestVenue() {
        this(URI.create("ws://127.0.0.1:1/"));
    }

    TestVenue(final URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public String venue() {
        return "test";
    }

    @Override
    public String role() {
        return "public";
    }

    @Override
    public ConnectionHandler connection() {
        return this;
    }

    @Override
    public MessageHandler messages() {
        return this;
    }

    @Override
    public ErrorHandler errors() {
        return this;
    }

    @Override
    public HeartbeatHandler heartbeats() {
        return this;
    }

    @Override
    public RateLimitHandler rateLimits() {
        return this;
    }

    @Override
    public SubscriptionHandler subscriptions() {
        return this;
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        return event -> decode(event, symbols);
    }

    private static void decode(final MarketEvent event, final Symbols symbols) {
        final String text = event.rawText();
        final String[] words = text.split(" ");
        switch (words[0]) {
            case "book" -> {
                event.kind = EventKind.BOOK;
                channel(event, words[1], symbols);
                event.flags =
                        "snapshot".equals(words[2]) ? MarketEvent.SNAPSHOT : MarketEvent.CHANGE;
                event.changeId = Long.parseLong(words[3]);
                event.prevChangeId = Long.parseLong(words[4]);
                event.bids.clear();
                event.asks.clear();
                for (final String level : words[5].split(",")) {
                    level(event, level.split(":"));
                }
                if (words.length > 6) {
                    event.exchangeTimeNs = Long.parseLong(words[6]);
                }
            }
            case "quote" -> {
                event.kind = EventKind.QUOTE;
                channel(event, words[1], symbols);
                event.ticker.clear();
                event.ticker.bestBidPrice = Long.parseLong(words[2]);
                event.ticker.bestAskPrice = Long.parseLong(words[3]);
            }
            case "note" -> {
                event.kind = EventKind.NOTIFICATION;
                channel(event, words[1], symbols);
            }
            case "ok" -> {
                event.kind = EventKind.RESPONSE;
                event.requestId = Long.parseLong(words[1]);
                event.resultText = rest(words, 2, event);
            }
            case "err" -> {
                event.kind = EventKind.ERROR;
                event.requestId = Long.parseLong(words[1]);
                event.errorCode = Long.parseLong(words[2]);
                event.errorMessage = rest(words, 3, event);
            }
            case "bug" -> throw new IllegalStateException("a bug of the decoder");
            default -> {
                event.kind = EventKind.REJECT;
                event.rejectReason = RejectReason.MALFORMED;
            }
        }
    }

    private static void channel(
            final MarketEvent event, final String channel, final Symbols symbols) {
        event.channelId = symbols.channels().intern(channel);
        event.instrumentId = symbols.instruments().intern(channel.split("\\.")[1]);
    }

    private static void level(final MarketEvent event, final String[] words) {
        final LevelColumns side = "b".equals(words[0]) ? event.bids : event.asks;
        final long amount = Long.parseLong(words[2]);
        final boolean isSnapshot = event.hasFlag(MarketEvent.SNAPSHOT);
        final byte action = isSnapshot ? LevelColumns.NEW : LevelColumns.CHANGE;
        side.add(amount == 0 ? LevelColumns.DELETE : action, Long.parseLong(words[1]), amount);
    }

    private static long rest(final String[] words, final int from, final MarketEvent event) {
        int offset = 0;
        for (int i = 0; i < from; i++) {
            offset += words[i].length() + 1;
        }
        return Text.of(offset, event.rawLength - offset);
    }

    @Override
    public boolean accepts(final int requestType) {
        return requestType == ECHO;
    }

    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        out.raw("echo ").integer(requestId).raw(' ').raw(params, 0, length);
    }

    @Override
    public String nameOf(final int requestType) {
        return "type-" + requestType;
    }

    @Override
    public ErrorClass classify(final MarketEvent error) {
        return ErrorClass.FIX_REQUEST;
    }

    @Override
    public long deadAfterNs() {
        return 90_000_000_000L;
    }

    @Override
    public List<CreditPool> pools() {
        return List.of(new CreditPool("all", 1_000_000, 1_000_000));
    }

    @Override
    public int poolOf(final int requestType) {
        return 0;
    }

    @Override
    public long costOf(final int requestType) {
        return 1;
    }

    @Override
    public long pauseNs(final MarketEvent error) {
        return 0;
    }

    @Override
    public int batchMax() {
        return 100;
    }

    @Override
    public int encodeSubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        encode("subscribe ", requestId, channels, out);
        return SUBSCRIBE;
    }

    @Override
    public int encodeUnsubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        encode("unsubscribe ", requestId, channels, out);
        return UNSUBSCRIBE;
    }

    private static void encode(
            final String word,
            final long requestId,
            final List<byte[]> channels,
            final JsonEncoder out) {
        out.raw(word).integer(requestId);
        for (int i = 0; i < channels.size(); i++) {
            final byte[] channel = channels.get(i);
            out.raw(i == 0 ? ' ' : ',').raw(channel, 0, channel.length);
        }
    }

    @Override
    public boolean readAcknowledgement(final MarketEvent response, final AcknowledgementSink sink) {
        final String result = Text.toString(response.raw, response.resultText);
        for (final String channel : result.split(",")) {
            final byte[] bytes = channel.getBytes(StandardCharsets.UTF_8);
            sink.granted(bytes, 0, bytes.length);
        }
        return true;
    }

    @Override
    public boolean isBook(final byte[] channel) {
        return new String(channel, StandardCharsets.UTF_8).startsWith("book.");
    }

    @Override
    public String instrumentOf(final byte[] channel) {
        final String name = new String(channel, StandardCharsets.UTF_8);
        return isBook(channel) ? name.split("\\.")[1] : null;
    }
}
