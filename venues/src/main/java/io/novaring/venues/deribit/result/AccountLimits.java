/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * How many requests an account may make. Each rate is null when the venue did not say it for the
 * whole account.
 *
 * @param nonMatchingEngine of requests that no order book sees.
 * @param trading of orders, edits and cancels, all groups of instruments together.
 * @param spot of orders in spot instruments.
 * @param cancelAll of cancels of everything, and of those by label without a currency.
 * @param isPerCurrency true when trading is limited for each currency apart: see {@code json}.
 * @param json all that the venue said, as it stands.
 */
public record AccountLimits(
        Rate nonMatchingEngine,
        Rate trading,
        Rate spot,
        Rate cancelAll,
        boolean isPerCurrency,
        String json) {
    /**
     * A bucket of requests.
     *
     * @param perSecond how many are put back each second; ABSENT when not said.
     * @param burst how many it holds; ABSENT when not said.
     */
    public record Rate(long perSecond, long burst) {}
}
