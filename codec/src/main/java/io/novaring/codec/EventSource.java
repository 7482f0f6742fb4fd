/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** A recording to feed to the ring in place of live connections. */
public interface EventSource {
    /**
     * Fills header and raw bytes of the next recorded event, sequence included.
     *
     * @return false when there is none.
     */
    boolean next(MarketEvent event);
}
