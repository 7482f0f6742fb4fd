/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.chain;

import io.novaring.venues.deribit.instrument.InstrumentName;

/**
 * Learns which options a chain has, on its thread and while an event is handled: it must neither
 * wait nor read the chain. One that throws ends the chain's handler.
 */
public interface ChainListener {
    /** Wants to know nothing. */
    ChainListener NONE = new ChainListener() {};

    /** The option is traded: it was listed, or a message named it for the first time. */
    default void onListed(final InstrumentName option) {}

    /** The option is traded no more; its row is final. */
    default void onEnded(final InstrumentName option) {}
}
