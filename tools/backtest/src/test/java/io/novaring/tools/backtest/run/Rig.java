/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.tools.backtest.latency.LatencySpec;
import io.novaring.tools.backtest.timeline.Recording;
import io.novaring.tools.backtest.timeline.TimelineSettings;
import io.novaring.tools.backtest.timeline.VirtualVenue;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs put together for tests. */
final class Rig {
    private Rig() {}

    static VenueClient trader() {
        return new DeribitPrivateClient(
                DeribitConfig.production(),
                DeribitCredentials.of(
                        "backtest", Secret.copyOf("secret".getBytes(StandardCharsets.US_ASCII))),
                DeribitAccount.of(List.of("BTC")));
    }

    static TimelineSettings settings(final String latency, final long feedLatencyMs) {
        return new TimelineSettings(
                LatencySpec.parse(latency).model(7, null),
                feedLatencyMs * RecordedDay.MS,
                0,
                TimelineSettings.TO_THE_END,
                ConnectionSettings.DEFAULT,
                7);
    }

    static BacktestRun run(
            final List<Recording> recordings,
            final VirtualVenue venue,
            final Strategy strategy,
            final String latency) {
        return run(recordings, venue, strategy, settings(latency, 0), RunWindow.ALL);
    }

    /** To its end. */
    static BacktestRun run(
            final List<Recording> recordings,
            final VirtualVenue venue,
            final Strategy strategy,
            final TimelineSettings settings,
            final RunWindow window) {
        try (BacktestRun run =
                new BacktestRun(
                        recordings, trader(), venue, strategy, settings, window, List.of())) {
            final long usd = 1_000_000_000L;
            run.orders().rules(new InstrumentRules(RecordedDay.NAME, usd / 2, 10 * usd, 10 * usd));
            run.run();
            return run;
        }
    }
}
