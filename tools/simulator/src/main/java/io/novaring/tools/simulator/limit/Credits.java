/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

/**
 * The venue's pools of credits for requests that do not reach the matching engine: each is refilled
 * by ten credits a millisecond up to its cap, and a request takes its cost. Figures as Deribit's
 * page on rate limits has them. Time is an argument; one thread.
 */
public final class Credits {
    private static final long CREDIT_NS = 100_000L;

    static final int RATE = 20;
    static final int BURST = 100;

    private final Pool others = new Pool(500 * CREDIT_NS, BURST);
    private final Pool instruments = new Pool(10_000 * CREDIT_NS, 50);
    private final Pool subscriptions = new Pool(3_000 * CREDIT_NS, 10);
    private final Pool transactions = new Pool(10_000 * CREDIT_NS, 8);

    /** Takes what the method costs; false when there is not enough. */
    public boolean take(final String method, final long nowNs) {
        return switch (method) {
            case "public/get_instruments" -> instruments.take(nowNs);
            case "public/subscribe", "private/subscribe" -> subscriptions.take(nowNs);
            case "private/get_transaction_log" -> transactions.take(nowNs);
            default -> others.take(nowNs);
        };
    }
}
