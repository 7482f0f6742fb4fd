/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import io.novaring.codec.RejectReason;
import java.io.IOException;

/**
 * One message as tokens: the only file that touches DSL-JSON, whose reader moves through the bytes.
 * DSL-JSON is fast and lax; each liberty it takes is closed here:
 *
 * <ul>
 *   <li>it takes bytes from 0x80 on and form feeds for blanks: what it skipped is checked again;
 *   <li>its string scan runs to the end of the array: two quotes behind the message stop it, and a
 *       string that reached them was truncated;
 *   <li>it takes any control character or escape: {@link JsonStrings} checks the range;
 *   <li>it takes anything up to a comma or bracket for a number: {@link NumberScanner} reads it;
 *   <li>it throws, and allocates, on a wrong literal or at the end: both are seen before it looks.
 * </ul>
 */
final class JsonTokens {
    /** No byte. */
    static final int FAILED = 1 << 8;

    private static final int SENTINELS = 2;

    /** What is walked after a failure: it ends at once, and so does every loop. */
    private static final byte[] NOTHING = new byte[JsonCursor.SLACK];

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    byte[] bytes = new byte[JsonCursor.SLACK];
    int length;

    /** First byte of the token read last, or {@link #FAILED}, which matches nothing. */
    int token;

    /** Range of the string read last, and whether it has escapes. */
    int textOffset;

    int textLength;
    boolean textEscaped;

    RejectReason failure = RejectReason.NONE;
    int failureOffset;

    /** The text of the range unescaped last. */
    byte[] scratch = new byte[256];

    final NumberScanner number = new NumberScanner();

    private final JsonReader<?> reader =
            new DslJson<>(new DslJson.Settings<>().errorInfo(JsonReader.ErrorInfo.MINIMAL))
                    .newReader(new byte[JsonCursor.SLACK]);

    void begin(final byte[] source, final int count) {
        bytes = source;
        length = count;
        failure = RejectReason.NONE;
        failureOffset = 0;
        source[count] = '"';
        // For a string whose last byte is a backslash: it swallows the first.
        source[count + 1] = '"';
        reader.process(source, count + SENTINELS);
        next();
    }

    int position() {
        return reader.getCurrentIndex();
    }

    boolean fail(final RejectReason reason, final int offset) {
        if (failure == RejectReason.NONE) {
            failure = reason;
            failureOffset = Math.min(offset, length);
        }
        // The array stays, so that ranges found before are still within it.
        token = FAILED;
        length = 0;
        reader.process(NOTHING, NOTHING.length);
        return false;
    }

    /** The token read last may not stand where it stands. */
    boolean malformed() {
        return fail(RejectReason.MALFORMED, position() - 1);
    }

    /** Moves to the next token, past blanks. */
    void next() {
        final int before = reader.getCurrentIndex();
        try {
            token = reader.getNextToken();
        } catch (final IOException e) {
            fail(RejectReason.TRUNCATED, length);
            return;
        }
        final int at = reader.getCurrentIndex() - 1;
        if (at != before || at >= length) {
            checkBlanks(before, at);
        }
    }

    private void checkBlanks(final int from, final int to) {
        final int fault = firstNonBlank(from, to);
        if (fault != to) {
            fail(RejectReason.MALFORMED, fault);
        } else if (to >= length) {
            fail(RejectReason.TRUNCATED, length);
        }
    }

    /** Reads and checks the string that starts at the token. */
    boolean string() {
        return quoted() && check();
    }

    /** Moves over the string that starts at the token; what is in it must still be checked. */
    boolean quoted() {
        try {
            reader.calcWeakHash();
        } catch (final IOException e) {
            return fail(RejectReason.TRUNCATED, length);
        }
        final int offset = reader.getTokenStart();
        final int end = reader.getCurrentIndex() - 1;
        if (end >= length) {
            return fail(RejectReason.TRUNCATED, length);
        }
        textOffset = offset;
        textLength = end - offset;
        return true;
    }

    /** Checks what is in the string read last. */
    private boolean check() {
        final int check = JsonStrings.check(bytes, textOffset, textOffset + textLength);
        if (check < 0) {
            return fail(RejectReason.MALFORMED, ~check);
        }
        textEscaped = check == JsonStrings.ESCAPED;
        return true;
    }

    /**
     * Number of the string read last in the table. A string found there as it stands needs no
     * check: the words of a table are plain.
     */
    int find(final WordTable words) {
        final int word = words.find(bytes, textOffset, textLength);
        if (word != WordTable.UNKNOWN || !check() || !textEscaped) {
            return word;
        }
        return words.find(scratch, 0, unescape(textOffset, textLength));
    }

    /** Reads the literal that starts at the token. */
    void literal() {
        final byte[] literal = token == 't' ? TRUE : token == 'f' ? FALSE : NULL;
        final int start = position() - 1;
        for (int i = 1; i < literal.length; i++) {
            if (start + i >= length) {
                fail(RejectReason.TRUNCATED, length);
                return;
            }
            if (bytes[start + i] != literal[i]) {
                fail(RejectReason.MALFORMED, start + i);
                return;
            }
        }
        try {
            if (!reader.wasNull() && !reader.wasTrue() && !reader.wasFalse()) {
                malformed();
            }
        } catch (final IOException e) {
            malformed();
        }
    }

    /** Reads the number that starts at the token. */
    boolean number() {
        final int start = reader.scanNumber();
        final int delimiter = reader.getCurrentIndex();
        final boolean isNumber = number.scan(bytes, start);
        final int end = number.end();
        if (!isNumber && end < length) {
            return fail(RejectReason.MALFORMED, end);
        }
        // DSL-JSON went on to the next comma or bracket: nothing but blanks may lie between.
        final int next = end == delimiter ? end : firstNonBlank(end, delimiter);
        if (next >= length) {
            return fail(RejectReason.TRUNCATED, length);
        }
        if (next != delimiter) {
            return fail(RejectReason.MALFORMED, next);
        }
        return true;
    }

    /** Unescapes a checked range into {@link #scratch}; returns how many bytes that gave. */
    int unescape(final int offset, final int count) {
        if (scratch.length < count + WordTable.SLACK) {
            scratch = new byte[Integer.highestOneBit(count + WordTable.SLACK) << 1];
        }
        return JsonStrings.unescape(bytes, offset, offset + count, scratch);
    }

    /** Offset of the first byte that is no JSON blank, or {@code to}. */
    int firstNonBlank(final int from, final int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(final byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
