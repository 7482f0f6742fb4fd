/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCursorTest {
    private static final WordTable NAMES = WordTable.of("a", "b", "a_name_of_twenty_bytes");

    private final JsonCursor cursor = new JsonCursor();
    private byte[] bytes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "[]",
                "[[],{},\"\",0,-0.0e-5,true,false,null]",
                "{\"a\":{\"b\":[1,2,{\"c\":null}]},\"d\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"}",
                "[\"\\ud83d\\ude00\",\"\u00e9\u20ac\",\"\\ud83d\"]",
                "\t[\r\n1 , 2\n]\n",
                "[1 ,2\t]",
                "{\"a\" : 1 , \"a\" : 2}",
            })
    void shouldWalkWhatIsJson(final String text) {
        begin(text);

        cursor.skip();

        assertTrue(cursor.finish(), text + ": " + cursor.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{,}",
                "[,]",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{a:1}",
                "{1:1}",
                "{\"a\":}",
                "[1 2]",
                "[1}",
                "{\"a\":1]",
                "[01]",
                "[1.]",
                "[.5]",
                "[+1]",
                "[1.2.3]",
                "[1e]",
                "[- 1]",
                "[1\"a\"]",
                "[tru]",
                "[trux]",
                "[truex]",
                "[nul]",
                "[nulll]",
                "[True]",
                "{\"a\tb\":1}",
                "{\"a_name\":1,\"\\x\":2}",
                "[{\"a long name with \\ a blank escaped\":1}]",
                "[NaN]",
                "[Infinity]",
                "['a']",
                "[\"\\x\"]",
                "[\"\\u12g4\"]",
                "[\"\\u12\"]",
                "[\"a\tb\"]",
                "[\"a long text with a tab\t in it\"]",
                "[\"a\nb\"]",
                "[\"\u0000\"]",
                "[\u0000]",
                "[\u000b1]",
                "[\u000c1]",
                "[\u00a01]",
                "[1\u20031]",
                "[1\u000c]",
                "\ufeff[]",
                "/**/[]",
            })
    void shouldRefuseWhatIsNotJson(final String text) {
        begin(text);

        cursor.skip();

        assertFalse(cursor.finish(), text);
        assertEquals(RejectReason.MALFORMED, cursor.failure(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} x", "[]]", "{}{}", "{},", "[]\u0000", "[]\u000c"})
    void shouldRefuseWhatFollowsTheMessage(final String text) {
        begin(text);

        cursor.skip();

        assertFalse(cursor.finish(), text);
        assertEquals(RejectReason.TRAILING, cursor.failure(), text);
    }

    @Test
    void shouldRefuseEveryTruncation() {
        final String text =
                "{\"a\":[1.5e3,true,false,null,\"x\\\"\\u00e9\\\\\"],\"b\":{\"c\":-0.25 }}";
        for (int length = 0; length < text.length(); length++) {
            begin(text.substring(0, length));

            cursor.skip();

            assertFalse(cursor.finish(), text.substring(0, length));
            assertEquals(RejectReason.TRUNCATED, cursor.failure(), text.substring(0, length));
            assertEquals(length, cursor.failureOffset());
        }
    }

    @Test
    void shouldNotReadWhatAnEarlierMessageLeft() {
        final byte[] stale = "\"stale\":1,\"]}".repeat(8).getBytes(StandardCharsets.UTF_8);
        final byte[] part = "{\"a\":\"x".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(part, 0, stale, 0, part.length);

        cursor.begin(stale, part.length);
        cursor.skip();

        assertEquals(RejectReason.TRUNCATED, cursor.failure());
    }

    @Test
    void shouldBoundTheNesting() {
        final int max = JsonCursor.DEPTH_MAX;
        begin("[".repeat(max) + "]".repeat(max));
        cursor.skip();
        assertTrue(cursor.finish());

        begin("[".repeat(max + 1) + "]".repeat(max + 1));
        cursor.skip();
        assertEquals(RejectReason.TOO_DEEP, cursor.failure());
        assertEquals(max, cursor.failureOffset());

        begin("{\"a\":".repeat(1_000_000));
        cursor.skip();
        assertEquals(RejectReason.TOO_DEEP, cursor.failure());
    }

    @Test
    void shouldKeepTheFirstFailure() {
        begin("[1,x,\"\t\"]");
        cursor.skip();

        cursor.fail(RejectReason.BAD_VALUE, 0);
        cursor.skip();

        assertEquals(RejectReason.MALFORMED, cursor.failure());
        assertEquals(3, cursor.failureOffset());
        assertEquals(MarketEvent.ABSENT, cursor.decimal());
        assertEquals(Text.ABSENT, cursor.text());
        assertFalse(cursor.nextElement());
    }

    @Test
    void shouldNumberFieldNamesHoweverTheyAreSpelled() {
        begin("{\"b\":1,\"\\u0061\":2,\"a_name_of_twenty_bytes\":3,\"a_name_of_twenty_bytez\":4}");

        assertTrue(cursor.firstField());
        assertEquals(1, cursor.field(NAMES));
        assertEquals(1_000_000_000L, cursor.decimal());
        assertTrue(cursor.nextField());
        assertEquals(0, cursor.field(NAMES));
        cursor.skip();
        assertTrue(cursor.nextField());
        assertEquals(2, cursor.field(NAMES));
        cursor.skip();
        assertTrue(cursor.nextField());
        assertEquals(WordTable.UNKNOWN, cursor.field(NAMES));
        cursor.skip();
        assertFalse(cursor.nextField());
        assertTrue(cursor.finish());
    }

    @Test
    void shouldTakeValuesOfAnotherTypeForAbsent() {
        begin("[\"1\",true,null,[1],{\"a\":1},5,\"x\",7,\"y\",1e999]");

        assertTrue(cursor.firstElement());
        assertEquals(MarketEvent.ABSENT, cursor.decimal());
        cursor.nextElement();
        assertEquals(MarketEvent.ABSENT, cursor.integer());
        cursor.nextElement();
        assertEquals(MarketEvent.ABSENT, cursor.timeOfMillis());
        cursor.nextElement();
        assertTrue(Double.isNaN(cursor.analytic()));
        cursor.nextElement();
        assertEquals(Text.ABSENT, cursor.text());
        cursor.nextElement();
        assertEquals(Text.ABSENT, cursor.text());
        cursor.nextElement();
        assertEquals(JsonCursor.ABSENT, cursor.bool());
        cursor.nextElement();
        assertEquals(JsonCursor.ABSENT, cursor.word(NAMES));
        cursor.nextElement();
        assertEquals(MarketEvent.ABSENT, cursor.decimal());
        cursor.nextElement();
        assertTrue(Double.isNaN(cursor.analytic()));
        assertFalse(cursor.nextElement());
        assertTrue(cursor.finish());
    }

    @Test
    void shouldTellRangesWithoutTheBlanksAround() {
        begin("[ 12.50 , \"te\\\"xt\" , [ 1 ] ,7\n]");

        assertTrue(cursor.firstElement());
        assertEquals("12.50", range(cursor.rangeOfValue()));
        cursor.nextElement();
        assertEquals("te\\\"xt", range(cursor.text()));
        cursor.nextElement();
        assertEquals("[ 1 ]", range(cursor.rangeOfValue()));
        cursor.nextElement();
        assertEquals("7", range(cursor.textOrNumber()));
        assertEquals(7, cursor.lastNumberAsInteger());
        assertFalse(cursor.nextElement());
        assertTrue(cursor.finish());
    }

    @Test
    void shouldInternTextsUnescaped() {
        final SymbolTable symbols = new SymbolTable(2);
        begin("[\"a\\/b\",\"a/b\",\"\\u20ac\\ud83d\\ude00\\ud800\",\"third\"]");

        assertTrue(cursor.firstElement());
        assertEquals(0, cursor.symbol(symbols));
        cursor.nextElement();
        assertEquals(0, cursor.symbol(symbols));
        cursor.nextElement();
        assertEquals(1, cursor.symbol(symbols));
        assertEquals("\u20ac\ud83d\ude00\ufffd", symbols.name(1));
        cursor.nextElement();
        assertEquals(MarketEvent.NONE, cursor.symbol(symbols));
        assertEquals(RejectReason.TABLE_FULL, cursor.failure());
    }

    @Test
    void shouldRefuseSymbolsThatFillTheHeap() {
        final SymbolTable symbols = new SymbolTable(2);
        final String longest = "x".repeat(JsonCursor.SYMBOL_LENGTH_MAX);

        begin("\"" + longest + "\"");
        assertEquals(0, cursor.symbol(symbols));

        begin("\"" + longest + "x\"");
        assertEquals(MarketEvent.NONE, cursor.symbol(symbols));
        assertEquals(RejectReason.BAD_VALUE, cursor.failure());
    }

    @Test
    void shouldRememberThatDecimalsWereCut() {
        begin("[1.5,1.00000000001]");

        assertTrue(cursor.firstElement());
        cursor.decimal();
        assertFalse(cursor.isInexact());
        cursor.nextElement();
        assertEquals(1_000_000_000L, cursor.decimal());
        assertTrue(cursor.isInexact());
    }

    private void begin(final String text) {
        final byte[] message = text.getBytes(StandardCharsets.UTF_8);
        bytes = Arrays.copyOf(message, message.length + JsonCursor.SLACK);
        // What happens to stand behind a message must not matter.
        Arrays.fill(bytes, message.length, bytes.length, (byte) '}');
        cursor.begin(bytes, message.length);
    }

    private String range(final long text) {
        return Text.toString(bytes, text);
    }
}
