/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

/** A strategy threw something: a defect of its own, and the end of its run. */
public final class StrategyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StrategyFailure(final String where, final Throwable cause) {
        super("the strategy failed " + where + ": " + cause + place(cause), cause);
    }

    /** In its own code, which its author knows best. */
    private static String place(final Throwable cause) {
        final StackTraceElement[] trace = cause.getStackTrace();
        return trace.length == 0 ? "" : ", at " + trace[0];
    }
}
