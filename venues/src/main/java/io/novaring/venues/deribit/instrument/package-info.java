/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What Deribit trades: names, definitions by version, and a catalogue that learns them from events.
 * Facts are from the method pages of get_instruments and get_instrument, the article Instruments
 * Naming Convention, and the channel instrument.state.
 */
package io.novaring.venues.deribit.instrument;
