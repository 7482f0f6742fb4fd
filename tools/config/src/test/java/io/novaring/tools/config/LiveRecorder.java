/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.tools.config.RunSettings.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Notes what it is asked for. */
final class LiveRecorder implements LiveSettings {
    final List<String> calls = new ArrayList<>();

    @Override
    public boolean subscribe(final int connectionId, final List<String> channels) {
        return calls.add(connectionId + " subscribe " + channels);
    }

    @Override
    public boolean unsubscribe(final int connectionId, final List<String> channels) {
        return calls.add(connectionId + " unsubscribe " + channels);
    }

    @Override
    public boolean telemetryLevel(final int connectionId, final TelemetryLevel level) {
        return calls.add(connectionId + " telemetry " + level);
    }

    @Override
    public boolean telemetryFilter(final List<String> kinds) {
        return calls.add("filter " + kinds);
    }

    @Override
    public boolean limit(final int connectionId, final CreditPool pool) {
        return calls.add(
                connectionId
                        + " limit "
                        + pool.name()
                        + ' '
                        + pool.cap()
                        + ' '
                        + pool.refillPerSecond());
    }

    @Override
    public boolean risk(final List<RiskLimits> limits) {
        limits.forEach(
                one ->
                        calls.add(
                                "risk "
                                        + new String(one.encode(), StandardCharsets.US_ASCII)
                                                .strip()));
        return true;
    }

    @Override
    public boolean logLevel(final LogLevel level) {
        return calls.add("log " + level);
    }
}
