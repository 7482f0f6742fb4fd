/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.credentials.Secret;
import java.security.SecureRandom;
import java.util.Arrays;

/** Writes requests of the method public/auth, with secrets and without. I/O thread; allocates. */
final class LoginRequest {
    private static final int NONCE_BYTES = 16;
    private static final byte[] NO_DATA = new byte[0];
    private static final String HIDDEN = "***";

    private final DeribitCredentials credentials;
    private final Scopes scopes;
    private final SecureRandom random;

    LoginRequest(
            final DeribitCredentials credentials, final Scopes scopes, final SecureRandom random) {
        this.credentials = credentials;
        this.scopes = scopes;
        this.random = random;
    }

    /**
     * The grant of the credentials.
     *
     * @param timeMs by the venue's clock, epoch milliseconds.
     */
    void encodeFull(final long requestId, final long timeMs, final JsonEncoder out) {
        begin(requestId, credentials.grant().word(), out);
        out.raw(",\"client_id\":");
        out.string(credentials.clientId(), 0, credentials.clientId().length);
        if (credentials.grant() == LoginGrant.CLIENT_SIGNATURE) {
            final byte[] nonce = nonce();
            final byte[] signature = Signature.of(credentials.secret(), timeMs, nonce, NO_DATA);
            out.raw(",\"timestamp\":").integer(timeMs);
            out.raw(",\"nonce\":").string(nonce, 0, nonce.length);
            out.raw(",\"data\":\"\",\"signature\":").string(signature, 0, signature.length);
        } else {
            appendSecret(",\"client_secret\":", credentials.secret(), out);
        }
        end(out);
    }

    /** The grant of a token that was granted before. */
    void encodeRefresh(final long requestId, final Secret refreshToken, final JsonEncoder out) {
        begin(requestId, "refresh_token", out);
        appendSecret(",\"refresh_token\":", refreshToken, out);
        out.raw("}}");
    }

    /** What is told of either: its kind, and the scopes asked for. */
    void encodeRedacted(final long requestId, final boolean isRefresh, final JsonEncoder out) {
        if (isRefresh) {
            begin(requestId, "refresh_token", out);
            out.raw(",\"refresh_token\":\"").raw(HIDDEN).raw("\"}}");
            return;
        }
        begin(requestId, credentials.grant().word(), out);
        out.raw(",\"client_id\":\"").raw(HIDDEN);
        if (credentials.grant() == LoginGrant.CLIENT_SIGNATURE) {
            out.raw("\",\"nonce\":\"").raw(HIDDEN).raw("\",\"signature\":\"").raw(HIDDEN);
        } else {
            out.raw("\",\"client_secret\":\"").raw(HIDDEN);
        }
        out.raw('"');
        end(out);
    }

    private static void begin(final long requestId, final String grant, final JsonEncoder out) {
        out.raw("{\"jsonrpc\":\"2.0\",\"id\":").integer(requestId);
        out.raw(",\"method\":\"public/auth\",\"params\":{\"grant_type\":\"").raw(grant).raw('"');
    }

    private void end(final JsonEncoder out) {
        out.raw(",\"scope\":\"").raw(scopes.requested()).raw("\"}}");
    }

    private static void appendSecret(
            final String name, final Secret secret, final JsonEncoder out) {
        final byte[] bytes = secret.copyBytes();
        out.raw(name).string(bytes, 0, bytes.length);
        Arrays.fill(bytes, (byte) 0);
    }

    /** The venue takes each once. */
    private byte[] nonce() {
        final byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Signature.hex(bytes);
    }
}
