/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.tools.config.RunSettings.LogLevel;
import java.util.List;

/**
 * What a program can change while it runs. Each method returns false when the program cannot, which
 * is what the defaults do; the change then waits for a restart. Called by the thread that calls
 * {@link ConfigWatch#poll}.
 */
public interface LiveSettings {
    /** Asks for channels that were added. */
    default boolean subscribe(final int connectionId, final List<String> channels) {
        return false;
    }

    /** Gives channels up that were taken out. */
    default boolean unsubscribe(final int connectionId, final List<String> channels) {
        return false;
    }

    /** How much is told of one connection. */
    default boolean telemetryLevel(final int connectionId, final TelemetryLevel level) {
        return false;
    }

    /** Which kinds of events are told. */
    default boolean telemetryFilter(final List<String> kinds) {
        return false;
    }

    /** What a connection may use of the venue's credits. */
    default boolean limit(final int connectionId, final CreditPool pool) {
        return false;
    }

    /**
     * What orders may not exceed.
     *
     * @param limits for all instruments and for single ones; each takes the place of the one in
     *     force as a whole.
     */
    default boolean risk(final List<RiskLimits> limits) {
        return false;
    }

    /** How much is logged. */
    default boolean logLevel(final LogLevel level) {
        return false;
    }
}
