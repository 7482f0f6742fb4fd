/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

/**
 * One backtest that was held against the live run.
 *
 * @param run what sent the orders: a strategy's name, or {@link #RECORDED}.
 * @param queue name of the queue model.
 */
public record Compared(String run, String queue, Agreement agreement) {
    /** The orders that were recorded, sent again at their times. */
    public static final String RECORDED = "recorded orders";
}
