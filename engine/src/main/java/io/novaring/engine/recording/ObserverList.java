/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import java.util.Arrays;

/** Observers behind one stage, in their order. */
final class ObserverList implements StageObserver {
    private StageObserver[] observers = {};

    /** Adds one behind those that are there; before the first event. */
    void add(final StageObserver observer) {
        observers = Arrays.copyOf(observers, observers.length + 1);
        observers[observers.length - 1] = observer;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence) {
        for (final StageObserver observer : observers) {
            observer.onEvent(event, sequence);
        }
    }
}
