/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.shape.ShapeCounts;

/** How often the decoder of a connection knew a frame's shape beforehand. */
final class ShapeMeasures {
    private ShapeMeasures() {}

    /** Adds two counters for each kind of frame; none where a decoder has one path only. */
    static void addTo(final Measures measures, final ShapeCounts counts, final String... labels) {
        for (int i = 0; i < counts.size(); i++) {
            final int kind = i;
            final String[] all = OrderFigures.with(labels, "kind", counts.name(kind));
            measures.counter("decoder_shape_hits", () -> counts.hits(kind), all);
            measures.counter("decoder_shape_misses", () -> counts.misses(kind), all);
        }
    }
}
