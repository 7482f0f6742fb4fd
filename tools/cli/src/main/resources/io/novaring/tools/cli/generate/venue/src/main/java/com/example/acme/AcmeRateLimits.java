/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.RateLimitHandler;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Every request costs one of 20 credits, of which 10 come back each second: invented. A venue that
 * counts by kind of request gets a pool for each kind; one that counts messages in a window of a
 * second, a pool with that many credits and as many back each second.
 */
final class AcmeRateLimits implements RateLimitHandler {
    /** After an answer 429: invented. Venues often say it in the answer. */
    static final long THROTTLED_PAUSE_NS = TimeUnit.SECONDS.toNanos(2);

    private static final List<CreditPool> POOLS = List.of(new CreditPool("requests", 20, 10));

    @Override
    public List<CreditPool> pools() {
        return POOLS;
    }

    @Override
    public int poolOf(final int requestType) {
        return 0;
    }

    @Override
    public long costOf(final int requestType) {
        return 1;
    }

    /** Two pings: a session must not die because everything was spent on subscriptions. */
    @Override
    public long reserveOf(final int pool) {
        return 2;
    }

    @Override
    public long pauseNs(final MarketEvent error) {
        final boolean isThrottle =
                error.kind == EventKind.ERROR && error.errorCode == AcmeErrors.THROTTLED;
        return isThrottle ? THROTTLED_PAUSE_NS : 0;
    }
}
