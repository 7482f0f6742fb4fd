/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.tools.config.ConfigChange;
import io.novaring.tools.config.NovaRingConfig;
import io.novaring.tools.config.RunSettings.LogLevel;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes reach a running engine. */
@Timeout(60)
final class LiveEngineTest {
    private static final String QUOTE = "quote.BTC-PERPETUAL";
    private static final String BOOK = "book.BTC-PERPETUAL.100ms";

    @AfterEach
    void restoreTheLog() {
        LogControl.set(LogLevel.WARN);
        System.clearProperty("org.slf4j.simpleLogger.log.io.novaring");
    }

    @Test
    void shouldChangeTheSubscriptionsOfAnEngineThatRuns() throws InterruptedException {
        final SimulatorConfig exchange = SimulatorConfig.builder().instruments(2).build();
        try (Simulator simulator = Simulator.start(exchange)) {
            final NovaRingConfig before = config(simulator, QUOTE);
            final NovaRingConfig after = config(simulator, BOOK);
            try (Engine engine = Engine.launch(before.applyTo(new EngineContext()))) {
                engine.subscribe(0, before.connections().get(0).channels());
                awaitActive(engine, Set.of(QUOTE));
                final LiveEngine live = new LiveEngine(engine);

                for (final ConfigChange.Live change : ConfigChange.between(before, after).live()) {
                    assertTrue(change.applyTo(live), change.text());
                }

                awaitActive(engine, Set.of(BOOK));
                assertFalse(live.telemetryLevel(0, TelemetryLevel.MINIMAL));
                assertFalse(live.telemetryFilter(List.of()));
            }
        }
    }

    private static NovaRingConfig config(final Simulator simulator, final String channel) {
        return NovaRingConfig.parse(
                "connections.a { endpoint = \""
                        + simulator.uri()
                        + "\", channels = [\""
                        + channel
                        + "\"] }");
    }

    private static void awaitActive(final Engine engine, final Set<String> channels)
            throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!active(engine).equals(channels)) {
            assertTrue(System.nanoTime() - startNs < 30_000_000_000L, active(engine).toString());
            Thread.sleep(10);
        }
    }

    private static Set<String> active(final Engine engine) {
        return engine.subscriptions().subscriptions().stream()
                .filter(status -> status.state() == SubscriptionStatus.State.ACTIVE)
                .map(SubscriptionStatus::channel)
                .collect(Collectors.toSet());
    }

    @Test
    void shouldSetTheLevelOfLoggersThereAreAndOfThoseToCome() {
        final Logger here = LoggerFactory.getLogger("io.novaring.test.here");
        final Logger other = LoggerFactory.getLogger("com.example.other");
        final boolean isOtherOn = other.isInfoEnabled();

        assertTrue(LogControl.set(LogLevel.DEBUG));

        final Logger later = LoggerFactory.getLogger("io.novaring.test.later");
        assertTrue(here.isDebugEnabled() && !here.isTraceEnabled());
        assertTrue(later.isDebugEnabled() && !later.isTraceEnabled());
        assertEquals(isOtherOn, other.isInfoEnabled());

        assertTrue(LogControl.set(LogLevel.OFF));
        assertFalse(here.isErrorEnabled());
        assertFalse(LoggerFactory.getLogger("io.novaring.test.last").isErrorEnabled());
    }
}
