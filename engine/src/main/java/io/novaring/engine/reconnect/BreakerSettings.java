/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker around connecting and authenticating.
 *
 * @param failuresMax failures in a row that open it; 0 for no breaker.
 * @param openNs how long nothing is tried then; one probe follows.
 */
public record BreakerSettings(int failuresMax, long openNs) {
    /** Five failures open it for a minute. */
    public static final BreakerSettings DEFAULT =
            new BreakerSettings(5, TimeUnit.SECONDS.toNanos(60));

    public BreakerSettings {
        if (failuresMax < 0 || openNs <= 0) {
            throw new IllegalArgumentException(
                    "a breaker needs failuresMax >= 0 and openNs > 0: "
                            + failuresMax
                            + ", "
                            + openNs);
        }
    }
}
