/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import io.novaring.codec.shape.ShapeCounts;

/** Turns the raw bytes of one message into columns of the same event. Bytes in, columns out. */
public interface FrameDecoder {
    /**
     * Decodes {@code event.raw[0, rawLength)}: sets the kind, flags, ids, exchange time and the
     * columns of that kind. A message that is not valid becomes {@link EventKind#REJECT} with a
     * reason and an offset. Never throws, whatever the bytes are; allocates nothing but for a new
     * symbol or a column that grows. Called by the producer thread only.
     */
    void decode(MarketEvent event);

    /** How often frames were of a shape known beforehand; the same object every time. */
    default ShapeCounts shapeCounts() {
        return ShapeCounts.NONE;
    }
}
