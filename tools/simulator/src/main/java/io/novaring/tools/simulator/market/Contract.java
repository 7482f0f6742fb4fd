/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.util.List;

/**
 * The terms of an instrument that was not made here. Numbers are scaled by 10^9.
 *
 * @param quote what prices are in; of an inverse contract and of an option USD.
 * @param settlement the currency its money is in.
 * @param tick below the first step, or everywhere.
 * @param tickSteps by their price, lowest first; empty when there is one tick.
 * @param amountUnit the least amount, and what all others are multiples of.
 * @param expiryMs {@link #NEVER_MS} for a perpetual and for spot.
 * @param strike of an option; else 0.
 */
public record Contract(
        Kind kind,
        String base,
        String quote,
        String settlement,
        long tick,
        List<TickStep> tickSteps,
        long amountUnit,
        long contractSize,
        long expiryMs,
        long strike,
        boolean call) {
    /** What the venue says of a contract that does not expire. */
    public static final long NEVER_MS = 32_503_708_800_000L;

    public Contract {
        tickSteps = List.copyOf(tickSteps);
        if (tick <= 0 || amountUnit <= 0 || contractSize <= 0) {
            throw new IllegalArgumentException(
                    "tick, amount unit and contract size must be above 0: "
                            + tick
                            + ", "
                            + amountUnit
                            + ", "
                            + contractSize);
        }
        long above = 0;
        for (final TickStep step : tickSteps) {
            if (step.abovePrice <= above || step.tick <= 0) {
                throw new IllegalArgumentException("tick steps must rise: " + tickSteps);
            }
            above = step.abovePrice;
        }
    }

    /** Prices above {@code abovePrice} are multiples of another tick. */
    public record TickStep(long abovePrice, long tick) {}
}
