/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

/** The one mixing function of state hashes: order matters, and so does every bit. */
public final class StateHash {
    /**
     * Where every hash begins. Not 0: that and a first value of 0 would be 0 again, as if nothing
     * had been decided.
     */
    public static final long SEED = 0x2545F4914F6CDD1DL;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    // The prime of FNV-1a: longer than a byte, so that no two neighbours make up for each other.
    private static final long BYTE_MULTIPLIER = 0x100000001B3L;

    private StateHash() {}

    public static long mix(final long hash, final long value) {
        final long mixed = (hash ^ value) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }

    public static long mix(final long hash, final byte[] source, final int length) {
        long mixed = mix(hash, length);
        for (int i = 0; i < length; i++) {
            mixed = (mixed ^ source[i]) * BYTE_MULTIPLIER;
        }
        return mix(mixed, length);
    }
}
