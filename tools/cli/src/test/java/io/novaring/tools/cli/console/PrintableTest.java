/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void shouldKeepWordsOfAnyLanguage() {
        final String text = "BTC-PERPETUAL, caf\u00e9, \u65e5\u672c \ud83d\ude00";

        assertEquals(text, Printable.of(text));
        assertEquals(text + "\n", Printable.ofJson(text + "\n"));
    }

    @Test
    void shouldTakeAwayWhatATerminalObeys() {
        assertEquals("?[31mred?]0;title?", Printable.of("\u001b[31mred\u001b]0;title\u0007"));
        assertEquals("one?two?three", Printable.of("one\ntwo\rthree"));
        assertEquals("?2J?", Printable.of("\u009b2J\u007f"), "control sequences of one character");
        assertEquals("a?b?c", Printable.of("a\u202eb\u2066c"), "right to left");
        assertEquals("a?b?c", Printable.of("a\u2028b\u2029c"));
        assertEquals("?", Printable.of("\ud800"));
    }

    @Test
    void shouldCutWhatIsLong() {
        assertEquals("abcdefg...", Printable.of("abcdefghijk", 10));
        assertEquals("abcdefghij", Printable.of("abcdefghij", 10));
    }

    @Test
    void shouldWriteJsonThatMeansTheSame() throws JsonProcessingException {
        final String hostile = "a\u009bb\u007fc\u202ed\udb40\udc01e";
        final String json = "{\"text\":\"" + hostile + "\"}";

        final String shown = Printable.ofJson(json);

        assertEquals("{\"text\":\"a\\u009bb\\u007fc\\u202ed\\udb40\\udc01e\"}", shown);
        assertEquals(hostile, new ObjectMapper().readTree(shown).path("text").asText());
    }
}
