/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Interns byte strings as small consecutive integers: instruments and channels are numbers on the
 * ring.
 *
 * <p>One thread interns. Another thread may ask for the name of an id it was handed by a safe
 * publication, such as an event of the ring. A look-up of a known symbol allocates nothing; a new
 * symbol allocates once. The table is bounded: a peer that invents names cannot fill the heap.
 */
public final class SymbolTable {
    /** The table is full and the symbol is not in it. */
    public static final int FULL = -2;

    /** The symbol is not in the table. */
    public static final int UNKNOWN = -1;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(SymbolTable.class, "size", int.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Odd, its bits well mixed: 2^64 divided by the golden ratio. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final int capacity;
    private final int mask;
    private final int[] slots;
    private final int[] hashes;
    private byte[][] bytes = new byte[16][];
    private String[] names = new String[16];
    private int size;

    public SymbolTable(final int capacity) {
        if (capacity < 1 || capacity > 1 << 24) {
            throw new IllegalArgumentException("capacity not within 1 and 2^24: " + capacity);
        }
        this.capacity = capacity;
        // At most half full, so that probes stay short.
        final int slotCount = Integer.highestOneBit(Math.max(8, capacity * 2 - 1)) << 1;
        this.mask = slotCount - 1;
        this.slots = new int[slotCount];
        this.hashes = new int[slotCount];
        Arrays.fill(slots, UNKNOWN);
    }

    public int size() {
        return size;
    }

    /** Most symbols there can be. */
    public int capacity() {
        return capacity;
    }

    /**
     * How many symbols another thread may ask the names of: at least those that were added before
     * the event it looks at was published.
     */
    public int visibleSize() {
        // Pairs with the release in add().
        return (int) SIZE.getAcquire(this);
    }

    /** The id of the symbol, which is added when it is new; {@link #FULL} when it cannot be. */
    public int intern(final byte[] source, final int offset, final int length) {
        final int hash = hash(source, offset, length);
        int slot = hash & mask;
        while (slots[slot] != UNKNOWN) {
            final int id = slots[slot];
            if (hashes[slot] == hash && matches(id, source, offset, length)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
        return add(slot, hash, source, offset, length);
    }

    /** As {@link #intern(byte[], int, int)}, of a text; for start-up and tests. */
    public int intern(final String name) {
        final byte[] source = name.getBytes(StandardCharsets.UTF_8);
        return intern(source, 0, source.length);
    }

    /** The id of the symbol, or {@link #UNKNOWN}. */
    public int lookup(final byte[] source, final int offset, final int length) {
        final int hash = hash(source, offset, length);
        int slot = hash & mask;
        while (slots[slot] != UNKNOWN) {
            final int id = slots[slot];
            if (hashes[slot] == hash && matches(id, source, offset, length)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
        return UNKNOWN;
    }

    /** The id of the symbol, or {@link #UNKNOWN}; for start-up and tests. */
    public int lookup(final String name) {
        final byte[] source = name.getBytes(StandardCharsets.UTF_8);
        return lookup(source, 0, source.length);
    }

    /** True when the symbol with this id is spelled as these bytes. */
    public boolean matches(final int id, final byte[] source, final int offset, final int length) {
        final byte[] symbol = bytes[id];
        return symbol.length == length
                && Arrays.equals(symbol, 0, length, source, offset, offset + length);
    }

    /** The name as text, made once when the symbol was added; null for {@link MarketEvent#NONE}. */
    public String name(final int id) {
        return id < 0 ? null : names[id];
    }

    /** The symbol's bytes. They belong to the table: read only. */
    public byte[] bytes(final int id) {
        return bytes[id];
    }

    private int add(
            final int slot,
            final int hash,
            final byte[] source,
            final int offset,
            final int length) {
        if (size == capacity) {
            return FULL;
        }
        final int id = size;
        if (id == bytes.length) {
            final byte[][] moreBytes = Arrays.copyOf(bytes, id << 1);
            final String[] moreNames = Arrays.copyOf(names, id << 1);
            // Another thread that meets the larger array finds in it what was in the smaller.
            VarHandle.releaseFence();
            bytes = moreBytes;
            names = moreNames;
        }
        bytes[id] = Arrays.copyOfRange(source, offset, offset + length);
        names[id] = new String(bytes[id], StandardCharsets.UTF_8);
        SIZE.setRelease(this, id + 1);
        hashes[slot] = hash;
        slots[slot] = id;
        return id;
    }

    private static int hash(final byte[] source, final int offset, final int length) {
        long hash = length;
        if (length >= 8) {
            // Eight bytes at a time; the last word may overlap the one before.
            final int last = offset + length - 8;
            for (int at = offset; at < last; at += 8) {
                hash = (hash ^ (long) WORDS.get(source, at)) * MULTIPLIER;
                hash ^= hash >>> 32;
            }
            hash = (hash ^ (long) WORDS.get(source, last)) * MULTIPLIER;
        } else {
            for (int at = offset; at < offset + length; at++) {
                hash = hash << 8 ^ source[at] & 0xFF;
            }
            hash *= MULTIPLIER;
        }
        // The upper bits depend on all of the input.
        return (int) (hash >>> 32);
    }
}
