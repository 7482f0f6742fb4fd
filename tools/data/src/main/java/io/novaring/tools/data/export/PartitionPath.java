/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Names of the folders of a partition; see docs/data.md. */
final class PartitionPath {
    /** What Hive writes for a partition of rows without a value. */
    static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    /** File systems take 255 bytes; "instrument=" and what may follow need some. */
    private static final int NAME_MAX = 200;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final String PLAIN = "-_.~+,@";

    private PartitionPath() {}

    static long day(final long timeNs) {
        return Math.floorDiv(timeNs, DAY_NS);
    }

    /**
     * @param instrument null for rows that have none.
     */
    static String of(final ExportTable table, final long day, final String instrument) {
        return table.word()
                + "/date="
                + LocalDate.ofEpochDay(day)
                + "/instrument="
                + (instrument == null ? NO_VALUE : safe(instrument));
    }

    /**
     * The name as a file may be called everywhere: letters, digits and a few marks as they are, of
     * anything else its bytes as %XX, which readers of such folders turn back.
     */
    static String safe(final String name) {
        final StringBuilder safe = new StringBuilder();
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            final char c = (char) (bytes[i] & 0xff);
            final boolean isPlain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || PLAIN.indexOf(c) >= 0;
            // Two underscores begin what is no name; a point at an end is a folder, or is cut off.
            final boolean isEdge =
                    i == 0 && c == '_' || c == '.' && (i == 0 || i == bytes.length - 1);
            if (isPlain && !isEdge) {
                safe.append(c);
            } else {
                safe.append('%');
                safe.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                safe.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        if (safe.length() <= NAME_MAX) {
            return safe.toString();
        }
        // Cut, and told apart by a sum over all of it.
        long sum = 0xcbf29ce484222325L;
        for (final byte b : bytes) {
            sum = (sum ^ b & 0xff) * 0x100000001b3L;
        }
        return safe.substring(0, NAME_MAX) + '~' + Long.toHexString(sum);
    }
}
