/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

/** A strategy threw something: a defect of its own, and the end of its run. */
public final class StrategyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StrategyFailure(final String where, final Throwable cause) {
        super("the strategy failed " + where + ": " + cause, cause);
    }
}
