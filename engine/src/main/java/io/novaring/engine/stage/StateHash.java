/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

/** The one mixing function of state hashes: order matters, and so does every bit. */
public final class StateHash {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private StateHash() {}

    public static long mix(final long hash, final long value) {
        final long mixed = (hash ^ value) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }

    public static long mix(final long hash, final byte[] source, final int length) {
        long mixed = mix(hash, length);
        for (int i = 0; i < length; i++) {
            mixed = mixed * 31 + source[i];
        }
        return mix(mixed, length);
    }
}
