/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.shape;

/**
 * How often a decoder knew the shape of a frame beforehand, by kind of frame. A decoder that does
 * takes a short path for these frames and a long one for all others, to the same event: a rate of
 * misses that stays far from 0 costs time, not truth, and says that the venue's frames have become
 * other than the decoder can learn. Counted by the producer thread; another thread may read a count
 * a little late.
 */
public interface ShapeCounts {
    /** Of a decoder that has one path only. */
    ShapeCounts NONE =
            new ShapeCounts() {
                @Override
                public int size() {
                    return 0;
                }

                @Override
                public String name(final int index) {
                    throw new IndexOutOfBoundsException(index);
                }

                @Override
                public long hits(final int index) {
                    throw new IndexOutOfBoundsException(index);
                }

                @Override
                public long misses(final int index) {
                    throw new IndexOutOfBoundsException(index);
                }
            };

    /** How many kinds are counted. */
    int size();

    /** Name of a kind, short and stable, such as book. */
    String name(int index);

    /** Frames of this kind that took the short path. */
    long hits(int index);

    /** Frames of this kind that took the long one. */
    long misses(int index);
}
