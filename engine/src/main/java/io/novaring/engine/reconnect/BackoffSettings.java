/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import java.util.concurrent.TimeUnit;

/**
 * How long to wait between attempts to connect.
 *
 * @param kind how the delay grows.
 * @param baseNs the first delay; the step of a linear one.
 * @param maxNs the longest delay, before jitter.
 * @param jitter part of the delay that is random, to either side, within 0 and 1; 0 for every kind
 *     but EXPONENTIAL_JITTER.
 * @param attemptsMax attempts without a healthy session after which the connection stops; 0 for
 *     never.
 * @param slowAfterAttempts attempts after which every delay is slowDelayNs; 0 for never.
 * @param slowDelayNs the delay after many attempts.
 * @param healthyNs a session open this long starts the count again.
 */
public record BackoffSettings(
        Kind kind,
        long baseNs,
        long maxNs,
        double jitter,
        int attemptsMax,
        int slowAfterAttempts,
        long slowDelayNs,
        long healthyNs) {
    /** 100 ms doubling to 30 s with a quarter of jitter, for ever, 60 s after 50 attempts. */
    public static final BackoffSettings DEFAULT =
            new BackoffSettings(
                    Kind.EXPONENTIAL_JITTER,
                    TimeUnit.MILLISECONDS.toNanos(100),
                    TimeUnit.SECONDS.toNanos(30),
                    0.25,
                    0,
                    50,
                    TimeUnit.SECONDS.toNanos(60),
                    TimeUnit.SECONDS.toNanos(30));

    /** How the delay grows from attempt to attempt. */
    public enum Kind {
        /** Doubles, with a random part: many clients must not come back together. */
        EXPONENTIAL_JITTER,
        /** Doubles. */
        EXPONENTIAL,
        /** Grows by the base each time. */
        LINEAR,
        /** Always the base. */
        CONSTANT
    }

    public BackoffSettings {
        if (baseNs <= 0 || maxNs < baseNs) {
            throw new IllegalArgumentException(
                    "a backoff needs 0 < baseNs <= maxNs: " + baseNs + ", " + maxNs);
        }
        if (healthyNs <= 0) {
            throw new IllegalArgumentException("healthyNs not above 0: " + healthyNs);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter not within 0 and 1: " + jitter);
        }
        if (jitter != 0 && kind != Kind.EXPONENTIAL_JITTER) {
            throw new IllegalArgumentException("jitter is of no use to kind " + kind);
        }
        if (attemptsMax < 0 || slowAfterAttempts < 0) {
            throw new IllegalArgumentException(
                    "attemptsMax and slowAfterAttempts are counts, 0 for never: "
                            + attemptsMax
                            + ", "
                            + slowAfterAttempts);
        }
        if (slowAfterAttempts > 0 && slowDelayNs < maxNs) {
            throw new IllegalArgumentException("slowDelayNs below maxNs: " + slowDelayNs);
        }
    }

    /** A backoff of one kind for ever, with half a minute of healthy life to start again. */
    public static BackoffSettings of(final Kind kind, final long baseNs, final long maxNs) {
        return new BackoffSettings(
                kind, baseNs, maxNs, 0, 0, 0, maxNs, TimeUnit.SECONDS.toNanos(30));
    }
}
