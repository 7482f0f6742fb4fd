/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChannelListReaderProperties {
    private final ChannelListReader reader = new ChannelListReader();
    private final List<String> granted = new ArrayList<>();

    @Provide
    Arbitrary<String> names() {
        final Arbitrary<String> channels =
                Arbitraries.strings().withChars("BTC-PERUAL.100ms_d/").ofMaxLength(40);
        // Every character that has a form in UTF-8, pairs included.
        final Arbitrary<String> texts =
                Arbitraries.integers()
                        .between(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .list()
                        .ofMaxSize(20)
                        .map(ChannelListReaderProperties::textOf);
        final Arbitrary<String> awkward =
                Arbitraries.strings().withChars("\"\\/\b\f\n\r\t\u0000\u001f a").ofMaxLength(20);
        return Arbitraries.oneOf(channels, texts, awkward);
    }

    @Property(tries = 1_000)
    void shouldReadWhatJacksonReads(
            @ForAll @Size(max = 12) final List<@From("names") String> names,
            @ForAll final long seed,
            @ForAll @IntRange(max = 30) final int offset) {
        final String json = write(names, new Random(seed));

        assertTrue(read(json, offset), json);

        assertEquals(names, stringsOf(Json.parse(json)));
        assertEquals(names, granted);
    }

    /** One byte or a few are wrong: what is still read is what Jackson reads, or nothing is. */
    @Property(tries = 1_000)
    void shouldGrantNothingJacksonDoesNotRead(
            @ForAll @Size(max = 5) final List<@From("names") String> names,
            @ForAll final long seed,
            @ForAll @IntRange(min = 1, max = 3) final int changes) {
        final Random random = new Random(seed);
        final StringBuilder json = new StringBuilder(escaped(write(names, random)));
        for (int i = 0; i < changes; i++) {
            json.setCharAt(random.nextInt(json.length()), (char) random.nextInt(128));
        }

        final boolean read = read(json.toString(), 0);

        final List<String> expected = stringsOf(Json.parseOrNull(json.toString()));
        assertEquals(expected != null && !hasHalfPair(expected), read, json.toString());
        assertEquals(read ? expected : List.of(), granted);
    }

    @Property(tries = 1_000)
    void shouldRefuseEveryTruncation(
            @ForAll @Size(max = 4) final List<@From("names") String> names,
            @ForAll final long seed) {
        final byte[] bytes =
                write(names, new Random(seed)).strip().getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < bytes.length; length++) {
            granted.clear();
            assertFalse(reader.read(bytes, bytes.length, Text.of(0, length), this::record));
            assertEquals(List.of(), granted);
        }
    }

    private boolean read(final String json, final int offset) {
        final byte[] text = json.getBytes(StandardCharsets.UTF_8);
        // Digits around it: reading beyond the range would be seen.
        final byte[] bytes = "7".repeat(offset + text.length + 3).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, offset, text.length);
        granted.clear();
        return reader.read(bytes, bytes.length, Text.of(offset, text.length), this::record);
    }

    private void record(final byte[] source, final int offset, final int length) {
        granted.add(new String(source, offset, length, StandardCharsets.UTF_8));
    }

    /** JSON in one of the many ways it can be written. */
    private static String write(final List<String> names, final Random random) {
        final StringBuilder json = new StringBuilder(space(random)).append('[');
        for (int i = 0; i < names.size(); i++) {
            json.append(i == 0 ? "" : ",").append(space(random)).append('"');
            names.get(i).chars().forEach(c -> writeChar((char) c, random, json));
            json.append('"').append(space(random));
        }
        return json.append(space(random)).append(']').append(space(random)).toString();
    }

    private static void writeChar(final char c, final Random random, final StringBuilder json) {
        final int shortForm = "\"\\/\b\f\n\r\t".indexOf(c);
        if (shortForm >= 0 && random.nextBoolean()) {
            json.append('\\').append("\"\\/bfnrt".charAt(shortForm));
            return;
        }
        // Both halves of a pair in one way: half of one is no text.
        final boolean plain = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
        if (plain && random.nextInt(4) > 0) {
            json.append(c);
        } else {
            json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
        }
    }

    private static String space(final Random random) {
        return List.of("", "", " ", "\t", "\r\n").get(random.nextInt(5));
    }

    /** The same JSON in ASCII, so that a change of one character is a change of one byte. */
    private static String escaped(final String json) {
        final StringBuilder ascii = new StringBuilder();
        json.chars()
                .forEach(
                        c ->
                                ascii.append(
                                        c < 128
                                                ? String.valueOf((char) c)
                                                : String.format("\\u%04x", c)));
        return ascii.toString();
    }

    private static String textOf(final List<Integer> codePoints) {
        final StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    private static List<String> stringsOf(final JsonNode node) {
        if (node == null || !node.isArray()) {
            return null;
        }
        final List<String> strings = new ArrayList<>();
        for (final JsonNode element : node) {
            if (!element.isTextual()) {
                return null;
            }
            strings.add(element.textValue());
        }
        return strings;
    }

    private static boolean hasHalfPair(final List<String> strings) {
        return strings.stream()
                .flatMapToInt(String::codePoints)
                .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
