/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineReaderTest {
    @Test
    void shouldSplitAtLineFeedsOnly() throws IOException {
        assertEquals(List.of(), lines("", 100));
        assertEquals(List.of(""), lines("\n", 100));
        assertEquals(List.of("a", "", "b"), lines("a\n\nb", 100));
        assertEquals(List.of("a", "b"), lines("a\r\nb\r\n", 100));
        assertEquals(List.of("a\rb", "c"), lines("a\rb\nc\r", 100));
        assertEquals(List.of("", ""), lines("\r\n\r\n", 100));
    }

    @Test
    void shouldReadLinesOfEveryLengthAcrossItsBuffer() throws IOException {
        final List<String> expected = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        for (int length = 0; length < 300_000; length = length * 3 / 2 + 1) {
            final String line = "x".repeat(length);
            expected.add(line);
            text.append(line).append(length % 2 == 0 ? "\n" : "\r\n");
        }

        assertEquals(expected, lines(text.toString(), 1 << 20));
    }

    @Test
    void shouldCutLinesAtTheLimit() throws IOException {
        final String tooLong = "y".repeat(500_000);

        assertEquals(
                List.of("12345", "12345!", "1234", "yyyyy!", "z"),
                lines("12345\r\n123456\n1234\n" + tooLong + "\nz", 5));
        assertEquals(List.of("yyyyy!"), lines(tooLong, 5));
    }

    /** The lines, with a mark behind those that were cut. */
    private static List<String> lines(final String text, final int lengthMax) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final LineReader reader = new LineReader(inSmallPieces(bytes), lengthMax);
        final List<String> lines = new ArrayList<>();
        while (reader.next()) {
            final String line =
                    new String(
                            reader.buffer(),
                            reader.lineStart(),
                            reader.lineLength(),
                            StandardCharsets.UTF_8);
            lines.add(reader.isCut() ? line + "!" : line);
        }
        return lines;
    }

    private static InputStream inSmallPieces(final byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(final byte[] target, final int offset, final int length) {
                return super.read(target, offset, Math.min(length, 1_000));
            }
        };
    }
}
