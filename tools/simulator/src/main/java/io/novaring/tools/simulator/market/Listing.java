/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

/**
 * How many instruments of each kind are listed at the start, in this order.
 *
 * @param standard two perpetuals, a dated future, then the option chains of BTC and ETH.
 * @param datedFutures further ones, a week apart, BTC and ETH in turn.
 * @param linearPerpetuals settled in USDC, at most {@link #LINEAR_MAX}.
 * @param spots against USDC, at most {@link #LINEAR_MAX}.
 * @param futureCombos calendar spreads of a dated future and the perpetual.
 * @param optionCombos call spreads.
 */
public record Listing(
        int standard,
        int datedFutures,
        int linearPerpetuals,
        int spots,
        int futureCombos,
        int optionCombos) {
    public static final int STANDARD_MAX = 4000;
    public static final int OTHERS_MAX = 500;
    public static final int LINEAR_MAX = 6;

    public Listing {
        require("instruments", standard, 1, STANDARD_MAX);
        require("datedFutures", datedFutures, 0, OTHERS_MAX);
        require("linearPerpetuals", linearPerpetuals, 0, LINEAR_MAX);
        require("spots", spots, 0, LINEAR_MAX);
        require("futureCombos", futureCombos, 0, OTHERS_MAX);
        require("optionCombos", optionCombos, 0, OTHERS_MAX);
    }

    /** Nothing but the standard ones. */
    public static Listing standard(final int count) {
        return new Listing(count, 0, 0, 0, 0, 0);
    }

    private static void require(
            final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " out of range: " + value + "; " + least + " to " + most);
        }
    }
}
