/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.Text;
import io.novaring.engine.venue.SubscriptionHandler.AcknowledgementSink;
import java.util.Arrays;

/**
 * Reads a JSON array of strings inside a message. One thread; allocates only when a string with
 * escapes is longer than any before.
 */
final class ChannelListReader {
    private static final int BAD = -1;

    private byte[] unescaped = new byte[128];
    private int unescapedLength;

    // The text being read.
    private byte[] raw;
    private int at;
    private int end;

    /**
     * Hands every string to the sink, unescaped, in order.
     *
     * @return false when the text is anything but an array of strings; then the sink saw nothing.
     */
    boolean read(
            final byte[] source,
            final int sourceLength,
            final long text,
            final AcknowledgementSink sink) {
        if (text == Text.ABSENT || Text.offset(text) + Text.length(text) > sourceLength) {
            return false;
        }
        raw = source;
        // Twice: nothing may be granted by an answer that turns out to be broken.
        return walk(text, null) && walk(text, sink);
    }

    private boolean walk(final long text, final AcknowledgementSink sink) {
        at = Text.offset(text);
        end = at + Text.length(text);
        if (!take('[')) {
            return false;
        }
        if (!take(']')) {
            do {
                if (!take('"') || !string(sink)) {
                    return false;
                }
            } while (take(','));
            if (!take(']')) {
                return false;
            }
        }
        skipSpace();
        return at == end;
    }

    /** Reads on from behind the opening quote to behind the closing one. */
    private boolean string(final AcknowledgementSink sink) {
        final int start = at;
        while (at < end && raw[at] != '"' && raw[at] != '\\' && (raw[at] & 0xE0) != 0) {
            at++;
        }
        if (at < end && raw[at] == '\\') {
            return escapedString(start, sink);
        }
        if (at == end || raw[at] != '"') {
            return false;
        }
        if (sink != null) {
            sink.granted(raw, start, at - start);
        }
        at++;
        return true;
    }

    private boolean escapedString(final int start, final AcknowledgementSink sink) {
        // No escape is shorter than what it stands for.
        if (unescaped.length < end - start) {
            unescaped = Arrays.copyOf(unescaped, Integer.highestOneBit(end - start) << 1);
        }
        System.arraycopy(raw, start, unescaped, 0, at - start);
        unescapedLength = at - start;
        while (at < end && raw[at] != '"') {
            final byte b = raw[at++];
            if (b == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if ((b & 0xE0) == 0) {
                return false;
            } else {
                unescaped[unescapedLength++] = b;
            }
        }
        if (at == end) {
            return false;
        }
        if (sink != null) {
            sink.granted(unescaped, 0, unescapedLength);
        }
        at++;
        return true;
    }

    private boolean escape() {
        if (at == end) {
            return false;
        }
        final byte b = raw[at++];
        if (b == 'u') {
            return unicodeEscape();
        }
        final int plain =
                switch (b) {
                    case '"', '\\', '/' -> b;
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> BAD;
                };
        unescaped[unescapedLength++] = (byte) plain;
        return plain != BAD;
    }

    private boolean unicodeEscape() {
        final int first = hex4();
        if (first == BAD) {
            return false;
        }
        if (!Character.isSurrogate((char) first)) {
            append(first);
            return true;
        }
        // Half a pair is no character and has no UTF-8.
        if (!Character.isHighSurrogate((char) first)
                || end - at < 2
                || raw[at] != '\\'
                || raw[at + 1] != 'u') {
            return false;
        }
        at += 2;
        final int second = hex4();
        if (second == BAD || !Character.isLowSurrogate((char) second)) {
            return false;
        }
        append(Character.toCodePoint((char) first, (char) second));
        return true;
    }

    private int hex4() {
        if (end - at < 4) {
            return BAD;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            final int b = raw[at++];
            final int digit = b < 0 ? BAD : Character.digit(b, 16);
            if (digit == BAD) {
                return BAD;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private void append(final int codePoint) {
        if (codePoint < 0x80) {
            unescaped[unescapedLength++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            unescaped[unescapedLength++] = (byte) (0xC0 | codePoint >> 6);
            continuation(codePoint);
        } else if (codePoint < 0x10000) {
            unescaped[unescapedLength++] = (byte) (0xE0 | codePoint >> 12);
            continuation(codePoint >> 6);
            continuation(codePoint);
        } else {
            unescaped[unescapedLength++] = (byte) (0xF0 | codePoint >> 18);
            continuation(codePoint >> 12);
            continuation(codePoint >> 6);
            continuation(codePoint);
        }
    }

    private void continuation(final int bits) {
        unescaped[unescapedLength++] = (byte) (0x80 | bits & 0x3F);
    }

    private boolean take(final char wanted) {
        skipSpace();
        if (at < end && raw[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < end
                && (raw[at] == ' ' || raw[at] == '\t' || raw[at] == '\n' || raw[at] == '\r')) {
            at++;
        }
    }
}
