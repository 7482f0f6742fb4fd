/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import java.util.List;

/** What the venue's limiter allows. Stages 2, 3 and 4; every method is a pure function. */
public interface RateLimitHandler {
    /** The credit pools of a connection, at most {@link MarketEvent#CREDIT_POOLS_MAX}. */
    List<CreditPool> pools();

    /** Index of the pool a request draws from. */
    int poolOf(int requestType);

    /** What a request costs there. */
    long costOf(int requestType);

    /**
     * How long to send nothing after this error.
     *
     * @return nanoseconds, 0 when the error is no throttle answer.
     */
    long pauseNs(MarketEvent error);

    /**
     * A pool of credits that refills steadily up to its cap.
     *
     * @param name for counters and logs.
     * @param cap the most it holds, and what it holds at the start of a session.
     * @param refillPerSecond credits that come back each second.
     */
    record CreditPool(String name, long cap, long refillPerSecond) {
        public CreditPool {
            if (cap <= 0 || refillPerSecond <= 0) {
                throw new IllegalArgumentException(
                        "cap and refillPerSecond must be above 0: " + cap + ", " + refillPerSecond);
            }
        }
    }
}
