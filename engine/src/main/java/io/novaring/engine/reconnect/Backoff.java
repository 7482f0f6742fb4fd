/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next attempt. A session that lived long enough starts the count
 * again; one that did not cannot cause a tight loop. I/O thread.
 */
public final class Backoff {
    // Whatever the figures: never a tight loop.
    static final long DELAY_MIN_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BackoffSettings settings;
    private int attempts;
    private int failures;
    private long randomState;

    public Backoff(final BackoffSettings settings, final long seed) {
        this.settings = settings;
        this.randomState = seed * 0x9E3779B97F4A7C15L | 1;
    }

    /** Attempts planned since the last healthy session. */
    public int attempts() {
        return attempts;
    }

    /** Tells that a session ended after this many nanoseconds of being of use; 0 for none. */
    public void onSessionEnd(final long openNs) {
        if (openNs >= settings.healthyNs()) {
            attempts = 0;
            failures = 0;
        } else {
            failures++;
        }
    }

    /** True when so many attempts led to no healthy session that no other is made. */
    public boolean isExhausted() {
        return settings.attemptsMax() > 0 && failures >= settings.attemptsMax();
    }

    /** The delay before the next attempt, in nanoseconds; at least a millisecond. */
    public long nextDelayNs() {
        final long plainNs = plainNs(attempts);
        attempts = attempts == Integer.MAX_VALUE ? attempts : attempts + 1;
        // Between (1 - jitter) and (1 + jitter) of the plain delay: many clients must not come
        // back together.
        final double factor = 1 + settings.jitter() * (2 * nextRandom() - 1);
        return Math.max(DELAY_MIN_NS, (long) (plainNs * factor));
    }

    private long plainNs(final int attempt) {
        if (settings.slowAfterAttempts() > 0 && attempt >= settings.slowAfterAttempts()) {
            return settings.slowDelayNs();
        }
        final long baseNs = settings.baseNs();
        return switch (settings.kind()) {
            case EXPONENTIAL_JITTER, EXPONENTIAL -> {
                final boolean overflows = attempt >= Long.numberOfLeadingZeros(baseNs) - 1;
                yield overflows ? settings.maxNs() : Math.min(settings.maxNs(), baseNs << attempt);
            }
            case LINEAR -> {
                final boolean isAtMax = attempt >= settings.maxNs() / baseNs;
                yield isAtMax ? settings.maxNs() : baseNs * (attempt + 1L);
            }
            case CONSTANT -> baseNs;
        };
    }

    private double nextRandom() {
        randomState ^= randomState << 13;
        randomState ^= randomState >>> 7;
        randomState ^= randomState << 17;
        return (randomState >>> 11) * 0x1.0p-53;
    }
}
