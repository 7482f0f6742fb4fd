/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import java.util.concurrent.TimeUnit;

/**
 * How often, and after what delays, a venue that would not authenticate us is asked again. Asking
 * too often is what has accounts locked.
 *
 * @param baseNs the first delay; each is twice the one before.
 * @param retriesMax attempts behind a failure, in a row; the connection stops when the last of them
 *     fails too.
 */
public record AuthenticationRetrySettings(long baseNs, int retriesMax) {
    /** After 1, 2, 4, 8 and 16 s. */
    public static final AuthenticationRetrySettings DEFAULT =
            new AuthenticationRetrySettings(TimeUnit.SECONDS.toNanos(1), 5);

    private static final int RETRIES_MAX = 16;
    private static final long BASE_MAX_NS = 3_600_000_000_000L;

    public AuthenticationRetrySettings {
        if (baseNs <= 0 || baseNs > BASE_MAX_NS) {
            throw new IllegalArgumentException("baseNs not within 1 ns and 1 h: " + baseNs);
        }
        if (retriesMax < 0 || retriesMax > RETRIES_MAX) {
            throw new IllegalArgumentException("retriesMax not within 0 and 16: " + retriesMax);
        }
    }
}
