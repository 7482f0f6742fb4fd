/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;

/** One of the four. Called by one thread; sees every event of every connection in ring order. */
public interface Stage extends EventHandler<MarketEvent> {
    /** Short name for counters and reports. */
    String name();

    /**
     * Rolling hash over everything this stage decided: equal after equal events. Read it on the
     * stage's thread, or after the engine stopped.
     */
    long stateHash();

    /** True when a session may be used from this lifecycle event on. */
    static boolean isOpening(final MarketEvent event, final boolean needsAuth) {
        return event.code == (needsAuth ? Lifecycle.AUTHENTICATED : Lifecycle.CONNECTED).code();
    }
}
