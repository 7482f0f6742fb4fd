/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.AuthHandler;
import java.nio.charset.StandardCharsets;

/**
 * Says {@code auth REQUEST key=...} and is answered with {@code ok REQUEST token=...}; error 13 may
 * be another time, error 21 in another way, error 99 is for good.
 */
final class TestAuth implements AuthHandler {
    static final String KEY = "CANARY-of-the-key";
    static final String TOKEN = "CANARY-of-the-token";
    static final int TYPE = 77;

    long againAtNs = NEVER;
    int requests;
    int denials;
    int disconnects;

    @Override
    public boolean isRequired() {
        return true;
    }

    @Override
    public int encodeRequest(final long requestId, final long nowNs, final JsonEncoder out) {
        requests++;
        againAtNs = NEVER;
        out.raw("auth ").integer(requestId).raw(" key=").raw(KEY);
        return TYPE;
    }

    @Override
    public void encodeRedacted(final long requestId, final JsonEncoder out) {
        out.raw("auth ").integer(requestId).raw(" key=***");
    }

    @Override
    public Outcome read(final MarketEvent answer, final long nowNs) {
        if (answer.kind == EventKind.ERROR) {
            return switch ((int) answer.errorCode) {
                case 13 -> Outcome.REFUSED;
                case 21 -> Outcome.FALL_BACK;
                case 99 -> Outcome.REFUSED_FOR_GOOD;
                default -> Outcome.NOT_MINE;
            };
        }
        final int at = answer.rawText().indexOf(TOKEN);
        if (at < 0) {
            return Outcome.NOT_MINE;
        }
        final byte[] blank = "*".repeat(TOKEN.length()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(blank, 0, answer.raw, at, blank.length);
        return Outcome.AUTHENTICATED;
    }

    @Override
    public long reauthenticateAtNs() {
        return againAtNs;
    }

    @Override
    public void onDenied() {
        denials++;
    }

    @Override
    public void onDisconnect() {
        disconnects++;
    }
}
