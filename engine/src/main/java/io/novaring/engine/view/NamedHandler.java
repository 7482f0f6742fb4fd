/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;

/** A handler that needs the names of instruments from the first event on. */
public interface NamedHandler extends EventHandler<MarketEvent> {
    /**
     * The names that the numbers in events stand for. Called once, by the engine or the replay it
     * was given to, before any event.
     */
    void names(Symbols symbols);
}
