/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.money.Values;

/** What an order's fills come to. */
final class Fills {
    private Fills() {}

    /** By value: harmonic for inverse contracts, as the venue counts. */
    static long averagePrice(final Order order) {
        return Values.isInverse(order.instrument)
                ? Values.over(order.filledAmount, Values.ONE, order.filledValue)
                : Values.over(order.filledValue, Values.ONE, order.filledAmount);
    }
}
