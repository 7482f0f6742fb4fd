/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;

/** Makes the {@link Crossing} by its name. */
public final class CrossingFactory implements StrategyFactory {
    @Override
    public String name() {
        return "crossing";
    }

    @Override
    public String description() {
        return "Is long while a fast average of the middle is above a slow one, else short.";
    }

    @Override
    public Strategy create(final StrategyParameters parameters) {
        final long fast = parameters.whole("fast", 50);
        final long slow = parameters.whole("slow", 500);
        if (fast < 1 || slow <= fast) {
            throw new IllegalArgumentException(
                    "parameters fast and slow are to be whole numbers, 1 <= fast < slow, not "
                            + fast
                            + " and "
                            + slow);
        }
        return new Crossing(
                parameters.text("instrument", "BTC-PERPETUAL"),
                parameters.positive("amount", "100"),
                fast,
                slow);
    }
}
