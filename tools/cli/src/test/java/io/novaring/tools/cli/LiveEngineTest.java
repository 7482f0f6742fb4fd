/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.telemetry.TelemetryEvent;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.telemetry.TelemetryListener;
import io.novaring.tools.cli.telemetry.LiveTelemetry;
import io.novaring.tools.config.ConfigChange;
import io.novaring.tools.config.NovaRingConfig;
import io.novaring.tools.config.RunSettings.LogLevel;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
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
            final NovaRingConfig before = config(simulator, QUOTE, "");
            final NovaRingConfig after =
                    config(
                            simulator,
                            BOOK,
                            """
                            connections.a.telemetry = minimal
                            connections.a.limits.default { cap = 3000, refill-per-second = 1 }
                            telemetry.filter = [disconnected]
                            """);
            final AtomicLong credits = new AtomicLong();
            final Set<TelemetryEvent.Type> told = ConcurrentHashMap.newKeySet();
            final LiveTelemetry telemetry =
                    new LiveTelemetry(List.of(TelemetryLevel.DETAILED), List.of());
            final EngineContext context = before.applyTo(new EngineContext());
            telemetry.apply(context);
            context.handler("credits", (event, at, isLast) -> credits.set(event.credits[0]));
            context.telemetry(new ToldTypes(told));
            try (Engine engine = Engine.launch(context)) {
                engine.subscribe(0, before.connections().get(0).channels());
                awaitActive(engine, Set.of(QUOTE));
                await(() -> told.contains(TelemetryEvent.Type.MESSAGE_RECEIVED), "messages told");
                final LiveEngine live = new LiveEngine(engine, telemetry);

                for (final ConfigChange.Live change : ConfigChange.between(before, after).live()) {
                    assertTrue(change.applyTo(live), change.text());
                }

                awaitActive(engine, Set.of(BOOK));
                await(() -> credits.get() <= 3_000, "the new limit");
                assertEquals(TelemetryLevel.MINIMAL, engine.telemetry().level());
                // What was on its way has passed with the credits.
                told.clear();
                simulator.dropConnections();
                await(() -> told.contains(TelemetryEvent.Type.DISCONNECTED), "the end told");
                awaitActive(engine, Set.of(BOOK));
                assertEquals(Set.of(TelemetryEvent.Type.DISCONNECTED), told);
            }
        }
    }

    /** Which kinds of events a listener is told. */
    private record ToldTypes(Set<TelemetryEvent.Type> types) implements TelemetryListener {
        @Override
        public void onDisconnected(final TelemetryEvent event) {
            types.add(event.type());
        }

        @Override
        public void onMessageReceived(final TelemetryEvent event) {
            types.add(event.type());
        }

        @Override
        public void onReconnectionStarted(final TelemetryEvent event) {
            types.add(event.type());
        }

        @Override
        public void onSubscriptionStarted(final TelemetryEvent event) {
            types.add(event.type());
        }

        @Override
        public void onBookLost(final TelemetryEvent event) {
            types.add(event.type());
        }
    }

    private static void await(final BooleanSupplier condition, final String what)
            throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < 30_000_000_000L, "never came: " + what);
            Thread.sleep(10);
        }
    }

    private static NovaRingConfig config(
            final Simulator simulator, final String channel, final String more) {
        return NovaRingConfig.parse(
                "connections.a { endpoint = \""
                        + simulator.uri()
                        + "\", channels = [\""
                        + channel
                        + "\"] }\n"
                        + more);
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
