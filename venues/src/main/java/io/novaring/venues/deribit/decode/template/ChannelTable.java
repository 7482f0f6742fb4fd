/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.swar.Swar;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds a channel by its name in a message: one pass looks for the closing quote and makes the
 * hash. Bounded; channels that do not fit go the long way.
 */
final class ChannelTable {
    private static final int CHANNELS_MAX = 1 << 14;

    /** Most slots looked at: names made to collide cost no more than this. */
    private static final int PROBES_MAX = 8;

    private static final long QUOTES = Swar.repeat('"');

    /** Odd, its bits well mixed: 2^64 divided by the golden ratio. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** By number of the channel. */
    private final BitSet offered = new BitSet();

    private Channel[] slots = new Channel[64];
    private int size;

    /** The channel whose name begins at {@code at}, or null. */
    Channel find(final byte[] source, final int at, final int end) {
        long hash = 0;
        int next = at;
        long word = Swar.word(source, next);
        long quote = Swar.matches(word, QUOTES);
        while (quote == 0) {
            hash = mixed(hash, word);
            next += Swar.WORD;
            if (next > end) {
                return null;
            }
            word = Swar.word(source, next);
            quote = Swar.matches(word, QUOTES);
        }
        final int bits = Swar.bitsBefore(quote);
        hash = closed(mixed(hash, word & (1L << bits) - 1));
        final int length = next - at + (bits >>> 3);
        final int mask = slots.length - 1;
        for (int probe = 0; probe < PROBES_MAX; probe++) {
            final Channel channel = slots[(int) hash + probe & mask];
            if (channel == null) {
                return null;
            }
            if (channel.hash == hash && channel.length == length) {
                return channel.isAt(source, at) ? channel : null;
            }
        }
        return null;
    }

    /** True when a channel was offered to {@link #add}, or cannot be. */
    boolean has(final int channelId) {
        return channelId >= CHANNELS_MAX || offered.get(channelId);
    }

    /** A channel that is not looked for: nothing is learned for its sake. */
    void refuse(final int channelId) {
        offered.set(channelId);
    }

    /** Takes the channel in, if there is room where it would be looked for. */
    void add(final Channel channel) {
        offered.set(channel.channelId);
        if (size << 1 >= slots.length) {
            final Channel[] before = slots;
            slots = new Channel[before.length << 1];
            size = 0;
            for (final Channel known : before) {
                if (known != null && put(known)) {
                    size++;
                }
            }
        }
        if (put(channel)) {
            size++;
        }
    }

    /** The hash {@link #find} makes of a name. */
    static long hashOf(final byte[] name) {
        final byte[] quoted = Arrays.copyOf(name, name.length + 2 * Swar.WORD);
        quoted[name.length] = '"';
        long hash = 0;
        int at = 0;
        for (; at + Swar.WORD <= name.length; at += Swar.WORD) {
            hash = mixed(hash, Swar.word(quoted, at));
        }
        return closed(mixed(hash, Swar.word(quoted, at) & Swar.mask(name.length - at)));
    }

    private boolean put(final Channel channel) {
        final int mask = slots.length - 1;
        for (int probe = 0; probe < PROBES_MAX; probe++) {
            final int slot = (int) channel.hash + probe & mask;
            if (slots[slot] == null) {
                slots[slot] = channel;
                return true;
            }
        }
        return false;
    }

    /** Two cycles a word: the multiplications of the whole are left to the end. */
    private static long mixed(final long hash, final long word) {
        return Long.rotateLeft(hash, 23) + word;
    }

    private static long closed(final long hash) {
        final long product = (hash ^ hash >>> 29) * MULTIPLIER;
        return product ^ product >>> 32;
    }
}
