/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.config.NearestWord;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Words, tables and curves. */
final class TextTest {
    @Test
    void shouldScaleNumbersToThreeDigits() {
        assertEquals("0 ns", Units.duration(0));
        assertEquals("999 ns", Units.duration(999));
        assertEquals("1.00 us", Units.duration(1000));
        assertEquals("12.3 us", Units.duration(12_345));
        assertEquals("1.00 ms", Units.duration(999_999));
        assertEquals("7200 s", Units.duration(7_200_000_000_000L));
        assertEquals("12.3 MB", Units.bytes(12_345_678));
        assertEquals("1,234,567", Units.count(1_234_567));
    }

    @Test
    void shouldAlignColumns() {
        final Table table = new Table("", "name", " size").row("a", 1).row("bcdefg", 234);

        assertEquals("name    size\na          1\nbcdefg   234\n", table.toString());
    }

    @Test
    void shouldFindTheWordThatWasMeant() {
        assertEquals("channels", NearestWord.of("chanels", List.of("venue", "channels")));
        assertNull(NearestWord.of("foo", List.of("venue", "channels")));
    }

    @Test
    void shouldSayWhyAFileCannotBeHad() {
        assertEquals(
                "there is no such file or folder: a",
                FileTrouble.why(new NoSuchFileException("a")));
        assertEquals("a is there already", FileTrouble.why(new FileAlreadyExistsException("a")));
        assertEquals("no permission for a", FileTrouble.why(new AccessDeniedException("a")));
        assertEquals(
                "Read-only file system: a",
                FileTrouble.why(new FileSystemException("a", null, "Read-only file system")));
        assertEquals("Is a directory", FileTrouble.why(new IOException("Is a directory")));
        assertEquals("EOFException", FileTrouble.why(new EOFException()));
    }

    @Test
    void shouldDrawACurveThatRises() {
        final Histogram histogram = new Histogram(3);
        for (int i = 1; i <= 100_000; i++) {
            histogram.recordValue(i * 10L);
        }

        final List<String> lines = LatencyCurve.of(histogram, "").lines().toList();

        assertTrue(lines.get(0).endsWith("*"), lines.toString());
        assertTrue(lines.get(lines.size() - 3).contains("+*"), lines.toString());
        assertTrue(lines.get(lines.size() - 1).contains("99.9%"), lines.toString());
    }

    @Test
    void shouldDrawOneValueAndNone() {
        final Histogram histogram = new Histogram(3);

        assertEquals("", LatencyCurve.of(histogram, ""));

        histogram.recordValue(0);
        assertTrue(LatencyCurve.of(histogram, "").contains("*"));
    }
}
