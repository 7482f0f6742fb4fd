/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.strategy;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;

/**
 * A program that trades: a handler that gates, behind the four stages. The same object runs live,
 * against the simulator and in a backtest, if it keeps to this: it takes the time from events, its
 * randomness from a seed among its parameters, and everything else from its {@link
 * StrategyContext}. {@link #onEvent} is called by one thread, {@link #start}, {@link #stop} and
 * {@link #isFlat} by any.
 */
public interface Strategy extends EventHandler<MarketEvent> {
    /**
     * Begins to trade. Events may have come before; until then it only looks on. Called once.
     *
     * @param context its own; may be kept.
     */
    void start(StrategyContext context);

    /** Takes its orders back and closes its positions, from the next event on. */
    void stop();

    /** True while it has, after {@link #stop}, neither order nor position. */
    boolean isFlat();

    /** Hands it one event; see {@link MarketEvent} for how long that is valid. */
    @Override
    void onEvent(MarketEvent event, long sequence, boolean endOfBatch);
}
