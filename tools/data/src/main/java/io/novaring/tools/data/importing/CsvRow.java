/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.nio.charset.StandardCharsets;

/** The fields of one line of a CSV file. One thread; allocates nothing. */
final class CsvRow {
    private static final int FIELDS_MAX = 64;

    private final int[] starts = new int[FIELDS_MAX];
    private final int[] ends = new int[FIELDS_MAX];
    private byte[] bytes;
    private int count;

    /** Splits a line at its commas; false when it has more fields than any such file. */
    boolean split(final byte[] source, final int start, final int end) {
        bytes = source;
        count = 0;
        int fieldStart = start;
        for (int at = start; at <= end; at++) {
            if (at == end || source[at] == ',') {
                if (count == FIELDS_MAX) {
                    return false;
                }
                starts[count] = fieldStart;
                ends[count] = at;
                count++;
                fieldStart = at + 1;
            }
        }
        return true;
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(final int field) {
        return starts[field];
    }

    int end(final int field) {
        return ends[field];
    }

    boolean isEmpty(final int field) {
        return starts[field] == ends[field];
    }

    /** True when the field is this text. */
    boolean is(final int field, final String ascii) {
        return is(field, ascii, ascii.length());
    }

    private boolean is(final int field, final String ascii, final int length) {
        if (ends[field] - starts[field] != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[starts[field] + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Allocates. */
    String text(final int field) {
        return new String(
                bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }

    /** For a person; allocates. */
    String shown(final int field) {
        return Troubles.shown(bytes, starts[field], ends[field]);
    }
}
