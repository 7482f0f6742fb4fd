/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Counts nothing. */
final class NoShapeCounts implements ShapeCounts {
    @Override
    public int size() {
        return 0;
    }

    @Override
    public String name(final int index) {
        throw new IndexOutOfBoundsException("no shapes are counted: index=" + index);
    }

    @Override
    public long hits(final int index) {
        throw new IndexOutOfBoundsException("no shapes are counted: index=" + index);
    }

    @Override
    public long misses(final int index) {
        throw new IndexOutOfBoundsException("no shapes are counted: index=" + index);
    }
}
