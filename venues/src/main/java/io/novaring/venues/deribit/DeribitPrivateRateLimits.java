/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.engine.venue.RateLimitHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * The credit pools of an account, by the article Rate Limits: those of {@link DeribitRateLimits},
 * and those of the matching engine, where a request costs one.
 *
 * <p>An order for spot is not told apart from others by its type, so it counts against the pool of
 * all others, which is never the larger one. What is left to cancels is a part of the burst that
 * was configured, and less where the venue tells a smaller one: an account of a higher tier says so
 * in its settings, or keeps less back.
 */
final class DeribitPrivateRateLimits implements RateLimitHandler {
    static final int POOL_TRADING = 3;
    static final int POOL_CANCEL_ALL = 4;

    static final long COST_TRADING = 1;

    /** Credits of the default pool that questions of the program leave to those of the engine. */
    static final long QUESTIONS_FLOOR = 10 * DeribitRateLimits.COST_DEFAULT;

    /** The longest pause that is taken from a text. */
    static final long TOLD_PAUSE_MAX_NS = 60_000_000_000L;

    private static final long NS_PER_MS = 1_000_000;
    private static final byte[] AVAILABLE_IN = JsonRpc.ascii("Available in ");
    private static final int DIGITS_MAX = 9;

    private final RateLimitHandler shared = new DeribitRateLimits();
    private final AccountLimitsReader reader = new AccountLimitsReader();
    private final List<CreditPool> pools;
    private final long orderFloor;

    DeribitPrivateRateLimits(final DeribitAccount account) {
        final long burst = account.tradingBurst();
        final long rate = account.tradingPerSecond();
        final List<CreditPool> all = new ArrayList<>(shared.pools());
        all.add(new CreditPool("trading", burst * COST_TRADING, rate * COST_TRADING));
        all.add(new CreditPool("cancel-all", burst * COST_TRADING, rate * COST_TRADING));
        pools = List.copyOf(all);
        // One request must be possible: all of a burst of one cannot be kept back.
        final long reserve = (burst * account.cancelReservePercent() + 99) / 100;
        orderFloor = Math.min(reserve, burst - 1) * COST_TRADING;
    }

    @Override
    public List<CreditPool> pools() {
        return pools;
    }

    @Override
    public int poolOf(final int requestType) {
        return switch (requestType) {
            case DeribitRequestType.BUY,
                    DeribitRequestType.SELL,
                    DeribitRequestType.EDIT,
                    DeribitRequestType.EDIT_BY_LABEL,
                    DeribitRequestType.CANCEL,
                    DeribitRequestType.CANCEL_ALL_BY_CURRENCY,
                    DeribitRequestType.CANCEL_ALL_BY_CURRENCY_PAIR,
                    DeribitRequestType.CANCEL_ALL_BY_INSTRUMENT,
                    DeribitRequestType.CANCEL_ALL_BY_KIND_OR_TYPE,
                    DeribitRequestType.CANCEL_BY_LABEL,
                    DeribitRequestType.CLOSE_POSITION ->
                    POOL_TRADING;
            case DeribitRequestType.CANCEL_ALL -> POOL_CANCEL_ALL;
            case DeribitRequestType.PRIVATE_SUBSCRIBE -> DeribitRateLimits.POOL_SUBSCRIPTIONS;
            default -> shared.poolOf(requestType);
        };
    }

    @Override
    public long costOf(final int requestType) {
        return switch (poolOf(requestType)) {
            case POOL_TRADING, POOL_CANCEL_ALL -> COST_TRADING;
            case DeribitRateLimits.POOL_SUBSCRIPTIONS -> DeribitRateLimits.COST_SUBSCRIBE;
            default -> shared.costOf(requestType);
        };
    }

    @Override
    public long reserveOf(final int pool) {
        return pool < POOL_TRADING ? shared.reserveOf(pool) : 0;
    }

    /**
     * {@inheritDoc} Cancels may take everything in their pools. Of the default pool, what the
     * program asks of public data leaves some to what the engine asks of the account.
     */
    @Override
    public long floorOf(final int requestType) {
        return switch (requestType) {
            case DeribitRequestType.BUY,
                    DeribitRequestType.SELL,
                    DeribitRequestType.EDIT,
                    DeribitRequestType.EDIT_BY_LABEL,
                    DeribitRequestType.CLOSE_POSITION ->
                    orderFloor;
            default -> {
                final int pool = poolOf(requestType);
                final boolean isQuestion =
                        pool == DeribitRateLimits.POOL_DEFAULT
                                && requestType >= DeribitRequestType.GET_TIME
                                && DeribitRequestType.isUserRequest(requestType);
                yield reserveOf(pool) + (isQuestion ? QUESTIONS_FLOOR : 0);
            }
        };
    }

    /** {@inheritDoc} A time that the venue names in its text is kept; else as without a login. */
    @Override
    public long pauseNs(final MarketEvent error) {
        final long usualNs = shared.pauseNs(error);
        if (usualNs == 0 || error.kind != EventKind.ERROR) {
            return usualNs;
        }
        final long inMessageNs = toldNs(error, error.errorMessage);
        final long toldNs = inMessageNs > 0 ? inMessageNs : toldNs(error, error.errorData);
        return toldNs > 0 ? Math.min(toldNs, TOLD_PAUSE_MAX_NS) : usualNs;
    }

    /** The time of "Available in N ms" in a text, in nanoseconds; 0 when it has none. */
    private static long toldNs(final MarketEvent error, final long text) {
        if (text == Text.ABSENT) {
            return 0;
        }
        final int end = Text.offset(text) + Text.length(text);
        for (int i = Text.offset(text); i <= end - AVAILABLE_IN.length; i++) {
            if (startsWith(error.raw, i, AVAILABLE_IN)) {
                return milliseconds(error.raw, i + AVAILABLE_IN.length, end) * NS_PER_MS;
            }
        }
        return 0;
    }

    /** A whole number with ms behind it; 0 for anything else. */
    private static long milliseconds(final byte[] raw, final int start, final int end) {
        long value = 0;
        int at = start;
        while (at < end && at - start < DIGITS_MAX && raw[at] >= '0' && raw[at] <= '9') {
            value = 10 * value + raw[at++] - '0';
        }
        final boolean isMs =
                at > start
                        && at + 3 <= end
                        && raw[at] == ' '
                        && raw[at + 1] == 'm'
                        && raw[at + 2] == 's';
        return isMs ? value : 0;
    }

    private static boolean startsWith(final byte[] raw, final int offset, final byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (raw[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void readLimits(final MarketEvent response, final LimitSink sink) {
        if (!reader.read(response)) {
            return;
        }
        if (reader.other.isTold()) {
            sink.limit(
                    DeribitRateLimits.POOL_DEFAULT,
                    reader.other.burst * DeribitRateLimits.COST_DEFAULT,
                    reader.other.rate * DeribitRateLimits.COST_DEFAULT);
        }
        if (reader.trading.isTold()) {
            sink.limit(
                    POOL_TRADING,
                    reader.trading.burst * COST_TRADING,
                    reader.trading.rate * COST_TRADING);
        }
        if (reader.cancelAll.isTold()) {
            sink.limit(
                    POOL_CANCEL_ALL,
                    reader.cancelAll.burst * COST_TRADING,
                    reader.cancelAll.rate * COST_TRADING);
        }
    }
}
