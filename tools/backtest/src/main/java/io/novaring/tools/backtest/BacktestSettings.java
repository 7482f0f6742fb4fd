/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest;

import io.novaring.tools.backtest.latency.LatencySpec;
import io.novaring.tools.simulator.virtual.VirtualConfig;
import java.util.List;
import java.util.Objects;

/**
 * What a backtest assumes; the same for all runs of a sweep.
 *
 * @param orderLatency from the strategy to the venue and back.
 * @param feedLatencyNs by which every recorded message is later than it was.
 * @param venue queue model, fees, deposits, credits and what else the venue decides by.
 * @param currencies of the account, where the recording has none.
 * @param fromNs epoch nanoseconds: the strategy is not started before.
 * @param stopNs the strategy is told to get flat here; {@link Long#MAX_VALUE} for never.
 * @param untilNs the run ends here; {@link Long#MAX_VALUE} for the recording's end.
 * @param seed of whatever is drawn.
 * @param isSessionRecorded whether the connection that trades is lost when the recorded one was,
 *     and comes back when that did.
 */
public record BacktestSettings(
        LatencySpec orderLatency,
        long feedLatencyNs,
        VirtualConfig venue,
        List<String> currencies,
        long fromNs,
        long stopNs,
        long untilNs,
        long seed,
        boolean isSessionRecorded) {
    /** 5 ms each way, the venue's defaults, the whole recording, positions marked to market. */
    public static final BacktestSettings DEFAULT =
            new BacktestSettings(
                    LatencySpec.parse("5ms"),
                    0,
                    VirtualConfig.DEFAULT,
                    List.of("BTC"),
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    1,
                    false);

    public BacktestSettings {
        Objects.requireNonNull(orderLatency, "orderLatency");
        Objects.requireNonNull(venue, "venue");
        currencies = List.copyOf(currencies);
        if (feedLatencyNs < 0) {
            throw new IllegalArgumentException("feedLatencyNs below 0: " + feedLatencyNs);
        }
        if (untilNs <= fromNs) {
            throw new IllegalArgumentException("the range ends before it begins");
        }
    }

    public BacktestSettings withOrderLatency(final LatencySpec value) {
        return new BacktestSettings(
                value,
                feedLatencyNs,
                venue,
                currencies,
                fromNs,
                stopNs,
                untilNs,
                seed,
                isSessionRecorded);
    }

    public BacktestSettings withFeedLatencyNs(final long value) {
        return new BacktestSettings(
                orderLatency,
                value,
                venue,
                currencies,
                fromNs,
                stopNs,
                untilNs,
                seed,
                isSessionRecorded);
    }

    public BacktestSettings withVenue(final VirtualConfig value) {
        return new BacktestSettings(
                orderLatency,
                feedLatencyNs,
                value,
                currencies,
                fromNs,
                stopNs,
                untilNs,
                seed,
                isSessionRecorded);
    }

    /** Of an account that was not recorded. */
    public BacktestSettings withCurrencies(final List<String> value) {
        return new BacktestSettings(
                orderLatency,
                feedLatencyNs,
                venue,
                value,
                fromNs,
                stopNs,
                untilNs,
                seed,
                isSessionRecorded);
    }

    /** Of the part in which the strategy trades. */
    public BacktestSettings withRange(final long from, final long stop, final long until) {
        return new BacktestSettings(
                orderLatency,
                feedLatencyNs,
                venue,
                currencies,
                from,
                stop,
                until,
                seed,
                isSessionRecorded);
    }

    public BacktestSettings withSeed(final long value) {
        return new BacktestSettings(
                orderLatency,
                feedLatencyNs,
                venue.withSeed(value),
                currencies,
                fromNs,
                stopNs,
                untilNs,
                value,
                isSessionRecorded);
    }

    /** Whether sessions are lost as they were in the recording. */
    public BacktestSettings withSessionRecorded(final boolean value) {
        return new BacktestSettings(
                orderLatency,
                feedLatencyNs,
                venue,
                currencies,
                fromNs,
                stopNs,
                untilNs,
                seed,
                value);
    }
}
