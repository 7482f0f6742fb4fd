/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.AuthHandler.Outcome;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A login handler with canaries for secrets, asked and answered as the I/O thread does. */
final class LoginRig {
    static final String ID = "CANARY-ID";
    static final String SECRET = "CANARY-SECRET-0123456789abcdefghij";
    static final String ACCESS = "1582628593469.1CANARY-ACCESS.tHJvQWErTyUiOpAsDfGhJkLzXcVbNm-1_x";
    static final String REFRESH = "1582628593469.1CANARY-REFRESH.qWeRtYuIoPaSdFgHjKlZxCvBnM1234-y";
    static final String SCOPE = "connection mainaccount account:read_write trade:read_write";
    static final long SECOND_NS = 1_000_000_000L;

    final LoginHandler handler;
    final JsonEncoder out = new JsonEncoder(64);
    final MarketEvent event = new MarketEvent();
    private final DeribitDecoder decoder = new DeribitDecoder(new Symbols(1 << 10, 1 << 10));

    long nowNs = 1_576_074_319_000_000_000L;
    long requestId;

    LoginRig() {
        this(credentials());
    }

    LoginRig(final DeribitCredentials credentials) {
        handler = new LoginHandler(credentials, true, 52, type -> type < 52);
    }

    static DeribitCredentials credentials() {
        return DeribitCredentials.of(ID, secret(SECRET));
    }

    static Secret secret(final String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next request. */
    JsonNode request() {
        requestId += 8;
        handler.encodeRequest(requestId | 5, nowNs, out.clear());
        return json(out.toString());
    }

    JsonNode redacted() {
        handler.encodeRedacted(requestId | 5, out.clear());
        return json(out.toString());
    }

    static JsonNode json(final String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that grants everything. */
    String grant(final long expiresInSeconds) {
        return grant(expiresInSeconds, SCOPE);
    }

    String grant(final long expiresInSeconds, final String scope) {
        return envelope(
                "\"result\":{\"token_type\":\"bearer\",\"scope\":\""
                        + scope
                        + "\",\"sid\":\"CANARY-SID\",\"refresh_token\":\""
                        + REFRESH
                        + "\",\"expires_in\":"
                        + expiresInSeconds
                        + ",\"enabled_features\":[],\"access_token\":\""
                        + ACCESS
                        + "\"}");
    }

    String error(final long code, final String message) {
        return envelope("\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    String envelope(final String body) {
        return envelope(body, 0);
    }

    /**
     * @param aheadNs of the venue's clock.
     */
    String envelope(final String body, final long aheadNs) {
        final long us = (nowNs + aheadNs) / 1_000;
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + (requestId | 5)
                + ','
                + body
                + ",\"usIn\":"
                + us
                + ",\"usOut\":"
                + (us + 10)
                + ",\"usDiff\":10,\"testnet\":true}";
    }

    /**
     * Decodes a message and has it read, or blanked where it is no answer, and decodes it again.
     */
    Outcome read(final byte[] message) {
        decode(message);
        final EventKind kind = event.kind;
        Outcome outcome = Outcome.NOT_MINE;
        if (kind == EventKind.RESPONSE || kind == EventKind.ERROR) {
            outcome = handler.read(event, nowNs);
        } else if (kind == EventKind.REJECT) {
            Arrays.fill(event.raw, 0, event.rawLength, (byte) '*');
        }
        return outcome;
    }

    Outcome read(final String message) {
        return read(message.getBytes(StandardCharsets.UTF_8));
    }

    void decode(final byte[] message) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(message, 0, message.length);
        decoder.decode(event);
    }

    /** Logs in with a token of this life. */
    void logIn(final long expiresInSeconds) {
        request();
        final Outcome outcome = read(grant(expiresInSeconds));
        if (outcome != Outcome.AUTHENTICATED) {
            throw new AssertionError(outcome + ": " + handler.refusalText());
        }
    }
}
