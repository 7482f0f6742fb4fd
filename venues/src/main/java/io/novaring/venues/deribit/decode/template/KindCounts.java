/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.shape.ShapeCounts;
import java.util.Locale;

/** What the shapes of each kind of frame have counted. */
final class KindCounts implements ShapeCounts {
    private static final FrameKind[] KINDS = FrameKind.values();

    private final Shapes[] shapes;

    KindCounts(final Shapes[] shapes) {
        this.shapes = shapes;
    }

    @Override
    public int size() {
        return KINDS.length;
    }

    @Override
    public String name(final int index) {
        return KINDS[index].name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long hits(final int index) {
        return shapes[index].hits();
    }

    @Override
    public long misses(final int index) {
        return shapes[index].misses();
    }
}
