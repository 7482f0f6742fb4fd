/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.MarketEvent;

/** The book that one channel of one connection gives. Stage's thread only. */
final class TrackedBook {
    final InstrumentRisk instrument;

    /** Another book of the instrument, or null. */
    final TrackedBook next;

    boolean isLive;

    /** Of the last event that left it LIVE. */
    long sequence;

    long bid = MarketEvent.ABSENT;
    long ask = MarketEvent.ABSENT;

    TrackedBook(final InstrumentRisk instrument, final TrackedBook next) {
        this.instrument = instrument;
        this.next = next;
    }

    /** The middle between best bid and best ask, ABSENT when a side is empty. */
    long middle() {
        return bid == MarketEvent.ABSENT || ask == MarketEvent.ABSENT
                ? MarketEvent.ABSENT
                : PriceBand.middle(bid, ask);
    }
}
