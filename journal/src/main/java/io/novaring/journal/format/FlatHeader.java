/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * First bytes of a flat file; the documents follow, as in a queue's file but without data of the
 * queue. Little-endian:
 *
 * <pre>
 *  0 8 bytes NOVARING
 *  8 int  version
 * 12 int  CRC32C of bytes 0 to 11
 * </pre>
 */
public final class FlatHeader {
    public static final int VERSION = 1;
    public static final int LENGTH = 16;

    private static final byte[] MAGIC = "NOVARING".getBytes(StandardCharsets.US_ASCII);

    private FlatHeader() {}

    public static byte[] bytes() {
        final byte[] header = Arrays.copyOf(MAGIC, LENGTH);
        LittleEndian.putInt(header, MAGIC.length, VERSION);
        LittleEndian.putInt(header, MAGIC.length + 4, crc(header));
        return header;
    }

    /** Why the first bytes of a file are not those of a flat file, or null. */
    public static String check(final byte[] header, final int length) {
        final int known = Math.min(length, MAGIC.length);
        if (length == 0) {
            return "it is empty (0 bytes)";
        }
        if (!Arrays.equals(header, 0, known, MAGIC, 0, known)) {
            return "it is no flat file of NovaRing, as it does not begin with NOVARING;"
                    + " of a journal name the directory";
        }
        if (length < LENGTH) {
            return "it was cut within its first " + LENGTH + " bytes";
        }
        if (LittleEndian.getInt(header, MAGIC.length + 4) != crc(header)) {
            return "its first bytes fail their checksum";
        }
        final int version = LittleEndian.getInt(header, MAGIC.length);
        return version == VERSION
                ? null
                : "flat file of format version " + version + ", known is " + VERSION;
    }

    private static int crc(final byte[] header) {
        final CRC32C crc = new CRC32C();
        crc.update(header, 0, MAGIC.length + 4);
        return (int) crc.getValue();
    }
}
