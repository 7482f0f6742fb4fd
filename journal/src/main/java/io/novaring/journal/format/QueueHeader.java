/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * The first document of a queue's files. It names the classes that Chronicle would load and
 * initialise on opening, so a journal that names others than ours is refused, though nothing here
 * loads any: another tool might be pointed at it next.
 */
public final class QueueHeader {
    private static final byte TYPE_PREFIX = (byte) 0xB6;
    private static final byte FIELD_NAME = (byte) 0xB9;
    private static final int LENGTH_MAX = 4096;
    private static final Set<String> STORE_TYPES = Set.of("SCQStore", "SCQSIndexing");
    private static final Set<String> TABLE_TYPES =
            Set.of("STStore", "WireType", "SCQMeta", "SCQSRoll");

    private QueueHeader() {}

    /** Refuses a record file that is not as we write it; one that was cut or is empty passes. */
    public static void requireStore(final Path path) throws IOException {
        require(path, "SCQStore", STORE_TYPES);
    }

    /** The same for the queue's table of settings. */
    public static void requireTable(final Path path) throws IOException {
        require(path, "STStore", TABLE_TYPES);
    }

    private static void require(final Path path, final String type, final Set<String> allowed)
            throws IOException {
        final byte[] bytes = head(path);
        if (bytes.length < 4) {
            return;
        }
        final int word = LittleEndian.getInt(bytes, 0);
        // Not yet written, or its writer was killed at it: there is no name to check.
        if (word == 0 || word < 0) {
            return;
        }
        final int end = Math.min(4 + (word & 0x3FFF_FFFF), bytes.length);
        final byte[] expected = start(type);
        final int known = Math.min(end - 4, expected.length);
        if ((word & 1 << 30) == 0
                || end == LENGTH_MAX
                || !Arrays.equals(bytes, 4, 4 + known, expected, 0, known)) {
            throw refusal(path, "does not begin as one");
        }
        for (int at = 4; at < end - 1; at++) {
            if (bytes[at] == TYPE_PREFIX) {
                requireAllowed(path, bytes, at + 1, end, allowed);
            }
        }
    }

    private static void requireAllowed(
            final Path path,
            final byte[] bytes,
            final int at,
            final int end,
            final Set<String> allowed)
            throws FormatException {
        final int length = bytes[at] & 0xFF;
        if (at + 1 + length > end) {
            return;
        }
        final String name = new String(bytes, at + 1, length, StandardCharsets.ISO_8859_1);
        final boolean text = name.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (text && !name.isEmpty() && !allowed.contains(name)) {
            throw refusal(path, "names the class " + name);
        }
    }

    private static byte[] start(final String type) {
        final String name = "header";
        final byte[] start = new byte[2 + name.length() + 2 + type.length()];
        start[0] = FIELD_NAME;
        start[1] = (byte) name.length();
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, start, 2, name.length());
        start[2 + name.length()] = TYPE_PREFIX;
        start[3 + name.length()] = (byte) type.length();
        System.arraycopy(
                type.getBytes(StandardCharsets.US_ASCII),
                0,
                start,
                4 + name.length(),
                type.length());
        return start;
    }

    private static byte[] head(final Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                // Deleted in between, as the writer does with settings it no longer needs.
                return new byte[0];
            }
            throw new FormatException(
                    path + " is no plain file: links and devices are not followed in a journal");
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(LENGTH_MAX);
        } catch (final NoSuchFileException e) {
            return new byte[0];
        }
    }

    private static FormatException refusal(final Path path, final String why) {
        return new FormatException(
                path + " is not a file of a NovaRing journal: its header " + why + "; not opened");
    }
}
