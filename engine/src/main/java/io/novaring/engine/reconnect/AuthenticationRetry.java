/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

/**
 * Counts how often in a row a venue would not authenticate us. Sessions that end for another reason
 * neither count nor start the count again. A state machine without a clock; I/O thread.
 */
final class AuthenticationRetry {
    private final AuthenticationRetrySettings settings;
    private int failures;

    AuthenticationRetry(final AuthenticationRetrySettings settings) {
        this.settings = settings;
    }

    void onSuccess() {
        failures = 0;
    }

    /**
     * The venue refused us for now, or did not answer.
     *
     * @return the delay before the next attempt, in nanoseconds, or {@link Reconnection#STOP}.
     */
    long onFailure() {
        if (failures == settings.retriesMax()) {
            return Reconnection.STOP;
        }
        return settings.baseNs() << failures++;
    }
}
