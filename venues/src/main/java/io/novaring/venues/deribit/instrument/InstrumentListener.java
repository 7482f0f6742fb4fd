/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

/**
 * Learns what changes in a catalogue, on the thread of its handler. A method that throws ends the
 * handler as its contract has it.
 */
public interface InstrumentListener {
    /** The first version of an instrument. */
    default void onListed(final InstrumentDefinition definition) {}

    /** A new version that is not the end. */
    default void onChanged(final InstrumentDefinition before, final InstrumentDefinition after) {}

    /** The last version: delivered, moved away, or no longer in the venue's list. */
    default void onExpired(final InstrumentDefinition before, final InstrumentDefinition after) {}

    /** A state of an instrument that has no definition here: it may be asked for. */
    default void onUnknown(final String name) {}

    /** The last state of an instrument that has no definition here: nothing more will come. */
    default void onUnknownEnded(final String name) {}

    /** A session of the catalogue's connection has begun: what changed before was not seen. */
    default void onConnected() {}
}
