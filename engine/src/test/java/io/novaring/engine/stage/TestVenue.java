/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.Wishes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A venue whose messages are a word and, for channels, their names with a comma between. */
final class TestVenue
        implements VenueClient,
                ConnectionHandler,
                MessageHandler,
                ErrorHandler,
                HeartbeatHandler,
                RateLimitHandler,
                SubscriptionHandler {
    static final int CONFIGURE = 1;
    static final int REPLY = 2;
    static final int PROBE = 3;
    static final int SUBSCRIBE = 4;
    static final int UNSUBSCRIBE = 5;
    static final int GREETING = 6;
    static final int ORDER = 7;
    static final int QUERY = 8;
    static final int HUGE = 9;

    static final long PROBE_AFTER_NS = 10_000_000_000L;
    static final long DEAD_AFTER_NS = 15_000_000_000L;

    static final int POOL_DEFAULT = 0;
    static final int POOL_SUBSCRIBE = 1;
    static final int POOL_ORDER = 2;

    static final long ERROR_THROTTLED = 100;
    static final long ERROR_BUSY = 101;
    static final long ERROR_REFUSED = 102;
    static final long ERROR_LOGIN = 103;
    static final long ERROR_ALREADY = 104;
    static final long PAUSE_NS = 2_000_000_000L;

    boolean isGreeted;
    boolean isProbed;
    boolean needsAuth;
    boolean hasAnonymousAnswers;
    Resync resync = Resync.UNSUBSCRIBE_AND_SUBSCRIBE;
    SequencePolicy policy = SequencePolicy.PREVIOUS_ID;
    boolean isPatient;
    long pauseNs = PAUSE_NS;
    long reserve;
    long silentAfterNs;
    int batchLengthMax = Integer.MAX_VALUE;
    int batchMax = 4;

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
    public AuthHandler auth() {
        return new AuthHandler() {
            @Override
            public boolean isRequired() {
                return needsAuth;
            }
        };
    }

    @Override
    public int batchLengthMax() {
        return batchLengthMax;
    }

    @Override
    public boolean hasAnonymousAnswers() {
        return hasAnonymousAnswers;
    }

    @Override
    public long silentAfterNs(final byte[] channel) {
        return silentAfterNs;
    }

    @Override
    public Resync resync(final byte[] channel, final StaleCause cause) {
        return resync;
    }

    @Override
    public SequencePolicy sequencePolicy(final byte[] channel) {
        return policy;
    }

    @Override
    public long reserveOf(final int pool) {
        return reserve;
    }

    /** "limits POOL CAP REFILL" announces the limits of a pool. */
    @Override
    public void readLimits(final MarketEvent response, final LimitSink sink) {
        if (response.rawLength > 0 && response.raw[0] == 'l') {
            final String[] words = response.rawText().split(" ");
            sink.limit(
                    Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        }
    }

    @Override
    public URI endpoint() {
        return URI.create("ws://localhost/");
    }

    @Override
    public boolean hasGreeting() {
        return isGreeted;
    }

    @Override
    public int encodeGreeting(final long requestId, final JsonEncoder out) {
        if (!isGreeted) {
            return RequestType.NONE;
        }
        out.raw("hello");
        return GREETING;
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        out.raw("request ").raw(params, 0, length);
    }

    @Override
    public String nameOf(final int requestType) {
        return "request-" + requestType;
    }

    @Override
    public ErrorClass classify(final MarketEvent error) {
        if (error.errorCode == ERROR_THROTTLED) {
            return ErrorClass.THROTTLED;
        }
        if (error.errorCode == ERROR_ALREADY) {
            return ErrorClass.ALREADY_DONE;
        }
        if (error.errorCode == ERROR_LOGIN) {
            return ErrorClass.REAUTHENTICATE;
        }
        return error.errorCode == ERROR_BUSY ? ErrorClass.RETRY_LATER : ErrorClass.FIX_REQUEST;
    }

    @Override
    public long retryAfterNs(final ErrorClass errorClass, final int attempt) {
        return isPatient && attempt > 0
                ? 1_000_000_000L
                : ErrorHandler.super.retryAfterNs(errorClass, attempt);
    }

    @Override
    public void configure(final long nowNs, final Wishes wishes) {
        isProbed = false;
        wishes.message().raw("configure");
        wishes.send(CONFIGURE);
    }

    @Override
    public void onMessage(final MarketEvent event, final Wishes wishes) {
        isProbed = false;
        if (event.kind == EventKind.HEARTBEAT && event.hasFlag(MarketEvent.TEST_REQUEST)) {
            wishes.message().raw("reply");
            wishes.send(REPLY);
        }
    }

    @Override
    public void generate(final long nowNs, final long silentNs, final Wishes wishes) {
        if (silentNs >= PROBE_AFTER_NS && !isProbed) {
            isProbed = true;
            wishes.message().raw("probe");
            wishes.send(PROBE);
        }
    }

    @Override
    public long deadAfterNs() {
        return DEAD_AFTER_NS;
    }

    @Override
    public List<CreditPool> pools() {
        return List.of(
                new CreditPool("default", 1_000, 100),
                new CreditPool("subscribe", 60, 10),
                new CreditPool("order", 20, 3));
    }

    @Override
    public int poolOf(final int requestType) {
        return switch (requestType) {
            case SUBSCRIBE -> POOL_SUBSCRIBE;
            case ORDER, HUGE -> POOL_ORDER;
            default -> POOL_DEFAULT;
        };
    }

    @Override
    public long costOf(final int requestType) {
        return requestType == HUGE ? 21 : 10;
    }

    @Override
    public long pauseNs(final MarketEvent error) {
        return error.errorCode == ERROR_THROTTLED ? pauseNs : 0;
    }

    @Override
    public int batchMax() {
        return batchMax;
    }

    @Override
    public int encodeSubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        encode("subscribe ", channels, out);
        return SUBSCRIBE;
    }

    @Override
    public int encodeUnsubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        encode("unsubscribe ", channels, out);
        return UNSUBSCRIBE;
    }

    @Override
    public boolean readAcknowledgement(final MarketEvent response, final AcknowledgementSink sink) {
        if (response.rawLength > 0 && response.raw[0] == '!') {
            return false;
        }
        if (response.rawLength > 0 && response.raw[0] == '-') {
            sink.refused(response.raw, 1, response.rawLength - 1);
            return true;
        }
        if (response.rawLength > 0 && response.raw[0] == '*') {
            sink.grantedAll();
            return true;
        }
        int start = 0;
        for (int at = 0; at <= response.rawLength; at++) {
            if (at == response.rawLength || response.raw[at] == ',') {
                if (at > start) {
                    sink.granted(response.raw, start, at - start);
                }
                start = at + 1;
            }
        }
        return true;
    }

    @Override
    public boolean standsApart(final byte[] channel) {
        return text(channel).endsWith(".apart");
    }

    @Override
    public boolean isBook(final byte[] channel) {
        return text(channel).startsWith("book.");
    }

    @Override
    public String instrumentOf(final byte[] channel) {
        return isBook(channel) ? text(channel).split("\\.")[1] : null;
    }

    private static void encode(
            final String word, final List<byte[]> channels, final JsonEncoder out) {
        out.raw(word);
        for (int i = 0; i < channels.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            out.raw(channels.get(i), 0, channels.get(i).length);
        }
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
