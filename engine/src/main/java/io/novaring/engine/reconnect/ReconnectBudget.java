/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

/**
 * Attempts that all connections of an engine to one venue may make: a bucket of tokens that refills
 * steadily. Who finds it empty is told when his turn is, and turns are given in the order of
 * asking. A state machine without a clock; I/O thread.
 */
public final class ReconnectBudget {
    private static final long WINDOW_MAX_NS = Long.MAX_VALUE / 4;

    private final long refillNs;
    private final long windowNs;

    // When the bucket would be full again; the tokens missing are what lies between.
    private long fullAtNs = Long.MIN_VALUE;

    public ReconnectBudget(final BudgetSettings settings) {
        refillNs = Math.min(settings.refillNs(), WINDOW_MAX_NS);
        final long spare = settings.burst() - 1L;
        windowNs = spare > WINDOW_MAX_NS / refillNs ? WINDOW_MAX_NS : spare * refillNs;
    }

    /**
     * Takes a token, the next one if there is none.
     *
     * @param nowNs not before that of an earlier call.
     * @return how long to wait for it, in nanoseconds; 0 when it is there.
     */
    public long takeNs(final long nowNs) {
        final long takenAtNs = Math.max(nowNs, fullAtNs);
        fullAtNs = takenAtNs > Long.MAX_VALUE - refillNs ? Long.MAX_VALUE : takenAtNs + refillNs;
        return Math.max(0, takenAtNs - windowNs - nowNs);
    }
}
