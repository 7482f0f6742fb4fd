/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import java.time.Instant;

/**
 * A strategy of which it is told where it failed, apart from what fails around it. Allocates
 * nothing as long as it does not. Threads as those of {@link Strategy}.
 */
public final class WatchedStrategy implements Strategy {
    private final Strategy strategy;

    public WatchedStrategy(final Strategy strategy) {
        this.strategy = strategy;
    }

    /**
     * @throws StrategyFailure with what it threw.
     */
    @Override
    public void start(final StrategyContext context) {
        try {
            strategy.start(context);
        } catch (final RuntimeException | LinkageError | StackOverflowError e) {
            throw new StrategyFailure("in start", e);
        }
    }

    /**
     * @throws StrategyFailure with what it threw.
     */
    @Override
    public void stop() {
        try {
            strategy.stop();
        } catch (final RuntimeException | LinkageError | StackOverflowError e) {
            throw new StrategyFailure("in stop", e);
        }
    }

    @Override
    public boolean isFlat() {
        return strategy.isFlat();
    }

    /**
     * @throws StrategyFailure with what it threw.
     */
    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        try {
            strategy.onEvent(event, sequence, endOfBatch);
        } catch (final RuntimeException | LinkageError | StackOverflowError e) {
            throw new StrategyFailure(
                    "at event "
                            + sequence
                            + ", "
                            + event.kind
                            + " of "
                            + Instant.ofEpochSecond(0, event.receivedTimeNs),
                    e);
        }
    }
}
