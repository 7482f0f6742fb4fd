/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

/**
 * When the strategy trades, epoch nanoseconds. What was before only warms stages and books up.
 *
 * @param fromNs it is started at the first event from here on at which its session is ready.
 * @param stopNs it is told to get flat at the first event from here on.
 */
public record RunWindow(long fromNs, long stopNs) {
    /** From the first moment on, and never told to stop: positions are marked to market. */
    public static final RunWindow ALL = new RunWindow(Long.MIN_VALUE, Long.MAX_VALUE);
}
