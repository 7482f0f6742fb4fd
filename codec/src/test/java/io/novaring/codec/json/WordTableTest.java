/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class WordTableTest {
    @Test
    void shouldFindWordsOfEveryLength() {
        final String letters = "abcdefghijklmnopqrstuvwxyz_0123456789";
        final String[] words = new String[letters.length()];
        for (int i = 0; i < words.length; i++) {
            words[i] = letters.substring(0, i);
        }

        final WordTable table = WordTable.of(words);

        for (int i = 0; i < words.length; i++) {
            assertEquals(i, find(table, words[i]));
            assertEquals(WordTable.UNKNOWN, find(table, words[i] + "!"));
        }
    }

    @Test
    void shouldTellWordsApartThatDifferInOneByte() {
        final String word = "a_rather_long_field_name_indeed";
        final WordTable table = WordTable.of(word);

        for (int i = 0; i < word.length(); i++) {
            final StringBuilder other = new StringBuilder(word);
            other.setCharAt(i, '#');
            assertEquals(WordTable.UNKNOWN, find(table, other.toString()));
        }
    }

    @Test
    void shouldRefuseAWordGivenTwice() {
        assertThrows(IllegalArgumentException.class, () -> WordTable.of("a", "b", "a"));
    }

    private static int find(final WordTable table, final String word) {
        final byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        final byte[] padded = Arrays.copyOf(bytes, bytes.length + WordTable.SLACK);
        // What follows the word must not matter.
        Arrays.fill(padded, bytes.length, padded.length, (byte) 'x');
        return table.find(padded, 0, bytes.length);
    }
}
