/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.JsonText;
import io.novaring.codec.json.WordTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Reads one result, strictly: the text must be JSON by the letter. A field of another type than
 * expected is absent, as in events; a value of another shape is a failure. One thread, one use;
 * allocates.
 */
public final class ResultReader {
    private static final int EXCERPT_LENGTH = 60;
    private static final int SLACK = 64;
    private static final WordTable NO_NAMES = WordTable.of("");

    private final String method;
    private final byte[] bytes;
    private final int length;
    private final JsonCursor cursor = new JsonCursor();

    /**
     * @param method what was asked, for error messages.
     * @param json text of the result.
     */
    public ResultReader(final String method, final String json) {
        this(method, Objects.requireNonNull(json, "json").getBytes(StandardCharsets.UTF_8), 0, -1);
    }

    /** As above, of a part of a message, which is copied; a negative length means all of it. */
    public ResultReader(
            final String method, final byte[] source, final int offset, final int count) {
        this.method = method;
        length = count < 0 ? source.length : count;
        // A copy: the cursor writes behind the text. And an array of one: the cursor walks
        // messages,
        // which are never a mere number.
        bytes = new byte[length + 2 + SLACK];
        bytes[0] = '[';
        System.arraycopy(source, offset, bytes, 1, length);
        bytes[length + 1] = ']';
        cursor.begin(bytes, length + 2);
        if (!cursor.firstElement()) {
            cursor.fail(RejectReason.TRUNCATED, 1);
        }
    }

    /** What walks through the result. */
    public JsonCursor cursor() {
        return cursor;
    }

    /** Consumes a text: unescaped, null when absent. */
    public String string() {
        return JsonText.unescaped(bytes, cursor.text());
    }

    /** As {@link #string()}, and the digits of a number when that stands in its place. */
    public String stringOrNumber() {
        return JsonText.unescaped(bytes, cursor.textOrNumber());
    }

    /** Consumes any value: its JSON text, as it stands. */
    public String json() {
        return Text.toString(bytes, cursor.rangeOfValue());
    }

    /** Consumes a literal; false unless it is true. */
    public boolean isTrue() {
        return cursor.bool() == 1;
    }

    /** Consumes an integer that must be there. */
    public long requiredInteger() {
        final long value = cursor.integer();
        if (value == MarketEvent.ABSENT) {
            throw failure("an integer is missing");
        }
        return value;
    }

    /** Consumes an array of texts; null is an empty one. */
    public List<String> strings() {
        return list(this::string);
    }

    /** Consumes an array, each element by the reader; null is an empty one. */
    public <T> List<T> list(final Supplier<T> element) {
        if (cursor.isNull()) {
            cursor.skip();
            return List.of();
        }
        final List<T> elements = new ArrayList<>();
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final T value = element.get();
            if (value != null) {
                elements.add(value);
            }
        }
        return List.copyOf(elements);
    }

    /** Consumes an object, or passes over anything else; each field by its number in the table. */
    public void object(final WordTable names, final FieldReader field) {
        if (!cursor.isObject()) {
            cursor.skip();
            return;
        }
        requiredObject(names, field);
    }

    /** Consumes an object, each field by its number in the table; anything else is a failure. */
    public void requiredObject(final WordTable names, final FieldReader field) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int number = cursor.field(names);
            if (number == WordTable.UNKNOWN) {
                cursor.skip();
            } else {
                field.read(number);
            }
        }
    }

    /**
     * Name of the current field, unescaped; to be called once for each field, before its value is
     * consumed, in place of {@link JsonCursor#field}.
     */
    public String key() {
        cursor.field(NO_NAMES);
        if (cursor.failed()) {
            return "";
        }
        // Back over the colon to the name's quotes; both were checked.
        int end = cursor.valueOffset() - 1;
        while (bytes[end] != '"') {
            end--;
        }
        int start = end - 1;
        while (bytes[start] != '"' || isEscaped(start)) {
            start--;
        }
        return JsonText.unescaped(bytes, Text.of(start + 1, end - start - 1));
    }

    private boolean isEscaped(final int at) {
        int slashes = 0;
        while (bytes[at - 1 - slashes] == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    /** Ends the reading: returns the value when all of the text was as it should be. */
    public <T> T finish(final T value) {
        if (cursor.nextElement()) {
            cursor.fail(RejectReason.TRAILING, cursor.valueOffset());
        }
        if (!cursor.finish()) {
            throw failure("");
        }
        return value;
    }

    /** What is thrown when a result cannot be read: what was asked, why not, how it begins. */
    public IllegalArgumentException failure(final String why) {
        final int count = Math.min(length, EXCERPT_LENGTH);
        // Whatever was missed, a text that ends too soon is the better reason.
        final String reason =
                cursor.failed()
                        ? cursor.failure().word() + " at byte " + (cursor.failureOffset() - 1)
                        : why;
        return new IllegalArgumentException(
                "result of "
                        + method
                        + " cannot be read: "
                        + reason
                        + "; it begins with: "
                        + new String(bytes, 1, count, StandardCharsets.UTF_8));
    }

    /** Consumes the value of the field with this number. */
    @FunctionalInterface
    public interface FieldReader {
        void read(int field);
    }
}
