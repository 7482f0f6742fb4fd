/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.RateLimitHandler;
import java.util.List;

/**
 * The credit pools of the article Rate Limits. The venue shares a pool among all connections of an
 * account and limits strangers by address with figures it keeps to itself: staying within the pools
 * of one account, on every connection, is the best a client without a login can do.
 */
final class DeribitRateLimits implements RateLimitHandler {
    static final int POOL_DEFAULT = 0;
    static final int POOL_INSTRUMENTS = 1;
    static final int POOL_SUBSCRIPTIONS = 2;

    static final long COST_DEFAULT = 500;
    static final long COST_INSTRUMENTS = 10_000;
    static final long COST_SUBSCRIBE = 3_000;

    /** Until the default pool is full again. */
    static final long THROTTLED_PAUSE_NS = 5_000_000_000L;

    /** For public requests that are not finished yet; only their number was too high. */
    static final long CONCURRENCY_PAUSE_NS = 1_000_000_000L;

    /** Quotes are counted by the second. */
    static final long QUOTES_PAUSE_NS = 1_000_000_000L;

    private static final long TOO_MANY_REQUESTS = 10028;
    private static final long TOO_MANY_CONCURRENT_REQUESTS = 10066;
    private static final long TOO_MANY_QUOTES = 13903;

    private static final List<CreditPool> POOLS =
            List.of(
                    new CreditPool("default", 50_000, 10_000),
                    // The change log of June 2025 allows 5 at once and one each 10 s over
                    // WebSocket, the article 50 and one a second: the stricter one holds.
                    new CreditPool("instruments", 50_000, 1_000),
                    new CreditPool("subscriptions", 30_000, 10_000));

    @Override
    public List<CreditPool> pools() {
        return POOLS;
    }

    @Override
    public int poolOf(final int requestType) {
        return switch (requestType) {
            case DeribitRequestType.GET_INSTRUMENTS -> POOL_INSTRUMENTS;
            case DeribitRequestType.SUBSCRIBE -> POOL_SUBSCRIPTIONS;
            default -> POOL_DEFAULT;
        };
    }

    @Override
    public long costOf(final int requestType) {
        return switch (requestType) {
            case DeribitRequestType.GET_INSTRUMENTS -> COST_INSTRUMENTS;
            case DeribitRequestType.SUBSCRIBE -> COST_SUBSCRIBE;
            default -> COST_DEFAULT;
        };
    }

    /** Four test messages: the venue cuts who does not answer its test request. */
    @Override
    public long reserveOf(final int pool) {
        return pool == POOL_DEFAULT ? 4 * COST_DEFAULT : 0;
    }

    @Override
    public long pauseNs(final MarketEvent error) {
        if (error.kind != EventKind.ERROR) {
            return 0;
        }
        if (error.errorCode == TOO_MANY_REQUESTS) {
            return THROTTLED_PAUSE_NS;
        }
        if (error.errorCode == TOO_MANY_CONCURRENT_REQUESTS) {
            return CONCURRENCY_PAUSE_NS;
        }
        return error.errorCode == TOO_MANY_QUOTES ? QUOTES_PAUSE_NS : 0;
    }
}
