/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import java.time.Instant;

/**
 * A strategy that is asked for nothing more once it threw something, so that its failure is told of
 * as its own and not as one of what it runs in. Allocates nothing as long as it does not. One
 * thread.
 */
public final class WatchedStrategy implements Strategy {
    private final Strategy strategy;
    private StrategyFailure failure;

    public WatchedStrategy(final Strategy strategy) {
        this.strategy = strategy;
    }

    /** What it threw, null when it did not. */
    public StrategyFailure failure() {
        return failure;
    }

    @Override
    public void start(final StrategyContext context) {
        try {
            strategy.start(context);
        } catch (final RuntimeException | LinkageError | StackOverflowError e) {
            failure = new StrategyFailure("when it was started", e);
        }
    }

    @Override
    public void stop() {
        try {
            strategy.stop();
        } catch (final RuntimeException | LinkageError | StackOverflowError e) {
            failure = new StrategyFailure("when it was stopped", e);
        }
    }

    @Override
    public boolean isFlat() {
        return strategy.isFlat();
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (failure != null) {
            return;
        }
        try {
            strategy.onEvent(event, sequence, endOfBatch);
        } catch (final RuntimeException | LinkageError | StackOverflowError e) {
            failure =
                    new StrategyFailure(
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
