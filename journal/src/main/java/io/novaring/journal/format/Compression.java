/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

/** How the records of a block are stored. The code is written to journals and never changes. */
public enum Compression {
    NONE(0),
    /**
     * LZ4 block format. A block that would not become smaller is stored as it is. The compressor
     * allocates its hash table, some 16 KiB, for every block.
     */
    LZ4(1);

    private final int code;

    Compression(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
