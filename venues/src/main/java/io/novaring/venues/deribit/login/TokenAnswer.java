/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.util.Arrays;

/**
 * Reads what a login is answered with, before it is redacted. Of a field that comes twice the last
 * one counts, as in the decoder. I/O thread; allocates.
 */
final class TokenAnswer {
    private static final int RESULT = 0;
    private static final WordTable FIELDS = WordTable.of("result");

    private static final int ACCESS_TOKEN = 0;
    private static final int REFRESH_TOKEN = 1;
    private static final int EXPIRES_IN = 2;
    private static final int SCOPE = 3;
    private static final WordTable RESULT_FIELDS =
            WordTable.of("access_token", "refresh_token", "expires_in", "scope");

    private final JsonCursor cursor = new JsonCursor();

    private long accessToken;
    private long refreshToken;
    private long expiresInSeconds;
    private long scope;

    void read(final MarketEvent answer) {
        clear();
        cursor.begin(answer.raw, answer.rawLength);
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(FIELDS) == RESULT) {
                result();
            } else {
                cursor.skip();
            }
        }
        if (!cursor.finish()) {
            clear();
        }
    }

    private void clear() {
        accessToken = Text.ABSENT;
        refreshToken = Text.ABSENT;
        expiresInSeconds = MarketEvent.ABSENT;
        scope = Text.ABSENT;
    }

    private void result() {
        clear();
        if (!cursor.isObject()) {
            cursor.skip();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(RESULT_FIELDS)) {
                case ACCESS_TOKEN -> accessToken = cursor.text();
                case REFRESH_TOKEN -> refreshToken = cursor.text();
                case EXPIRES_IN -> expiresInSeconds = cursor.integer();
                case SCOPE -> scope = cursor.text();
                default -> cursor.skip();
            }
        }
    }

    /** A copy, which the caller wipes; empty when there is none. */
    byte[] accessToken(final byte[] raw) {
        return copy(raw, accessToken);
    }

    /** A copy, which the caller wipes; empty when there is none. */
    byte[] refreshToken(final byte[] raw) {
        return copy(raw, refreshToken);
    }

    private static byte[] copy(final byte[] raw, final long text) {
        if (text == Text.ABSENT) {
            return new byte[0];
        }
        final int start = Text.offset(text);
        return Arrays.copyOfRange(raw, start, start + Text.length(text));
    }

    /** {@link MarketEvent#ABSENT} when it is not told. */
    long expiresInSeconds() {
        return expiresInSeconds;
    }

    /** Empty when it is not told. */
    String scope(final byte[] raw) {
        return scope == Text.ABSENT ? "" : Text.toString(raw, scope);
    }
}
