/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;

/**
 * Walks one JSON message, value by value, over the pull interface of DSL-JSON. Strict: what it
 * walks past without a failure is JSON by the letter of RFC 8259. Never throws, whatever the bytes
 * are: the first failure sticks, and from then on every call says "no more" or "absent". Allocates
 * nothing in steady state. One thread.
 *
 * <p>Use: {@link #begin}, then for an object
 *
 * <pre>{@code
 * for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
 *     switch (cursor.field(FIELDS)) {
 *         case PRICE -> price = cursor.decimal();
 *         default -> cursor.skip();
 *     }
 * }
 * }</pre>
 *
 * and at last {@link #finish}. Exactly one call must consume the value of each field or element.
 */
public final class JsonCursor {
    /** Objects and arrays inside each other, at most. */
    public static final int DEPTH_MAX = 32;

    /** {@link #bool}: neither true nor false. {@link #word}: null or of another type. */
    public static final int ABSENT = -2;

    /** Readable bytes behind the message that {@link #begin} needs; it writes to them. */
    public static final int SLACK = 16;

    /** Bytes in a symbol, at most: a table is bounded by their number and by this. */
    public static final int SYMBOL_LENGTH_MAX = 256;

    private static final int SCALE_NS_OF_MS = 6;

    /** For names that are passed over: they are checked all the same. */
    private static final WordTable NO_NAMES = WordTable.of("");

    private int depth;

    /** Bit n: the container at depth n is an object. */
    private long objects;

    private boolean inexact;

    private int keyOffset;
    private int keyLength;

    private final JsonTokens tokens = new JsonTokens();

    /**
     * Starts at the first value of the message {@code source[0, count)}; {@link #SLACK} bytes must
     * follow it in the array.
     */
    public void begin(final byte[] source, final int count) {
        depth = 0;
        inexact = false;
        tokens.begin(source, count);
    }

    /** True when the whole message was walked and nothing but blanks follows it. */
    public boolean finish() {
        if (failed()) {
            return false;
        }
        final int at = tokens.firstNonBlank(tokens.position(), tokens.length);
        return at == tokens.length || fail(RejectReason.TRAILING, at);
    }

    public boolean failed() {
        return tokens.failure != RejectReason.NONE;
    }

    public RejectReason failure() {
        return tokens.failure;
    }

    /** Byte at which the walk ended. */
    public int failureOffset() {
        return tokens.failureOffset;
    }

    /** Ends the walk; a failure before this one is kept. Returns false, for callers to pass on. */
    public boolean fail(final RejectReason reason, final int offset) {
        return tokens.fail(reason, offset);
    }

    /** True when an exact number lost decimals since {@link #begin}. */
    public boolean isInexact() {
        return inexact;
    }

    /** First byte of the value that is next to be consumed; no byte after a failure. */
    private int token() {
        return tokens.token;
    }

    /** Offset of the value that is next to be consumed. */
    public int valueOffset() {
        return tokens.position() - 1;
    }

    public boolean isObject() {
        return token() == '{';
    }

    public boolean isArray() {
        return token() == '[';
    }

    public boolean isNull() {
        return token() == 'n';
    }

    public boolean isText() {
        return token() == '"';
    }

    public boolean isNumber() {
        return token() == '-' || token() >= '0' && token() <= '9';
    }

    /** Enters the object at the token; true when it has a field, whose value is the token now. */
    public boolean firstField() {
        if (token() != '{') {
            return fail(RejectReason.WRONG_TYPE, valueOffset());
        }
        if (!descend()) {
            return false;
        }
        objects |= 1L << depth;
        tokens.next();
        return token() == '}' ? ascend() : key();
    }

    /** Goes on to the next field of the object; false at its end. */
    public boolean nextField() {
        tokens.next();
        if (token() == ',') {
            tokens.next();
            return key();
        }
        return token() == '}' ? ascend() : tokens.malformed();
    }

    /** Enters the array at the token; true when it has an element, which is the token now. */
    public boolean firstElement() {
        if (token() != '[') {
            return fail(RejectReason.WRONG_TYPE, valueOffset());
        }
        if (!descend()) {
            return false;
        }
        objects &= ~(1L << depth);
        tokens.next();
        return token() == ']' ? ascend() : token() != JsonTokens.FAILED;
    }

    /** Goes on to the next element of the array; false at its end. */
    public boolean nextElement() {
        tokens.next();
        if (token() == ',') {
            tokens.next();
            return token() != JsonTokens.FAILED;
        }
        return token() == ']' ? ascend() : tokens.malformed();
    }

    /**
     * Number of the current field's name in the table, or {@link WordTable#UNKNOWN}. To be called
     * once for each field, before its value is consumed: it checks the name, too.
     */
    public int field(final WordTable names) {
        tokens.textOffset = keyOffset;
        tokens.textLength = keyLength;
        return tokens.find(names);
    }

    /** Consumes a text: its number in the table, UNKNOWN, or {@link #ABSENT}. */
    public int word(final WordTable words) {
        if (token() != '"') {
            skip();
            return ABSENT;
        }
        return tokens.quoted() ? tokens.find(words) : ABSENT;
    }

    /**
     * Consumes a text and interns it; NONE when it is null or no text. A full table is a failure,
     * and so is a longer text than {@link #SYMBOL_LENGTH_MAX}.
     */
    public int symbol(final SymbolTable symbols) {
        if (!string()) {
            return MarketEvent.NONE;
        }
        if (tokens.textLength > SYMBOL_LENGTH_MAX) {
            fail(RejectReason.BAD_VALUE, tokens.textOffset);
            return MarketEvent.NONE;
        }
        final int id;
        if (tokens.textEscaped) {
            final int count = tokens.unescape(tokens.textOffset, tokens.textLength);
            id = symbols.intern(tokens.scratch, 0, count);
        } else {
            id = symbols.intern(tokens.bytes, tokens.textOffset, tokens.textLength);
        }
        if (id < 0) {
            fail(RejectReason.TABLE_FULL, tokens.textOffset);
            return MarketEvent.NONE;
        }
        return id;
    }

    /** Consumes a text: its range, escapes as they stand; absent when null or no text. */
    public long text() {
        return string() ? Text.of(tokens.textOffset, tokens.textLength) : Text.ABSENT;
    }

    /** As {@link #text()}, and the range of a number when that stands in its place. */
    public long textOrNumber() {
        return isNumber() ? rangeOfValue() : text();
    }

    /** Consumes any value: the range of its JSON text, quotes and brackets included. */
    public long rangeOfValue() {
        final int offset = valueOffset();
        final boolean isNumber = isNumber();
        skip();
        // Behind a number the reader stands on the delimiter, with blanks between.
        final int end = isNumber ? tokens.number.end() : tokens.position();
        return failed() ? Text.ABSENT : Text.of(offset, end - offset);
    }

    /** The number consumed last as an integer; absent when it is none, or beyond 64 bits. */
    public long lastNumberAsInteger() {
        final long value = tokens.number.scaled(0);
        return tokens.number.status() == NumberScanner.EXACT ? value : MarketEvent.ABSENT;
    }

    /** Consumes a literal: 1, 0, or {@link #ABSENT} for anything else. */
    public int bool() {
        final int value = token() == 't' ? 1 : token() == 'f' ? 0 : ABSENT;
        skip();
        return value;
    }

    /** Consumes an exact number: scaled, absent when null or no number. Beyond range: a failure. */
    public long decimal() {
        return isNumber() ? scaled(Decimals.DIGITS, true) : absent();
    }

    /** As {@link #decimal()}, but anything else than a number is a failure. */
    public long requiredDecimal() {
        if (!isNumber()) {
            fail(RejectReason.WRONG_TYPE, valueOffset());
            return MarketEvent.ABSENT;
        }
        return scaled(Decimals.DIGITS, true);
    }

    /** Consumes an integer in any spelling; absent when null, no number or no integer. */
    public long integer() {
        if (!isNumber()) {
            return absent();
        }
        final long value = scaled(0, false);
        return tokens.number.status() == NumberScanner.INEXACT ? MarketEvent.ABSENT : value;
    }

    /** Consumes a time in milliseconds: nanoseconds, absent when null or no number. */
    public long timeOfMillis() {
        return isNumber() ? scaled(SCALE_NS_OF_MS, false) : absent();
    }

    /** Consumes a number for analytics: correctly rounded, NaN when null, no number or infinite. */
    public double analytic() {
        if (!isNumber()) {
            skip();
            return Double.NaN;
        }
        if (!tokens.number()) {
            return Double.NaN;
        }
        final double value = tokens.number.toDouble();
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** Consumes a value of any type, and checks it as strictly as any other. Does not recurse. */
    public void skip() {
        if (token() != '{' && token() != '[') {
            skipScalar();
            return;
        }
        final int floor = depth;
        boolean more = enter();
        while (!failed()) {
            if (more) {
                if (isInObject()) {
                    field(NO_NAMES);
                }
                if (token() == '{' || token() == '[') {
                    more = enter();
                } else {
                    skipScalar();
                    more = nextInContainer();
                }
            } else if (depth == floor) {
                return;
            } else {
                more = nextInContainer();
            }
        }
    }

    private void skipScalar() {
        switch (token()) {
            case '"' -> tokens.string();
            case 't', 'f', 'n' -> tokens.literal();
            default -> {
                if (isNumber()) {
                    tokens.number();
                } else {
                    tokens.malformed();
                }
            }
        }
    }

    private boolean enter() {
        return token() == '{' ? firstField() : firstElement();
    }

    private boolean nextInContainer() {
        return isInObject() ? nextField() : nextElement();
    }

    private boolean isInObject() {
        return (objects >>> depth & 1) != 0;
    }

    private boolean descend() {
        return ++depth <= DEPTH_MAX || fail(RejectReason.TOO_DEEP, valueOffset());
    }

    private boolean ascend() {
        depth--;
        return false;
    }

    private boolean key() {
        if (token() != '"' || !tokens.quoted()) {
            return tokens.malformed();
        }
        keyOffset = tokens.textOffset;
        keyLength = tokens.textLength;
        tokens.next();
        if (token() != ':') {
            return tokens.malformed();
        }
        tokens.next();
        return token() != JsonTokens.FAILED;
    }

    /** Consumes a text; anything else is consumed too, but is none. */
    private boolean string() {
        if (token() == '"') {
            return tokens.string();
        }
        skip();
        return false;
    }

    private long absent() {
        skip();
        return MarketEvent.ABSENT;
    }

    private long scaled(final int scale, final boolean isExact) {
        final int offset = valueOffset();
        if (!tokens.number()) {
            return MarketEvent.ABSENT;
        }
        final long value = tokens.number.scaled(scale);
        final int status = tokens.number.status();
        if (status == NumberScanner.OUT_OF_RANGE) {
            fail(RejectReason.BAD_NUMBER, offset);
            return MarketEvent.ABSENT;
        }
        inexact |= isExact && status == NumberScanner.INEXACT;
        return value;
    }
}
