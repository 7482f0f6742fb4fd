/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.swar.Swar;
import java.util.Arrays;

/** A channel whose frames have been seen: its name as words, and what it says of its messages. */
final class Channel {
    /** Names of instruments are compared in four words. */
    private static final int INSTRUMENT_LENGTH_MAX = 4 * Swar.WORD;

    final int channelId;
    final FrameKind kind;

    /** Hash of the name by {@link ChannelTable}. */
    final long hash;

    final int length;

    /** The name, its last word filled with zeros. */
    final long[] words;

    /** NONE when the channel is about more than one instrument. */
    final int instrumentId;

    final int instrumentLength;

    // The name of the instrument and a mask for each word: compared without a branch.
    final long[] instrument = new long[INSTRUMENT_LENGTH_MAX / Swar.WORD * 2];

    /** The shape its last frame had. */
    Template last;

    Channel(
            final int channelId,
            final FrameKind kind,
            final long hash,
            final byte[] name,
            final int instrumentLength,
            final int instrumentId) {
        this.channelId = channelId;
        this.kind = kind;
        this.hash = hash;
        this.length = name.length;
        words = wordsOf(name, 0, name.length);
        final boolean isOfOne = instrumentId >= 0 && instrumentLength <= INSTRUMENT_LENGTH_MAX;
        this.instrumentId = isOfOne ? instrumentId : MarketEvent.NONE;
        this.instrumentLength = isOfOne ? instrumentLength : 0;
        if (isOfOne) {
            final long[] all = wordsOf(name, kind.prefixLength(), instrumentLength);
            for (int i = 0; i < all.length; i++) {
                instrument[2 * i] = all[i];
                instrument[2 * i + 1] = Swar.mask(instrumentLength - i * Swar.WORD);
            }
        }
    }

    /** True when the name stands at {@code at}; its length is known to be the same. */
    boolean isAt(final byte[] source, final int at) {
        final long[] name = words;
        final int last = name.length - 1;
        long rest = 0;
        for (int i = 0; i < last; i++) {
            rest |= Swar.word(source, at + (i << 3)) ^ name[i];
        }
        final long tail = Swar.word(source, at + (last << 3)) & Swar.mask(length - (last << 3));
        return (rest | tail ^ name[last]) == 0;
    }

    private static long[] wordsOf(final byte[] source, final int from, final int count) {
        final byte[] padded = Arrays.copyOfRange(source, from, from + count + Swar.WORD);
        Arrays.fill(padded, count, padded.length, (byte) 0);
        final long[] words = new long[Math.max(1, (count + Swar.WORD - 1) / Swar.WORD)];
        for (int i = 0; i < words.length; i++) {
            words[i] = Swar.word(padded, i * Swar.WORD);
        }
        return words;
    }
}
