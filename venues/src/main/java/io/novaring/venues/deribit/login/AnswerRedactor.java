/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Overwrites in place what an answer to a login holds beyond a few fields that are known to be
 * harmless: tokens, and whatever the venue adds some day or says back to us. The text stays JSON of
 * the same shape and length, and what the decoder reads of it stays as it was.
 *
 * <p>It is given what the decoder has found to be JSON. I/O thread; allocates nothing.
 */
final class AnswerRedactor {
    private static final byte BLANK = '*';

    /** What an object is. */
    private static final int ROOT = 0;

    private static final int RESULT = 1;
    private static final int ERROR = 2;
    private static final int DATA = 3;
    private static final int HIDDEN = 4;

    /** What a value may be, beside an object. */
    private static final int NUMBER = 5;

    private static final int WORDS = 6;
    private static final int SCOPES = 7;

    private static final int WORDS_LENGTH_MAX = 40;
    private static final int SCOPES_LENGTH_MAX = 512;
    private static final int SCOPE_LENGTH_MAX = 48;
    private static final int NAME_LENGTH_MAX = 24;

    /** Fields by the object they stand in, and what their values may be. */
    private static final Field[] FIELDS = {
        new Field(ROOT, "jsonrpc", WORDS),
        new Field(ROOT, "id", NUMBER),
        new Field(ROOT, "usIn", NUMBER),
        new Field(ROOT, "usOut", NUMBER),
        new Field(ROOT, "usDiff", NUMBER),
        new Field(ROOT, "result", RESULT),
        new Field(ROOT, "error", ERROR),
        new Field(RESULT, "expires_in", NUMBER),
        new Field(RESULT, "token_type", WORDS),
        new Field(RESULT, "scope", SCOPES),
        new Field(ERROR, "code", NUMBER),
        new Field(ERROR, "message", WORDS),
        new Field(ERROR, "data", DATA),
        new Field(DATA, "reason", WORDS),
        new Field(DATA, "param", WORDS),
    };

    private static final byte[][] TOKENS = {
        ascii("\"access_token\""), ascii("\"refresh_token\""), ascii("\"expires_in\"")
    };

    private record Field(int parent, byte[] name, int kind) {
        Field(final int parent, final String name, final int kind) {
            this(parent, ascii(name), kind);
        }
    }

    private byte[] raw;
    private int at;
    private int end;

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** True when the text has a field of a login's answer. */
    boolean hasTokens(final byte[] source, final int length) {
        for (final byte[] name : TOKENS) {
            if (indexOf(source, length, name, 0) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Overwrites every place inside a string at which a secret stands. */
    void hide(final byte[] source, final int length, final byte[] secret) {
        raw = source;
        end = length;
        at = 0;
        while (at < end) {
            if (raw[at] == '"') {
                final int start = at + 1;
                skipString();
                hide(start, Math.min(at - 1, end), secret);
            } else {
                at++;
            }
        }
        raw = null;
    }

    private void hide(final int start, final int stop, final byte[] secret) {
        for (int i = indexOf(raw, stop, secret, start);
                i >= 0;
                i = indexOf(raw, stop, secret, i + secret.length)) {
            int from = i;
            while (from > start && raw[from - 1] == '\\') {
                // Half an escape would make the text something else than JSON.
                from--;
            }
            Arrays.fill(raw, from, i + secret.length, BLANK);
        }
    }

    private static int indexOf(
            final byte[] source, final int length, final byte[] wanted, final int from) {
        if (wanted.length == 0) {
            return -1;
        }
        for (int i = from; i <= length - wanted.length; i++) {
            if (source[i] == wanted[0]
                    && Arrays.equals(source, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Overwrites what is not known to be harmless. */
    void redact(final byte[] source, final int length) {
        raw = source;
        end = length;
        at = 0;
        value(ROOT);
        raw = null;
    }

    /** Reads on behind a value. */
    private void value(final int kind) {
        skipSpace();
        if (at >= end) {
            return;
        }
        switch (raw[at]) {
            case '{' -> object(kind);
            case '[' -> array();
            case '"' -> string(kind);
            default -> literal(kind == NUMBER);
        }
    }

    private void object(final int kind) {
        at++;
        skipSpace();
        while (at < end && raw[at] == '"') {
            final int start = at + 1;
            skipString();
            final int stop = at - 1;
            skipSpace();
            at++;
            value(kindOf(kind, start, stop));
            if (stop - start > NAME_LENGTH_MAX) {
                Arrays.fill(raw, start, stop, BLANK);
            }
            skipSpace();
            if (at < end && raw[at] == ',') {
                at++;
                skipSpace();
            }
        }
        at++;
    }

    private void array() {
        at++;
        skipSpace();
        while (at < end && raw[at] != ']') {
            value(HIDDEN);
            skipSpace();
            if (at < end && raw[at] == ',') {
                at++;
                skipSpace();
            }
        }
        at++;
    }

    private int kindOf(final int parent, final int start, final int stop) {
        for (final Field field : FIELDS) {
            final byte[] name = field.name();
            if (field.parent() == parent && Arrays.equals(raw, start, stop, name, 0, name.length)) {
                return field.kind();
            }
        }
        return HIDDEN;
    }

    private void string(final int kind) {
        final int start = at + 1;
        skipString();
        final int stop = at - 1;
        final boolean isKept =
                kind == WORDS && isWords(start, stop) || kind == SCOPES && isScopes(start, stop);
        if (!isKept) {
            Arrays.fill(raw, start, stop, BLANK);
        }
    }

    /** A few words of the venue, too short for a token. */
    private boolean isWords(final int start, final int stop) {
        for (int i = start; i < stop; i++) {
            final byte b = raw[i];
            if (!isLetterOrDigit(b) && b != '_' && b != ' ' && b != '.') {
                return false;
            }
        }
        return stop - start <= WORDS_LENGTH_MAX;
    }

    private boolean isScopes(final int start, final int stop) {
        int length = 0;
        for (int i = start; i < stop; i++) {
            final byte b = raw[i];
            length = b == ' ' ? 0 : length + 1;
            final boolean isMark =
                    b == ' ' || b == ':' || b == '_' || b == '-' || b == '.' || b == '*';
            if (length > SCOPE_LENGTH_MAX || !isLetterOrDigit(b) && !isMark) {
                return false;
            }
        }
        return stop - start <= SCOPES_LENGTH_MAX;
    }

    private static boolean isLetterOrDigit(final byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }

    /** A number, true, false or null. */
    private void literal(final boolean isKept) {
        while (at < end && raw[at] != ',' && raw[at] != '}' && raw[at] != ']' && !isSpace()) {
            if (!isKept && raw[at] >= '0' && raw[at] <= '9') {
                raw[at] = '1';
            }
            at++;
        }
    }

    /** From the opening quote to behind the closing one. */
    private void skipString() {
        at++;
        while (at < end && raw[at] != '"') {
            at += raw[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipSpace() {
        while (at < end && isSpace()) {
            at++;
        }
    }

    private boolean isSpace() {
        return raw[at] == ' ' || raw[at] == '\t' || raw[at] == '\n' || raw[at] == '\r';
    }
}
