/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BreakerSettings;
import io.novaring.engine.reconnect.BudgetSettings;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions that end again and again, each followed by an answer that grants only half of what was
 * asked for: what is active is what is wanted, every time, and the books are the venue's. {@code
 * -Dnovaring.soak.reconnects=200 -Dnovaring.soak.pauseMs=1500} for the whole; it prints how long it
 * took until all was right.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class ReconnectSoakTest {
    private static final int RECONNECTS = Integer.getInteger("novaring.soak.reconnects", 5);
    private static final long SEED = Long.getLong("novaring.seed", 20_261_121L);

    /** Without a pause, three subscribe requests a turn run into the venue's credits. */
    private static final long PAUSE_MS = Long.getLong("novaring.soak.pauseMs", 0);

    private static final int INSTRUMENTS = 20;
    private static final long MS = 1_000_000;

    @Test
    void shouldHaveWhatItWantsAfterEveryReconnect() throws Exception {
        final Random random = new Random(SEED);
        final SimulatorConfig config =
                SimulatorConfig.builder().instruments(INSTRUMENTS).ratePerSecond(5_000).build();
        final ReconnectSettings reconnect =
                ReconnectSettings.DEFAULT
                        .withBackoff(
                                BackoffSettings.of(BackoffSettings.Kind.CONSTANT, 20 * MS, 20 * MS))
                        // Two hundred ends in a few minutes are what this is about.
                        .withBreaker(new BreakerSettings(0, 1_000 * MS))
                        .withBudget(new BudgetSettings(1_000, 20 * MS));
        try (Simulator simulator = Simulator.start(config);
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(
                                                new DeribitPublicClient(
                                                        DeribitConfig.of(simulator.uri())))
                                        .connections(
                                                ConnectionSettings.DEFAULT.withReconnect(reconnect))
                                        .ioIdle(IdleMode.SELECT))) {
            final List<String> channels = new ArrayList<>();
            for (final String name : simulator.instruments()) {
                channels.add(DeribitChannels.book(name, DeribitInterval.MS_100));
            }
            engine.subscribe(0, channels);
            Health.until(() -> Health.isWhole(engine, channels), "a healthy session");
            final List<Long> timesNs = new ArrayList<>();
            for (int i = 0; i < RECONNECTS; i++) {
                // The wish changes too, so that a memory of the last session would show.
                final String changed = channels.remove(random.nextInt(channels.size()));
                engine.unsubscribe(0, List.of(changed));
                final CompletableFuture<FaultReport> partial =
                        simulator.inject(Fault.of(FaultKind.PARTIAL_ACKNOWLEDGEMENT));
                end(simulator, i);
                final long startNs = System.nanoTime();
                partial.get(60, TimeUnit.SECONDS);
                Health.until(() -> Health.isWhole(engine, channels), "all books after end " + i);
                timesNs.add(System.nanoTime() - startNs);
                assertEquals(new HashSet<>(channels), active(engine), "seed " + SEED);
                channels.add(changed);
                engine.subscribe(0, List.of(changed));
                Health.until(() -> Health.isWhole(engine, channels), "the channel wished for anew");
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
            simulator.pause();
            for (final String name : simulator.instruments()) {
                Health.until(
                        () -> Health.isEqual(simulator.book(name), engine.book(name)),
                        name + " as it is at the venue");
            }
            print(timesNs);
        }
    }

    private static void end(final Simulator simulator, final int turn) {
        switch (turn % 3) {
            case 0 -> simulator.dropConnections();
            case 1 -> simulator.closeConnections(1001);
            default -> simulator.inject(Fault.of(FaultKind.CLOSE).withCode(1006));
        }
    }

    private static Set<String> active(final Engine engine) {
        return engine.subscriptions().subscriptions().stream()
                .filter(status -> status.state() == State.ACTIVE)
                .map(SubscriptionStatus::channel)
                .collect(Collectors.toSet());
    }

    private static void print(final List<Long> timesNs) {
        timesNs.sort(null);
        System.out.printf(
                "%d reconnects with half an acknowledgement each: all %d books right after"
                        + " p50 %d ms, p99 %d ms, max %d ms%n",
                timesNs.size(),
                INSTRUMENTS,
                timesNs.get(timesNs.size() / 2) / MS,
                timesNs.get(timesNs.size() * 99 / 100) / MS,
                timesNs.get(timesNs.size() - 1) / MS);
    }
}
