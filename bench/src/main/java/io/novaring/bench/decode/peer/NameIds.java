/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import io.novaring.codec.SymbolTable;
import java.util.Arrays;

/** Ids of names by the hash a library makes of them while it reads: no text for a known name. */
final class NameIds {
    private static final int SLOTS = 1 << 12;
    private static final int EMPTY = -1;

    private final long[] hashes = new long[SLOTS];
    private final int[] ids = new int[SLOTS];
    private final SymbolTable symbols;

    NameIds(final SymbolTable symbols) {
        this.symbols = symbols;
        Arrays.fill(ids, EMPTY);
    }

    /** The id of the name with this hash, or a negative number. */
    int of(final long hash) {
        int slot = slot(hash);
        while (ids[slot] != EMPTY) {
            if (hashes[slot] == hash) {
                return ids[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return EMPTY;
    }

    /** The id of a name that was not known. */
    int add(final long hash, final String name) {
        int slot = slot(hash);
        while (ids[slot] != EMPTY) {
            slot = slot + 1 & SLOTS - 1;
        }
        hashes[slot] = hash;
        ids[slot] = symbols.intern(name);
        return ids[slot];
    }

    String name(final int id) {
        return symbols.name(id);
    }

    private static int slot(final long hash) {
        return (int) (hash * 0x9E3779B97F4A7C15L >>> 40) & SLOTS - 1;
    }
}
