/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

/**
 * The venue's pools of credits for requests that do not reach the matching engine: each is refilled
 * by ten credits a millisecond up to its cap, and a request takes its cost. Figures as Deribit's
 * page on rate limits has them. Time is an argument; one thread.
 */
public final class Credits {
    private static final long CREDIT_NS = 100_000L;

    private final Pool others = new Pool(500, 50_000);
    private final Pool instruments = new Pool(10_000, 500_000);
    private final Pool subscriptions = new Pool(3_000, 30_000);

    /** Takes what the method costs; false when there is not enough. */
    public boolean take(final String method, final long nowNs) {
        return switch (method) {
            case "public/get_instruments" -> instruments.take(nowNs);
            case "public/subscribe", "private/subscribe" -> subscriptions.take(nowNs);
            default -> others.take(nowNs);
        };
    }

    private static final class Pool {
        private final long cost;
        private final long cap;
        private long credits;
        private long refilledNs;
        private boolean used;

        private Pool(final long cost, final long cap) {
            this.cost = cost;
            this.cap = cap;
            this.credits = cap;
        }

        private boolean take(final long nowNs) {
            if (!used) {
                used = true;
                refilledNs = nowNs;
            }
            final long gained = (nowNs - refilledNs) / CREDIT_NS;
            refilledNs += gained * CREDIT_NS;
            credits = Math.min(cap, credits + gained);
            if (credits < cost) {
                return false;
            }
            credits -= cost;
            return true;
        }
    }
}
