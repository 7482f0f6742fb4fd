/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import io.novaring.codec.MarketEvent;
import java.util.Set;

/**
 * Which instruments a view has. Asked on the view's thread. A live view and that of a replay are
 * equal only if the answers depend on events and settings alone.
 */
public interface Listings {
    /** Whether an instrument that an event names for the first time gets a row. */
    boolean wants(String instrument);

    /**
     * Called with each event before rows take it; may list instruments that no message has named
     * yet, and end those that are traded no more.
     */
    default void onEvent(final MarketEvent event, final MarketView view) {}

    /** Instruments by name. */
    static Listings of(final String... instruments) {
        return Set.of(instruments)::contains;
    }
}
