/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Channels that need a login are refused; those that do not must not suffer for it. */
final class RawWithoutLoginTest {
    private static final int INSTRUMENTS = 200;
    private static final int RAW_REFUSED = 13778;

    @Test
    void shouldGrantEveryOtherChannelAndNameTheRefusal() throws InterruptedException {
        final SimulatorConfig config =
                SimulatorConfig.builder().instruments(INSTRUMENTS).ratePerSecond(100).build();
        try (Simulator simulator = Simulator.start(config);
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(
                                                new DeribitPublicClient(
                                                        DeribitConfig.of(simulator.uri())))
                                        .ioIdle(IdleMode.SELECT))) {
            final List<String> channels = new ArrayList<>();
            for (final String name : simulator.instruments()) {
                channels.add("book." + name + ".raw");
                channels.add("quote." + name);
            }
            engine.subscribe(0, channels);

            final long startNs = System.nanoTime();
            Map<State, Long> states = states(engine);
            while (settled(states) < channels.size()
                    && System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60)) {
                TimeUnit.MILLISECONDS.sleep(20);
                states = states(engine);
            }

            assertEquals(
                    Map.of(State.ACTIVE, (long) INSTRUMENTS, State.FAILED, (long) INSTRUMENTS),
                    states);
            for (final SubscriptionStatus status : engine.subscriptions().subscriptions()) {
                final boolean isRaw = status.channel().endsWith(".raw");
                assertEquals(isRaw ? State.FAILED : State.ACTIVE, status.state());
                assertEquals(isRaw ? RAW_REFUSED : 0, status.errorCode());
            }
        }
    }

    private static long settled(final Map<State, Long> states) {
        return states.getOrDefault(State.ACTIVE, 0L) + states.getOrDefault(State.FAILED, 0L);
    }

    private static Map<State, Long> states(final Engine engine) {
        return engine.subscriptions().subscriptions().stream()
                .collect(Collectors.groupingBy(SubscriptionStatus::state, Collectors.counting()));
    }
}
