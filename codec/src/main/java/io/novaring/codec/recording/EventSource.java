/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.recording;

import io.novaring.codec.MarketEvent;

/** A recording to feed to the ring in place of live connections. */
public interface EventSource {
    /**
     * Fills header and raw bytes of the next recorded event, sequence included.
     *
     * @return false when there is none.
     */
    boolean next(MarketEvent event);

    /**
     * Who is told of notes from now on. They come during {@link #next}, in the order in which they
     * were recorded, which is not that of their sequences; a snapshot that the events begin behind
     * comes before the first of them. A source without notes tells none.
     */
    default void notes(final NoteListener listener) {}
}
