/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.engine.Engine;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.tools.cli.telemetry.LiveTelemetry;
import io.novaring.tools.config.LiveSettings;
import io.novaring.tools.config.RunSettings.LogLevel;
import java.util.List;

/** What a run changes while it runs. */
final class LiveEngine implements LiveSettings {
    private final Engine engine;
    private final LiveTelemetry telemetry;

    LiveEngine(final Engine engine, final LiveTelemetry telemetry) {
        this.engine = engine;
        this.telemetry = telemetry;
    }

    @Override
    public boolean subscribe(final int connectionId, final List<String> channels) {
        engine.subscribe(connectionId, channels);
        return true;
    }

    @Override
    public boolean unsubscribe(final int connectionId, final List<String> channels) {
        engine.unsubscribe(connectionId, channels);
        return true;
    }

    @Override
    public boolean telemetryLevel(final int connectionId, final TelemetryLevel level) {
        telemetry.level(engine, connectionId, level);
        return true;
    }

    @Override
    public boolean telemetryFilter(final List<String> kinds) {
        telemetry.kinds(kinds);
        return true;
    }

    @Override
    public boolean limit(final int connectionId, final CreditPool pool) {
        engine.limit(connectionId, pool);
        return true;
    }

    @Override
    public boolean risk(final List<RiskLimits> limits) {
        for (int id = 0; id < engine.connections().size(); id++) {
            if (engine.responses().desk(id) != null) {
                engine.orders(id).limits(limits.toArray(new RiskLimits[0]));
                return true;
            }
        }
        // Nothing is traded: there is nothing to limit.
        return true;
    }

    @Override
    public boolean logLevel(final LogLevel level) {
        return LogControl.set(level);
    }
}
